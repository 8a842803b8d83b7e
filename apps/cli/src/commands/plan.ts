import { Worker } from 'node:worker_threads';
import { type Instance, parseInstance, planSearch, upperBound } from '@greenline/planning';
import { chance } from '@greenline/simulation';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { readJson, readSeconds } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { progress } from '../progress.ts';

interface Options {
  readonly instance: string;
  readonly seconds: string;
  readonly out: string;
}

/** Milliseconds that the bound's last round, writing and leaving may take. */
const ASIDE = 400;
/** Milliseconds after the end in which the bound's last round may still finish. */
const GRACE = 200;
const LONGEST_START = 1500;

export function addPlan(program: Command): void {
  program
    .command('plan')
    .description(
      'Chooses sorties, passes and pointings that detect most, and bounds what any could.',
    )
    .requiredOption(
      '--instance <file>',
      'columns, capacities and cells, one JSON value; may be gzipped',
    )
    .requiredOption('--seconds <n>', 'how long to search, start-up included')
    .requiredOption('--out <file>', 'columns, score, upper bound and time of the first plan')
    .action(plan);
}

async function plan({ instance: path, seconds, out }: Options): Promise<void> {
  // The clock of a process starts with it; one that has run for long was not started for this.
  const startUp = Math.min(performance.now(), LONGEST_START);
  const until = performance.now() - startUp + readSeconds('--seconds', seconds) * 1000 - ASIDE;
  const parsed = parseInstance(readJson(path));
  if (!parsed.ok) throw new Failure(placed(path, parsed.error.field, parsed.error.text));
  const instance = parsed.value;

  const read = performance.now();
  const search = planSearch(instance, chance(1).uniform);
  const firstScoreMs = Math.round(performance.now() - read);

  const end = Math.max(until, performance.now());
  const bound = boundUntil(instance, end);
  const tell = progress('plan');
  search.run(() => {
    const used = Math.min(1, (performance.now() - read) / (end - read));
    tell(() => `${Math.round(100 * used)} % of the time`);
    return used;
  });
  const { columns, score } = search.best;
  const upperBound = Math.min(1, Math.max(score, await bound));
  writeWhole(out, `${JSON.stringify({ columns, score, upperBound, firstScoreMs })}\n`);
}

/**
 * The bound is lowered in a thread of its own while this one searches; a round that is still going on
 * when time and grace are over counts no more. One round at least is made, here if not there.
 */
function boundUntil(instance: Instance, end: number): Promise<number> {
  let lowest = upperBound(instance, () => false);
  const workerData = { instance, until: performance.timeOrigin + end };
  const worker = new Worker(new URL('../bound-worker.ts', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.on('message', (bound: number) => {
      lowest = Math.min(lowest, bound);
    });
    worker.once('error', reject);
    const late = setTimeout(() => worker.terminate(), Math.max(0, end - performance.now()) + GRACE);
    worker.once('exit', () => {
      clearTimeout(late);
      resolve(lowest);
    });
  });
}
