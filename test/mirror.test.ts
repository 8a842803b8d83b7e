import type { Finding } from '@greenline/agreement';
import { instant } from '@greenline/base';
import { type RecordSource, reportFor } from '@greenline/node';
import type { JournalInput, Row } from '@greenline/pipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exampleFiles,
  folded,
  message,
  missionOf,
  moment,
  sighting,
} from './support/walk-in-process.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
const START = moment('2026-03-10T06:00:00Z');

/** A line northward over Greenwich, so that west and east of it are each other’s image. */
const LINE = [
  [0.03, 47],
  [-0.08, 47.35],
  [0.05, 47.7],
  [0.21, 47.95],
  [0.02, 48.4],
];
const SQUARE = (west: number, east: number) => [
  [west, 46],
  [east, 46],
  [east, 49.5],
  [west, 49.5],
  [west, 46],
];

function missionAt(side: 1 | -1) {
  const files = exampleFiles();
  const at = ([lon = 0, lat = 0]: readonly number[]) => [side * lon, lat];
  const coordinates = LINE.map(at);
  files['line.geojson'] = JSON.stringify({
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates },
  });
  const ring = (west: number, east: number) =>
    side === 1 ? SQUARE(west, east) : SQUARE(-east, -west);
  const regions = [
    { id: 'near', name: 'Near', polygon: ring(-3, 0.1) },
    { id: 'far', name: 'Far', polygon: ring(0.1, 3) },
  ];
  files['mission.yaml'] = (files['mission.yaml'] ?? '')
    .replace(/^regions:\n(?: {2}.*\n)+/m, `regions: ${JSON.stringify(regions)}\n`)
    .replace(/^simulation:.*$/m, '');
  return missionOf(files);
}
const missions = { 1: missionAt(1), [-1]: missionAt(-1) } as const;

/** Never on the edge of a cell: an edge belongs to one side of it, everywhere on earth. */
const place = fc.record({
  lon: fc.integer({ min: -600_000, max: 600_000 }).map((n) => (n + 0.37) / 1e6),
  lat: fc.integer({ min: 46_900_000, max: 48_500_000 }).map((n) => n / 1e6),
});
const seen = fc.record({
  ...{ after: fc.integer({ min: 0, max: 3 * 3600 }), at: place },
  sensor: fc.constantFrom('lead-drone-1', 'birch-radar-1', 'remote-id', 'nobody-knows'),
  what: fc.constantFrom(
    'tank',
    'howitzer',
    'uncrewed-aircraft',
    'tractor',
    'explosion',
    'shot',
    'mine',
  ),
  party: fc.constantFrom('A', 'B', undefined),
  sigmaM: fc.constantFrom(undefined, 15, 900),
  calibreMm: fc.constantFrom(undefined, 85, 152),
  identity: fc.constantFrom(undefined, 'X1', 'X2'),
});
const form = fc.record({
  ...{ after: fc.integer({ min: 0, max: 3 * 3600 }), at: place },
  patrol: fc.constantFrom('aster', 'birch', 'dahlia'),
  kind: fc.constantFrom('heard', 'seen', 'movement'),
  party: fc.constantFrom('A', 'B', undefined),
  count: fc.integer({ min: 1, max: 4 }),
  bearingDeg: fc.integer({ min: 1, max: 359 }),
  distanceM: fc.constantFrom(undefined, 800, 6000),
  access: fc.constantFrom('denied', 'delayed', 'conditional', 'free'),
  direction: fc.constantFrom('incoming', 'outgoing', undefined),
});
const recording = fc.record({
  seen: fc.array(seen, { maxLength: 10 }),
  forms: fc.array(form, { maxLength: 4 }),
});
type Recording = typeof recording extends fc.Arbitrary<infer T> ? T : never;

const other = (party: string | undefined) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);

/** A recording as inputs; on the other side with the parties exchanged and west for east. */
function inputsOf({ seen, forms }: Recording, side: 1 | -1): readonly JournalInput[] {
  const whose = (party: string | undefined) => (side === 1 ? party : other(party));
  const time = (after: number) => new Date(START + after * 1000).toISOString();
  const sightings = seen.map(({ after, at, what, party, calibreMm, ...said }, i) => {
    const kind = /explosion|shot/.test(what) ? 'event' : what === 'mine' ? 'hazard' : 'object';
    const body = sighting({
      ...{ lon: side * at.lon, lat: at.lat, kind, class: what, observedAt: time(after) },
      ...{ party: whose(party), ...(calibreMm !== undefined && { attributes: { calibreMm } }) },
      ...said,
    });
    return message('geojson', body, instant(START + after * 1000), i);
  });
  const reports = forms.map(({ after, at, patrol, kind, party, bearingDeg, ...said }, i) => {
    const { count, distanceM, direction, access } = said;
    const where = { bearingDeg: side === 1 ? bearingDeg : 360 - bearingDeg, distanceM };
    const entry =
      kind === 'movement'
        ? { kind, access, ...(access === 'delayed' && { delayMin: 20 }), party: whose(party) }
        : kind === 'heard'
          ? { kind, what: 'explosion', count, direction, ...where }
          : { kind, what: 'ifv', count, party: whose(party), ...where };
    const body = {
      ...{ id: `form-${i}`, patrol: `patrol-${patrol}-1`, nation: patrol, at: time(after) },
      position: { lon: side * at.lon, lat: at.lat },
      entries: [entry],
    };
    return message('report', body, instant(START + after * 1000), 1000 + i);
  });
  return [...sightings, ...reports].sort(
    (a, b) => a.receivedAt - b.receivedAt || a.offset - b.offset,
  );
}

/** Names that hang on bytes, not on what happened. */
const NAMES = new Set(
  'id label source inputs subject reports observations findings supersedes agreementDigest finding case member'.split(
    ' ',
  ),
);
const isObject = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record as the other side would write it: names left out, words without their numbers. */
function imageOf(value: Json, side: 1 | -1, name = ''): Json {
  if (typeof value === 'number') {
    if (side === 1) return value;
    if (name === 'lon') return -value;
    return name === 'bearingDeg' || name === 'courseDeg' ? (360 - value) % 360 : value;
  }
  if (typeof value === 'string') {
    const words = value
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d+\/\d+\/\d+/g, '#')
      .replace(/(?<![\w:])-?\d+(\.\d+)?(e-?\d+)?(?![\w:])/g, 'n');
    const image = side === 1 ? words : words.replace(/\b[AB]\b/g, (party) => other(party) ?? party);
    // Hypotheses of one likelihood stand in the order of their names.
    return name === 'reason'
      ? image
          .split(/, (?=[AB] n : n)/)
          .sort()
          .join(', ')
      : image;
  }
  if (Array.isArray(value)) {
    const [first = 0, second = 0, third = 0] = value as readonly number[];
    if (name === 'covariance') return side === 1 ? value : [first, -second, third];
    if (name === 'velocity') return side === 1 ? value : [-first, second];
    if (name === 'polygon') {
      const corners = value as readonly (readonly [number, number])[];
      const bounds = (axis: 0 | 1) => corners.map((corner) => corner[axis]);
      const [west, east] = [Math.min(...bounds(0)), Math.max(...bounds(0))];
      const [south, north] = [Math.min(...bounds(1)), Math.max(...bounds(1))];
      return side === 1 ? [west, east, south, north] : [-east, -west, south, north];
    }
    if (name === 'records' || name === 'recipients' || name === 'hypotheses')
      return sorted(value.map((one) => imageOf(one, side)));
    return value.map((one) => imageOf(one, side));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !NAMES.has(key))
      .map(([key, inside]) => [key, imageOf(inside, side, key)]),
  );
}

const sorted = (values: readonly Json[]): readonly Json[] =>
  values
    .map(
      (one) =>
        [JSON.stringify(one).replace(/-?\d+\.\d+/g, (n) => Number(n).toFixed(4)), one] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);

/** Where two images differ by more than arithmetic does; the first place, or nothing. */
function difference(a: Json | undefined, b: Json | undefined, path = ''): string | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    const allowed = 2e-3 + 1e-6 * Math.abs(a);
    return Math.abs(a - b) <= allowed ? undefined : `${path}: ${a} and ${b}`;
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const of = (value: object) => (value as { readonly [name: string]: Json })[key];
      const found = difference(of(a), of(b), `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return a === b ? undefined : `${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`;
}

/** Images of all records; those of one moment come in an order that hangs on names. */
const imagesOf = (rows: readonly Row[], side: 1 | -1): readonly Json[] =>
  sorted(
    rows
      .filter(({ kind }) => !kind.startsWith('released-'))
      .map(({ kind, body }) => ({ kind, record: imageOf(JSON.parse(body), side) })),
  );

const RELEASED = new Set(['released-finding', 'released-event', 'released-case']);
const sourceOf = (rows: readonly Row[], audience: string | undefined): RecordSource => ({
  texts: async (kind) =>
    rows
      .filter((row) => row.kind === kind && (!RELEASED.has(kind) || row.parent === audience))
      .map(({ body }) => body),
  text: async () => undefined,
  looks: async () => [],
});

async function reportOf(rows: readonly Row[], side: 1 | -1, principal: string): Promise<Json> {
  const mission = missions[side];
  const reader = mission.principals.get(principal);
  if (reader === undefined) throw new Error(principal);
  const made = await reportFor(sourceOf(rows, 'parties'), mission, {
    subject: { day: '2026-03-10' },
    principal: reader,
    now: moment('2026-03-12T00:00:00Z'),
  });
  if (!made.ok) throw new Error(made.error);
  const { findings, cases, objects, happenings, movement, hazards, effort } = made.value;
  const { flights, withdrawal = [] } = made.value;
  const swapped = (value: object): Json =>
    imageOf(
      JSON.parse(JSON.stringify(value, (key, v) => (key === 'records' ? v.length : v))),
      side,
    );
  return {
    findings: sorted(swapped(findings) as readonly Json[]),
    cases: sorted(swapped(cases) as readonly Json[]),
    flights: sorted(swapped(flights) as readonly Json[]),
    withdrawal: sorted(swapped(withdrawal) as readonly Json[]),
    objects: sorted(swapped(objects) as readonly Json[]),
    rest: swapped({ happenings, movement, hazards, effort }),
  };
}

describe('the whole walk, with the parties exchanged and west for east', () => {
  it('says of B what it said of A, in every record of every kind', () => {
    const kinds = new Set<string>();
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(recording, (given) => {
        const here = imagesOf(folded(missions[1], inputsOf(given, 1)).rows, 1);
        const there = imagesOf(folded(missions[-1], inputsOf(given, -1)).rows, -1);
        expect(difference(there, here)).toBeUndefined();
        for (const { kind, record } of here as unknown as readonly {
          kind: string;
          record: Finding;
        }[]) {
          kinds.add(kind);
          if (kind === 'finding') verdicts.add(record.verdict);
        }
      }),
      { numRuns: 40 },
    );
    expect([...kinds]).toEqual(
      expect.arrayContaining(['observation', 'track', 'event', 'finding', 'case', 'release']),
    );
    expect([...verdicts].sort()).toEqual(['breach', 'compliant', 'undetermined']);
  });

  it('comes to a report with the figures of one party under the other, for staff and parties', async () => {
    await fc.assert(
      fc.asyncProperty(recording, async (given) => {
        const here = folded(missions[1], inputsOf(given, 1)).rows;
        const there = folded(missions[-1], inputsOf(given, -1)).rows;
        for (const [one, two] of [
          ['duty-officer', 'duty-officer'],
          ['liaison-a', 'liaison-b'],
        ] as const) {
          const found = difference(await reportOf(there, -1, two), await reportOf(here, 1, one));
          expect(found).toBeUndefined();
        }
      }),
      { numRuns: 15 },
    );
  });
});
