import type { Result } from '@greenline/base';
import { exportHandover, importHandover, mustOpenMission, verifyHandover } from '@greenline/node';
import type { PackFault } from '@greenline/stores';
import type { Command } from 'commander';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure, inOneLine } from '../failure.ts';

interface ExportOptions {
  readonly mission: string;
  readonly data: string;
  readonly database?: string;
  readonly out: string;
}

interface VerifyOptions {
  readonly key?: string;
  readonly quick?: true;
}

const say = (line: string) => process.stderr.write(`greenline: ${line}\n`);

export function addHandover(program: Command): void {
  const handover = program
    .command('handover')
    .description('Hands a mission over to a successor: all of it, so that it verifies on its own.');
  handover
    .command('export')
    .description(
      'Packs journal, agreement, mission, log and keys of ids. The node must stand still.',
    )
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data', DATA)
    .option('--database <url>', 'the node’s PostgreSQL; default: its own')
    .requiredOption('--out <place>', 'folder to write, or one archive where it ends in .tar')
    .action(async (options: ExportOptions) => {
      const mission = mustOpenMission(options.mission);
      const { records, entries, vkey } = await exportHandover(mission, options, options.out);
      say(`${entries} journal entries, sealed by ${vkey}: tell the successor this key another way`);
      process.stdout.write(`${records}\n`);
    });
  handover
    .command('verify <pack>')
    .description(
      'Verifies a pack with nothing but itself; says which file, and where, is not as packed.',
    )
    .option('--key <vkey>', 'key of the predecessor’s log; default: the pack’s own')
    .option('--quick', 'does not fold the journal anew')
    .action(async (pack: string, options: VerifyOptions) => {
      const { records } = told(pack, await verifyHandover(pack, verifyOptions(options)));
      process.stdout.write(`${records}\n`);
    });
  handover
    .command('import <pack>')
    .description('Verifies a pack and sets up the successor’s node from it.')
    .option('--key <vkey>', 'key of the predecessor’s log; default: the pack’s own')
    .option('--quick', 'does not fold the journal anew')
    .requiredOption('--mission <dir>', 'folder to write the mission’s files into')
    .requiredOption('--data <dir>', 'where the new node keeps its data')
    .action(async (pack: string, options: VerifyOptions & { mission: string; data: string }) => {
      const { mission, data } = options;
      const asked = { ...verifyOptions(options), mission, data };
      const { records } = told(pack, await importHandover(pack, asked));
      say(`ready: greenline serve --mission ${mission} --data ${data}`);
      process.stdout.write(`${records}\n`);
    });
}

function verifyOptions({ key, quick }: VerifyOptions) {
  if (key === undefined)
    say('the key is the pack’s own: compare it with one you got another way, by --key');
  return {
    ...(key !== undefined && { vkey: key }),
    ...(quick !== undefined && { quick }),
    say,
  };
}

/** What was verified; the faults, the first in words, where it does not hold. */
export function told<T>(pack: string, result: Result<T, readonly PackFault[]>): T {
  if (result.ok) return result.value;
  const lines = result.error.map(({ path, text }) => `${pack}: ${path}: ${text}`);
  throw new Failure(inOneLine(lines), 1);
}
