import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { NodeProcess, place } from '../support/node-process.ts';

const OBSERVATIONS = Number(process.env.GREENLINE_SOAK ?? 10_000_000);
const THINGS = 5_000;
const SAMPLE_MS = 5_000;

/** Resident memory of a process, MiB. */
function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe('a node under load', () => {
  it(`keeps its memory flat over ${OBSERVATIONS} observations`, async () => {
    const at = await place();
    const node = await NodeProcess.start(at);
    const samples: number[] = [];
    const timer = setInterval(() => samples.push(residentMiB(node.pid)), SAMPLE_MS);
    const started = performance.now();
    try {
      const sender = new Worker(join(import.meta.dirname, '../../apps/cli/src/bench/sender.ts'), {
        workerData: { port: at.cotPort, events: OBSERVATIONS, things: THINGS },
      });
      await new Promise<void>((resolve, reject) => {
        sender.on('error', reject);
        sender.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${code}`))));
      });
      const token = /token=(\S+)/.exec(node.out)?.[1] ?? '';
      await expect
        .poll(
          async () => {
            const feeds = (await (await node.get('/api/feeds', token)).json()) as {
              id: string;
              kept: number;
            }[];
            return feeds.find(({ id }) => id === 'cot-tcp')?.kept;
          },
          { timeout: 3_600_000, interval: 1_000 },
        )
        .toBe(OBSERVATIONS);
      const kept = (performance.now() - started) / 1000;
      await expect
        .poll(
          async () =>
            ((await (await node.get('/healthz', token)).json()) as { behind: number }).behind,
          {
            timeout: 3_600_000,
            interval: 1_000,
          },
        )
        .toBeLessThan(10);
      const seconds = (performance.now() - started) / 1000;
      const half = Math.floor(samples.length / 2);
      const [early, late] = [median(samples.slice(half / 2, half)), median(samples.slice(half))];
      console.log(
        `${OBSERVATIONS} observations kept in ${Math.round(kept)} s, folded and stored in ${Math.round(seconds)} s (${Math.round(OBSERVATIONS / seconds)}/s); ` +
          `resident ${Math.round(early)} MiB in the second quarter, ${Math.round(late)} MiB in the second half, ` +
          `${Math.round(Math.max(...samples))} MiB at most`,
      );
      expect(late).toBeLessThan(early * 1.15);
    } finally {
      clearInterval(timer);
      await node.kill('SIGTERM');
      at.remove();
    }
  });
});
