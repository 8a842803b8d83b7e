import { instant } from '@greenline/base';
import { featuresOf, mustOpenMission, reportsOf, stageOf } from '@greenline/node';
import { gentle } from '@greenline/simulation';
import type { Command } from 'commander';
import { EXAMPLE_MISSION } from '../defaults.ts';
import { Failure } from '../failure.ts';
import { OutputFolder } from '../output-file.ts';

interface Options {
  readonly mission: string;
  readonly seed: string;
  readonly hours: string;
  readonly out: string;
}

/** Simulated days begin here, so that the same seed gives the same bytes. */
const BEGINNING = instant(Date.UTC(2026, 2, 10));

export function addSimulate(program: Command): void {
  program
    .command('simulate <scenario>')
    .description(
      'Writes the truth of a scenario and what the sensors say of it. Scenarios: gentle.',
    )
    .option('--mission <dir>', 'where it plays', EXAMPLE_MISSION)
    .option('--seed <n>', 'same seed, same bytes', '1')
    .option('--hours <n>', 'simulated hours', '1')
    .requiredOption('--out <dir>')
    .action((scenario: string, options: Options) => {
      if (scenario !== 'gentle') throw new Failure(`simulate ${scenario}: scenarios are gentle`);
      const hours = Number(options.hours);
      const seed = Number(options.seed);
      if (!(hours > 0 && hours <= 24 * 31)) throw new Failure(`--hours ${options.hours}: 0 to 744`);
      if (!Number.isInteger(seed) || seed < 0) throw new Failure(`--seed: a whole number`);
      const stage = stageOf(mustOpenMission(options.mission), seed);
      if (stage === undefined) {
        throw new Failure(`${options.mission}: a scenario needs a line, sensors and a patrol`);
      }
      const out = new OutputFolder(options.out);
      const truth = out.file('truth.jsonl');
      const feed = out.file('observations.geojsonl');
      const patrols = out.file('patrols.jsonl');
      const play = gentle(stage, BEGINNING);
      for (let second = 0; second < hours * 3600; second++) {
        const moment = play.moment(second);
        for (const one of moment.truth) truth.line(JSON.stringify({ t: second, ...one }));
        for (const feature of featuresOf(moment)) feed.line(JSON.stringify(feature));
        for (const report of reportsOf(moment)) patrols.line(JSON.stringify(report));
      }
      out.keep();
    });
}
