import type {
  DeclarationFact,
  EventFact,
  Fact,
  Finding,
  ObjectFact,
  Verdict,
} from '@greenline/agreement';
import { digestOf, digestOfJson, type Instant, instant, normalCdf, utf8 } from '@greenline/base';
import { portableHasher } from '@greenline/evidence';
import { cellOf } from '@greenline/geo';
import { type LabelId, LabelTable, label } from '@greenline/labels';
import type { Audience } from './audience.ts';
import type { CoarseJudge, ReleaseOptions } from './hour-of-release.ts';
import { ReleaseFold } from './release-fold.ts';
import type { Release } from './released.ts';
import { releaseKey } from './salted-id.ts';
import { sealRelease } from './sealed-release.ts';

/** What tests of releases share: a line, a judge of distances from it, and facts beside it. */

export const hasher = portableHasher;
export const HOUR = 3_600_000;
/** A day's tenth hour, UTC. */
export const TEN = Date.UTC(2026, 2, 10, 10);
export const at = (hours: number, minutes = 0, seconds = 0): Instant =>
  instant(TEN + (hours - 10) * HOUR + minutes * 60_000 + seconds * 1000);

export const labels = new LabelTable(hasher);
export const toAll = labels.intern(label({ owner: 'c', releasableTo: ['public'] }));
export const toParties = labels.intern(label({ owner: 'c', releasableTo: ['A', 'B'] }));
export const toA = labels.intern(label({ owner: 'c', releasableTo: ['A'] }));
export const toNobody = labels.intern(label({ owner: 'c' }));

export const parties: Audience = { kind: 'parties', members: ['A', 'B'] };

/** The line is the meridian 33° E, A to its west, B to its east; heavy weapons stay 15 km away. */
export const LINE_LON = 33;
export const LIMIT_M = 15_000;
const METRES_A_DEGREE = 111_320;

interface Row {
  readonly verdict: Verdict;
  readonly id: string;
  readonly from: Instant;
}
export type SceneState = {
  readonly open: Map<string, Row>;
  /** Permits: of `recovery` they excuse, of any other kind they leave it open. */
  readonly permits: DeclarationFact[];
};

/** Distance from the line on its party's own side. */
export function distance(fact: ObjectFact | EventFact): number {
  const { lon, lat } = fact.position ?? { lon: LINE_LON, lat: 35 };
  const east = (lon - LINE_LON) * Math.cos((lat * Math.PI) / 180) * METRES_A_DEGREE;
  return fact.party === 'A' ? -east : east;
}

/** Judges distances alone, to the millimetre, exactly as finely as the facts it is given. */
export function sceneJudge(
  state: SceneState = { open: new Map(), permits: [] },
): CoarseJudge<SceneState> {
  return {
    state,
    tick: () => [],
    forget: (subject) => {
      state.open.delete(subject);
      return [];
    },
    take: (fact) => {
      if (fact.fact === 'declaration') state.permits.push(fact);
      return fact.fact === 'object' || fact.fact === 'event' ? look(fact, state) : [];
    },
  };
}

function look(fact: ObjectFact | EventFact, { open, permits }: SceneState): readonly Finding[] {
  const measured = distance(fact);
  const sigma = Math.sqrt(fact.covariance?.[0] ?? 1);
  const sure = Math.max(...Object.values(fact.class));
  const single = fact.trust === 'unauthenticated' && (fact.sources ?? []).length < 2;
  const probability = sure * normalCdf((LIMIT_M - measured) / sigma);
  const known = !fact.accuracyUnknown && !single && fact.position !== undefined;
  const decided = probability >= 0.95 ? 'breach' : probability <= 0.05 ? 'compliant' : undefined;
  const permit = permits.find((one) => permitOf(one)?.party === fact.party);
  const excused = permitOf(permit)?.kind === 'recovery' ? 'compliant' : 'undetermined';
  const judged = (known ? decided : undefined) ?? 'undetermined';
  const verdict = permit === undefined ? judged : excused;
  const before = open.get(fact.id);
  if (before?.verdict === verdict) return [];
  const clause = fact.fact === 'object' ? '2(a)' : '3';
  const inputs = permit === undefined ? [fact.digest] : [fact.digest, permit.digest];
  const id = digestOfJson(hasher, { clause, subject: fact.id, from: fact.at, inputs }).slice(7);
  open.set(fact.id, { verdict, id, from: fact.at });
  return [
    {
      id: id as Finding['id'],
      clause,
      agreement: 'test',
      version: '1',
      agreementDigest: digestOf(hasher, utf8('test')),
      verdict,
      probability,
      nature: 'substantive',
      subject: [fact.id],
      party: fact.party ?? 'unknown',
      from: fact.at,
      to: fact.at,
      measured,
      limit: LIMIT_M,
      margin: LIMIT_M - measured,
      unit: 'm',
      exceptions: [],
      reason: `seen at ${fact.position?.lon}, ${fact.position?.lat}`,
      inputs,
      label: toNobody,
    },
  ];
}

const permitOf = (fact: DeclarationFact | undefined) =>
  fact?.declaration.declaration === 'permit' ? fact.declaration : undefined;

let drawn = 0;
const digest = () => digestOf(hasher, utf8(`fact ${drawn++}`));

/** A tank of party A, 10 km west of the line: against the clause by 5 km. */
export const tank = (parts: Partial<ObjectFact> = {}): ObjectFact => ({
  fact: 'object',
  id: 'track-1',
  digest: digest(),
  class: { tank: 0.99 },
  party: 'A',
  at: at(10, 20),
  position: { lon: 32.89, lat: 35.1 },
  covariance: [100, 0, 100],
  sources: ['drone-7', 'mast-2'],
  label: toAll,
  ...parts,
});

export const explosion = (parts: Partial<EventFact> = {}): EventFact => ({
  fact: 'event',
  id: 'event-1',
  digest: digest(),
  class: { explosion: 1 },
  at: at(10, 20, 17),
  position: { lon: 32.95, lat: 35.1 },
  covariance: [400, 0, 400],
  sources: ['mast-2', 'patrol-3'],
  label: toAll,
  ...parts,
});

/** Party A may be where it is. */
export const permit = (label: LabelId, kind = 'recovery'): DeclarationFact => ({
  fact: 'declaration',
  digest: digest(),
  label,
  declaration: {
    declaration: 'permit',
    id: 'permit-1',
    kind,
    party: 'A',
    area: { type: 'Polygon', coordinates: [] },
    from: at(0),
    to: at(48),
  },
});

const SECRET = utf8('a secret of the node');

export const foldOptions = (
  audience: Audience = parties,
  parts: Partial<ReleaseOptions<SceneState>> = {},
): ReleaseOptions<SceneState> => ({
  audience,
  parties: ['A', 'B'],
  exercise: false,
  delayMs: 6 * HOUR,
  cellM: 1000,
  key: releaseKey(hasher, SECRET, audience.kind === 'nation' ? audience.member : audience.kind),
  hasher,
  labelOf: (id) => labels.get(id),
  judge: sceneJudge,
  ...parts,
});

/** A fact and when it was received; by itself, a second after it was seen. */
export type Received = Fact | { readonly fact: Fact; readonly receivedAt: Instant };

const received = (one: Received): { readonly fact: Fact; readonly receivedAt: Instant } =>
  typeof one.fact === 'string'
    ? { fact: one as Fact, receivedAt: instant((one as ObjectFact).at + 1000) }
    : (one as { readonly fact: Fact; readonly receivedAt: Instant });

/** All releases up to a moment, a day later by default, of facts taken in order of receipt. */
export function releasesOf(
  facts: readonly Received[],
  options: ReleaseOptions<SceneState> = foldOptions(),
  until: Instant = at(34),
): readonly Release[] {
  const fold = new ReleaseFold(options);
  fold.advance(at(0));
  const inOrder = facts.map(received).sort((a, b) => a.receivedAt - b.receivedAt);
  for (const { fact, receivedAt } of inOrder) fold.take(fact, receivedAt);
  return fold.advance(until);
}

export const recordsOf = (
  facts: readonly Received[],
  options: ReleaseOptions<SceneState> = foldOptions(),
) => releasesOf(facts, options).flatMap(({ records }) => records);

/** Everything an audience gets to see, byte for byte. */
export const bytes = (
  facts: readonly Received[],
  options: ReleaseOptions<SceneState> = foldOptions(),
): string =>
  releasesOf(facts, options)
    .map((release) => sealRelease(hasher, release).text)
    .join('');

export const CELL = cellOf({ lon: 32.89, lat: 35.1 });
/** A place in the cell, from its south-west corner (0, 0) to its north-east one (1, 1). */
export const inCell = (u: number, v: number, { bounds } = CELL) => ({
  lon: bounds.west + (0.001 + 0.998 * u) * (bounds.east - bounds.west),
  lat: bounds.south + (0.001 + 0.998 * v) * (bounds.north - bounds.south),
});
export const grid = (n: number, cell = CELL) =>
  Array.from({ length: n * n }, (_, i) =>
    inCell((i % n) / (n - 1), Math.floor(i / n) / (n - 1), cell),
  );
