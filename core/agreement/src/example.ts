import type { Digest, Instant } from '@greenline/base';
import { portableHasher } from '@greenline/evidence';
import { isotropic } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import { checkAgreement } from './check.ts';
import { describeAgreement } from './describe.ts';
import type { EventFact, Fact, ObjectFact } from './fact.ts';
import type { JudgeOptions } from './judging/judge-state.ts';
import { parseFacts } from './parse-facts.ts';
import type { PreparedAgreement } from './prepared.ts';

/** What tests and benchmarks judge with: one label, and a roll-up that shows what it was given. */
export const exampleOptions: JudgeOptions = {
  hasher: portableHasher,
  label: 'sha256:example' as LabelId,
  rollUp: (a, b) => [...new Set([...a.split('+'), ...b.split('+')])].sort().join('+') as LabelId,
};

/**
 * An agreement of ten clauses about a line that runs west to east; `north` is the party there.
 * `mirror`: the same south of the equator, where the outer side is the other way round.
 */
export function exampleText(mirror = false): string {
  const lat = (value: number) => (mirror ? -value : value);
  const [a, b] = mirror ? ['B', 'A'] : ['A', 'B'];
  const [left, right] = mirror ? [b, a] : [a, b];
  return `
agreement: example
version: 1.0.0
title: An example
timezone: Europe/Kyiv
inForce: { from: "2026-01-01 00:00" }
reportCutOff: "19:30"
sources: [{ id: drawn, confidence: confirmed }]
parties:
  A: { name: Party A, role: party }
  B: { name: Party B, role: party }
  lead: { name: Lead nation, role: lead }
lines:
  line:
    coordinates: [[30, ${lat(48)}], [31, ${lat(48.2)}], [32, ${lat(48)}], [33, ${lat(48.1)}]]
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
  - { cite: "1", kind: no-fire, start: "2026-01-01 00:00" }
  - cite: "2"
    kind: no-presence
    zone: buffer
    what: [military]
    exceptions:
      - { cite: 2(a), kind: zone, zone: site }
      - { cite: 2(b), kind: permit, permits: [movement] }
      - { cite: 2(c), kind: zone, zone: road, hours: 07:00-09:00 }
  - { cite: "3", kind: withdrawal, line: line, what: [heavy], distance: 25 km }
  - { cite: "4", kind: withdrawal, line: line, what: [mlrs], distance: { ${a}: 35 km, ${b}: 30 km } }
  - { cite: "5", kind: no-fly, zone: air, what: [uncrewed-aircraft], dwell: 1 min }
  - { cite: "6", kind: no-presence, zone: own, what: [construction] }
  - { cite: "7", kind: cap, zone: buffer, what: [police], atMost: 2 }
  - { cite: "8", kind: corridor, corridor: road, what: [military-vehicle], hours: 07:00-09:00 }
  - { cite: "9", kind: notice, activity: exercise, lead: 48 h, what: [military-truck], zone: own }
  - { cite: "10", kind: movement }
`;
}

export function exampleAgreement(text: string = exampleText()): PreparedAgreement {
  const checked = checkAgreement(text, portableHasher);
  if (!checked.ok) throw new Error(JSON.stringify(checked.error, null, 1));
  return checked.value;
}

/** An agreement of these clauses alone, written as YAML; `terms` has the lines and zones they use. */
export const exampleOf = (clauses: string, terms = ''): PreparedAgreement =>
  exampleAgreement(
    `${exampleText().split('lines:')[0]}${terms}\nclauses:\n${clauses.replace(/^/gm, '  ')}\n`,
  );

/** What is printed of an agreement, each sentence on one line. */
export const examplePrintout = (agreement: PreparedAgreement): string =>
  describeAgreement(agreement).replace(/\n +/g, ' ');

let made = 0;
const digest = (): Digest => `sha256:${String(++made).padStart(64, '0')}`;

/** A look at a thing; `sigmaM` is one sigma on each axis, absent for exact. */
export function exampleObject(
  parts: Partial<ObjectFact> & { readonly id: string; readonly position: ObjectFact['position'] },
  sigmaM?: number,
): ObjectFact {
  return {
    fact: 'object',
    digest: digest(),
    class: { tank: 1 },
    party: 'A',
    at: Date.UTC(2026, 2, 10, 12) as Instant,
    sources: ['mast 1'],
    ...(sigmaM === undefined ? {} : { covariance: isotropic(sigmaM) }),
    ...parts,
  };
}

export function exampleEvent(parts: Partial<EventFact> & { readonly id: string }): EventFact {
  return {
    fact: 'event',
    digest: digest(),
    class: { explosion: 1 },
    at: Date.UTC(2026, 2, 10, 12) as Instant,
    sources: ['mast 1'],
    ...parts,
  };
}

/** Facts as a file states them. */
export function exampleFacts(...lines: readonly object[]): readonly Fact[] {
  const parsed = parseFacts(
    lines.map((line) => JSON.stringify(line)),
    portableHasher,
  );
  if (!parsed.ok)
    throw new Error(`${parsed.error.line} ${parsed.error.field} ${parsed.error.text}`);
  return parsed.value.facts;
}
