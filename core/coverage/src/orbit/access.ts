import type { Instant } from '@greenline/base';
import type { AccessZone } from './access-zone.ts';
import { type Candidate, candidatesOf, type NoOrbit } from './candidates.ts';
import type { ElementSet } from './element-set.ts';
import { type FootprintRing, newFootprintRing, traceFootprint } from './footprint.ts';
import { sharedPoint } from './overlap.ts';
import { RADIANS } from './plane.ts';
import type { Propagator } from './propagator.ts';
import { edgeOf, type SatelliteSensor } from './sensor.ts';
import { newSensorFrame } from './sensor-frame.ts';
import { TrackSegment } from './track-segment.ts';
import { Sighting, type WindowSight } from './window-sight.ts';

/** A satellite with what it carries. */
export interface Satellite {
  readonly name: string;
  readonly elements: ElementSet;
  readonly sensor: SatelliteSensor;
}

/** When is asked about: whole seconds from the start, both ends included. */
export interface AccessSpan {
  readonly start: Instant;
  readonly durationS: number;
}

/** A stretch in which a satellite's sensor sees, or can be turned to, some of the zone. */
export interface AccessWindow extends WindowSight {
  /** First and last whole second of it, after the start. */
  readonly startStep: number;
  readonly endStep: number;
  /** Its true edges, seconds after the start, to half a millisecond; cut at the ends of the span. */
  readonly startS: number;
  readonly endS: number;
  /** The sensor looked past the Earth's edge: the footprint was cut at the horizon. */
  readonly overHorizon: boolean;
}

/**
 * Every window of a satellite over a zone, in order.
 *
 * At every whole second the sensor's edge is traced on the ellipsoid and laid on the zone; only seconds in
 * which the satellite may be near are looked at. Windows shorter than a second may fall between two.
 */
export function accessWindows(
  propagator: Propagator,
  { elements, sensor }: Satellite,
  zone: AccessZone,
  span: AccessSpan,
): readonly AccessWindow[] | NoOrbit {
  const { start, durationS } = span;
  const candidates = candidatesOf(propagator, elements, sensor, zone, start, durationS);
  if (!Array.isArray(candidates)) return candidates as NoOrbit;
  const edges = edgeOf(sensor);
  return (candidates as readonly Candidate[]).flatMap(({ first, last }) => {
    const from = (start + first * 1000) as Instant;
    const track = new TrackSegment(propagator.states(elements, from, 1000, last - first + 2));
    const view = new View(edges, sensor, zone, track, first);
    return [...windowsIn(view, first, last)].map(({ startStep, endStep, sighting }) => ({
      startStep,
      endStep,
      startS: startStep > 0 ? view.edgeBetween(startStep - 1, startStep) : 0,
      endS: endStep < durationS ? view.edgeBetween(endStep, endStep + 1) : durationS,
      ...sighting.end(startStep, endStep, start),
      overHorizon: view.overHorizon,
    }));
  });
}

/** Runs of whole seconds at which the view touches the zone. */
function* windowsIn(view: View, first: number, last: number) {
  let run: { startStep: number; endStep: number; sighting: Sighting } | undefined;
  for (let step = first; step <= last; step++) {
    const point = view.mayTouch(step) ? view.touches(step) : undefined;
    if (point !== undefined) {
      run ??= { startStep: step, endStep: step, sighting: new Sighting(view) };
      run.endStep = step;
      run.sighting.add(point);
    } else if (run !== undefined) {
      yield run;
      run = undefined;
    }
  }
  if (run !== undefined) yield run;
}

/** A sensor's view of a zone from a stretch of its satellite's track. Times in seconds after the span's start. */
export class View {
  readonly zone: AccessZone;
  readonly frame = newSensorFrame();
  readonly rings: readonly FootprintRing[];
  overHorizon = false;
  readonly #edges: readonly Float64Array[];
  readonly #track: TrackSegment;
  readonly #first: number;
  readonly #alongTan: number;
  readonly #near: number;

  constructor(
    edges: readonly Float64Array[],
    sensor: SatelliteSensor,
    zone: AccessZone,
    track: TrackSegment,
    first: number,
  ) {
    this.zone = zone;
    this.rings = edges.map(newFootprintRing);
    this.#edges = edges;
    this.#track = track;
    this.#first = first;
    const along = sensor.type === 'cone' ? sensor.maxOffNadirDeg : sensor.alongHalfDeg;
    this.#alongTan = Math.tan(along * RADIANS);
    this.#near = (zone.west + zone.east) / 2;
  }

  /** Lays the footprint; where it and the zone share ground, a point of it. */
  touches(atS: number): readonly [x: number, y: number] | undefined {
    this.#track.frameAt((atS - this.#first) * 1000, this.frame);
    let found: readonly [number, number] | undefined;
    for (const [i, ring] of this.rings.entries()) {
      traceFootprint(ring, this.#edges[i] as Float64Array, this.frame, this.#near);
      if (ring.overHorizon) this.overHorizon = true;
      for (let turn = -360; turn <= 360 && found === undefined; turn += 360) {
        found = sharedPoint(this.zone, ring, turn);
      }
    }
    return found;
  }

  /** False where the zone's edge surely lies ahead of, or behind, all that the sensor sees. */
  mayTouch(atS: number): boolean {
    this.#track.frameAt((atS - this.#first) * 1000, this.frame);
    const { at, forward, down } = this.frame;
    const { shore, spacingKm } = this.zone;
    let [ahead, behind] = [true, true];
    for (let i = 0; i < shore.length; i += 3) {
      const x = (shore[i] as number) - (at[0] as number);
      const y = (shore[i + 1] as number) - (at[1] as number);
      const z = (shore[i + 2] as number) - (at[2] as number);
      const along =
        x * (forward[0] as number) + y * (forward[1] as number) + z * (forward[2] as number);
      const below = x * (down[0] as number) + y * (down[1] as number) + z * (down[2] as number);
      const room = this.#alongTan * Math.max(0, below + spacingKm) + spacingKm;
      if (along < room) ahead = false;
      if (along > -room) behind = false;
      if (!ahead && !behind) return true;
    }
    return false;
  }

  /** Seconds, to half a millisecond: where what is true of one moment turns into what is true of the other. */
  edgeBetween(from: number, to: number): number {
    const before = this.touches(from) !== undefined;
    let [low, high] = [from, to];
    while (high - low > 0.0005) {
      const middle = (low + high) / 2;
      if ((this.touches(middle) !== undefined) === before) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
}
