import { type Instant, instant } from '@greenline/base';
import type { View } from './access.ts';
import { ringHolds, zoneHolds } from './overlap.ts';
import { latitudeOf, ordinateOf, RADIANS, surfaceAt } from './plane.ts';
import { CoveredGround, SharedGround } from './shared-ground.ts';
import { sunElevation } from './sun.ts';

/** What a window is worth. */
export interface WindowSight {
  /** Largest elevation of the satellite over ground of the zone that it sees; 90 where it passes overhead. */
  readonly maxElevationDeg: number;
  /** Share of the zone seen at any whole second of the window, and at the best one. */
  readonly coveredFraction: number;
  readonly peakInstantFraction: number;
  /** At the middle second, over the middle of what is seen then. */
  readonly sunElevationMidDeg: number;
}

/** Gathers what a window is worth, second by second, from a view that has just been laid on the zone. */
export class Sighting {
  readonly #view: View;
  readonly #shared: SharedGround;
  readonly #covered: CoveredGround;
  #peak = 0;
  #maxElevationDeg = -90;

  constructor(view: View) {
    this.#view = view;
    this.#shared = new SharedGround(view.zone);
    this.#covered = new CoveredGround(view.zone);
  }

  /** `point` is some of the ground that is shared at this second. */
  add(point: readonly [number, number]): void {
    this.#share();
    this.#covered.add(this.#shared);
    this.#peak = Math.max(this.#peak, lengthOf(this.#shared));
    if (this.#maxElevationDeg === 90) return;
    const elevation = elevationOver(this.#view, this.#shared, point);
    this.#maxElevationDeg = Math.max(this.#maxElevationDeg, elevation);
  }

  /** What all seconds from the first step to the last are worth together. */
  end(first: number, last: number, start: Instant): WindowSight {
    const { zone } = this.#view;
    return {
      maxElevationDeg: this.#maxElevationDeg,
      coveredFraction: Math.min(1, this.#covered.area() / zone.rowArea),
      peakInstantFraction: Math.min(1, (this.#peak * zone.rows.height) / zone.rowArea),
      sunElevationMidDeg: this.#sunAt(Math.floor((first + last) / 2), start),
    };
  }

  #sunAt(step: number, start: Instant): number {
    const point = this.#view.touches(step) as readonly [number, number];
    this.#share();
    const [x, y] = middleOf(this.#shared, this.#view) ?? point;
    return sunElevation(instant(start + step * 1000), x * RADIANS, latitudeOf(y));
  }

  #share(): void {
    this.#shared.clear();
    for (const ring of this.#view.rings) for (const turn of TURNS) this.#shared.add(ring, turn);
  }
}

const TURNS = [-360, 0, 360] as const;

function lengthOf({ spans, count }: SharedGround): number {
  let sum = 0;
  for (let i = 0; i < count * 3; i += 3) sum += (spans[i + 2] as number) - (spans[i + 1] as number);
  return sum;
}

const heightOf = (view: View, row: number): number =>
  view.zone.south + (row + 0.5) * view.zone.rows.height;

/** The centroid in the plane; `undefined` where what is shared lies between two rows. */
function middleOf({ spans, count }: SharedGround, view: View) {
  let [weight, x, y] = [0, 0, 0];
  for (let i = 0; i < count * 3; i += 3) {
    const [row, west, east] = spans.subarray(i, i + 3) as unknown as [number, number, number];
    weight += east - west;
    x += ((east - west) * (east + west)) / 2;
    y += (east - west) * heightOf(view, row);
  }
  return weight > 0 ? ([x / weight, y / weight] as const) : undefined;
}

/** Elevation over the nearest of the ground that is shared; `point` is some of it. */
function elevationOver(
  view: View,
  { spans, count }: SharedGround,
  point: readonly [number, number],
): number {
  const { frame, zone, rings } = view;
  const below = belowIn(view);
  if (zoneHolds(zone, below[0], below[1])) {
    const inside = rings.some((ring) =>
      TURNS.some((turn) => ringHolds(ring, below[0] - turn, below[1])),
    );
    if (inside) return 90;
  }
  const { lat: lats, cosine } = zone.rows;
  const cosBelow = Math.cos(frame.lat);
  const at = latitudeOf(point[1]);
  let nearest = point;
  let least = apart(frame.lat - at, cosBelow * Math.cos(at), below[0] - point[0]);
  for (let i = 0; i < count * 3; i += 3) {
    const row = spans[i] as number;
    const x = Math.max(spans[i + 1] as number, Math.min(spans[i + 2] as number, below[0]));
    const cosines = cosBelow * (cosine[row] as number);
    const away = apart(frame.lat - (lats[row] as number), cosines, below[0] - x);
    if (away < least) {
      least = away;
      nearest = [x, heightOf(view, row)];
    }
  }
  return elevationAt(view, nearest);
}

/** The point below the satellite in the plane, on the turn nearest to the zone. */
function belowIn({ frame, zone }: View): readonly [number, number] {
  const lon = frame.lon / RADIANS;
  const turn = 360 * Math.round(((zone.west + zone.east) / 2 - lon) / 360);
  return [lon + turn, ordinateOf(Math.sin(frame.lat))];
}

/** Grows with the distance round a sphere; `up` in radians, `across` in degrees of longitude. */
function apart(up: number, cosines: number, across: number): number {
  const sine = Math.sin((across * RADIANS) / 2);
  const rise = Math.sin(up / 2);
  return rise * rise + cosines * sine * sine;
}

function elevationAt({ frame }: View, [x, y]: readonly [number, number]): number {
  const [lon, lat] = [x * RADIANS, latitudeOf(y)];
  const ground = surfaceAt(lon, lat);
  const towards = ground.map((value, i) => (frame.at[i] as number) - value) as [
    number,
    number,
    number,
  ];
  const up = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)] as const;
  const rise = towards[0] * up[0] + towards[1] * up[1] + towards[2] * up[2];
  return Math.asin(rise / Math.hypot(...towards)) / RADIANS;
}
