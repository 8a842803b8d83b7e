import { fromHex, type Instant, instant, utf8 } from '@greenline/base';
import {
  type JournalInput,
  type Row,
  showSensors,
  Walk,
  type WalkState,
} from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import { exampleFiles, folded, missionOf, PORTS } from './support/walk-in-process.ts';

const TEN = Date.UTC(2026, 2, 10, 10);
const at = (second: number): Instant => instant(TEN + second * 1000);

/** The example mission with a radar of its own, which should turn once in ten seconds, and a receiver. */
function mission() {
  const files = exampleFiles();
  const text = (files['mission.yaml'] ?? '')
    .replace(
      'sensors:\n',
      `sensors:
  - { id: 'asterix:25/201', nation: birch, kind: ground radar, trust: authenticated, position: { lon: 33, lat: 35, heightM: 100 }, bearingSigmaDeg: 0.1, rangeSigmaShare: 0.001, reportsEveryS: 10 }
  - { id: receiver, nation: birch, kind: broadcast receiver, trust: unauthenticated, position: { lon: 4.375, lat: 51.99 } }
`,
    )
    .replace(
      'feeds:\n',
      `feeds:
  - { id: radar, format: asterix, listen: 'udp://127.0.0.1:8600', sensors: ['asterix:25/201'], editions: { '048': '1.30' } }
  - { id: beast, format: adsb, listen: 'tcp://127.0.0.1:30005', as: receiver }
`,
    );
  return missionOf({ ...files, 'mission.yaml': text });
}
const input = (format: string, by: string, bytes: Uint8Array, second: number): JournalInput => ({
  receivedAt: at(second),
  lane: 'normal',
  type: `message/${format}`,
  by,
  offset: 0,
  bytes,
});
/** A plot of category 048 at 10:00:00, ten nautical miles east at flight level 100. */
const plot = (second: number, by = 'radar') =>
  input('asterix', by, fromHex('300010f419c9465000a00a0040000190') ?? new Uint8Array(), second);
const tick = (second: number): JournalInput => ({
  ...input('', 'node', new Uint8Array(), second),
  type: 'tick',
});
const of = (rows: readonly Row[], kind: Row['kind']) =>
  rows.filter((row) => row.kind === kind).map((row) => JSON.parse(row.body));

describe('a radar of the register', () => {
  it('places what it measures from where it stands', () => {
    const { rows } = folded(mission(), [plot(1)]);
    const [seen] = of(rows, 'observation');
    expect(seen).toMatchObject({
      sensor: 'asterix:25/201',
      nation: 'birch',
      trust: 'authenticated',
      observedAt: '2026-03-10T10:00:00Z',
      sightline: { position: { lon: 33, lat: 35, height: 100 }, bearingDeg: 90 },
    });
    // 18.52 km along the ray, some 3 km up: 18.29 km over the ground.
    expect(seen.sightline.distanceM).toBeCloseTo(18_290, -2);
    expect(seen.position.lon).toBeCloseTo(33.2003, 3);
    expect(seen.position.lat).toBeCloseTo(34.9997, 3);
    expect(seen.covariance[0]).toBeCloseTo(18.29 ** 2, -2);
    expect(seen).not.toHaveProperty('polar');
  });

  it('is not believed by another hand, and its silence goes on', () => {
    const { rows } = folded(mission(), [plot(1), plot(30, 'beast'), tick(40)], undefined, 0);
    expect(of(rows, 'observation').map(({ trust }) => trust)).toEqual([
      'authenticated',
      'unauthenticated',
    ]);
    expect(
      of(rows, 'desk').filter(({ note, to }) => note === 'sensor-silent' && to !== undefined),
    ).toEqual([]);
  });

  it('that falls silent is an alarm at the duty desk, and one when it speaks again', () => {
    const north = fromHex('22000ae019c901465000') ?? new Uint8Array();
    const { rows, state } = folded(
      mission(),
      [plot(1), tick(11), tick(12), tick(60), input('asterix', 'radar', north, 75)],
      undefined,
      0,
    );
    const about = of(rows, 'desk').filter(({ sensor }) => sensor === 'asterix:25/201');
    expect(about).toMatchObject([
      { note: 'sensor-silent', since: '2026-03-10T10:00:01Z', expectedEveryS: 10 },
      { note: 'sensor-silent', since: '2026-03-10T10:00:01Z', to: '2026-03-10T10:01:15Z' },
    ]);
    expect(about[0].id).toBe(about[1].id);
    expect(shown(state)).toMatchObject({ count: 2, clock: { medianS: 1, spreadS: 0 } });
    expect(shown(state)?.last?.position.lon).toBeCloseTo(33.2003, 3);
  });

  it('with a footprint looked as long as it spoke', () => {
    const files = exampleFiles();
    const text = (mission().files['mission.yaml'] ?? '').replace(
      'reportsEveryS: 10 }',
      'reportsEveryS: 10, footprint: [[33, 35], [33.5, 35], [33.5, 35.5], [33, 35]], detectionProbability: 0.8 }',
    );
    const inputs = Array.from({ length: 121 }, (_, turn) => plot(turn * 5));
    const { rows } = folded(missionOf({ ...files, 'mission.yaml': text }), [...inputs, tick(700)]);
    expect(of(rows, 'period')).toMatchObject([
      {
        sensor: 'asterix:25/201',
        nation: 'birch',
        from: '2026-03-10T10:00:00Z',
        to: '2026-03-10T10:09:55Z',
        detectionProbability: 0.8,
        state: 'looked',
      },
      { from: '2026-03-10T10:09:55Z', to: '2026-03-10T10:10:00Z' },
    ]);
  });

  const shown = (state: WalkState) =>
    showSensors(new Walk(PORTS, mission(), state)).sensors.find(
      ({ sensor }) => sensor === 'asterix:25/201',
    );
});

describe('a receiver of the register', () => {
  const squitter = (hex: string, second: number) =>
    input('adsb', 'beast', utf8(`*${hex};`), second);

  it('places aircraft by two messages, a restart between them or none', () => {
    const pair = [
      squitter('8d40621d58c386435cc412692ad6', 0),
      squitter('8d40621d58c382d690c8ac2863a7', 3),
    ];
    const once = folded(mission(), pair).rows;
    const restarted = folded(mission(), pair, (walk, index) =>
      index === 0 ? new Walk(PORTS, mission(), structuredClone(walk.state)) : walk,
    ).rows;
    const seen = of(once, 'observation').at(-1);
    expect(seen).toMatchObject({
      identity: 'icao:40621d',
      trust: 'unauthenticated',
      sensor: 'receiver',
    });
    expect(seen.position.lat).toBeCloseTo(52.2572, 4);
    expect(of(restarted, 'observation')).toEqual(of(once, 'observation'));
  });

  it('places aircraft on the ground near itself', () => {
    const pair = [
      squitter('8c4841753aab238733c8cd4020b1', 0),
      squitter('8c4841753a8a35323faebdac702d', 1),
    ];
    const seen = of(folded(mission(), pair).rows, 'observation');
    expect(seen.at(-1).position.lon).toBeCloseTo(4.734735, 5);
  });
});
