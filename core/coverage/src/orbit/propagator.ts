import type { Instant } from '@greenline/base';
import {
  BulkPropagator,
  createSingleThreadRuntime,
  EcfPositionCalculator,
  EcfVelocityCalculator,
  EciBaseCalculator,
  GmstCalculator,
  json2satrec,
  type SatRec,
  twoline2satrec,
} from 'satellite.js';
import type { ElementSet } from './element-set.ts';
import { encodeTwoLine } from './two-line.ts';

type Runtime = Awaited<ReturnType<typeof createSingleThreadRuntime>>;

/** Evenly spaced states of one satellite, fixed to the Earth. Our own memory: nobody writes over it. */
export interface States {
  readonly from: Instant;
  readonly stepMs: number;
  readonly count: number;
  /** x, y, z in km, state after state. */
  readonly position: Float64Array;
  /** As `position`, km/s relative to the turning Earth. */
  readonly velocity: Float64Array;
  /** Index of the first state for which SGP4 fails (decayed, or no orbit any more). */
  readonly failedAt?: number;
}

/** States of one run: what stays in the processor's cache. */
const PORTION = 4_096;

/**
 * SGP4/SDP4 (Vallado 2006, WGS 72, improved mode), turned to the Earth by sidereal time (IAU 1982, UT1 taken
 * for UTC, no polar motion). By WebAssembly, which has its own memory: `close` gives it back.
 */
export class Propagator {
  readonly #bulk;
  #grid = '';
  readonly #dates = Array.from({ length: PORTION }, () => new Date(0));

  private constructor(runtime: Runtime) {
    this.#bulk = new BulkPropagator({
      runtime,
      calculators: [
        new EciBaseCalculator(),
        new GmstCalculator(),
        new EcfPositionCalculator(),
        new EcfVelocityCalculator(),
      ],
      satRecsCount: 1,
      datesCount: PORTION,
    });
  }

  static async open(): Promise<Propagator> {
    return new Propagator(await createSingleThreadRuntime());
  }

  /** States at from, from + step, …; in portions, so that memory stays small. */
  states(elements: ElementSet, from: Instant, stepMs: number, count: number): States {
    const position = new Float64Array(count * 3);
    const velocity = new Float64Array(count * 3);
    let failedAt: number | undefined;
    this.#bulk.setSatRecs([satRecOf(elements)]);
    for (let first = 0; first < count; first += PORTION) {
      const size = Math.min(PORTION, count - first);
      this.#setMoments(from + first * stepMs, stepMs, size);
      this.#bulk.run({ eci: { communityDecayCheckEnabled: true } });
      // Views on memory that moves: copied at once.
      const { ecfPosition, ecfVelocity, eci } = this.#bulk.getRawOutput();
      position.set(ecfPosition, first * 3);
      velocity.set(ecfVelocity, first * 3);
      addTurning(velocity, position, first, size);
      const failed = eci.error.findIndex((error) => error !== 0);
      if (failed >= 0) failedAt ??= first + failed;
    }
    return { from, stepMs, count, position, velocity, ...(failedAt !== undefined && { failedAt }) };
  }

  /** Kept from one satellite to the next: telling the library of moments costs a fifth of the states. */
  #setMoments(from: number, stepMs: number, size: number): void {
    const grid = `${from} ${stepMs} ${size}`;
    if (grid === this.#grid) return;
    for (let i = 0; i < size; i++) this.#dates[i]?.setTime(from + i * stepMs);
    this.#bulk.setDates(size === PORTION ? this.#dates : this.#dates.slice(0, size));
    this.#grid = grid;
  }

  close(): void {
    this.#bulk.dispose();
  }
}

/** Radians a second. */
const EARTH_TURNS = 7.292115e-5;

/** The library turns velocities to the Earth's axes, and leaves them relative to the stars. */
function addTurning(velocity: Float64Array, position: Float64Array, first: number, size: number) {
  for (let i = first * 3; i < (first + size) * 3; i += 3) {
    velocity[i] = (velocity[i] as number) + EARTH_TURNS * (position[i + 1] as number);
    velocity[i + 1] = (velocity[i + 1] as number) - EARTH_TURNS * (position[i] as number);
  }
}

const JULIAN_1970 = 2_440_587.5;
const RECORDS = new WeakMap<ElementSet, SatRec>();

/** The library's own record of elements; it writes into it, so it does not leave this package. */
export function satRecOf(elements: ElementSet): SatRec {
  const known = RECORDS.get(elements);
  if (known !== undefined) return known;
  const lines = encodeTwoLine(elements);
  const record = lines === undefined ? fromMessage(elements) : twoline2satrec(...lines);
  RECORDS.set(elements, record);
  return record;
}

/** For elements that two lines cannot hold. The library cuts the epoch at milliseconds. */
function fromMessage(elements: ElementSet): SatRec {
  const record = json2satrec({
    OBJECT_NAME: elements.objectName ?? '',
    OBJECT_ID: '',
    EPOCH: new Date(elements.epoch).toISOString(),
    MEAN_MOTION: elements.meanMotion,
    ECCENTRICITY: elements.eccentricity,
    INCLINATION: elements.inclination,
    RA_OF_ASC_NODE: elements.raOfAscNode,
    ARG_OF_PERICENTER: elements.argOfPericenter,
    MEAN_ANOMALY: elements.meanAnomaly,
    NORAD_CAT_ID: elements.noradCatId,
    ELEMENT_SET_NO: 0,
    REV_AT_EPOCH: 0,
    CLASSIFICATION_TYPE: 'U',
    EPHEMERIS_TYPE: 0,
    BSTAR: elements.bstar,
    MEAN_MOTION_DOT: elements.meanMotionDot,
    MEAN_MOTION_DDOT: elements.meanMotionDdot,
  });
  record.jdsatepoch = JULIAN_1970 + elements.epoch / 86_400_000;
  return record;
}
