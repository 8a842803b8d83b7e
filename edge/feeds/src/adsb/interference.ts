import type { Instant } from '@greenline/base';
import type { Sighting } from '@greenline/observation';

/** What one aircraft says of the quality of its position, at a place. */
export interface QualityReport {
  readonly address: number;
  readonly at: Instant;
  readonly lon: number;
  readonly lat: number;
  /** Navigation integrity category; with version 0 the uncertainty category stands for it. */
  readonly nic: number;
  /** Navigation accuracy category of the position; absent where it was not said. */
  readonly nacp?: number;
}

/** What is remembered of one aircraft. Plain data. */
interface Watched {
  at: number;
  lon: number;
  lat: number;
  /** When its quality was last good, and when it fell after that; 0 for never. */
  goodAt: number;
  fellAt: number;
}

/** The aircraft over one cell, and when it was last told of. Plain data. */
interface Cell {
  readonly aircraft: Map<number, Watched>;
  toldAt: number;
}

/** State of the watch, by cell. Plain data. */
export type InterferenceWatch = Map<string, Cell>;

/** Degrees of a cell: some 50 km, less than what one jammer denies to aircraft at height. */
const CELL_DEG = 0.5;
/** Falls within so long of one another have one cause. */
const WINDOW_MS = 5 * 60_000;
/** One jammer is told of again after so long. */
const QUIET_MS = 10 * 60_000;
/** Fewer say nothing: an aircraft's own receiver may fail. */
const FEWEST = 3;
/** Share of the aircraft heard over the cell from which it is evidence. */
const LEAST_SHARE = 0.5;
const MOST_CELLS = 4096;
const MOST_IN_CELL = 512;

/** Published rule of thumb: a cluster of NACp of 7 or less is interference. */
const BAD_NACP = 7;
/** From NIC 7 on (0.2 NM) satellite navigation stands; NIC 0 is "integrity unknown". */
const GOOD_NIC = 7;

/**
 * Watches for jamming of satellite navigation: several aircraft over one area whose position quality was
 * good and fell within minutes. Returns the event to tell of, at the middle of those concerned, with the
 * share of them as its probability. Aircraft that were never good are no evidence: some never are.
 */
export function watchQuality(
  watch: InterferenceWatch,
  report: QualityReport,
  sensor: string,
): Sighting | undefined {
  const { address, at, lon, lat, nic, nacp } = report;
  const cell = cellOf(watch, lon, lat);
  if (cell === undefined) return undefined;
  let one = cell.aircraft.get(address);
  if (one === undefined) {
    if (cell.aircraft.size >= MOST_IN_CELL) forget(cell, at);
    if (cell.aircraft.size >= MOST_IN_CELL) return undefined;
    one = { at, lon, lat, goodAt: 0, fellAt: 0 };
    cell.aircraft.set(address, one);
  }
  const bad = (nacp !== undefined && nacp <= BAD_NACP) || nic < GOOD_NIC;
  one.at = at;
  one.lon = lon;
  one.lat = lat;
  if (!bad) {
    one.goodAt = at;
    one.fellAt = 0;
    return undefined;
  }
  const fell = one.fellAt === 0 && one.goodAt !== 0 && at - one.goodAt <= WINDOW_MS;
  if (!fell) return undefined;
  one.fellAt = at;
  return at - cell.toldAt < QUIET_MS ? undefined : toldOf(cell, at, sensor);
}

function cellOf(watch: InterferenceWatch, lon: number, lat: number): Cell | undefined {
  const key = `${Math.floor(lon / CELL_DEG)} ${Math.floor(lat / CELL_DEG)}`;
  let cell = watch.get(key);
  if (cell === undefined) {
    if (watch.size >= MOST_CELLS) watch.delete(watch.keys().next().value as string);
    cell = { aircraft: new Map(), toldAt: Number.NEGATIVE_INFINITY };
    watch.set(key, cell);
  }
  return cell;
}

function forget(cell: Cell, now: number): void {
  for (const [address, { at }] of cell.aircraft)
    if (now - at > WINDOW_MS) cell.aircraft.delete(address);
}

function toldOf(cell: Cell, now: Instant, sensor: string): Sighting | undefined {
  forget(cell, now);
  const all = [...cell.aircraft.values()];
  const fallen = all.filter(({ fellAt }) => fellAt !== 0 && now - fellAt <= WINDOW_MS);
  const share = fallen.length / all.length;
  if (fallen.length < FEWEST || share < LEAST_SHARE) return undefined;
  cell.toldAt = now;
  const mean = (of: (one: Watched) => number): number =>
    fallen.reduce((sum, one) => sum + of(one), 0) / fallen.length;
  return {
    kind: 'event',
    sensor,
    observedAt: now,
    uncertaintyS: (now - Math.min(...fallen.map(({ fellAt }) => fellAt))) / 1000 + 1,
    position: { lon: mean((one) => one.lon), lat: mean((one) => one.lat) },
    // The jammer is somewhere below them: one sigma is the size of what is watched.
    sigmaM: (CELL_DEG * 111_195) / 2,
    class: { jamming: share },
    attributes: { asset: 'positioning', aircraft: fallen.length, heard: all.length },
    broadcast: true,
  };
}
