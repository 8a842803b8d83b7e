import { instant } from '@greenline/base';
import { issueForDataFolder } from '@greenline/node';
import type { Command } from 'commander';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure } from '../failure.ts';

interface Options {
  readonly for: string;
  readonly mission: string;
  readonly data: string;
  readonly hours: string;
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('Issues a bearer token for a principal of the mission that a node serves.')
    .requiredOption('--for <principal>', 'id in the mission’s policy/principals.yaml')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data', DATA)
    .option('--hours <n>', 'how long it holds', '12')
    .action(async (options: Options) => {
      const hours = Number(options.hours);
      if (!(hours > 0 && hours <= 8_760)) {
        throw new Failure(`--hours ${options.hours}: give a number from 0 to 8760`);
      }
      const { mission, data, for: principal } = options;
      const now = instant(Date.now());
      const issued = await issueForDataFolder({ mission, data, principal, hours, now });
      if (!issued.ok) throw new Failure(issued.error);
      process.stdout.write(`${issued.value}\n`);
    });
}
