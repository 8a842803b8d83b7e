import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from './support/free-ports.ts';
import { greenline, NodeProcess, type Place, place } from './support/node-process.ts';

/** A thing far from all others where `n` is not given. */
const event = (uid: string, type: string, n?: number) => {
  const time = new Date().toISOString();
  return `<event version="2.0" uid="${uid}" type="${type}" how="h-e" time="${time}" start="${time}" stale="${time}"><point lat="${n === undefined ? 52.5 : 48 + (n % 100) / 100}" lon="${n === undefined ? 30.5 : 35 + (n % 97) / 100}" hae="0" ce="15" le="9999999"/><detail/></event>`;
};

/** Writes as much as the node takes until it is told to stop. */
function flood(port: number, name: string): { stop(): void; sent(): number } {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  let going = true;
  let sent = 0;
  const more = (): void => {
    while (going) {
      sent += 1;
      if (!socket.write(event(`${name}-${sent % 500}`, 'a-h-G', sent))) {
        socket.once('drain', more);
        return;
      }
    }
  };
  socket.once('connect', more);
  return {
    stop: () => {
      going = false;
      socket.destroy();
    },
    sent: () => sent,
  };
}

describe('a node under a flood of bulk', () => {
  let at: Place;
  let node: NodeProcess;
  let officer: string;
  let alerts: Socket;
  let bulkPort = 0;
  let alertPort = 0;

  beforeAll(async () => {
    at = await place();
    [bulkPort = 0, alertPort = 0] = await freePorts(2);
    const path = join(at.mission, 'mission.yaml');
    const text = readFileSync(path, 'utf8').replace(
      /^feeds:$/m,
      `feeds:
  - { id: masts, format: cot, listen: 'tcp://127.0.0.1:${bulkPort}', lane: bulk }
  - { id: posts, format: cot, listen: 'tcp://127.0.0.1:${alertPort}', lane: alert }`,
    );
    writeFileSync(path, text);
    node = await NodeProcess.start(at);
    officer = (
      await greenline('token', '--for', 'duty-officer', '--mission', at.mission, '--data', at.data)
    ).out.trim();
    alerts = connect(alertPort, '127.0.0.1').on('error', () => {});
    await once(alerts, 'connect');
  }, 180_000);

  afterAll(async () => {
    alerts.destroy();
    await node.kill('SIGTERM');
    at.remove();
  });

  /** Milliseconds until an alert is folded and served. */
  async function answered(uid: string): Promise<number> {
    const began = performance.now();
    alerts.write(event(uid, 'a-f-G'));
    while (performance.now() - began < 20_000) {
      const page = await node.get('/api/observations?limit=200&box=30,52,31,53', officer);
      const { items } = (await page.json()) as { items: { identity: string }[] };
      if (items.some(({ identity }) => identity === uid)) return performance.now() - began;
      await setTimeout(20);
    }
    return Number.POSITIVE_INFINITY;
  }

  it('folds an alert within a second, and bulk as fast as it can', async () => {
    const floods = ['a', 'b', 'c', 'd'].map((name) => flood(bulkPort, name));
    await setTimeout(2_000);
    const tookMs: number[] = [];
    for (let n = 0; n < 8; n++) {
      tookMs.push(await answered(`alert-${n}`));
      await setTimeout(300);
    }
    const rows = await node.get('/api/feeds', officer);
    const all = (await rows.json()) as { id: string; kept: number; queue: number }[];
    const bulk = all.find(({ id }) => id === 'masts');
    for (const one of floods) one.stop();
    expect(bulk?.queue).toBeGreaterThan(0);
    expect(bulk?.kept).toBeGreaterThan(1_000);
    // Without lanes none is folded within twenty. The middle one: a machine may do something else for a moment.
    expect(tookMs.sort((a, b) => a - b)[4]).toBeLessThan(1_000);
  }, 120_000);
});
