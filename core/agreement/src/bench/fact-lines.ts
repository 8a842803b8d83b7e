import { formatInstant, instant } from '@greenline/base';
import type { ObjectFact } from '../fact.ts';
import { liveSubjects } from './live-subjects.ts';
import { BENCH_LINE } from './sixty-clauses.ts';

/** Things that are looked at, each in turn. */
const THINGS = 100_000;
const FACTS_A_SECOND = 50;
const FIRES = ['explosion', 'launch', 'muzzle-flash'] as const;
const COUNTED = [
  ['police', 'buffer', 180],
  ['tank', 'outer', 1200],
  ['howitzer', 'outer', 900],
  ['military-truck', 'site-1', 9],
  ['military-truck', 'site-4', 14],
  ['sam', 'outer', 30],
] as const;
/** What a report says of a passage, in turn. */
const PASSAGES = [{ access: 'free' }, { access: 'delayed', delayMin: 50 }, { access: 'denied' }];

/**
 * Lines of a facts file against `sixtyClauses`, in time order, 50 facts a second.
 *
 * Of a thousand, 930 are looks at 100,000 things in turn, 40 are events, 15 counts, 10 coverage,
 * 4 flights, and one is a declaration: a notice, a deployment or an inspection in turn.
 */
export function* factLines(count: number): Generator<string> {
  const lookAt = liveSubjects(THINGS);
  for (let number = 0, looks = 0; number < count; number++) {
    const second = Math.floor(number / FACTS_A_SECOND);
    const at = formatInstant(lookAt(0, second).at);
    // Declared first in its second, as facts are put in order.
    const part = number % 1000 === 0 ? 999 : (number * 7) % 999;
    const fact =
      part < 930
        ? written(lookAt(looks++ % THINGS, second), at)
        : part < 970
          ? eventOf(number, at)
          : part < 985
            ? countOf(number, at)
            : part < 995
              ? coverageOf(number, second)
              : part < 999
                ? flightOf(number, second)
                : declarationOf(number, second);
    yield JSON.stringify(fact);
  }
}

/** An object as a file states it. */
function written({ digest: _, covariance, position, ...rest }: ObjectFact, at: string) {
  const sigmaM = Math.sqrt(covariance?.[0] ?? 0);
  return { ...rest, at, position: rounded(position.lon, position.lat), sigmaM };
}

const rounded = (lon: number, lat: number) => ({
  lon: Number(lon.toFixed(6)),
  lat: Number(lat.toFixed(6)),
});

/** A place up to 20 km north or south of the line. */
function placeOf(number: number) {
  const [lon, lat] = BENCH_LINE[number % BENCH_LINE.length] as (typeof BENCH_LINE)[number];
  return rounded(lon, lat + (((number * 13) % 360) - 180) / 1000);
}

const partyOf = (number: number) => (Math.floor(number / 3) % 2 === 0 ? 'A' : 'B');

const after = (second: number, hours: number) =>
  formatInstant(instant(START + second * 1000 + hours * HOUR));

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 10, 10);

function eventOf(number: number, at: string) {
  const common = {
    fact: 'event',
    id: `event-${number}`,
    party: partyOf(number),
    at,
    position: placeOf(number),
    sigmaM: 40,
    sources: ['mast-1', 'sound-3'],
  };
  const passage = number % 10 === 0 ? PASSAGES[(number / 10) % PASSAGES.length] : undefined;
  return passage === undefined
    ? { ...common, class: FIRES[number % FIRES.length], direction: 'outgoing' }
    : { ...common, class: 'restriction', attributes: passage };
}

function countOf(number: number, at: string) {
  const [kind, zone, about] = COUNTED[number % COUNTED.length] as (typeof COUNTED)[number];
  const count = about - 4 + (number % 9);
  return { fact: 'count', class: kind, party: partyOf(number), zone, at, count, source: 'team-2' };
}

function areaAround({ lon, lat }: { readonly lon: number; readonly lat: number }) {
  const ring = [
    [lon - 0.05, lat - 0.03],
    [lon + 0.05, lat - 0.03],
    [lon + 0.05, lat + 0.03],
    [lon - 0.05, lat + 0.03],
    [lon - 0.05, lat - 0.03],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const coverageOf = (number: number, second: number) => ({
  fact: 'coverage',
  sensor: `drone-${number % 20}`,
  area: areaAround(placeOf(number)),
  from: after(second, -0.25),
  to: after(second, 0),
  pd: 0.9,
});

/** Six kilometres across the line in five minutes. */
function flightOf(number: number, second: number) {
  const { lon, lat } = placeOf(number);
  const path = Array.from({ length: 6 }, (_, minute) => ({
    at: after(second + 60 * minute, 0),
    ...rounded(lon, lat + (minute - 3) * 0.01),
    sigmaM: 20,
  }));
  const kind = number % 2 === 0 ? 'uncrewed-aircraft' : 'fixed-wing';
  return { fact: 'flight', id: `flight-${number}`, class: kind, party: partyOf(number), path };
}

function declarationOf(number: number, second: number) {
  const [now, from, to] = [after(second, 0), after(second, 50), after(second, 60)];
  switch (Math.floor(number / 1000) % 3) {
    case 0:
      return {
        fact: 'notice',
        id: `notice-${number}`,
        kind: number % 2 === 0 ? 'exercise' : 'rotation',
        party: partyOf(number),
        receivedAt: now,
        from,
        to,
        area: areaAround(placeOf(number)),
      };
    case 1:
      return { fact: 'deployment', nation: 'aster', zone: 'buffer', personnel: 300, from: now };
    default:
      return {
        fact: 'inspection',
        id: `inspection-${number}`,
        zone: 'buffer',
        at: now,
        result: 'clear',
      };
  }
}
