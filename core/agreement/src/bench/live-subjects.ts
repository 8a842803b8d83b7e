import { instant, type Json } from '@greenline/base';
import { isotropic, type Line, lineOf, type Position, signedDistance } from '@greenline/geo';
import type { ObjectFact } from '../fact.ts';
import { BENCH_LINE } from './sixty-clauses.ts';

/** What is seen along the line, of a hundred how many, and the attributes its class asks for. */
const KINDS: readonly (readonly [
  kind: string,
  ofHundred: number,
  attributes?: Readonly<Record<string, Json>>,
])[] = [
  ['civilian-vehicle', 20],
  ['civilian', 14],
  ['military-truck', 14],
  ['tractor', 6],
  ['armed-person', 6],
  ['police', 5],
  ['tank', 5],
  ['apc', 5],
  ['howitzer', 5, { calibreMm: 122 }],
  ['howitzer', 2, { calibreMm: 152, rangeKm: 17.4 }],
  ['mortar', 4, { calibreMm: 82 }],
  ['uncrewed-aircraft', 3],
  ['construction', 3],
  ['ambulance', 2],
  ['mlrs', 2, { rangeKm: 20.4 }],
  ['sam', 1],
  ['radar', 1],
  ['trench', 1],
  ['rotary-wing', 1],
];
const MIX = KINDS.flatMap((kind) => new Array<(typeof KINDS)[number]>(kind[1]).fill(kind));

const METRES_PER_DEGREE = 111_200;
const START = Date.UTC(2026, 2, 10, 10);
/** Depths of the zones and limits beside which some stand, metres. */
const DEPTHS = [5000, 8000, 15_000, 20_000, 25_000, 40_000] as const;

/**
 * Many things, each looked at once a second: gives the look at a thing in a second, always the same.
 *
 * Most stand still or walk, up to 60 km from the line. Of a hundred, four stand beside the boundary of
 * a zone, three go to and fro across one, and two change their source and accuracy in every second.
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
    lats[number] =
      roleOf(number) === 'inland'
        ? vertex[1] + (side * 60_000 * share(number, 3)) / METRES_PER_DEGREE
        : latitudeAt(line, lons[number] as number, side, DEPTHS[number % 6] as number);
  }
  return (number, second) => {
    const lat = (lats[number] as number) + moved(number, second) / METRES_PER_DEGREE;
    return lookAt(number, second, { lon: lons[number] as number, lat });
  };
}

function lookAt(number: number, second: number, position: Position): ObjectFact {
  const kind = MIX[(number * 37 + Math.floor(number / 100) * 13) % MIX.length];
  const [name, , attributes] = kind as (typeof KINDS)[number];
  const changed = number % 50 === second % 50;
  return {
    fact: 'object',
    digest: `sha256:${`${number}`.padEnd(32, '0')}${`${second}`.padEnd(32, '0')}`,
    id: `track-${number}`,
    class: number % 7 === 0 ? { [name]: 0.9, object: 0.1 } : { [name]: 1 },
    party: number % 2 === 0 ? 'A' : 'B',
    at: instant(START + 1000 * second),
    position,
    covariance: isotropic(changed ? 20 : 15),
    sources: [changed ? 'mast-2' : 'mast-1'],
    ...(number % 3 === 0 ? {} : { fused: true }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function roleOf(number: number): 'beside' | 'across' | 'inland' {
  const part = number % 100;
  return part < 4 ? 'beside' : part < 7 ? 'across' : 'inland';
}

/** Metres to the north since the beginning. */
function moved(number: number, second: number): number {
  switch (roleOf(number)) {
    case 'beside':
      return 160 * (share(number, 3) - 0.5);
    case 'across':
      return 150 * Math.sin((second + number) / 4);
    case 'inland':
      return number % 100 < 50 ? second * 4 * (share(number, 5) - 0.5) : 0;
  }
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
