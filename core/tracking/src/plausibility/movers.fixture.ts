import { type Digest, type Instant, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { ClassProbabilities, Observation, ObservationId } from '@greenline/observation';
import { stepFrom } from '../plane.ts';

export const NOON = Date.UTC(2026, 2, 10, 12);
export const HOME: Position = { lon: 36.4, lat: 46.5 };

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

let drawn = 0;

/** What a thing says of itself at a second, in metres east and north of home. */
export function says(
  identity: string,
  second: number,
  [east, north]: readonly [number, number],
  parts: Partial<Observation> = {},
): Observation {
  const at = instant(NOON + Math.round(second * 1000));
  drawn += 1;
  return {
    id: `look-${drawn}` as ObservationId,
    feed: 'ais',
    sensor: 'ais-1',
    nation: 'c',
    kind: 'object',
    selfReport: true,
    identity,
    observedAt: at,
    receivedAt: instant(at + 1500),
    uncertaintyS: 1,
    position: stepFrom(HOME, east, north),
    sigmaM: 10,
    class: { 'civilian-vessel': 1 },
    trust: 'unauthenticated',
    label: 'sha256:00' as LabelId,
    source: `sha256:${drawn}` as Digest,
    ...parts,
  };
}

/** A sort of honest thing: how it goes, how often it says so, and how well. */
export interface Sort {
  readonly feed: string;
  readonly class: ClassProbabilities;
  readonly speed: readonly [number, number];
  /** Radians a second, at most. */
  readonly turn: number;
  readonly everyS: number;
  readonly sigmaM: number;
  readonly stops: boolean;
}

export const SORTS: Readonly<Record<string, Sort>> = {
  freighter: {
    ...{ feed: 'ais', class: { 'civilian-vessel': 1 }, speed: [0, 12], turn: 0.01 },
    ...{ everyS: 10, sigmaM: 10, stops: true },
  },
  ferry: {
    ...{ feed: 'ais', class: { 'civilian-vessel': 1 }, speed: [15, 20], turn: 0.05 },
    ...{ everyS: 6, sigmaM: 5, stops: true },
  },
  airliner: {
    ...{ feed: 'adsb', class: { airliner: 1 }, speed: [120, 270], turn: 0.03 },
    ...{ everyS: 5, sigmaM: 40, stops: false },
  },
  drone: {
    ...{ feed: 'remoteid', class: { 'uncrewed-aircraft': 1 }, speed: [0, 25], turn: 0.6 },
    ...{ everyS: 1, sigmaM: 5, stops: true },
  },
  lorry: {
    ...{ feed: 'mavlink', class: { 'military-truck': 1 }, speed: [5, 28], turn: 0.2 },
    ...{ everyS: 10, sigmaM: 8, stops: true },
  },
};

/**
 * Hours of an honest thing: noise that hangs together, gaps as of tunnels, stops, reports that come
 * minutes late, and circles gone round for good reasons. With `radar`, its plots of the thing too.
 */
export function* honest(
  identity: string,
  { feed, class: classes, speed, turn, everyS, sigmaM, stops }: Sort,
  hours: number,
  next: () => number,
  radar = false,
): Generator<Observation> {
  let [east, north, course] = [20_000 * normal(next), 20_000 * normal(next), 7 * next()];
  let [noiseE, noiseN] = [0, 0];
  let [pace, turning, until, silentUntil, lateUntil] = [speed[1], 0, 0, 0, 0];
  for (let second = 0; second < hours * 3600; second += everyS) {
    if (second >= until) {
      until = second + 60 + 900 * next();
      pace = stops && next() < 0.2 ? 0 : speed[0] + (speed[1] - speed[0]) * next();
      turning = next() < 0.2 ? turn * (2 * next() - 1) : 0;
      if (next() < 0.05) silentUntil = second + 900 * next();
      if (next() < 0.02) lateUntil = second + 300 * next();
    }
    course += turning * everyS;
    east += pace * everyS * Math.sin(course);
    north += pace * everyS * Math.cos(course);
    noiseE = 0.9 * noiseE + sigmaM * Math.sqrt(1 - 0.81) * normal(next);
    noiseN = 0.9 * noiseN + sigmaM * Math.sqrt(1 - 0.81) * normal(next);
    if (radar) {
      const after = 0.4 * everyS * next();
      const plot = [
        east + pace * after * Math.sin(course) + 50 * normal(next),
        north + pace * after * Math.cos(course) + 50 * normal(next),
      ] as const;
      const {
        identity: _,
        selfReport: __,
        ...seen
      } = says(identity, second + after, plot, {
        ...{ feed: 'asterix', sensor: 'radar-1', trust: 'authenticated' },
        ...{ class: classes, sigmaM: 50 },
      });
      yield seen;
    }
    if (second < silentUntil || next() < 0.1) continue;
    const late: number = second < lateUntil ? lateUntil - second : 0.5 + next();
    yield says(identity, second, [east + noiseE, north + noiseN], {
      ...{ feed, class: classes, sigmaM, sensor: `${feed}-1` },
      speedMps: Math.max(0, pace + 0.3 * normal(next)),
      receivedAt: instant(NOON + Math.round((second + late) * 1000)) as Instant,
    });
  }
}
