import { parentPort, workerData } from 'node:worker_threads';
import { setPage } from './set-page.ts';

const { text, at } = workerData as { readonly text: string; readonly at: number };
parentPort?.postMessage(setPage(text, at));
