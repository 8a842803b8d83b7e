import type { Digest, HeightAboveEllipsoid, Instant, Json } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { ClassProbabilities, Covariance } from '@greenline/observation';
import type { ObjectFact } from '../fact.ts';
import type { Calm } from './calm.ts';
import type { Evidence, Look } from './look.ts';
import type { Row } from './row.ts';

/** Indices of clauses, ascending: of those about places, and of those that keep account. */
export interface Concern {
  readonly places: readonly number[];
  readonly accounts: readonly number[];
  /** Those of the latter that looks at a calm thing may concern. */
  readonly restless: readonly number[];
}

/** What is known of one thing from all looks at it: plain data. */
export interface Subject {
  readonly id: string;
  at: Instant;
  sigmaMs: number;
  party: string | undefined;
  /** Two sources named different parties: then it is nobody's. */
  contested: boolean;
  classes: ClassProbabilities;
  attributes: Readonly<Record<string, Json>>;
  readonly firstAt: Instant;
  /** Each attribute as it was first known. */
  firstAttributes: Readonly<Record<string, Json>>;
  lon: number;
  lat: number;
  height: HeightAboveEllipsoid | undefined;
  covariance: Covariance | undefined;
  accuracyUnknown: boolean;
  /** Looks fused since the thing was last seen to move. */
  looks: number;
  /** How often it was seen to move. */
  moves: number;
  /** Of the last eight looks fused. */
  readonly digests: Digest[];
  label: LabelId;
  sources: readonly string[];
  authenticated: boolean;
  exercise: boolean;
  /** By index of the clause. */
  rows: Map<number, Row>;
  /** The clauses that may have something to say about it; `undefined`: not known yet. */
  concerns: Concern | undefined;
  /** While it stays so, no rule about places says anything else. */
  calm: Calm | undefined;
  /** While it stays so, of the rules that keep account only `alert` have anything to say. */
  quiet: Calm | undefined;
  /** Indices of clauses. */
  alert: readonly number[];
}

/**
 * Squared Mahalanobis distance beyond which a thing has moved: one look in 10,000 of a thing that
 * stands still lies farther (chi-squared, two degrees of freedom). Looser gates forget the many
 * earlier looks at every outlier, and then accuse the innocent.
 */
const MOVED = 18.420680743952367;

/** Looks kept by digest. */
export const KEPT = 8;

/** A degree of latitude and of longitude in metres, at a latitude (WGS 84). */
export function metresPerDegree(lat: number): { readonly lat: number; readonly lon: number } {
  const phi = (lat * Math.PI) / 180;
  const w = 1 - 0.0066943799901413165 * Math.sin(phi) ** 2;
  return {
    lat: (6335439.32729282 / (w * Math.sqrt(w))) * (Math.PI / 180),
    lon: ((6378137 * Math.cos(phi)) / Math.sqrt(w)) * (Math.PI / 180),
  };
}

/**
 * Fuses a look into what is known, by inverse variance while the thing is statistically consistent
 * with standing still; a look that is not begins anew. Exact looks and fused tracks replace.
 *
 * False where the look tells nothing: its accuracy is unknown and the thing's is not.
 */
export function fuse(subject: Subject, fact: ObjectFact, label: LabelId, rollUp: RollUp): boolean {
  if (fact.accuracyUnknown === true && !subject.accuracyUnknown) return false;
  const still = fact.fused !== true && standsStill(subject, fact);
  subject.at = fact.at > subject.at ? fact.at : subject.at;
  subject.sigmaMs = clockSigma(fact.uncertaintyS);
  join(subject, fact, label, rollUp, still);
  if (still) average(subject, fact);
  else replace(subject, fact);
  return true;
}

export type RollUp = (a: LabelId, b: LabelId) => LabelId;

/** One sigma in ms of a clock whose 95 % interval has this half-width in seconds. */
export const clockSigma = (uncertaintyS: number | undefined): number =>
  uncertaintyS === undefined ? 0 : (uncertaintyS * 1000) / 1.96;

export function newSubject(fact: ObjectFact, label: LabelId): Subject {
  const subject: Subject = {
    id: fact.id,
    at: fact.at,
    sigmaMs: clockSigma(fact.uncertaintyS),
    party: fact.party,
    contested: false,
    classes: fact.class,
    attributes: fact.attributes ?? NOTHING,
    firstAt: fact.at,
    firstAttributes: fact.attributes ?? NOTHING,
    lon: 0,
    lat: 0,
    height: undefined,
    covariance: undefined,
    accuracyUnknown: false,
    looks: 0,
    moves: 0,
    digests: [fact.digest],
    label,
    sources: fact.sources ?? [],
    authenticated: fact.trust !== 'unauthenticated',
    exercise: fact.exercise === true,
    rows: new Map(),
    concerns: undefined,
    calm: undefined,
    quiet: undefined,
    alert: [],
  };
  replace(subject, fact);
  return subject;
}

export const lookAt = (subject: Subject): Look => ({
  of: 'object',
  id: subject.id,
  at: subject.at,
  sigmaMs: subject.sigmaMs,
  party: subject.contested ? 'unknown' : (subject.party ?? 'unknown'),
  classes: subject.classes,
  attributes: subject.attributes,
  position: {
    lon: subject.lon,
    lat: subject.lat,
    ...(subject.height === undefined ? {} : { height: subject.height }),
  },
  covariance: subject.covariance,
  accuracyUnknown: subject.accuracyUnknown,
  direction: 'undetermined',
  stand: subject.moves,
  firstAt: subject.firstAt,
  firstAttributes: subject.firstAttributes,
});

export const evidenceOf = (subject: Subject): Evidence => ({
  digests: [...subject.digests],
  label: subject.label,
  sources: subject.sources,
  authenticated: subject.authenticated,
  exercise: subject.exercise,
});

const NOTHING: Readonly<Record<string, Json>> = {};

function standsStill(subject: Subject, fact: ObjectFact): boolean {
  if (subject.accuracyUnknown || fact.accuracyUnknown === true) return false;
  if (fact.covariance === undefined)
    return (
      subject.covariance === undefined &&
      subject.lon === fact.position.lon &&
      subject.lat === fact.position.lat
    );
  const [east, north] = offset(subject, fact);
  const [pee, pen, pnn] = subject.covariance ?? EXACT;
  const [ree, ren, rnn] = fact.covariance;
  const [ee, en, nn] = [pee + ree, pen + ren, pnn + rnn];
  const determinant = ee * nn - en * en;
  return (nn * east * east - 2 * en * east * north + ee * north * north) / determinant <= MOVED;
}

const EXACT: Covariance = [0, 0, 0];

function offset(subject: Subject, fact: ObjectFact): readonly [number, number] {
  const scale = metresPerDegree(subject.lat);
  let dLon = fact.position.lon - subject.lon;
  if (dLon > 180) dLon -= 360;
  else if (dLon < -180) dLon += 360;
  return [dLon * scale.lon, (fact.position.lat - subject.lat) * scale.lat];
}

/** Weighs mean and look by their inverse covariances. */
function average(subject: Subject, fact: ObjectFact): void {
  subject.looks++;
  if (subject.covariance === undefined || fact.covariance === undefined) return;
  const [pee, pen, pnn] = subject.covariance;
  const [ree, ren, rnn] = fact.covariance;
  const [see, sen, snn] = [pee + ree, pen + ren, pnn + rnn];
  const determinant = see * snn - sen * sen;
  // Gain K = P S⁻¹, row by row.
  const kee = (pee * snn - pen * sen) / determinant;
  const ken = (pen * see - pee * sen) / determinant;
  const kne = (pen * snn - pnn * sen) / determinant;
  const knn = (pnn * see - pen * sen) / determinant;
  const [east, north] = offset(subject, fact);
  const scale = metresPerDegree(subject.lat);
  const lon = subject.lon + (kee * east + ken * north) / scale.lon;
  subject.lat += (kne * east + knn * north) / scale.lat;
  subject.lon = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
  subject.covariance = [
    pee - (kee * pee + ken * pen),
    pen - (kee * pen + ken * pnn),
    pnn - (kne * pen + knn * pnn),
  ];
}

function replace(subject: Subject, fact: ObjectFact): void {
  subject.looks = 1;
  subject.moves++;
  subject.lon = fact.position.lon;
  subject.lat = fact.position.lat;
  subject.height = fact.position.height;
  const covariance = fact.accuracyUnknown === true ? undefined : fact.covariance;
  if (!isSame(subject.covariance, covariance)) subject.covariance = covariance;
  subject.accuracyUnknown = fact.accuracyUnknown === true;
}

/** A tracker's error hardly changes: one that says the same need not be kept anew. */
const isSame = (one: Covariance | undefined, other: Covariance | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one[0] === other[0] &&
    one[1] === other[1] &&
    one[2] === other[2]);

/** Everything about the look but its place. */
function join(
  subject: Subject,
  fact: ObjectFact,
  label: LabelId,
  rollUp: RollUp,
  still: boolean,
): void {
  const { party, attributes } = fact;
  if (party !== undefined && subject.party !== undefined && party !== subject.party)
    subject.contested = fact.fused !== true;
  if (party !== undefined) subject.party = party;
  if (attributes !== undefined && !holds(subject.attributes, attributes)) {
    subject.attributes = { ...subject.attributes, ...attributes };
    if (Object.keys(attributes).some((name) => subject.firstAttributes[name] === undefined))
      subject.firstAttributes = { ...attributes, ...subject.firstAttributes };
  }
  if (still) subject.classes = pooled(subject.classes, fact.class, subject.looks);
  else if (!sameClasses(subject.classes, fact.class)) subject.classes = fact.class;
  const authenticated = fact.trust !== 'unauthenticated';
  subject.authenticated = still ? subject.authenticated || authenticated : authenticated;
  subject.sources = still
    ? joined(subject.sources, fact.sources)
    : kept(subject.sources, fact.sources ?? []);
  const { digests } = subject;
  if (still) {
    if (digests.length >= KEPT) digests.shift();
    digests.push(fact.digest);
  } else {
    digests[0] = fact.digest;
    digests.length = 1;
  }
  subject.label = still && subject.label !== label ? rollUp(subject.label, label) : label;
  subject.exercise ||= fact.exercise === true;
}

const SOURCES = 16;

function joined(known: readonly string[], more: readonly string[] | undefined): readonly string[] {
  if (more === undefined || known.length >= SOURCES || more.every((one) => known.includes(one)))
    return known;
  return [...new Set([...known, ...more])].sort().slice(0, SOURCES);
}

/** The same list, where it says the same: what has not changed need not be judged again. */
function kept(known: readonly string[], more: readonly string[]): readonly string[] {
  if (known.length !== more.length) return more;
  for (let i = 0; i < known.length; i++) if (known[i] !== more[i]) return more;
  return known;
}

/** The mean of what all looks say of the class: one mistaken look among many is outvoted. */
function pooled(
  known: ClassProbabilities,
  more: ClassProbabilities,
  looks: number,
): ClassProbabilities {
  if (sameClasses(known, more)) return known;
  const mean: Record<string, number> = {};
  for (const name of Object.keys(known)) mean[name] = ((known[name] ?? 0) * looks) / (looks + 1);
  for (const name of Object.keys(more))
    mean[name] = (mean[name] ?? 0) + (more[name] ?? 0) / (looks + 1);
  return mean;
}

function holds(
  known: Readonly<Record<string, Json>>,
  more: Readonly<Record<string, Json>>,
): boolean {
  for (const name in more) if (known[name] !== more[name]) return false;
  return true;
}

export function sameClasses(a: ClassProbabilities, b: ClassProbabilities): boolean {
  if (a === b) return true;
  for (const name in a) if (a[name] !== b[name]) return false;
  for (const name in b) if (a[name] === undefined) return false;
  return true;
}
