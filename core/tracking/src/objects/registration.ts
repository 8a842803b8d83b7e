import { COVARIANCE, EXISTENCE, MEAN, MODES, STRIDE } from './belief.ts';
import { PLACE, SIGHT } from './correct.ts';
import type { Detections } from './detections.ts';
import { insideBy } from './field.ts';
import type { Followed } from './followed.ts';
import type { Meeting } from './meeting.ts';
import {
  addMisfit,
  clearMisfit,
  errorIn,
  fade,
  type MisfitSum,
  noMisfit,
  seemingLag,
  takeOff,
} from './misfit-sum.ts';
import { FEW, OffsetVote } from './offset-vote.ts';
import { isPlaced, type Scan } from './scan.ts';
import {
  about,
  cleared,
  commonError,
  isAlike,
  isLittle,
  isNone,
  middleOf,
  NO_ERROR,
  plus,
  type SensorError,
} from './sensor-error.ts';

/** Seconds until a sensor is judged again: for gross errors, for fine ones. */
const GROSS_AGAIN = 20;
const FINE_AGAIN = 2;
/** Seconds until one whose vote was not clear votes again. */
const UNCLEAR_AGAIN = 1;
/** Only what surely exists, and surely caused a detection, tells of a sensor. */
const SURELY = 0.9;
/** So many pairs of one scan are enough. */
const MOST = 32;

/** What is known of one sensor: plain data. */
export interface Judged {
  error: SensorError;
  readonly misfit: MisfitSum;
  /** Whether it has been compared with others at all. */
  compared: boolean;
  /** How often an error was found, and the time at which it was first found wrong. */
  judgements: number;
  since?: number;
  /** Seconds: when it is judged next. */
  gross: number;
  fine: number;
}

/** A sensor's error as it is shown. */
export interface RegisteredSensor extends SensorError {
  readonly sensor: string;
  /** How often an error was found. */
  readonly judgements: number;
  /** Seconds: when it was first found wrong; absent while it is right. */
  readonly since?: number;
}

/**
 * Where each sensor is wrong about its own place, north and clock, told from objects that others
 * follow too.
 *
 * Gross errors are voted on, fine ones summed up from what is beside its object. What most sensors
 * have in common is taken for an error of the frame, which is as whoever was heard first had it: then
 * the frame is moved, and who was heard first is corrected.
 */
export class Registration {
  #sensors = new Map<string, Judged>();
  readonly #vote = new OffsetVote();
  readonly #recalled = new Float64Array(STRIDE);
  readonly #middle: readonly [number, number];
  /** Where each sensor that stands still says it stands. */
  #origins = new Map<string, readonly [number, number]>();

  constructor([x0, y0, x1, y1]: readonly [number, number, number, number]) {
    this.#middle = [(x0 + x1) / 2, (y0 + y1) / 2];
  }

  written(): RegistrationState {
    return { sensors: this.#sensors, origins: this.#origins };
  }

  restore({ sensors, origins }: RegistrationState): void {
    this.#sensors = new Map(
      [...sensors].map(([sensor, { misfit, ...rest }]) => [
        sensor,
        {
          ...rest,
          misfit: { ...misfit, matrix: misfit.matrix.slice(), side: misfit.side.slice() },
        },
      ]),
    );
    this.#origins = new Map(origins);
  }

  /** The sensors that have been compared with others, in the order in which they were heard. */
  shown(): readonly RegisteredSensor[] {
    return [...this.#sensors]
      .filter(([, { compared }]) => compared)
      .map(([sensor, { error, judgements, since }]) => ({
        sensor,
        ...error,
        judgements,
        ...(since !== undefined && !isNone(error) && { since }),
      }));
  }

  of(sensor: string): SensorError {
    return this.#sensors.get(sensor)?.error ?? NO_ERROR;
  }

  /**
   * Whether a scan can tell of its sensor's error: a moving one's is another each time, and who is
   * heard alone has nobody to be compared with.
   */
  tells(scan: Scan): boolean {
    if (!isPlaced(scan.measure) || scan.poseSigma !== undefined) return false;
    if (!this.#sensors.has(scan.sensor)) this.#first(scan);
    return this.#sensors.size > 1;
  }

  /** Votes on a sensor's gross error, if it is due, by its scan as corrected so far: true if one was found. */
  judge(scan: Scan, followed: Followed, detections: Detections): boolean {
    const judged = this.#sensors.get(scan.sensor);
    if (judged !== undefined && judged.gross > scan.t) return false;
    this.#origins.set(scan.sensor, scan.origin);
    const now = judged ?? this.#first(scan);
    now.gross = scan.t + UNCLEAR_AGAIN;
    if (scan.detections.length < FEW) return false;
    detections.read(scan);
    const { beliefs, count } = followed;
    this.#vote.open(scan.origin);
    for (let i = 0; i < count; i++) {
      const m = STRIDE * i + MEAN;
      if (followed.existence(i) < 0.5) continue;
      if (insideBy(scan, beliefs[m] as number, beliefs[m + 1] as number) < 0) continue;
      followed.recall(i, scan.t, this.#recalled, 0);
      blend(this.#recalled, 0);
      this.#vote.add(blended[0] as number, blended[1] as number, detections);
    }
    const real = Math.max(0, scan.detections.length - scan.clutter);
    const found = this.#vote.close(real, scan.measure !== 'place');
    if (found === undefined) return false;
    now.gross = scan.t + GROSS_AGAIN;
    now.compared = true;
    if (found === NO_ERROR) return false;
    this.#correct(now, found);
    now.judgements += 1;
    now.since ??= scan.t;
    return true;
  }

  /** Sums up how a scan's detections lie beside their objects, before those are corrected by them. */
  learn(scan: Scan, met: number, { pairs, first, work, sights }: Meeting): void {
    const { misfit } = this.#sensors.get(scan.sensor) ?? this.#first(scan);
    fade(misfit, scan.t);
    const { places } = pairs;
    let used = 0;
    for (let n = 0; n < met && used < MOST; n++) {
      const o = STRIDE * n;
      if ((work[o + EXISTENCE] as number) < SURELY) continue;
      const to = first[n + 1] as number;
      for (let e = first[n] as number; e < to; e++) {
        if ((places[PLACE * e + 2] as number) < SURELY) continue;
        blend(work, o);
        const s = SIGHT * n + 3;
        const x = blended[0] as number;
        const y = blended[1] as number;
        addMisfit(
          misfit,
          (places[PLACE * e] as number) - x,
          (places[PLACE * e + 1] as number) - y,
          x - scan.origin[0],
          y - scan.origin[1],
          blended[2] as number,
          blended[3] as number,
          (blended[4] as number) + (sights[s] as number),
          (blended[5] as number) + (sights[s + 1] as number),
          (blended[6] as number) + (sights[s + 2] as number),
        );
        used += 1;
        break;
      }
    }
  }

  /**
   * Judges a sensor by what was summed up, if it is due, and then the frame by the majority. Says by
   * how much the frame was wrong, told about `middle`, where it was.
   */
  review(scan: Scan): SensorError | undefined {
    const judged = this.#sensors.get(scan.sensor);
    if (judged === undefined || judged.fine > scan.t) return undefined;
    judged.fine = scan.t + FINE_AGAIN;
    const found = errorIn(judged.misfit, judged.error, this.#usualLag(judged));
    if (found !== undefined) this.#refine(judged, found);
    if (found !== undefined) judged.judgements += 1;
    if (!judged.compared && judged.misfit.pairs > ENOUGH) judged.compared = true;
    const moved = this.#settleFrame();
    for (const one of this.#sensors.values()) if (!isNone(one.error)) one.since ??= scan.t;
    return moved;
  }

  get middle(): readonly [number, number] {
    return this.#middle;
  }

  #first({ sensor, origin }: Scan): Judged {
    const never = Number.NEGATIVE_INFINITY;
    const judged: Judged = {
      error: NO_ERROR,
      misfit: noMisfit(),
      compared: false,
      judgements: 0,
      gross: never,
      fine: never,
    };
    this.#sensors.set(sensor, judged);
    this.#origins.set(sensor, origin);
    return judged;
  }

  /**
   * By how much the other sensors' clocks seem ahead, in the middle: as far as this one's does, too.
   * `undefined` where it seems wrong only beside them, or they only beside it.
   */
  #usualLag(judged: Judged): number | undefined {
    const own = seemingLag(judged.misfit);
    if (own === undefined) return undefined;
    const lags: number[] = [];
    for (const one of this.#sensors.values()) {
      const lag = one === judged ? undefined : seemingLag(one.misfit);
      if (lag !== undefined) lags.push(lag);
    }
    const usual = middleOf(lags);
    if (usual === undefined || own * (own - usual) <= 0) return undefined;
    return Math.abs(own - usual) < Math.abs(own) ? usual : 0;
  }

  /** What was not known before changes what others see, too: then it is summed up anew. */
  #refine(judged: Judged, found: SensorError): void {
    const { error, misfit } = judged;
    const after = cleared(plus(error, found));
    const { dx, dy, turn, lag } = after;
    if (Math.abs(turn) > MOST_TURN || Math.abs(lag) > MOST_LAG || Math.hypot(dx, dy) > FARTHEST) {
      clearMisfit(misfit);
      return;
    }
    judged.error = after;
    const change = plus(after, error, -1);
    if (isLittle(change) || isAlike(error, after)) takeOff(misfit, change);
    else for (const one of this.#sensors.values()) clearMisfit(one.misfit);
  }

  #correct(judged: Judged, found: SensorError): void {
    judged.error = cleared(plus(judged.error, found));
    for (const one of this.#sensors.values()) clearMisfit(one.misfit);
  }

  #settleFrame(): SensorError | undefined {
    let heard = 0;
    let right = 0;
    for (const { compared, error } of this.#sensors.values()) {
      if (compared) heard += 1;
      if (compared && isNone(error)) right += 1;
    }
    // Where most are right, no error is common to most.
    if (2 * right > heard) return undefined;
    const compared = [...this.#sensors].filter(([, one]) => one.compared);
    const [cx, cy] = this.#middle;
    const way = (sensor: string): readonly [number, number] => {
      const [x, y] = this.#origins.get(sensor) ?? [cx, cy];
      return [cx - x, cy - y];
    };
    const common = commonError(compared.map(([sensor, { error }]) => about(error, way(sensor))));
    if (common === undefined) return undefined;
    for (const [sensor, judged] of compared) {
      const [x, y] = way(sensor);
      const rest = plus(about(judged.error, [x, y]), common, -1);
      judged.error = cleared(about(rest, [-x, -y]));
    }
    return common;
  }
}

/** No sensor that can be used is wrong by more: radians, seconds, metres. */
const MOST_TURN = 0.1;
const MOST_LAG = 5;
const FARTHEST = 1000;
/** Pairs after which a sensor in which no error was found counts among the majority. */
const ENOUGH = 30;

export interface RegistrationState {
  readonly sensors: ReadonlyMap<string, Judged>;
  readonly origins: ReadonlyMap<string, readonly [number, number]>;
}

/** A belief's modes taken together: the mean of place and speed, and the covariance of the place. */
const blended = new Float64Array(7);

function blend(of: Float64Array, o: number): void {
  blended.fill(0);
  for (let j = 0; j < MODES; j++) {
    const weight = of[o + j] as number;
    const m = o + MEAN + 4 * j;
    const c = o + COVARIANCE + 10 * j;
    for (let k = 0; k < 4; k++)
      blended[k] = (blended[k] as number) + weight * (of[m + k] as number);
    blended[4] = (blended[4] as number) + weight * (of[c] as number);
    blended[5] = (blended[5] as number) + weight * (of[c + 1] as number);
    blended[6] = (blended[6] as number) + weight * (of[c + 4] as number);
  }
}
