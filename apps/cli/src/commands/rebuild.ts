import { rebuild } from '@greenline/node';
import type { Command } from 'commander';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';

interface Options {
  readonly mission: string;
  readonly data: string;
  readonly database?: string;
}

export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description('Drops the database, folds the journal again, prints the digest arrived at.')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data', DATA)
    .option('--database <url>', 'the node’s PostgreSQL; default: its own')
    .action(async (options: Options) => {
      const say = (line: string) => process.stderr.write(`greenline: ${line}\n`);
      const { digest, entries } = await rebuild({ ...options, say });
      say(`${entries} journal entries folded`);
      process.stdout.write(`${digest}\n`);
    });
}
