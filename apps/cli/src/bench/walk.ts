import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { instant } from '@greenline/base';
import { type RunningNode, serve } from '@greenline/node';
import { EXAMPLE_MISSION } from '../defaults.ts';
import type { Figure } from './benches.ts';

/** Events that are sent in a measurement, and how many different things they tell of. */
const EVENTS = 400_000;
const THINGS = 5_000;

/** A node on the example mission without its simulation, in a folder that goes with it. */
async function benchNode(folder: string): Promise<RunningNode> {
  const mission = join(folder, 'mission');
  cpSync(EXAMPLE_MISSION, mission, { recursive: true });
  const path = join(mission, 'mission.yaml');
  const text = readFileSync(path, 'utf8')
    .replace(/^simulation:.*$/m, '')
    .replace(/tcp:\/\/127\.0\.0\.1:\d+/, 'tcp://127.0.0.1:0')
    .replace(/udp:\/\/127\.0\.0\.1:\d+/, 'udp://127.0.0.1:0');
  writeFileSync(path, text);
  return serve({
    mission,
    port: 0,
    host: '127.0.0.1',
    data: join(folder, 'data'),
    now: () => instant(Date.now()),
    say: () => undefined,
    onFailure: (cause) => {
      throw cause;
    },
  });
}

/** As root the database has a user of its own, who must be able to come in. */
function benchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'greenline-bench-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** Observations a second, sent as CoT over TCP by another thread, until their findings are stored. */
export async function throughTheWalk(): Promise<Figure> {
  const folder = benchFolder();
  const node = await benchNode(folder);
  try {
    const started = performance.now();
    await send(node.feedPorts[0] ?? 0, EVENTS, THINGS);
    await node.kept(EVENTS);
    await node.settled();
    const seconds = (performance.now() - started) / 1000;
    return { value: EVENTS / seconds, unit: 'observations/s' };
  } finally {
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From nothing running to a node that answers, on a data folder that is there already. */
export async function secondStart(): Promise<Figure> {
  const folder = benchFolder();
  try {
    await (await benchNode(folder)).stop();
    const started = performance.now();
    const node = await benchNode(folder);
    const seconds = (performance.now() - started) / 1000;
    await node.stop();
    return { value: seconds, unit: 's' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves when every event was written to the socket and the socket was closed. */
function send(port: number, events: number, things: number): Promise<void> {
  const worker = new Worker(new URL('./sender.ts', import.meta.url), {
    workerData: { port, events, things },
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the sender ended with ${code}`));
    });
  });
}
