import { type Digest, instant, type Json } from '@greenline/base';
import { isotropic, type Line, lineOf, type Position, signedDistance } from '@greenline/geo';
import type { ObjectFact } from '../fact.ts';
import { BENCH_LINE } from './sixty-clauses.ts';

interface Seen {
  readonly kind: string;
  /** Of a hundred how many. */
  readonly share: number;
  /** Metres a second under way. */
  readonly pace: number;
  readonly attributes?: Readonly<Record<string, Json>>;
}

/** What is seen along the line, with the attributes its class asks for. */
const SEEN: readonly Seen[] = [
  { kind: 'civilian-vehicle', share: 20, pace: 15 },
  { kind: 'civilian', share: 14, pace: 1.4 },
  { kind: 'military-truck', share: 14, pace: 14 },
  { kind: 'tractor', share: 6, pace: 5 },
  { kind: 'armed-person', share: 6, pace: 1.4 },
  { kind: 'police', share: 5, pace: 12 },
  { kind: 'tank', share: 5, pace: 8 },
  { kind: 'apc', share: 5, pace: 10 },
  { kind: 'howitzer', share: 5, pace: 7, attributes: { calibreMm: 122 } },
  { kind: 'howitzer', share: 2, pace: 7, attributes: { calibreMm: 152, rangeKm: 17.4 } },
  { kind: 'mortar', share: 4, pace: 1, attributes: { calibreMm: 82 } },
  { kind: 'uncrewed-aircraft', share: 3, pace: 25 },
  { kind: 'construction', share: 3, pace: 0 },
  { kind: 'ambulance', share: 2, pace: 16 },
  { kind: 'mlrs', share: 2, pace: 9, attributes: { rangeKm: 20.4 } },
  { kind: 'sam', share: 1, pace: 9 },
  { kind: 'radar', share: 1, pace: 0 },
  { kind: 'trench', share: 1, pace: 0 },
  { kind: 'rotary-wing', share: 1, pace: 60 },
];
const MIX = SEEN.flatMap((seen) => new Array<Seen>(seen.share).fill(seen));

const METRES_PER_DEGREE = 111_200;
const START = Date.UTC(2026, 2, 10, 10);
/** One sigma of a look, metres. */
const SIGMA = 15;
/** Seconds in which a tracker's error becomes another one: it smooths what it is told. */
const SMOOTH = 10;
/** Seconds for which things go out before they come back. */
const OUT = 600;
/** Depths of the zones and limits beside which some stand, metres. */
const DEPTHS = [5000, 8000, 15_000, 20_000, 25_000, 40_000] as const;

/**
 * Many things, each looked at once a second: gives the look at a thing in a second, always the same.
 *
 * They lie up to 60 km from the line. Of a hundred, four stand within 80 m of the boundary of a zone,
 * three go to and fro across one, 40 are under way at the pace of their kind, and the rest stand still.
 * A third are raw looks with an error of 15 m each time; two thirds are a tracker's, whose error is
 * as great and changes over seconds. Two of a hundred change their source and accuracy in every second.
 */
export function liveSubjects(count: number): (number: number, second: number) => ObjectFact {
  const line = benchLine();
  const lons = new Float64Array(count);
  const lats = new Float64Array(count);
  for (let number = 0; number < count; number++) {
    const vertex = BENCH_LINE[
      1 + Math.floor(share(number, 1) * 258)
    ] as (typeof BENCH_LINE)[number];
    const side = share(number, 2) < 0.5 ? -1 : 1;
    lons[number] = vertex[0] + 0.02 * share(number, 4);
    lats[number] = isAtBoundary(number)
      ? latitudeAt(line, lons[number] as number, side, DEPTHS[number % 6] as number)
      : vertex[1] + (side * 60_000 * share(number, 3)) / METRES_PER_DEGREE;
  }
  return (number, second) => {
    const [east, north] = moved(number, second);
    const lat = lats[number] as number;
    return lookAt(number, second, {
      lon: (lons[number] as number) + east / METRES_PER_DEGREE / Math.cos((lat * Math.PI) / 180),
      lat: lat + north / METRES_PER_DEGREE,
    });
  };
}

function lookAt(number: number, second: number, position: Position): ObjectFact {
  const { kind, attributes } = seenAs(number);
  const changed = number % 50 === second % 50;
  return {
    fact: 'object',
    digest: digestOf(number, second),
    id: `track-${number}`,
    class: number % 7 === 0 ? { [kind]: 0.9, object: 0.1 } : { [kind]: 1 },
    party: number % 2 === 0 ? 'A' : 'B',
    at: instant(START + 1000 * second),
    position,
    covariance: isotropic(changed ? SIGMA + 5 : SIGMA),
    sources: [changed ? 'mast-2' : 'mast-1'],
    ...(isTracked(number) ? { fused: true } : {}),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

/** A text of its own, as a hasher gives one, and not the memory of its parts. */
const digestOf = (number: number, second: number): Digest =>
  ['sha256:', `${number}`.padEnd(32, '0'), `${second}`.padEnd(32, '0')].join('') as Digest;

const seenAs = (number: number): Seen =>
  MIX[(number * 37 + Math.floor(number / 100) * 13) % MIX.length] as Seen;

const isAtBoundary = (number: number): boolean => number % 100 < 7;

const isTracked = (number: number): boolean => number % 3 !== 0;

/** Metres to the east and north of where it stood at the beginning, the error of the look included. */
function moved(number: number, second: number): readonly [east: number, north: number] {
  const [east, north] = gone(number, second);
  const [eastError, northError] = isTracked(number)
    ? smoothError(number, second)
    : errorOf(number, second);
  return [east + eastError, north + northError];
}

function gone(number: number, second: number): readonly [east: number, north: number] {
  const role = number % 100;
  if (role < 4) return [0, 160 * (share(number, 3) - 0.5)];
  if (role < 7) return [0, 150 * Math.sin(second / 15 + number)];
  if (role >= 47) return [0, 0];
  const out = second % (2 * OUT);
  const way = seenAs(number).pace * (out < OUT ? out : 2 * OUT - out);
  const heading = 2 * Math.PI * share(number, 5);
  return [way * Math.cos(heading), way * Math.sin(heading)];
}

/** From one independent error to the next, as great in between. */
function smoothError(number: number, second: number): readonly [east: number, north: number] {
  const stretch = Math.floor(second / SMOOTH);
  const later = (Math.PI / 2) * (second / SMOOTH - stretch);
  const [east, north] = errorOf(number, stretch);
  const [nextEast, nextNorth] = errorOf(number, stretch + 1);
  const [before, after] = [Math.cos(later), Math.sin(later)];
  return [before * east + after * nextEast, before * north + after * nextNorth];
}

/** A normal error, always the same (Box and Muller 1958). */
function errorOf(number: number, draw: number): readonly [east: number, north: number] {
  const far = SIGMA * Math.sqrt(-2 * Math.log(1 - drawn(2 * number, draw)));
  const angle = 2 * Math.PI * drawn(2 * number + 1, draw);
  return [far * Math.cos(angle), far * Math.sin(angle)];
}

/** From 0 to below 1, as if by chance: the last mixing of MurmurHash3 (Appleby). */
function drawn(number: number, draw: number): number {
  let bits = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(draw + 1, 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

/** Where the meridian of a longitude is so far from the line, on one side. */
function latitudeAt(line: Line, lon: number, side: number, depth: number): number {
  let [near, far] = [48, 48 + side * 1.5];
  for (let step = 0; step < 24; step++) {
    const lat = (near + far) / 2;
    const beyond = side * signedDistance(line, 'left', { lon, lat }) > depth;
    if (beyond) far = lat;
    else near = lat;
  }
  return near;
}

function benchLine(): Line {
  const made = lineOf(BENCH_LINE.map(([lon, lat]) => ({ lon, lat })));
  if (!made.ok) throw new Error(made.error.text);
  return made.value;
}

/** Evenly spread over 0 to 1: the additive recurrence of the golden ratio. */
const share = (number: number, salt: number): number =>
  (number * 0.6180339887498949 + salt * 0.7548776662466927 + number * salt * 0.1127) % 1;
