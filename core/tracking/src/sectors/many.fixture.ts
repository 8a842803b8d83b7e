import { createHash, createHmac } from 'node:crypto';
import { serialize } from 'node:v8';
import { type Digest, type Hasher, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Observation, ObservationId } from '@greenline/observation';
import { nearestNeighbourTracker, type Tracker } from '../nearest-neighbour.ts';
import type { SweptLooks } from '../scan-follower.ts';
import { emptyTracker, type TrackerState } from '../tracker-state.ts';
import { chance, type Radar, sweepOf } from './land.fixture.ts';

export const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};

const WEST = 30;
const SOUTH = 47;
const KM_PER_DEGREE = 111.32;
const PERIOD_S = 4;
/** Radars stand this far apart and see two thirds of it: every place is seen, some by several. */
const APART_KM = 18;
const REACH_M = 13_000;
const TARGETS_PER_KM2 = 0.25;
const NOON = 1_773_144_000;

interface Target {
  lon: number;
  lat: number;
  east: number;
  north: number;
}

/** A land with so many targets, always as dense, with radars all over it: made of one seed. */
export class Land {
  readonly #next = chance(9);
  readonly #targets: Target[];
  readonly #radars: readonly Radar[];
  readonly tracker: Tracker;
  readonly state: TrackerState = emptyTracker();
  readonly #east: number;
  readonly #north: number;
  #t = 0;
  #named = 0;
  detections = 0;

  /** Seconds that have gone by. */
  get seconds(): number {
    return this.#t;
  }

  constructor(targets: number) {
    const km = Math.sqrt(targets / TARGETS_PER_KM2);
    const east = (x: number) =>
      WEST + x / (KM_PER_DEGREE * Math.cos(((SOUTH + km / KM_PER_DEGREE / 2) * Math.PI) / 180));
    const north = (y: number) => SOUTH + y / KM_PER_DEGREE;
    this.#targets = Array.from({ length: targets }, () => ({
      lon: east(km * this.#next()),
      lat: north(km * this.#next()),
      east: 20 * this.#next() - 10,
      north: 20 * this.#next() - 10,
    }));
    this.#east = east(km);
    this.#north = north(km);
    const side = Math.ceil(km / APART_KM);
    this.#radars = Array.from({ length: side * side }, (_, n) => ({
      sensor: `radar-${n}`,
      site: {
        lon: east(APART_KM * ((n % side) + 0.5)),
        lat: north(APART_KM * (Math.floor(n / side) + 0.5)),
      },
      maxM: REACH_M,
      clutter: 5,
    }));
    this.tracker = nearestNeighbourTracker(this.state, hasher, (a) => a);
  }

  /** What all radars see in the next four seconds. */
  look(): readonly SweptLooks[] {
    const t = NOON + this.#t;
    for (const target of this.#targets) {
      target.lat += (PERIOD_S * target.north) / (1000 * KM_PER_DEGREE);
      const perDegree = 1000 * KM_PER_DEGREE * Math.cos((target.lat * Math.PI) / 180);
      target.lon += (PERIOD_S * target.east) / perDegree;
      // Who comes to the border turns back: as many are there in the end.
      if (
        (target.lat < SOUTH && target.north < 0) ||
        (target.lat > this.#north && target.north > 0)
      )
        target.north *= -1;
      if ((target.lon < WEST && target.east < 0) || (target.lon > this.#east && target.east > 0))
        target.east *= -1;
    }
    const rows = new Map<string, Target[]>();
    for (const target of this.#targets) {
      const key = keyOf(target);
      rows.set(key, [...(rows.get(key) ?? []), target]);
    }
    this.#t += PERIOD_S;
    return this.#radars.map((radar, n) => {
      const near: Target[] = [];
      for (let x = -2; x <= 2; x++)
        for (let y = -1; y <= 1; y++)
          near.push(
            ...(rows.get(keyOf({ lon: radar.site.lon + 0.2 * x, lat: radar.site.lat + 0.2 * y })) ??
              []),
          );
      const sweep = sweepOf(radar, t + (n % 40) / 10, near, this.#next, 0.4);
      this.detections += sweep.places.length;
      return { ...sweep, looks: sweep.places.map((place) => this.#observation(sweep, place)) };
    });
  }

  /** The tracker takes them, as the walk would hand them over; how many tracks were told. */
  follow(sweeps: readonly SweptLooks[]): number {
    const moved = new Set<string>();
    for (const sweep of sweeps.toSorted((a, b) => a.t - b.t))
      for (const { track, shown } of this.tracker.sweep(sweep))
        if (track !== undefined && shown) moved.add(track);
    this.tracker.tidy(instant(1000 * (NOON + this.#t)));
    this.tracker.review(instant(1000 * (NOON + this.#t)));
    this.tracker.aside();
    let told = 0;
    for (const id of moved) if (this.tracker.state(id as never) !== undefined) told += 1;
    return told;
  }

  /** Bytes of all that the tracker knows, as it is written down. */
  stateBytes(): number {
    this.tracker.write();
    return serialize(this.state).length;
  }

  #observation({ sensor, t }: { sensor: string; t: number }, position: Position): Observation {
    this.#named += 1;
    const at = instant(Math.round(t * 1000));
    return {
      id: `observation-${this.#named}` as ObservationId,
      feed: 'radar',
      sensor,
      nation: 'c',
      kind: 'object',
      observedAt: at,
      receivedAt: instant(at + 400),
      position,
      sigmaM: 15,
      class: {},
      trust: 'authenticated',
      label: 'sha256:00' as LabelId,
      source: `sha256:${this.#named}` as Digest,
    };
  }
}

const keyOf = ({ lon, lat }: Pick<Target, 'lon' | 'lat'>): string =>
  `${Math.floor(lon / 0.2)}:${Math.floor(lat / 0.2)}`;

export interface Cost {
  readonly targets: number;
  readonly sectors: number;
  readonly detections: number;
  readonly tracks: number;
  /** CPU time to take in one second of the radars’ detections, milliseconds. */
  readonly msPerSecond: number;
  readonly usPerDetection: number;
}

/** What following so many targets costs, after a start of half a minute. */
export function costOf(targets: number, rounds = 6): Cost {
  const land = new Land(targets);
  let tracks = 0;
  for (let n = 0; n < 8; n++) tracks = land.follow(land.look());
  const before = land.detections;
  let ms = 0;
  for (let n = 0; n < rounds; n++) {
    const sweeps = land.look();
    const start = process.cpuUsage();
    tracks = land.follow(sweeps);
    const { user, system } = process.cpuUsage(start);
    ms += (user + system) / 1000;
  }
  const detections = land.detections - before;
  land.tracker.write();
  return {
    targets,
    sectors: land.state.net?.sectors.size ?? 0,
    detections,
    tracks,
    msPerSecond: Math.round((10 * ms) / (rounds * PERIOD_S)) / 10,
    usPerDetection: Math.round((10_000 * ms) / detections) / 10,
  };
}

export interface Kept {
  readonly minute: number;
  readonly tracks: number;
  /** Of all that the tracker knows, as written down. */
  readonly stateBytes: number;
}

/** What the tracker keeps in mind through some minutes, each ten of them. */
export function keptThrough(targets: number, minutes: number): readonly Kept[] {
  const land = new Land(targets);
  const kept: Kept[] = [];
  while (land.seconds < 60 * minutes) {
    land.follow(land.look());
    if (land.seconds % 60 !== 0) continue;
    land.tracker.forget(instant(1000 * (NOON + land.seconds)));
    if (land.seconds % 600 !== 0) continue;
    const { size: tracks } = land.state.tracks;
    kept.push({ minute: land.seconds / 60, tracks, stateBytes: land.stateBytes() });
  }
  return kept;
}
