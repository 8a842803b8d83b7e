import { instant } from '@greenline/base';
import { dataSetFor, mustOpenMission, withData } from '@greenline/node';
import { csvOf, DATA_SET, DATA_SETS, type DataSetName } from '@greenline/safety';
import { type Command, Option } from 'commander';
import { DATA } from '../defaults.ts';
import { Failure } from '../failure.ts';
import { writeWhole } from '../output-file.ts';
import { replaySource } from '../replay-source.ts';
import { principalOf } from './report.ts';

interface Options {
  readonly mission: string;
  readonly from?: string;
  readonly data: string;
  readonly database?: string;
  readonly for: string;
  readonly format: 'csv' | 'json';
  readonly out: string;
}

export function addMonitors(program: Command): void {
  program
    .command('monitors <set>')
    .description(`Takes out one of the monitors’ own data sets: ${DATA_SETS.join(', ')}.`)
    .requiredOption('--mission <dir>')
    .option('--from <dir>', 'folder that `greenline replay` wrote')
    .option('--data <dir>', 'a node’s data folder', DATA)
    .option('--database <url>', 'the node’s PostgreSQL; default: its own')
    .requiredOption('--for <principal>', 'id in the mission’s policy/principals.yaml')
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .requiredOption('--out <file>')
    .action(run);
}

async function run(name: string, options: Options): Promise<void> {
  if (!isSet(name))
    throw new Failure(`${name}: no such data set: there are ${DATA_SETS.join(', ')}`);
  const mission = mustOpenMission(options.mission);
  const principal = principalOf(options.for, mission.principals);
  const now = instant(Date.now());
  const records =
    options.from === undefined
      ? await withData(
          mission,
          options,
          ({ sourceFor }) => dataSetFor(sourceFor(principal), principal, name),
          now,
        )
      : await dataSetFor(replaySource(options.from, principal, now), principal, name);
  writeWhole(
    options.out,
    options.format === 'csv'
      ? csvOf(records, DATA_SET[name].columns)
      : records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  );
}

const isSet = (name: string): name is DataSetName =>
  (DATA_SETS as readonly string[]).includes(name);
