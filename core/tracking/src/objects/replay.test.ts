import { describe, expect, it } from 'vitest';
import { chance } from '../sectors/land.fixture.ts';
import { oneAccount } from './accounts.ts';
import { begin, COVARIANCE, MEAN, MODES, STRIDE } from './belief.ts';
import { doubtOf, encounterOf } from './encounter.ts';
import { Motion } from './motion.ts';
import { CLAIM, type SharedLook } from './past-looks.ts';
import { Replay } from './replay.ts';
import type { Scan } from './scan.ts';
import type { State } from './way.ts';

type Kinematic = readonly [x: number, y: number, vx: number, vy: number];

const SIGMA = 10;
const square = (sigma: number) => [
  [sigma ** 2, 0],
  [0, sigma ** 2],
];

function believed([x, y, vx, vy]: Kinematic, t: number): Float64Array {
  const belief = new Float64Array(STRIDE);
  begin(belief, 0, { x, y, xx: 25, xy: 0, yy: 25, existence: 0.99, t });
  for (let mode = 0; mode < MODES; mode++) {
    belief.set([x, y, vx, vy], MEAN + 4 * mode);
    const c = COVARIANCE + 10 * mode;
    belief[c + 7] = belief[c + 9] = 1;
  }
  return belief;
}

/**
 * Goes through the detections of two that move like this, without telling whose is which. Where
 * detections differ, each may be as good as any of `sigmas`, and says so.
 */
function replayed(
  seed: number,
  seconds: number,
  truth: (t: number) => readonly Kinematic[],
  sigmas: readonly number[] = [],
) {
  const next = chance(seed);
  const noise = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const replay = new Replay(new Motion());
  const [one, other] = truth(0).map((state) => believed(state, 0)) as [Float64Array, Float64Array];
  replay.accounts.restore(oneAccount(one, other));
  for (let t = 0.5; t <= seconds; t += 0.5) {
    const seen = truth(t)
      .filter(() => next() < 0.9)
      .map(([x, y]) => {
        const sigma = sigmas[Math.floor(next() * sigmas.length)] ?? SIGMA;
        return [x + sigma * noise(), y + sigma * noise(), sigma] as const;
      });
    if (next() < 0.5) seen.reverse();
    const scan: Scan = {
      sensor: 'S',
      measure: 'place',
      t,
      ta: t,
      origin: [0, 0],
      field: { kind: 'rect', x0: -5000, y0: -5000, x1: 5000, y1: 5000 },
      pd: 0.9,
      clutter: 1,
      noise: square(Math.max(SIGMA, ...sigmas)),
      ...(sigmas.length > 0 && { noises: seen.map(([, , sigma]) => square(sigma)) }),
      detections: seen.map(([x, y]) => [x, y]),
    };
    const claims = seen.flatMap(([x, y], k) => [k, x, y, 1e-7, 0, 0, 0.5]);
    expect(claims).toHaveLength(CLAIM * seen.length);
    const look: SharedLook = { scan, one: claims, other: claims };
    replay.take(look);
  }
  const [a, b] = truth(seconds) as [Kinematic, Kinematic];
  const state = ([x, y, vx, vy]: Kinematic): State => ({
    ...{ t: seconds, x, y, vx, vy },
    ...{ pp: 25, pv: 0, vv: 1 },
  });
  const met = (id: number, belief: Float64Array) => ({ id, t: 0, belief, habit: undefined });
  const encounter = encounterOf(met(1, one), met(2, other));
  return {
    kept: doubtOf(replay.accounts, encounter, state(a), state(b)) <= 0.5,
    exchanged: doubtOf(replay.accounts, encounter, state(b), state(a)) > 0.5,
  };
}

/** How often, of 40 encounters, it was told rightly who is who, whoever the filter took for whom. */
function rightOf40(
  seconds: number,
  truth: (t: number) => readonly Kinematic[],
  sigmas?: readonly number[],
): number {
  let right = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const { kept, exchanged } = replayed(seed, seconds, truth, sigmas);
    if (kept && exchanged) right += 1;
  }
  return right;
}

describe('an encounter weighed again', () => {
  it('tells who overtook whom, though they were side by side for long', () =>
    expect(
      rightOf40(30, (t) => [
        [16 * t - 75, 0, 16, 0],
        [11 * t, 4, 11, 0],
      ]),
    ).toBeGreaterThanOrEqual(36));

  it('tells who passed whom in the opposite direction', () =>
    expect(
      rightOf40(10, (t) => [
        [14 * t - 70, 0, 14, 0],
        [70 - 14 * t, 6, -14, 0],
      ]),
    ).toBeGreaterThanOrEqual(39));

  it('goes by the sharp ones of detections of which others are wide', () =>
    expect(
      rightOf40(
        16,
        (t) => {
          const [aside, going] = t < 8 ? [6, 0] : [6 + 3 * (t - 8), 3];
          return [
            [12 * t, aside, 12, going],
            [12 * t, -aside, 12, -going],
          ];
        },
        [1, 60],
      ),
    ).toBeGreaterThanOrEqual(34));

  it('tells who stood and who drove past', () =>
    expect(
      rightOf40(12, (t) => [
        [12 * t - 70, 0, 12, 0],
        [0, 4, 0, 0],
      ]),
    ).toBeGreaterThanOrEqual(38));
});
