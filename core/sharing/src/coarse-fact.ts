import type { EventFact, ObjectFact } from '@greenline/agreement';
import { type Instant, instant } from '@greenline/base';
import { type Cell, cellOf, checkPosition, type Position } from '@greenline/geo';
import {
  type ClassProbabilities,
  type Covariance,
  isA,
  KINDS,
  probabilityOf,
  type Trust,
} from '@greenline/observation';
import { type Befell, befellOf } from './befell.ts';
import type { ReleasedCell } from './released.ts';

/** The finest that anything leaves with. An agreement may ask for coarser, never for finer. */
export const LEAST_CELL_M = 1000;

export const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Beyond it there are no dates. */
const LAST_INSTANT = 8.64e15;

interface CoarseBase {
  /** Nothing of where it came from but this: narrowest sure kind and 1, or best guess and 0.5. */
  readonly class: ClassProbabilities;
  readonly party?: string;
  readonly at: Instant;
  readonly covariance?: Covariance;
  readonly accuracyUnknown?: true;
  readonly attributes?: Readonly<Record<string, number | string>>;
  readonly trust?: Trust;
  /** How many independent sources, three standing for more. */
  readonly sources?: number;
}

/** A thing in a cell in an hour. */
export interface CoarseObject extends CoarseBase {
  readonly fact: 'object';
  readonly position: Position;
  readonly cell: ReleasedCell;
}

/** A happening in a cell in a minute. */
export interface CoarseEvent extends CoarseBase {
  readonly fact: 'event';
  readonly position?: Position;
  readonly cell?: ReleasedCell;
  readonly direction?: 'outgoing' | 'incoming' | 'undetermined';
  /** Of what befell monitors; the judge of coarse facts is not told. */
  readonly befell?: Befell;
}

export type CoarseFact = CoarseObject | CoarseEvent;

export interface Coarseness {
  /** Metres; below 1 km it is 1 km. */
  readonly cellM?: number;
  /** Models of weapons that the agreement names: the only names beyond the taxonomy that are kept. */
  readonly models?: readonly string[];
  /** The mission's region that a place lies in: as near as anybody is told where monitors were. */
  readonly regionOf?: (position: Position) => string | undefined;
}

/**
 * A fact as fine as anybody beyond mission staff may know it: two facts that differ only within a
 * cell, an hour (an event: a minute) or a step of the scales below become the same bytes.
 *
 * Speed, course, names, ids, texts and every attribute not listed here are dropped. `undefined`
 * for what has no sound place or time.
 */
export function coarsenFact(
  fact: ObjectFact | EventFact,
  { cellM = LEAST_CELL_M, models = [], regionOf }: Coarseness = {},
): CoarseFact | undefined {
  if (!(Math.abs(fact.at) <= LAST_INSTANT)) return undefined;
  const size = Math.max(LEAST_CELL_M, cellM);
  const place = placeOf(fact, size);
  if (place === undefined && fact.position !== undefined && !tellsOfMonitors(fact))
    return undefined;
  const common = {
    class: coarseClass(fact.class, models),
    ...partyOf(fact),
    ...accuracyOf(fact, size),
    ...attributesOf(fact.attributes, models),
    ...(fact.trust !== undefined && { trust: fact.trust }),
    ...(fact.sources !== undefined && { sources: Math.min(new Set(fact.sources).size, 3) }),
  };
  if (fact.fact === 'object')
    return place && { fact: 'object', ...common, at: hourOf(fact.at), ...place };
  const step = tellsOfMonitors(fact) ? HOUR_MS : MINUTE_MS;
  return {
    fact: 'event',
    ...common,
    at: floorTo(fact.at, step),
    ...place,
    ...(fact.direction !== undefined && { direction: fact.direction }),
    ...(tellsOfMonitors(fact) && befellOf(fact, size, regionOf)),
  };
}

/** Whose a thing is, as stated. An act that fewer than two sources lay to a party is nobody’s. */
function partyOf(fact: ObjectFact | EventFact): { readonly party?: string } {
  if (fact.party === undefined) return {};
  const act = fact.fact === 'event' && probabilityOf(fact.class, 'happening') > 0;
  if (act && new Set(fact.namedBy ?? fact.sources ?? []).size < 2) return {};
  return { party: fact.party };
}

/** The beginning of the hour, UTC: hours of release know no summer time. */
export const hourOf = (at: Instant): Instant => floorTo(at, HOUR_MS);

/** Kinds of happenings that befall monitors: the place reported is their own. */
const BEFALLS_MONITORS = ['restriction', 'weapon-pointing', 'jamming', 'spoofing', 'cyber-act'];
const MONITORS = ['mission-person', 'mission-vehicle', 'distress'];

/** Share of probability from which on a thing counts as one of ours, or a happening as at ours. */
const SUSPICION = 0.05;

/** Whether a thing may be a monitor or a monitor's vehicle, or a call for help: such facts leave for nobody. */
export const mayBeMonitor = (classes: ClassProbabilities): boolean =>
  shareOf(classes, MONITORS) >= SUSPICION;

/** Whether the place of a fact is the monitors’ own: what befell them, and fire at them. */
function tellsOfMonitors({ class: classes, attributes }: ObjectFact | EventFact): boolean {
  return attributes?.against !== undefined || shareOf(classes, BEFALLS_MONITORS) >= SUSPICION;
}

const shareOf = (classes: ClassProbabilities, kinds: readonly string[]): number =>
  kinds.reduce((sum, kind) => sum + probabilityOf(classes, kind), 0);

/** Probability from which on a kind is told as sure, as a verdict is. */
const SURE = 0.95;

/**
 * A model or else the narrowest kind that holds for sure, a branch's root apart; else the best
 * guess, at one half, so that a judge of coarse facts accuses nobody on a guess.
 */
function coarseClass(classes: ClassProbabilities, models: readonly string[]): ClassProbabilities {
  const model = models.find((name) => (classes[name] ?? 0) >= SURE);
  const sure = KINDS.filter(
    (kind) => !ROOTS.includes(kind) && probabilityOf(classes, kind) >= SURE,
  );
  const narrowest = model ?? sure.find((kind) => sure.every((other) => isA(kind, other)));
  return narrowest === undefined ? { [bestGuess(classes, models)]: 0.5 } : { [narrowest]: 1 };
}

const ROOTS = KINDS.filter((kind) => KINDS.every((other) => other === kind || !isA(kind, other)));

function bestGuess(classes: ClassProbabilities, models: readonly string[]): string {
  let best = 'object';
  let most = 0;
  for (const name of Object.keys(classes).sort()) {
    const probability = classes[name] ?? 0;
    if (!KINDS.includes(name) && !models.includes(name)) continue;
    if (probability > most) [best, most] = [name, probability];
  }
  return best;
}

function placeOf(
  fact: ObjectFact | EventFact,
  size: number,
): { readonly position: Position; readonly cell: ReleasedCell } | undefined {
  if (fact.position === undefined || tellsOfMonitors(fact)) return undefined;
  const { lon, lat } = fact.position;
  if (!checkPosition({ lon, lat }).ok) return undefined;
  const cell = cellOf({ lon, lat }, size);
  return { position: { lon: cell.centre.lon, lat: cell.centre.lat }, cell: releasedCell(cell) };
}

/** What is told of a cell: its id and its outline, to 1e-7 degrees. */
export function releasedCell({ id, bounds }: Cell): ReleasedCell {
  const [west, south, east, north] = [bounds.west, bounds.south, bounds.east, bounds.north].map(
    (degrees) => Math.round(degrees * 1e7) / 1e7,
  ) as [number, number, number, number];
  return {
    id,
    polygon: [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  };
}

/** The spread of a cell; a source's own only where it is wider, on both axes alike, in doublings. */
function accuracyOf(
  fact: ObjectFact | EventFact,
  size: number,
): { readonly covariance: Covariance } | { readonly accuracyUnknown: true } {
  const cell = size ** 2 / 12;
  if (fact.accuracyUnknown) return { accuracyUnknown: true };
  if (fact.covariance === undefined) return { covariance: [cell, 0, cell] };
  const sigma = Math.sqrt(largestVariance(fact.covariance));
  if (!Number.isFinite(sigma)) return { accuracyUnknown: true };
  if (sigma <= Math.sqrt(cell)) return { covariance: [cell, 0, cell] };
  const step = LEAST_CELL_M * 2 ** Math.max(0, Math.ceil(Math.log2(sigma / LEAST_CELL_M)));
  const wide = cell + step ** 2;
  return { covariance: [wide, 0, wide] };
}

function largestVariance([ee, en, nn]: Covariance): number {
  return (ee + nn) / 2 + Math.hypot((ee - nn) / 2, en);
}

/** Attributes that clauses ask for and that do not locate, each on a scale too coarse to hide words. */
const SCALES: Readonly<Record<string, { readonly step: number; readonly most: number }>> = {
  calibreMm: { step: 1, most: 500 },
  rangeKm: { step: 0.1, most: 1000 },
};

function attributesOf(
  attributes: ObjectFact['attributes'],
  models: readonly string[],
): { readonly attributes?: Readonly<Record<string, number | string>> } {
  const kept: Record<string, number | string> = {};
  for (const [name, { step, most }] of Object.entries(SCALES)) {
    const value = attributes?.[name];
    if (typeof value !== 'number' || !(value > 0 && value <= most)) continue;
    kept[name] = Math.round(Math.round(value / step) * step * 10) / 10;
  }
  const model = attributes?.model;
  if (typeof model === 'string' && models.includes(model)) kept.model = model;
  return Object.keys(kept).length > 0 ? { attributes: kept } : {};
}

const floorTo = (at: Instant, step: number): Instant => instant(Math.floor(at / step) * step);
