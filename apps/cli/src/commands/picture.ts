import { instant } from '@greenline/base';
import { mustOpenMission, Past, pictureAt, pictureSpan, withData } from '@greenline/node';
import type { Command } from 'commander';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure } from '../failure.ts';
import { readInstant } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { principalOf } from './report.ts';

interface Options {
  readonly at: string;
  readonly hours: string;
  readonly mission: string;
  readonly data: string;
  readonly database?: string;
  readonly for: string;
  readonly out: string;
}

export function addPicture(program: Command): void {
  program
    .command('picture')
    .description('The picture at a moment: as it was known then, and as it is known now of then.')
    .requiredOption('--at <time>', 'moment, RFC 3339')
    .option('--hours <number>', 'how far back it tells of events and findings', '24')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data; it must stand still', DATA)
    .option('--database <url>', 'the node’s PostgreSQL; default: its own')
    .requiredOption('--for <principal>', 'id in the mission’s policy/principals.yaml')
    .requiredOption('--out <file>', 'JSON to write')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const at = readInstant('--at', options.at);
  const now = instant(Date.now());
  if (at > now) throw new Failure(`--at ${options.at}: lies ahead: nobody knows that picture yet`);
  const hours = Number(options.hours);
  if (!(hours > 0 && hours <= 168))
    throw new Failure(`--hours ${options.hours}: give a number above 0, at most 168`);
  const mission = mustOpenMission(options.mission);
  const principal = principalOf(options.for, mission.principals);
  const picture = await withData(
    mission,
    options,
    async ({ access, keeping }) => {
      const past = new Past(keeping.journal);
      try {
        const ports = { access, past, mission: () => mission, now };
        return await pictureAt(ports, principal, pictureSpan(at, hours));
      } finally {
        await past.close();
      }
    },
    now,
  );
  writeWhole(options.out, picture);
}
