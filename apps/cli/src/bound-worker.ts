import { parentPort, workerData } from 'node:worker_threads';
import { type Instance, upperBound } from '@greenline/planning';

const { instance, until } = workerData as { readonly instance: Instance; readonly until: number };
const now = () => performance.timeOrigin + performance.now();
parentPort?.postMessage(upperBound(instance, () => now() < until));
