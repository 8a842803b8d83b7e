import { type Instant, instant } from '@greenline/base';
import type { EffortArea, Look } from '@greenline/coverage';
import {
  type Covariance,
  cellOf,
  type Position,
  type PreparedArea,
  polygonsFromGeoJson,
  prepareArea,
} from '@greenline/geo';
import { type ClassProbabilities, isA } from '@greenline/observation';
import { at } from './fields.ts';
import type { Filing } from './filing.ts';
import type { FilingBook } from './filing-book.ts';
import { MOST_LOOKS, type Watch } from './watch.ts';

/** An event of the walk, as far as a window of silence asks. */
export interface Fire {
  readonly id: string;
  readonly class: ClassProbabilities;
  readonly at: Instant;
  readonly position?: Position;
  readonly covariance?: Covariance;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const LEAST_CELL_M = 1_000;
/** A place known no better than this may lie in another cell. */
const CELL_SIGMA_M = 500;

/** From now on what is seen in a window is kept for its outcome. */
export function watchOver(book: FilingBook, { id, form, with: said }: Filing): void {
  if (form !== 'silence' || book.watches.has(id)) return;
  const area = said.area as unknown as EffortArea;
  book.watches.set(id, {
    from: at(said.from),
    to: at(said.to),
    area,
    events: new Map(),
    looks: [],
  });
}

/**
 * Notes fire in the windows that it falls into, by its cell and its minute alone: what others are
 * told of a window could else be used to place a shot more finely than it may be told.
 */
export function seeFire(
  book: FilingBook,
  fire: Fire,
  {
    mayTell,
    knownAt,
    cellM,
  }: { readonly mayTell: boolean; readonly knownAt: Instant; readonly cellM: number },
): void {
  const { position, covariance } = fire;
  if (book.watches.size === 0 || position === undefined) return;
  const seenAt = instant(Math.floor(fire.at / MINUTE) * MINUTE);
  const isFire = Object.entries(fire.class).some(([kind, p]) => p >= 0.5 && isA(kind, 'fire'));
  const { centre } = cellOf(position, Math.max(LEAST_CELL_M, cellM));
  for (const watch of book.watches.values()) {
    watch.events.delete(fire.id);
    if (!isFire || seenAt < watch.from || seenAt >= watch.to) continue;
    if (!areaOf(watch)?.contains(centre.lon, centre.lat)) continue;
    // What became known later is released later: told here, it would be told too soon.
    const told = mayTell && knownAt < endOfHour(watch.to);
    const doubtful =
      covariance === undefined || Math.sqrt(Math.max(covariance[0], covariance[2])) > CELL_SIGMA_M;
    watch.events.set(fire.id, { at: seenAt, told, doubtful });
  }
}

/** Notes a look for the windows that it may have looked into. */
export function seeLook(book: FilingBook, look: Look): void {
  for (const watch of book.watches.values()) {
    if (look.from >= watch.to || look.to <= watch.from) continue;
    if (watch.looks.length < MOST_LOOKS) watch.looks.push(look);
  }
}

const PREPARED = new WeakMap<Watch, PreparedArea>();

function areaOf(watch: Watch): PreparedArea | undefined {
  const known = PREPARED.get(watch);
  if (known !== undefined) return known;
  const polygons = polygonsFromGeoJson(watch.area);
  const made = polygons.ok ? prepareArea(polygons.value) : undefined;
  if (made?.ok === true) PREPARED.set(watch, made.value);
  return made?.ok === true ? made.value : undefined;
}

/** The end of the hour that a window ends in: what is known by then is released together. */
export const endOfHour = (to: Instant): Instant => instant(Math.ceil(to / HOUR) * HOUR);
