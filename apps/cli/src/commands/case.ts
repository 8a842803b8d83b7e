import { exportCase, mustOpenMission, verifyCase } from '@greenline/node';
import type { Command } from 'commander';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure } from '../failure.ts';
import { told } from './handover.ts';
import { principalOf } from './report.ts';

interface ExportOptions {
  readonly case: string;
  readonly for: string;
  readonly out: string;
  readonly mission: string;
  readonly data: string;
  readonly database?: string;
}

const say = (line: string) => process.stderr.write(`greenline: ${line}\n`);

export function addCase(program: Command): void {
  const command = program.command('case').description('Takes cases out, and verifies what was.');
  command
    .command('export')
    .description('Packs all that one reader may have of a case, so that it verifies on its own.')
    .requiredOption('--case <id>', 'as its reader knows it')
    .requiredOption('--for <principal>', 'id in the mission’s policy/principals.yaml')
    .requiredOption('--out <place>', 'folder to write, or one archive where it ends in .tar')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data; it must stand still', DATA)
    .option('--database <url>', 'the node’s PostgreSQL; default: its own')
    .action(async (options: ExportOptions) => {
      const mission = mustOpenMission(options.mission);
      const principal = principalOf(options.for, mission.principals);
      const { case: id, out } = options;
      const packed = await exportCase(mission, options, { principal, id, out });
      if (!packed.ok) throw new Failure(`--case ${packed.error}`, 1);
      const { counts, withheld, vkey } = packed.value;
      for (const [name, count] of Object.entries(counts))
        process.stdout.write(`${name} ${count}\n`);
      if (withheld > 0) say(`${withheld} records stay here: their originators control them`);
      say(`sealed by ${vkey}`);
    });
  command
    .command('verify <pack>')
    .description('Verifies a case’s pack; says which file, and where, is not as packed.')
    .option('--key <vkey>', 'key of the node’s log; default: the pack’s own')
    .action(async (pack: string, { key }: { key?: string }) => {
      if (key === undefined)
        say('the key is the pack’s own: compare it with one you got another way, by --key');
      const { files } = told(pack, await verifyCase(pack, key));
      process.stdout.write(`${files.length} files are as they were packed\n`);
    });
}
