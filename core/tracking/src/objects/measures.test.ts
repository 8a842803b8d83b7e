import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, STRIDE } from './belief.ts';
import { SIGHT } from './correct.ts';
import { Detections } from './detections.ts';
import { aim } from './noise-at.ts';
import { ObjectTracker } from './object-tracker.ts';
import { parseScan } from './parse-scan.ts';
import type { Scan } from './scan.ts';
import { sightOf } from './sight.ts';
import { BOX, chance, nearest, normal, scanOf } from './watch.fixture.ts';

const disc = { kind: 'disc', r0: 0, r1: 20_000 };
const base = { t: 1, ta: 1, sensor: 'S', origin: [0, 0], cov: disc, pd: 0.9, clutter: 1 };

const scanFrom = (json: object): Scan => {
  const scan = parseScan({ ...base, ...json });
  if (!scan.ok) throw new Error(`${scan.error.field}: ${scan.error.text}`);
  return scan.value;
};

/** Covariance of a detection of an object at a place, as the tracker takes it. */
function noiseOf(scan: Scan, x: number, y: number): readonly [number, number, number] {
  const belief = new Float64Array(STRIDE);
  begin(belief, 0, { x, y, xx: 1, xy: 0, yy: 1, existence: 1, t: 1 });
  const detections = new Detections();
  detections.read(scan);
  const sight = new Float64Array(SIGHT);
  sightOf(belief, 0, scan, sight, 0, detections);
  return [sight[3] ?? 0, sight[4] ?? 0, sight[5] ?? 0];
}

/** Covariance of a place that follows from measured numbers, by finite differences. */
function byDifferences(
  place: (z: readonly number[]) => readonly [number, number],
  z: readonly number[],
  variances: readonly number[],
): readonly [number, number, number] {
  let [xx, xy, yy] = [0, 0, 0];
  for (const [i, variance] of variances.entries()) {
    const step = 1e-5 * Math.max(1, Math.abs(z[i] ?? 0));
    const moved = (by: number) => place(z.map((one, k) => (k === i ? one + by : one)));
    const [ax, ay] = moved(step);
    const [bx, by] = moved(-step);
    const [gx, gy] = [(ax - bx) / (2 * step), (ay - by) / (2 * step)];
    xx += gx * gx * variance;
    xy += gx * gy * variance;
    yy += gy * gy * variance;
  }
  return [xx, xy, yy];
}

function expectAlike(found: readonly number[], due: readonly number[]): void {
  const scale = Math.max(...due.map(Math.abs));
  for (const [i, one] of found.entries())
    expect(Math.abs(one - (due[i] ?? 0)) / scale).toBeLessThan(1e-3);
}

const azimuths = fc.double({ min: -3, max: 3, noNaN: true });
const ranges = fc.double({ min: 300, max: 15_000, noNaN: true });

describe('what a sensor measures, linearised at an object', () => {
  it('azimuth, slant range and elevation: as finite differences have it', () => {
    const variances = [1e-5, 100, 4e-6];
    fc.assert(
      fc.property(
        azimuths,
        ranges,
        fc.double({ min: -0.5, max: 1.2, noNaN: true }),
        (az, r, el) => {
          const R = variances.map((v, i) => variances.map((_, j) => (i === j ? v : 0)));
          const scan = scanFrom({ type: 'range-azimuth-elevation', R, z: [[az, r, el]] });
          const place = ([a = 0, s = 0, e = 0]: readonly number[]) =>
            [s * Math.cos(e) * Math.cos(a), s * Math.cos(e) * Math.sin(a)] as const;
          const [x, y] = place([az, r, el]);
          expectAlike(noiseOf(scan, x, y), byDifferences(place, [az, r, el], variances));
        },
      ),
    );
  });

  it('azimuth and depression from a mast: as finite differences have it', () => {
    const variances = [1e-6, 1e-8];
    fc.assert(
      fc.property(azimuths, fc.double({ min: 0.005, max: 1, noNaN: true }), (az, down) => {
        const R = [
          [1e-6, 0],
          [0, 1e-8],
        ];
        const scan = scanFrom({ type: 'bearing-elevation', height: 30, R, z: [[az, -down]] });
        const place = ([a = 0, e = 0]: readonly number[]) =>
          [(30 / Math.tan(-e)) * Math.cos(a), (30 / Math.tan(-e)) * Math.sin(a)] as const;
        const [x, y] = place([az, -down]);
        if (Math.hypot(x, y) < 2) return;
        expectAlike(noiseOf(scan, x, y), byDifferences(place, [az, -down], variances));
      }),
    );
  });

  it('bearings and time differences: slope and direction as finite differences have it', () => {
    const pairs = [
      [
        [0, 0],
        [3000, 500],
      ],
    ];
    const kinds = [
      [
        scanFrom({ type: 'bearing', R: [[1e-4]], z: [] }),
        (x: number, y: number) => Math.atan2(y, x),
      ],
      [
        scanFrom({ type: 'tdoa', pairs, speed: 343, R: [[1e-4]], z: [] }),
        (x: number, y: number) => Math.hypot(x, y) - Math.hypot(x - 3000, y - 500),
      ],
    ] as const;
    for (const [scan, h] of kinds)
      fc.assert(
        fc.property(azimuths, ranges, (az, r) => {
          const [x, y] = [r * Math.cos(az), r * Math.sin(az)];
          noiseOf(scan, x, y);
          const gx = (h(x + 0.1, y) - h(x - 0.1, y)) / 0.2;
          const gy = (h(x, y + 0.1) - h(x, y - 0.1)) / 0.2;
          // Behind both receivers nothing can be told.
          if (scan.measure === 'difference' && Math.hypot(gx, gy) < 0.01) return;
          expect(aim.expected).toBeCloseTo(h(x, y), 6);
          expect(aim.slope * aim.acrossX).toBeCloseTo(gx, 4);
          expect(aim.slope * aim.acrossY).toBeCloseTo(gy, 4);
        }),
      );
  });
});

describe('a scan of another kind', () => {
  const R2 = [
    [1e-6, 0],
    [0, 1e-6],
  ];
  const place = {
    type: 'report',
    R: [
      [9, 0],
      [0, 9],
    ],
    z: [[1, 2]],
  };
  const tdoa = {
    type: 'tdoa',
    R: [[1e-6]],
    speed: 343,
    pairs: [
      [
        [0, 0],
        [9, 9],
      ],
    ],
    z: [[0, 0.01]],
  };
  it.each([
    ['height', { type: 'bearing-elevation', R: R2, z: [] }],
    ['z[0]', { type: 'bearing-elevation', height: 20, R: R2, z: [[0, 0.1]] }],
    ['R', { type: 'range-azimuth-elevation', R: R2, z: [] }],
    [
      'z[1]',
      {
        ...tdoa,
        z: [
          [0, 0.01],
          [1, 0.01],
        ],
      },
    ],
    ['pairs', { ...tdoa, pairs: [] }],
    [
      'pairs[0]',
      {
        ...tdoa,
        pairs: [
          [
            [1, 1],
            [1, 1],
          ],
        ],
      },
    ],
    ['speed', { ...tdoa, speed: undefined }],
    ['z', { type: 'count', R: [[1]], z: [[1], [2]] }],
    ['z', { type: 'count', R: [[1]], z: [[-1]] }],
    ['labels', { ...place, labels: ['a', 'b'], labelSure: 0.9 }],
    ['Rs', { ...place, Rs: [] }],
    ['fastest', { ...place, fastest: 0 }],
    ['Rs', { ...place, Rs: [[[9]]] }],
    ['labelSure', { ...place, labels: ['a'] }],
    ['poseSigma', { ...place, poseSigma: -1 }],
    ['azimuthSigma', { ...place, azimuthSigma: 'much' }],
  ])('is refused for its %s: %j', (field, wrong) => {
    expect(parseScan({ ...base, ...wrong })).toMatchObject({ ok: false, error: { field } });
  });
});

describe('objects seen by sensors of other kinds', () => {
  it('are found by a radar on the ground that measures slant range and elevation to a drone', () => {
    const next = chance(1);
    const tracker = new ObjectTracker(BOX);
    const R = [
      [1e-5, 0, 0],
      [0, 100, 0],
      [0, 0, 1e-5],
    ];
    let track: ReturnType<typeof nearest>;
    for (let t = 0; t < 30; t++) {
      const [x, y, up] = [800 + 12 * t, 900 + 5 * t, 700];
      const ground = Math.hypot(x, y);
      const z = [
        Math.atan2(y, x) + 0.003 * normal(next),
        Math.hypot(ground, up) + 10 * normal(next),
        Math.atan2(up, ground) + 0.003 * normal(next),
      ];
      tracker.use(scanFrom({ t, ta: t, type: 'range-azimuth-elevation', R, z: [z] }));
      track = nearest([...tracker.tracks(t)], [x, y]);
    }
    expect(Math.hypot((track?.x ?? 1e9) - 1148, (track?.y ?? 1e9) - 1045)).toBeLessThan(20);
  });

  it('are held by time differences of arrival alone once they are known', () => {
    const next = chance(2);
    const tracker = new ObjectTracker(BOX);
    const at = (t: number) => [1000 + 10 * t, 2000 - 6 * t] as const;
    for (let t = 0; t < 10; t++) tracker.use(scanOf(t, [at(t)], next));
    const receivers = [
      [0, 0],
      [4000, 0],
      [2000, 4000],
    ] as const;
    const pairs = [
      [receivers[0], receivers[1]],
      [receivers[0], receivers[2]],
      [receivers[1], receivers[2]],
    ] as const;
    const speed = 299_792_458;
    for (let t = 10; t < 60; t++) {
      const [x, y] = at(t);
      const z = pairs.map(([a, b], n) => {
        const difference = Math.hypot(x - a[0], y - a[1]) - Math.hypot(x - b[0], y - b[1]);
        return [n, difference / speed + 5e-8 * normal(next)];
      });
      tracker.use(scanFrom({ t, ta: t, type: 'tdoa', pairs, speed, R: [[25e-16]], z }));
    }
    const [x, y] = at(59);
    const track = nearest([...tracker.tracks(59)], [x, y]);
    expect(Math.hypot((track?.x ?? 1e9) - x, (track?.y ?? 1e9) - y)).toBeLessThan(20);
  });

  it('are where they are, and not where they were heard to be, by time differences of sound', () => {
    const next = chance(6);
    const tracker = new ObjectTracker(BOX);
    const at = (t: number) => [600 + 18 * t, 2000 - 6 * t] as const;
    for (let t = 0; t < 10; t++) tracker.use(scanOf(t, [at(t)], next));
    const pairs = [
      [
        [0, 0],
        [4000, 0],
      ],
      [
        [2000, 4000],
        [0, 0],
      ],
      [
        [4000, 0],
        [2000, 4000],
      ],
    ] as const;
    const speed = 343;
    const heard: Scan[] = [];
    for (let made = 10; made < 60; made++)
      for (const pair of pairs) {
        const [x, y] = at(made);
        const [first, second] = pair.map(([a, b]) => Math.hypot(x - a, y - b) / speed) as [
          number,
          number,
        ];
        const t = made + second;
        const z = [[0, first - second + 0.02 * normal(next)]];
        heard.push(scanFrom({ t, ta: t, type: 'tdoa', pairs: [pair], speed, R: [[4e-4]], z }));
      }
    for (const scan of heard.toSorted((a, b) => a.t - b.t)) if (scan.t <= 60) tracker.use(scan);
    const [x, y] = at(60);
    const track = nearest([...tracker.tracks(60)], [x, y]);
    expect(Math.hypot((track?.x ?? 1e9) - x, (track?.y ?? 1e9) - y)).toBeLessThan(25);
  });

  it('are as sure as they should be when a drone that sees them knows its place to 20 m', () => {
    let [squares, count] = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const next = chance(900 + seed);
      const tracker = new ObjectTracker(BOX);
      const truth = [
        [1000, 1000],
        [2000, 2500],
        [3000, 1500],
      ] as const;
      for (let t = 0; t < 12; t++) {
        const off = [20 * normal(next), 20 * normal(next)] as const;
        tracker.use({ ...scanOf(t, truth, next, { sigma: 5, off, clutter: 1 }), poseSigma: 20 });
      }
      for (const place of truth) {
        const track = nearest([...tracker.tracks(11)], place);
        if (track === undefined) continue;
        const [ex, ey] = [place[0] - track.x, place[1] - track.y];
        const { xx, xy, yy } = track;
        squares += (yy * ex * ex - 2 * xy * ex * ey + xx * ey * ey) / (xx * yy - xy * xy);
        count += 2;
      }
      // A pose that is another each time is no error of registration.
      expect(tracker.registration).toEqual([]);
    }
    expect(count).toBeGreaterThan(320);
    // What stands is known better than what is expected to drive: a little too careful.
    expect(squares / count).toBeGreaterThan(0.4);
    expect(squares / count).toBeLessThan(1.3);
  });

  it('exist more probably where a count says so, and less where it says none', () => {
    const after = (n: number) => {
      const next = chance(4);
      const tracker = new ObjectTracker(BOX);
      const places = [
        [1000, 1000],
        [2000, 2500],
      ] as const;
      tracker.use(scanOf(0, places, next, { clutter: 15 }));
      const before = sum(tracker);
      const cov = { kind: 'rect', x0: 0, y0: 0, x1: 4000, y1: 4000 };
      tracker.use(scanFrom({ t: 1, ta: 1, type: 'count', cov, clutter: 0, R: [[0.25]], z: [[n]] }));
      return [before, sum(tracker)] as const;
    };
    const sum = ({ followed }: ObjectTracker) =>
      Array.from({ length: followed.count }, (_, i) => followed.existence(i)).reduce(
        (a, b) => a + b,
        0,
      );
    const [before, none] = after(0);
    expect(none).toBeLessThan(0.6 * before);
    expect(after(20)[1]).toBeGreaterThan(1.2 * before);
    for (const n of [0, 3, 1000]) expect(after(n)[1]).toBeGreaterThanOrEqual(0);
  });

  it('are followed on as before where a count is out of all reason', () => {
    const followed = (n?: number) => {
      const next = chance(8);
      const tracker = new ObjectTracker(BOX);
      const at = (t: number) => [1000 + 10 * t, 2000] as const;
      for (let t = 0; t < 12; t++) {
        tracker.use(scanOf(t, [at(t)], next, { clutter: 15 }));
        const cov = { kind: 'rect', x0: 0, y0: 0, x1: 4000, y1: 4000 };
        const count = { t: t + 0.5, ta: t + 0.5, type: 'count', cov, clutter: 0, R: [[0.25]] };
        if (n !== undefined && t === 10) tracker.use(scanFrom({ ...count, z: [[n]] }));
      }
      return [...tracker.tracks(11)];
    };
    const [track, ...others] = followed(1e7);
    const before = followed();
    expect(others).toHaveLength(before.length - 1);
    expect(track?.id).toBe(before[0]?.id);
    expect(Math.hypot((track?.x ?? 1e9) - 1110, (track?.y ?? 1e9) - 2000)).toBeLessThan(30);
  });

  it('keep the name that reports give them, also where two pass close by each other', () => {
    const next = chance(5);
    const tracker = new ObjectTracker(BOX);
    const at = (t: number) =>
      [
        [1000 + 10 * t, 1000],
        [1600 - 10 * t, 1012],
      ] as const;
    const named = new Map<string, Set<number | undefined>>([
      ['one', new Set()],
      ['two', new Set()],
    ]);
    for (let t = 0; t < 60; t++) {
      const scan = scanOf(t, at(t), next, { pd: 1, clutter: 0, sigma: 15 });
      tracker.use({ ...scan, labels: ['one', 'two'], labelSure: 0.99 });
      const tracks = [...tracker.tracks(t)];
      if (t === 10 || t === 59)
        for (const [n, name] of ['one', 'two'].entries()) {
          const id = nearest(tracks, at(t)[n] as readonly [number, number])?.id;
          expect(id).toBeDefined();
          expect(tracker.labels.of(id as number)).toBe(name);
          named.get(name)?.add(id);
        }
    }
    for (const ids of named.values()) expect(ids.size).toBe(1);
  });
});
