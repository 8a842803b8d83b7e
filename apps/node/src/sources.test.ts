import { createServer } from 'node:http';
import { type Instant, instant } from '@greenline/base';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FeedHealth } from './feed-health.ts';
import type { Intake } from './intake.ts';
import { openSources } from './sources.ts';

const AT = instant(Date.UTC(2026, 2, 10));
const plan = {
  id: 'weather',
  format: 'sensorthings' as const,
  url: 'http://127.0.0.1:1',
  everyS: 3600,
  sensors: [],
};

/** The node's way in, without its journal. */
function intake(): { taken: { type: string; by: string; text: string }[]; door: Intake } {
  const taken: { type: string; by: string; text: string }[] = [];
  const door = {
    now: (): Instant => AT,
    takeAll: async (entries: readonly { bytes: Uint8Array; type: string; by: string }[]) => {
      for (const { bytes, type, by } of entries)
        taken.push({ type, by, text: Buffer.from(bytes).toString() });
      return taken.length;
    },
  } as unknown as Intake;
  return { taken, door };
}

describe('a source that a mission names', () => {
  it('is asked with its secret, and what it answers goes the way of all messages', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end(JSON.stringify({ value: [{ '@iot.id': 1, result: 4 }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/v1.1`;
    const { taken, door } = intake();
    const health = new FeedHealth();
    const [source] = await openSources([{ ...plan, url, secretFrom: 'TOKEN' }], door, health, {
      TOKEN: 's3',
    });
    while (taken.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await source?.close();
    expect(asked).toEqual(['Bearer s3']);
    expect(taken).toEqual([
      { type: 'message/sensorthings', by: 'weather', text: '{"@iot.id":1,"result":4}' },
    ]);
    expect(health.has('weather')).toBe(true);
  });

  it('whose secret is not there is told in one line', async () => {
    const { door } = intake();
    await expect(
      openSources([{ ...plan, secretFrom: 'TOKEN' }], door, new FeedHealth(), {}),
    ).rejects.toThrow(
      'mission.yaml: source weather: http://127.0.0.1:1: the variable TOKEN is not set: put the secret there',
    );
  });

  it('whose broker is away stops nobody, and is counted', async () => {
    const health = new FeedHealth();
    const [source] = await openSources(
      [{ ...plan, url: 'mqtt://127.0.0.1:1' }],
      intake().door,
      health,
    );
    expect(source?.counters.connections).toBe(0);
    expect(source?.counters.refused).toEqual({ connection: 1 });
    await source?.close();
  });
});
