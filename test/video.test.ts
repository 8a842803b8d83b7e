import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fromUtf8, instant, parseInstant } from '@greenline/base';
import { segmentEntry } from '@greenline/feeds';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { FLIGHT_FROM, flightStream } from './support/flight.ts';

const T0 = moment('2026-03-10T08:00:00Z');
const FEED =
  "  - { id: drone-link, format: mpegts, listen: 'tcp://127.0.0.1:0', as: cedar-drone-1, record: true }\n";

/** A policy of the mission's own: Birch's people see nothing of what Cedar owns. */
const POLICY = `${readFileSync('edge/policy/defaults/policy.cedar', 'utf8')}
@id("not-birch")
forbid (principal, action in Action::"read-exact", resource)
when { principal.names.contains("birch") && resource.owner == "cedar" };
`;

interface Segment {
  readonly sensor: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly from: string;
}

let node: ClockedNode;
let segments: readonly Segment[];
beforeAll(async () => {
  node = await ClockedNode.start(T0, undefined, (mission) => {
    const file = join(mission, 'mission.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^feeds:\n/m, `feeds:\n${FEED}`));
    writeFileSync(join(mission, 'policy/policy.cedar'), POLICY);
  });
  const link = connect(node.node.feedPorts[0] ?? 0, '127.0.0.1');
  link.end(flightStream(T0, 45));
  await once(link, 'close');
  await vi.waitFor(
    async () => {
      await node.node.settled();
      segments = (await node.items('video', 'duty-officer')) as unknown as Segment[];
      expect(segments).toHaveLength(3);
    },
    { timeout: 20_000, interval: 200 },
  );
});
afterAll(() => node?.stop());

const film = (sha256: string, who: string, headers: Record<string, string> = {}) =>
  node.ask(`/api/video/${sha256}`, who, { headers });
const first = () => segments[0] as Segment;
const kept = (sha256: string) => {
  const folder = readdirSync(node.at.data, { recursive: true, encoding: 'utf8' });
  return join(node.at.data, folder.find((name) => name.endsWith(`${sha256}.ts`)) ?? '');
};

describe('recorded video', () => {
  it('is listed under its sensor, and sent whole and in ranges', async () => {
    const { sha256, bytes, sensor } = first();
    expect(sensor).toBe('cedar-drone-1');
    const url = `${node.url}/api/video/${sha256}`;
    const headers = { authorization: `Bearer ${node.token('duty-officer')}` };
    const whole = new Uint8Array(await (await fetch(url, { headers })).arrayBuffer());
    expect(whole.length).toBe(bytes);
    expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
    const part = await fetch(url, { headers: { ...headers, range: 'bytes=188-375' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 188-375/${bytes}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(188, 376));
    expect((await film(sha256, 'duty-officer', { range: `bytes=${bytes}-` })).status).toBe(416);
  });

  it('says second by second what its camera saw', async () => {
    const answer = await node.ask(`/api/video/${first().sha256}/camera`, 'duty-officer');
    expect(answer.status, answer.text).toBe(200);
    const { items } = JSON.parse(answer.text);
    expect(items).toHaveLength(20);
    expect(items[7]).toMatchObject({
      s: 7,
      at: '2026-03-10T08:00:07Z',
      position: { lon: expect.closeTo(FLIGHT_FROM.lon, 6), lat: expect.closeTo(47.6007, 6) },
      footprintFrom: 'corners',
    });
    const lats = items[7].footprint.coordinates[0].map(([, lat]: number[]) => lat);
    expect(Math.max(...lats)).toBeCloseTo(47.6007 + 0.004, 5);
    expect(Math.min(...lats)).toBeCloseTo(47.6007 - 0.004, 5);
  });

  it('is one playlist, in order of time', async () => {
    const query = 'from=2026-03-10T07:00:00Z&to=2026-03-10T09:00:00Z';
    const path = `/api/video.m3u8?sensor=cedar-drone-1&${query}`;
    const { status, text } = await node.ask(path, 'duty-officer');
    expect(status, text).toBe(200);
    const named = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(named).toEqual(segments.map(({ sha256 }) => `video/${sha256}`));
    expect(text).toContain('#EXTINF:20.000,');
    expect(text).not.toContain('DISCONTINUITY');
  });

  it('goes to nobody whom guard or policy leaves out', async () => {
    const { sha256 } = first();
    expect((await film(sha256, 'analyst-aster')).status).toBe(200);
    expect((await film(sha256, 'analyst-birch')).status).toBe(404);
    expect(await node.items('video', 'analyst-birch')).toEqual([]);
    for (const who of ['liaison-a', 'nation-aster', 'public', 'chair']) {
      const { status } = await film(sha256, who);
      expect(status).toBe(403);
    }
    for (const digest of ['0'.repeat(64), '..%2Fkeys%2Ftoken.key', '%00'])
      expect((await film(digest, 'duty-officer')).status).toBe(404);
  });

  it('opens to nobody by the word of one who knows its digest', async () => {
    const { sha256 } = first();
    const at = instant(T0 + 1_000);
    const entry = segmentEntry({
      ...{ feed: 'birch-radar-1', from: 'tcp://192.0.2.7:5004', sha256, bytes: 1 },
      ...{ firstAt: at, lastAt: at, firstPts: 0, lastPts: 0 },
    });
    const sent = { method: 'POST', body: fromUtf8(entry) ?? '' };
    const answer = await node.ask('/api/intake/video', 'analyst-birch', sent);
    expect(answer.status, answer.text).toBe(200);
    await node.node.settled();
    expect(await node.items('video', 'analyst-birch')).toEqual([]);
    expect((await film(sha256, 'analyst-birch')).status).toBe(404);
  });

  it('is no evidence once a byte of it is another', async () => {
    const last = segments.at(-1) as Segment;
    expect(parseInstant(last.from)).toBeDefined();
    appendFileSync(kept(last.sha256), 'x');
    const { status, text } = await film(last.sha256, 'duty-officer');
    expect(status).toBe(410);
    expect(JSON.parse(text).error.kind).toBe('film-altered');
  });
});
