import type { FeedMemory } from '@greenline/observation';
import { type Cpr, globalAirborne, globalSurface, local, type Place } from './cpr.ts';
import type { Standing } from './quality.ts';

/** When something was heard: milliseconds by whichever clock the link has, else the number of the message. */
export interface Heard {
  readonly ms?: number;
  readonly order: number;
}

interface HeardCpr extends Cpr {
  readonly heard: Heard;
}

/** What is remembered of one aircraft. Plain data. */
export interface Aircraft {
  heard: Heard;
  callsign?: string;
  category?: string;
  squawk?: string;
  emergency?: number;
  altitudeFeet?: number;
  standing: Standing;
  speedMps?: number;
  courseDeg?: number;
  verticalRateFpm?: number;
  /** Geometric minus pressure altitude, feet. */
  geometricMinusBaroFeet?: number;
  onGround?: boolean;
  /** The last even and odd positions of the sort that `onGround` says. */
  even?: HeardCpr;
  odd?: HeardCpr;
  place?: Place & { readonly heard: Heard };
}

/** A pair further apart is of no use: 10 s in the air, 25 s on the ground, 50 s where it stands still. */
const AIR_PAIR_MS = 10_000;
const TAXI_PAIR_MS = 25_000;
const STANDING_PAIR_MS = 50_000;
const STANDING_MPS = 12.9;
/** A place so old no longer tells the zone. */
const REFERENCE_MS = 60_000;
/** Without any clock, so many messages of the link count as "near in time". */
const PAIR_MESSAGES = 500;
/** More would be invented: no receiver hears so many at once. */
const MOST_AIRCRAFT = 20_000;

/** How a place came about: from a pair, or from one position and a place that was known to be near. */
export interface Located {
  readonly place: Place;
  readonly by: 'pair' | 'reference';
}

/** The aircraft of a link, the one that spoke last at the end. Oldest are forgotten when it is full. */
export function aircraftOf(memory: FeedMemory, address: number, heard: Heard): Aircraft {
  let fleet = memory.get('aircraft') as Map<number, Aircraft> | undefined;
  if (fleet === undefined) {
    fleet = new Map();
    memory.set('aircraft', fleet);
  }
  let one = fleet.get(address);
  if (one === undefined) {
    if (fleet.size >= MOST_AIRCRAFT) fleet.delete(fleet.keys().next().value as number);
    one = { heard, standing: {} };
    fleet.set(address, one);
  }
  one.heard = heard;
  return one;
}

/** Whether the link has heard this address state itself. */
export const isKnown = (memory: FeedMemory, address: number): boolean =>
  (memory.get('aircraft') as Map<number, Aircraft> | undefined)?.has(address) === true;

/**
 * Takes in a position and says where the aircraft is, where that can be told.
 *
 * A pair of even and odd near in time tells it for the whole globe, on the ground with a place within
 * some 45 NM: its own last, else `near` (the receiver's). One position alone tells it near its last place.
 */
export function locate(
  one: Aircraft,
  cpr: Cpr,
  surface: boolean,
  near: Place | undefined,
): Located | undefined {
  if (one.onGround !== undefined && one.onGround !== surface) {
    delete one.even;
    delete one.odd;
  }
  one.onGround = surface;
  const { heard } = one;
  if (cpr.odd) one.odd = { ...cpr, heard };
  else one.even = { ...cpr, heard };
  const known =
    one.place !== undefined && isNear(heard, one.place.heard, REFERENCE_MS) ? one.place : undefined;
  const found =
    byPair(one, cpr.odd, surface, known ?? near) ?? byReference(cpr, surface, known ?? near);
  if (found !== undefined) one.place = { ...found.place, heard };
  return found;
}

function byPair(
  one: Aircraft,
  latestOdd: boolean,
  surface: boolean,
  near: Place | undefined,
): Located | undefined {
  const { even, odd } = one;
  if (even === undefined || odd === undefined) return undefined;
  const still = (one.speedMps ?? Number.POSITIVE_INFINITY) <= STANDING_MPS;
  const most = surface ? (still ? STANDING_PAIR_MS : TAXI_PAIR_MS) : AIR_PAIR_MS;
  if (!isNear(even.heard, odd.heard, most)) return undefined;
  const latest = latestOdd ? 'odd' : 'even';
  const place = !surface
    ? globalAirborne(even, odd, latest)
    : near === undefined
      ? undefined
      : globalSurface(even, odd, latest, near);
  return place === undefined ? undefined : { place, by: 'pair' };
}

function byReference(cpr: Cpr, surface: boolean, near: Place | undefined): Located | undefined {
  const place = near === undefined ? undefined : local(cpr, near, surface);
  return place === undefined ? undefined : { place, by: 'reference' };
}

function isNear(a: Heard, b: Heard, mostMs: number): boolean {
  if (a.ms !== undefined && b.ms !== undefined) return Math.abs(a.ms - b.ms) <= mostMs;
  return Math.abs(a.order - b.order) <= PAIR_MESSAGES;
}
