import { type Instant, instant, type Json } from '@greenline/base';
import { isotropic } from '@greenline/geo';
import type { ObjectFact } from '../fact.ts';
import { BENCH_LINE } from './sixty-clauses.ts';

/** What is seen along the line, and how often; with attributes where its class asks for them. */
const KINDS: readonly (readonly [kind: string, attributes?: Readonly<Record<string, Json>>])[] = [
  ['military-truck'],
  ['civilian-vehicle'],
  ['tank'],
  ['tractor'],
  ['howitzer', { calibreMm: 122 }],
  ['civilian-vehicle'],
  ['apc'],
  ['uncrewed-aircraft'],
  ['police'],
  ['howitzer', { calibreMm: 152, rangeKm: 17.4 }],
  ['mlrs', { rangeKm: 20.4 }],
  ['civilian-vehicle'],
  ['armed-person'],
  ['ambulance'],
  ['mortar', { calibreMm: 82 }],
  ['construction'],
  ['civilian'],
  ['sam'],
  ['rotary-wing'],
  ['radar'],
];

const METRES_PER_DEGREE = 111_200;
const START = Date.UTC(2026, 2, 10, 10);

/** One second's look at one of many things; the same for the same number and second. */
export function lookAtSubject(number: number, second: number): ObjectFact {
  const [kind, attributes] = KINDS[number % KINDS.length] as (typeof KINDS)[number];
  const place = placeOf(number, second);
  const changed = number % 50 === second % 50;
  return {
    fact: 'object',
    digest: `sha256:${`${number}`.padStart(32, '0')}${`${second}`.padStart(32, '0')}`,
    id: `track-${number}`,
    class: number % 7 === 0 ? { [kind]: 0.9, object: 0.1 } : { [kind]: 1 },
    party: number % 2 === 0 ? 'A' : 'B',
    at: instant(START + 1000 * second) as Instant,
    position: place,
    covariance: isotropic(changed ? 20 : 15),
    sources: [changed ? 'mast-2' : 'mast-1'],
    ...(number % 3 === 0 ? {} : { fused: true }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

/**
 * Most stand still or walk, up to 60 km from the line; of a hundred, four stand beside the boundary
 * of a zone and three go to and fro across one.
 */
function placeOf(number: number, second: number) {
  const [lon, lat] = BENCH_LINE[1 + Math.floor(share(number, 1) * 258)] as readonly [
    number,
    number,
  ];
  const side = share(number, 2) < 0.5 ? -1 : 1;
  const role = number % 100;
  const atBoundary = side * ([5, 8, 15, 20, 25, 40][number % 6] as number) * 1000;
  const metres =
    role < 4
      ? atBoundary + 160 * (share(number, 3) - 0.5)
      : role < 7
        ? atBoundary + 120 * Math.sin((second + number) / 8)
        : side * 60_000 * share(number, 3) + (role < 50 ? walked(number, second) : 0);
  return {
    lon: lon + 0.02 * share(number, 4),
    lat: lat + metres / METRES_PER_DEGREE,
  };
}

/** Metres walked, up to 2 m/s. */
const walked = (number: number, second: number): number => second * 4 * (share(number, 5) - 0.5);

/** Evenly spread over 0 to 1: the additive recurrence of the golden ratio. */
const share = (number: number, salt: number): number =>
  (number * 0.6180339887498949 + salt * 0.7548776662466927 + number * salt * 0.1127) % 1;
