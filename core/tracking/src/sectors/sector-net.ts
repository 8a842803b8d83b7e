import { fromLocal, type Position } from '@greenline/geo';
import { at, MEAN, STRIDE, TIME } from '../objects/belief.ts';
import type { Box } from '../objects/field.ts';
import type { Bound } from '../objects/labels.ts';
import type { GivenUp, ObjectTrack } from '../objects/object-track.ts';
import { ObjectTracker } from '../objects/object-tracker.ts';
import type { ObjectsState } from '../objects/objects-state.ts';
import { ghostsOf, handOver, placeOf } from './border.ts';
import { count } from './counts.ts';
import { type Exchange, reviewEncounters } from './encounters.ts';
import { MARGIN, type SectorCell, type SectorName, sectorCell, sectorOf } from './grid.ts';
import { type Heard, hear } from './hear.ts';
import { ghostsAlong, sectorsAlong } from './lines.ts';
import { type Fallen, linesIn, placeIn, type SectorScan, scanIn } from './scan-in.ts';
import { isOfCounts, isOfLines, type LineSweep, reachOf, type Sweep, underWay } from './sweep.ts';

/** One sector at work. */
export interface SectorAtWork {
  readonly cell: SectorCell;
  readonly tracker: ObjectTracker;
}

/** What became of one detection: the object that it most probably is, and whether it began it. */
export interface Credit {
  readonly object: number;
  readonly share: number;
  readonly newborn: boolean;
}

/** An object as its sector knows it: place, m/s east and north, covariance of the place. */
export interface ObjectState extends Omit<ObjectTrack, 'x' | 'y'> {
  readonly position: Position;
  /** Seconds since 1970 of the look that it rests on. */
  readonly t: number;
}

/** By how much a sensor's places lie off, and are corrected. */
export interface SensorOffset {
  /** Metres by which what it says lies east and north of where others see the same things. */
  readonly eastM: number;
  readonly northM: number;
  /** Degrees by which its north is turned anticlockwise. */
  readonly turnDeg: number;
  /** Seconds by which its clock is ahead. */
  readonly clockS: number;
  /** How often it was found so. */
  readonly judgements: number;
  /** Seconds since 1970 at which it was first found. */
  readonly since: number;
}

/** All that the net remembers: typed arrays and plain objects. */
export interface SectorNetState {
  readonly sectors: ReadonlyMap<SectorName, ObjectsState>;
  readonly named: number;
  readonly lateness: number;
}

/**
 * Follows objects over any stretch of land: one object tracker for each cell of a grid, made when
 * something is first detected there, each in a frame of its own.
 *
 * Every object belongs to one sector. Those near an edge take part in their neighbours' scans too, so
 * that a detection in the margin is not taken for something new; what comes over the edge is handed
 * over as it is, belief, looks and number: it keeps its id by construction, and nothing is matched.
 */
export class SectorNet {
  readonly #sectors = new Map<SectorName, SectorAtWork>();
  #named = 0;
  #lateness = 0;
  /** Sectors in which the last sweep or report may have left an object. */
  #touched = new Set<SectorAtWork>();

  constructor(state?: SectorNetState) {
    if (state === undefined) return;
    this.#named = state.named;
    this.#lateness = state.lateness;
    for (const [name, objects] of state.sectors) this.#open(name).tracker.restore(objects);
  }

  get sectors(): number {
    return this.#sectors.size;
  }

  /** Objects followed, reported or not. */
  get size(): number {
    let sum = 0;
    for (const { tracker } of this.#sectors.values()) sum += tracker.size;
    return sum;
  }

  /** Uses a sweep at once; what became of each of its detections, in their order. */
  use(sweep: Sweep): readonly (Credit | undefined)[] {
    if (isOfCounts(sweep)) {
      count(sweep, this.#reached(sweep));
      return new Array(sizeOf(sweep));
    }
    this.#lateness = Math.max(this.#lateness, sweep.ta - sweep.t + underWay(sweep));
    const scans = isOfLines(sweep) ? this.#lines(sweep) : this.#fall(sweep);
    const involved = scans.map(([sector]) => sector);
    const ghosts = isOfLines(sweep) ? ghostsAlong(scans, sweep.t) : ghostsOf(involved, sweep.t);
    const credits = new Array<Credit | undefined>(sizeOf(sweep));
    const lent = sweep.labels === undefined ? NOTHING_LENT : labelsOf(ghosts, involved);
    for (const [sector, scan] of scans)
      this.#useIn(sector, scan, ghosts.get(sector.cell.name) ?? [], lent, credits);
    this.#touched = new Set(involved);
    for (const sector of involved) handOver(sector, (name) => this.#touch(name));
    return credits;
  }

  /** Gives a report of one thing to the object it is of: a detection whose coverage nobody knows. */
  hear(object: number, report: Heard): boolean {
    const found = this.#find(object);
    if (found === undefined) return false;
    const [{ cell, tracker }, i] = found;
    hear(tracker, i, placeIn(cell.frame, report.position), report);
    this.#touched = new Set([found[0]]);
    handOver(found[0], (name) => this.#touch(name));
    return true;
  }

  /** Where an object is, worth reporting or not; of those touched last. */
  place(object: number): Position | undefined {
    for (const { cell, tracker } of this.#touched) {
      const { ids, beliefs, count } = tracker.followed;
      const i = ids.indexOf(object);
      if (i === -1 || i >= count) continue;
      const m = STRIDE * i + MEAN;
      const place = { east: at(beliefs, m), north: at(beliefs, m + 1) };
      const { lon, lat } = fromLocal(cell.frame, place);
      return { lon, lat };
    }
    return undefined;
  }

  /** An object as it was at its last look, where it is worth reporting; of those touched last. */
  state(object: number): ObjectState | undefined {
    return this.states(new Set([object])).get(object);
  }

  /** As `state`, for many at once. */
  states(objects: ReadonlySet<number>): ReadonlyMap<number, ObjectState> {
    const states = new Map<number, ObjectState>();
    for (const sector of this.#touched) {
      const { ids, count } = sector.tracker.followed;
      for (let i = 0; i < count; i++) {
        const id = ids[i] as number;
        if (!objects.has(id)) continue;
        const state = stateIn(sector, i);
        if (state !== undefined) states.set(id, state);
      }
    }
    return states;
  }

  /** Weighs which is which of objects that were near each other and have parted. */
  review(t: number, isWorthIt: (object: number) => boolean): readonly Exchange[] {
    const sectors = [...this.#sectors.values()];
    const exchanges = reviewEncounters(sectors, t, isWorthIt);
    if (exchanges.length > 0) this.#touched = new Set(sectors);
    return exchanges;
  }

  /** Gives up what hardly exists any more at a time, or is lost. */
  tidy(t: number): readonly GivenUp[] {
    const givenUp: GivenUp[] = [];
    for (const [name, { tracker }] of this.#sectors) {
      tracker.lateness = this.#lateness;
      givenUp.push(...tracker.tidy(t));
      if (tracker.size === 0 && tracker.isQuiet(t)) this.#sectors.delete(name);
    }
    return givenUp;
  }

  /**
   * By how much each sensor that lays everything beside where others see it is corrected. Sectors judge for
   * themselves: told is what the one with most judgements found, and since when any has found it.
   */
  offsets(): ReadonlyMap<string, SensorOffset> {
    const offsets = new Map<string, SensorOffset>();
    for (const { tracker } of this.#sectors.values())
      for (const { sensor, dx, dy, turn, lag, judgements, since } of tracker.registration) {
        if (since === undefined) continue;
        const known = offsets.get(sensor);
        const mine = {
          eastM: dx,
          northM: dy,
          turnDeg: (turn * 180) / Math.PI,
          clockS: lag,
          judgements,
          since,
        };
        const told = known !== undefined && known.judgements >= judgements ? known : mine;
        offsets.set(sensor, { ...told, since: Math.min(since, known?.since ?? since) });
      }
    return offsets;
  }

  /** The arrays in use: write them down before anything changes. */
  written(): SectorNetState {
    return {
      sectors: new Map([...this.#sectors].map(([name, { tracker }]) => [name, tracker.written()])),
      named: this.#named,
      lateness: this.#lateness,
    };
  }

  /** The sectors that a sweep reaches. */
  #reached(sweep: Sweep): readonly SectorAtWork[] {
    const reach = reachOf(sweep, MARGIN);
    return [...this.#sectors.values()].filter(({ cell }) => meets(cell, reach));
  }

  /** What of a sweep falls into each sector that it reaches, or into that one's margin. */
  #fall(sweep: Sweep): readonly (readonly [SectorAtWork, SectorScan])[] {
    const { places } = sweep;
    const fallen = new Map<SectorName, Fallen[]>();
    const put = (name: SectorName, one: Fallen) => {
      const here = fallen.get(name);
      if (here === undefined) fallen.set(name, [one]);
      else here.push(one);
    };
    const names = places.map(sectorOf);
    for (const name of names) this.#open(name);
    for (const [number, position] of places.entries()) {
      const name = names[number] as SectorName;
      const { cell } = this.#open(name);
      const [x, y] = placeIn(cell.frame, position);
      put(name, { number, x, y, own: true });
      for (const { cell: other, x: ox, y: oy } of placeOf(cell, x, y, this.#sectors))
        put(other.name, { number, x: ox, y: oy, own: false });
    }
    return this.#reached(sweep).map((sector) => [
      sector,
      scanIn(sector.cell, sweep, fallen.get(sector.cell.name) ?? []),
    ]);
  }

  /** A sweep of lines in each sector that it reaches: a line runs through many. */
  #lines(sweep: LineSweep): readonly (readonly [SectorAtWork, SectorScan])[] {
    for (const name of sectorsAlong(sweep)) this.#open(name);
    return this.#reached(sweep).map((sector) => [sector, linesIn(sector.cell, sweep)]);
  }

  #useIn(
    { tracker }: SectorAtWork,
    { scan, numbers, own }: SectorScan,
    ghosts: readonly Float64Array[],
    lent: ReadonlyMap<number, Bound>,
    credits: (Credit | undefined)[],
  ): void {
    const { followed, labels } = tracker;
    tracker.lateness = this.#lateness;
    const before = followed.count;
    for (const ghost of ghosts) {
      const i = followed.add();
      followed.beliefs.set(ghost.subarray(0, STRIDE), STRIDE * i);
      const id = ghost[STRIDE] as number;
      followed.ids[i] = id;
      const bound = lent.get(id);
      if (bound !== undefined) labels.bring(id, bound);
    }
    const known = followed.count;
    tracker.use(scan, own);
    for (let i = known; i < followed.count; i++) {
      this.#named += 1;
      followed.ids[i] = this.#named;
    }
    const { size, detection, object, share } = tracker.credits;
    for (let c = 0; c < size; c++) {
      const k = detection[c] as number;
      if (own[k] === 0) continue;
      const number = numbers[k] as number;
      if (at(share, c) <= (credits[number]?.share ?? 0)) continue;
      const i = object[c] as number;
      credits[number] = {
        object: followed.ids[i] as number,
        share: at(share, c),
        newborn: i >= known,
      };
    }
    for (let i = known - 1; i >= before; i--) {
      if (lent.size > 0) labels.forget(followed.ids[i] as number);
      followed.remove(i);
    }
  }

  #find(object: number): [SectorAtWork, number] | undefined {
    for (const sector of this.#sectors.values()) {
      const { ids, count } = sector.tracker.followed;
      const i = ids.indexOf(object);
      if (i !== -1 && i < count) return [sector, i];
    }
    return undefined;
  }

  #touch(name: SectorName): SectorAtWork {
    const sector = this.#open(name);
    this.#touched.add(sector);
    return sector;
  }

  #open(name: SectorName): SectorAtWork {
    let sector = this.#sectors.get(name);
    if (sector === undefined) {
      const cell = sectorCell(name);
      const holds = (x: number, y: number) =>
        sectorOf(fromLocal(cell.frame, { east: x, north: y })) === name;
      sector = { cell, tracker: new ObjectTracker(cell.box, holds) };
      this.#sectors.set(name, sector);
    }
    return sector;
  }
}

const NOTHING_LENT: ReadonlyMap<number, Bound> = new Map();

/** What those that are lent are called by their owners. */
function labelsOf(
  ghosts: ReadonlyMap<SectorName, readonly Float64Array[]>,
  owners: readonly SectorAtWork[],
): ReadonlyMap<number, Bound> {
  const lent = new Map<number, Bound>();
  for (const ghost of [...ghosts.values()].flat())
    for (const { tracker } of owners) {
      const id = ghost[STRIDE] as number;
      const bound = tracker.labels.boundTo(id);
      if (bound !== undefined) lent.set(id, bound);
    }
  return lent;
}

/** How many detections a sweep has. */
function sizeOf({ measure, places }: Sweep): number {
  if (measure?.kind === 'bearing') return measure.bearingsDeg.length;
  if (measure?.kind === 'count') return measure.counts.length;
  return measure?.kind === 'difference' ? measure.differences.length : places.length;
}

function stateIn({ cell, tracker }: SectorAtWork, i: number): ObjectState | undefined {
  const t = at(tracker.followed.beliefs, STRIDE * i + TIME);
  const track = tracker.report(i, t);
  if (track === undefined) return undefined;
  const { x, y, ...rest } = track;
  const { lon, lat } = fromLocal(cell.frame, { east: x, north: y });
  return { ...rest, position: { lon, lat }, t };
}

/** Whether a cell lies in a reach of degrees, as far as its middle and half a cell tell. */
function meets({ frame, halfNorth, halfEast }: SectorCell, [west, south, east, north]: Box) {
  const { lon, lat } = frame.origin;
  const up = halfNorth / 111_000;
  const across = halfEast / (111_000 * Math.cos((Math.min(89, Math.abs(lat)) * Math.PI) / 180));
  if (lat + up < south || lat - up > north) return false;
  return [lon, lon - 360, lon + 360].some((l) => l + across >= west && l - across <= east);
}
