import { fromUtf8 } from '@greenline/base';
import { afterEach, describe, expect, it } from 'vitest';
import { listenCotTcp } from '../cot/connect.ts';
import type { Connector, Deliver } from '../deliver.ts';
import { connected } from './caller.fixture.ts';
import { MOST_UNFINISHED, Unfinished } from './unfinished.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const listening = async (deliver: Deliver = async () => {}): Promise<Connector> => {
  const options = { port: 0, mostConnections: 1_000, mostConnectionsPerAddress: 1_000 };
  const connector = await listenCotTcp(options, deliver);
  open.push(connector);
  return connector;
};
const callers = async (connector: Connector, count: number) => {
  const sockets = await Promise.all(Array.from({ length: count }, () => connected(connector.port)));
  open.push({ close: () => sockets.map((socket) => socket.destroy()) });
  return sockets;
};

describe('unfinished messages', () => {
  it('are held up to a sum, and beyond it whoever holds most goes', () => {
    const gone: string[] = [];
    const holder = (name: string) => ({ shed: () => gone.push(name) });
    const [a, b, c] = [holder('a'), holder('b'), holder('c')];
    const unfinished = new Unfinished(100);
    unfinished.note(a, 60);
    unfinished.note(b, 30);
    unfinished.note(a, 10);
    unfinished.note(c, 60);
    expect(gone).toEqual([]);
    unfinished.note(b, 31);
    expect(gone).toEqual(['c']);
    unfinished.note(a, 0);
    unfinished.note(b, 100);
    expect(gone).toEqual(['c']);
  });

  it('of a thousand connections that trickle take less than 64 KiB each', async () => {
    const connector = await listening();
    const before = process.memoryUsage().rss;
    const sockets = await callers(connector, 1_000);
    for (const socket of sockets) socket.write('<event a="');
    for (let n = 1; n < 20; n++) for (const socket of sockets) socket.write('xxxxxxxxxx');
    await expect.poll(() => connector.counters.bytes).toBe(1_000 * 20 * 10);
    expect(connector.counters).toMatchObject({ connections: 1_000, received: 0, refused: {} });
    const grown = (process.memoryUsage().rss - before) / 1_000 / 1_024;
    expect(grown).toBeLessThan(64);
  }, 30_000);

  it('of many large ones are shed, and small senders stay', async () => {
    const kept: string[] = [];
    const connector = await listening(async (bytes) => {
      if (bytes.length < 100) kept.push(fromUtf8(bytes) ?? '');
    });
    const [small] = await callers(connector, 1);
    const count = Math.ceil(MOST_UNFINISHED / 200_000) + 20;
    const sockets = await callers(connector, count);
    small?.write('<event ');
    const piece = `<event a="${'x'.repeat(200_000)}`;
    for (const socket of sockets) socket.write(piece);
    await expect.poll(() => connector.counters.refused.unfinished ?? 0).toBeGreaterThan(0);
    small?.write('a="1"/>');
    await expect.poll(() => kept).toEqual(['<event a="1"/>']);
    expect(connector.counters.refused.unfinished).toBeLessThan(count);
  }, 30_000);
});
