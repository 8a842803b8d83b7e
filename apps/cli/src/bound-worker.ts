import { parentPort, workerData } from 'node:worker_threads';
import { type Instance, upperBound } from '@greenline/planning';

/** Milliseconds between two bounds that are told before the last. */
const BETWEEN = 100;

const { instance, until } = workerData as { readonly instance: Instance; readonly until: number };
const now = () => performance.timeOrigin + performance.now();
let told = 0;
const last = upperBound(instance, (lowest) => {
  const at = now();
  if (at - told > BETWEEN) {
    parentPort?.postMessage(lowest);
    told = at;
  }
  return at < until;
});
parentPort?.postMessage(last);
