import { formatInstant, instant } from '@greenline/base';
import fc from 'fast-check';
import { expect } from 'vitest';
import { KINDS_OF_CLAUSE } from './clauses/registry.ts';
import { exampleAgreement, exampleOptions } from './example.ts';
import { type Finding, judge, parseFacts } from './index.ts';

/** Every kind of clause, about a line that runs west to east; mirrored south of the equator. */
function text(mirror: boolean): string {
  const lat = (value: number) => (mirror ? -value : value);
  // The party that is called A here lives in the north, its mirror image B in the south.
  const [a, b] = mirror ? ['B', 'A'] : ['A', 'B'];
  const [left, right] = mirror ? [b, a] : [a, b];
  return `
agreement: mirror
version: 1.0.0
title: Every kind
timezone: Europe/Kyiv
inForce: { from: "2026-01-01 00:00" }
reportCutOff: "19:30"
sources: [{ id: drawn, confidence: confirmed }]
milestones:
  EIF: { at: "2026-03-10 10:00" }
  verified: { declared: true }
  quiet: { silence: 2 h, since: EIF, zone: buffer }
phases:
  late: { from: quiet, to: quiet+1d }
parties:
  A: { name: Party A, role: party }
  B: { name: Party B, role: party }
  lead: { name: Lead nation, role: lead }
lines:
  line:
    coordinates: [[30, ${lat(48)}], [31, ${lat(48.2)}], [32, ${lat(48)}], [33, ${lat(48.1)}]]
    sides: { left: ${left}, right: ${right} }
  ${a}-line:
    coordinates: [[30, ${lat(48.02)}], [31, ${lat(48.22)}], [32, ${lat(48.02)}], [33, ${lat(48.12)}]]
    sides: { left: ${left}, right: ${right} }
zones:
  buffer: { band: { line: line, total: 40 km } }
  own: { band: { line: line, depths: { ${a}: 5 km, ${b}: 8 km } } }
  site: { disc: { centre: [31, ${lat(48.25)}], radius: 2 km } }
  road: { corridor: { path: [[31.5, ${lat(47.7)}], [31.5, ${lat(48.5)}]], width: 1 km } }
  air: { band: { line: line, perSide: 25 km } }
classes:
  heavy: { kinds: [artillery], calibre: { atLeast: 100 mm } }
  military: { kinds: [military-vehicle, heavy-weapon, armed-person] }
clauses:
  - { cite: no-fire, kind: no-fire, start: EIF }
  - cite: no-presence
    kind: no-presence
    zone: buffer
    what: [military]
    exceptions:
      - { cite: site, kind: zone, zone: site }
      - { cite: permit, kind: permit, permits: [movement] }
      - { cite: road, kind: zone, zone: road, hours: 07:00-15:00 }
      - { cite: told, kind: notified, notices: [exercise], lead: 2 h }
  - { cite: withdrawal, kind: withdrawal, line: { ${a}: ${a}-line, ${b}: line }, what: [heavy], distance: 25 km, list: [{ what: [mlrs], distance: { ${a}: 35 km, ${b}: 30 km } }] }
  - { cite: no-fly, kind: no-fly, zone: air, what: [uncrewed-aircraft], dwell: 1 min, hysteresis: 100 m }
  - { cite: cap, kind: cap, zone: buffer, what: [police], atMost: 2 }
  - { cite: corridor, kind: corridor, corridor: road, what: [military-vehicle], hours: 07:00-15:00 }
  - { cite: notice, kind: notice, activity: exercise, lead: 48 h, what: [military-truck], zone: own }
  - { cite: size, kind: permit, permits: [movement], zone: buffer }
  - { cite: movement, kind: movement, tolerance: 15 min }
  - { cite: composition, kind: composition, ceilings: { ${a}: 100, ${b}: 100 } }
  - { cite: inspection, kind: inspection, zone: buffer, every: 1 h, since: EIF, onRequest: 2 h }
  - { cite: deadline, kind: deadline, zone: own, what: [trench], by: verified+30min }
  - { cite: obligation, kind: obligation, act: records, by: EIF+4h }
  - { cite: construction, kind: construction, zone: own, what: [construction], since: EIF }
  - { cite: reach, kind: reach, what: [heavy], line: { ${a}: ${a}-line, ${b}: line } }
  - { cite: conduct, kind: conduct, what: [weapon-pointing], towards: monitors }
  - { cite: return-fire, kind: return-fire, start: EIF, window: 30 min, mechanism: true }
  - { cite: cyber, kind: cyber, against: { monitors: true } }
  - { cite: identification, kind: identification, zone: air, what: [uncrewed-aircraft], tolerance: 5 min }
  - { cite: passage, kind: passage, zone: road, what: [ground-vehicle], maxSpeed: 20 m/s }
  - { cite: condition, kind: condition, what: [burst], breach: "fact.attributes.rounds > 2.0" }
  - { cite: inventory, kind: inventory }
  - { cite: late, kind: no-presence, zone: own, what: [tank], phase: late, readings: { narrow: { zone: own }, wide: { zone: buffer } } }
`;
}

const here = exampleAgreement(text(false));
const there = exampleAgreement(text(true));
const START = Date.UTC(2026, 2, 10, 8);
const at = (minutes: number): string => formatInstant(instant(START + minutes * 60_000));
const swapped = (party: string) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);

const place = fc.record({
  lon: fc.double({ min: 30.2, max: 32.8, noNaN: true }),
  lat: fc.double({ min: 47.5, max: 48.7, noNaN: true }),
});
const minutes = fc.integer({ min: 0, max: 600 });
const party = fc.constantFrom('A', 'B');
const anyParty = fc.constantFrom('A', 'B', undefined);
const sources = fc.constantFrom(['mast 1'], ['mast 1', 'patrol 2']);
const attributes = fc.record(
  {
    calibreMm: fc.constantFrom(85, 100, 152),
    rangeKm: fc.constantFrom(12, 24),
    towards: fc.constantFrom('monitors', 'civilians'),
    targetKind: fc.constant('monitors'),
    identified: fc.boolean(),
    silentS: fc.constantFrom(200, 400),
    speedMs: fc.constantFrom(15, 25),
    rounds: fc.constantFrom(2, 3),
    notThereAt: fc.constant(at(60)),
    access: fc.constantFrom('denied', 'delayed', 'conditional'),
    delayMin: fc.constantFrom(10, 20),
  },
  { requiredKeys: [] },
);
const object = fc.record({
  fact: fc.constant('object'),
  id: fc.constantFrom('a', 'b', 'c'),
  class: fc.constantFrom<Record<string, number>>(
    { tank: 1 },
    { howitzer: 0.9 },
    { mlrs: 0.7, 'civilian-vehicle': 0.3 },
    { 'uncrewed-aircraft': 1 },
    { trench: 1 },
    { police: 1 },
    { 'military-truck': 1 },
  ),
  party: anyParty,
  position: place,
  sigmaM: fc.constantFrom(undefined, 30, 500, 3000),
  at: minutes.map(at),
  attributes,
  trust: fc.constantFrom('authenticated', 'authenticated', 'unauthenticated'),
  sources,
});
const event = fc.record({
  fact: fc.constant('event'),
  id: fc.constantFrom('e1', 'e2', 'e3', 'e4'),
  class: fc.constantFrom(
    'explosion',
    'burst',
    'launch',
    'weapon-pointing',
    'jamming',
    'restriction',
  ),
  party: anyParty,
  position: place,
  sigmaM: fc.constantFrom(undefined, 500),
  at: minutes.map(at),
  uncertaintyS: fc.constantFrom(undefined, 5, 600),
  direction: fc.constantFrom('outgoing', 'incoming', 'undetermined'),
  attributes,
  sources,
});
const area = place.map(({ lon, lat }) => [
  [lon, lat],
  [lon + 0.4, lat],
  [lon + 0.4, lat + 0.2],
  [lon, lat + 0.2],
  [lon, lat],
]);
const permit = fc.record({
  fact: fc.constant('permit'),
  id: fc.constantFrom('P1', 'P2'),
  kind: fc.constant('movement'),
  party,
  area,
  from: fc.constant(at(0)),
  to: minutes.map(at),
  size: fc.constantFrom({ tank: 0, police: 2 }, { 'ground-vehicle': 1, police: 2 }),
});
const declaration = fc.oneof(
  { weight: 4, arbitrary: permit },
  fc.record({
    fact: fc.constant('notice'),
    id: fc.constantFrom('N1', 'N2'),
    kind: fc.constant('exercise'),
    party,
    area,
    receivedAt: minutes.map(at),
    from: fc.constant(at(120)),
    to: fc.constant(at(480)),
  }),
  fc.record({
    fact: fc.constant('mechanism-call'),
    id: fc.constantFrom('M1', 'M2'),
    party,
    at: minutes.map(at),
    outcome: fc.constantFrom('pending', 'answered', 'failed'),
  }),
  fc.record({
    fact: fc.constant('fulfilment'),
    id: fc.constantFrom('F1', 'F2'),
    act: fc.constant('records'),
    party,
    at: minutes.map(at),
    verified: fc.constantFrom(true, undefined),
  }),
  fc.record({
    fact: fc.constant('deployment'),
    nation: party,
    zone: fc.constant('buffer'),
    personnel: fc.constantFrom(100, 101),
    from: minutes.map(at),
  }),
  fc.record({
    fact: fc.constant('inventory'),
    site: fc.constantFrom('s1', 's2'),
    party,
    serials: fc.constantFrom(['1', '2'], ['2', '3']),
  }),
  fc.record({
    fact: fc.constant('visit'),
    site: fc.constantFrom('s1', 's2'),
    at: minutes.map(at),
    seen: fc.constantFrom(['1', '2'], ['2'], ['3']),
    access: fc.constantFrom('full', 'partial', 'denied'),
  }),
  fc.record({
    fact: fc.constant('count'),
    class: fc.constant('police'),
    party,
    zone: fc.constant('buffer'),
    at: minutes.map(at),
    count: fc.constantFrom(2, 3),
    sigma: fc.constantFrom(undefined, 0.5),
  }),
  fc.record({ fact: fc.constant('milestone'), name: fc.constant('verified'), at: minutes.map(at) }),
  fc.record({
    fact: fc.constant('choice'),
    clause: fc.constant('late'),
    reading: fc.constantFrom('narrow', 'wide'),
    at: minutes.map(at),
  }),
  fc.record({
    fact: fc.constant('waiver'),
    id: fc.constant('W'),
    clauses: fc.constant(['no-presence', 'obligation']),
    agreedBy: fc.constantFrom(['A', 'B'], ['A'], ['B']),
    from: fc.constant(at(100)),
    to: minutes.filter((one) => one >= 100).map(at),
  }),
  fc.record({
    fact: fc.constant('coverage'),
    sensor: fc.constantFrom('drone', 'mast'),
    area,
    from: fc.constant(at(200)),
    to: fc.constant(at(400)),
    pd: fc.constantFrom(0.5, 0.99),
    state: fc.constantFrom('looked', 'jammed'),
  }),
);
type Line = Readonly<Record<string, unknown>>;
const lines = fc.array(fc.oneof(object, event, declaration) as fc.Arbitrary<Line>, {
  minLength: 1,
  maxLength: 12,
});

/** The same fact on the other side of the equator, of the other party. */
function mirrored(line: Line): Line {
  const {
    position,
    area: ring,
    party: whose,
    nation,
    agreedBy,
  } = line as {
    position?: { lon: number; lat: number };
    area?: [number, number][];
    party?: string;
    nation?: string;
    agreedBy?: string[];
  };
  return {
    ...line,
    ...(position === undefined ? {} : { position: { lon: position.lon, lat: -position.lat } }),
    ...(ring === undefined ? {} : { area: ring.map(([lon, lat]) => [lon, -lat]).reverse() }),
    ...(whose === undefined ? {} : { party: swapped(whose) }),
    ...(nation === undefined ? {} : { nation: swapped(nation) }),
    ...(agreedBy === undefined ? {} : { agreedBy: agreedBy.map(swapped) }),
  };
}

function factsOf(all: readonly Line[]) {
  const written = all.map((line) =>
    JSON.stringify(
      line.area === undefined
        ? line
        : { ...line, area: { type: 'Polygon', coordinates: [line.area] } },
    ),
  );
  const parsed = parseFacts(written, exampleOptions.hasher);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  // Which of two facts of one moment comes first may rest on nothing that mirrors differently.
  return parsed.value.facts.map((fact, i) => ({
    ...fact,
    digest: `sha256:${String(i).padStart(64, '0')}` as const,
  }));
}

const key = (one: Finding, swap: boolean): string => {
  const name = (word: string) => (swap ? swapped(word) : word);
  const hypotheses = (one.hypotheses ?? [])
    .map(({ party: who, likelihoodRatio: ratio }) => `${name(who)} ${ratio.toPrecision(2)}`)
    .sort();
  return [
    one.from,
    one.to,
    one.clause,
    one.reading,
    one.nature,
    one.verdict,
    name(one.party),
    one.probability.toFixed(4),
    one.measured?.toFixed(1),
    one.limit,
    ...one.subject.map(name).sort(),
    ...one.exceptions,
    ...hypotheses,
    ...one.inputs,
  ].join(' ');
};

/** Kinds of clause that no case could reach. */
export function untriedKinds(): readonly string[] {
  const tried = new Set(here.clauses.map(({ kind }) => kind));
  return KINDS_OF_CLAUSE.map(({ kind }) => kind).filter((kind) => !tried.has(kind));
}

/**
 * Judges random facts, and their mirror image south of the equator with the parties exchanged; fails
 * where a finding does not mirror. Clauses that found nothing in all cases come back: a mirror of
 * nothing proves nothing.
 */
export function everyFindingMirrors(cases: number): readonly string[] {
  const options = { ...exampleOptions, asOf: instant(START + 700 * 60_000) };
  const found = new Set<string>();
  fc.assert(
    fc.property(lines, (all) => {
      const ours = judge(here, factsOf(all), options);
      const theirs = judge(there, factsOf(all.map(mirrored)), options);
      for (const { clause } of ours) found.add(clause.split(', ')[0] ?? '');
      expect(theirs.map((one) => key(one, true)).sort()).toEqual(
        ours.map((one) => key(one, false)).sort(),
      );
    }),
    { numRuns: cases },
  );
  return [...new Set(here.clauses.map(({ cite }) => cite))].filter((cite) => !found.has(cite));
}
