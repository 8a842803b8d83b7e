import { associate } from './associate.ts';
import {
  at,
  begin,
  COVARIANCE,
  ESTIMATE,
  EXISTENCE,
  MEAN,
  STRIDE,
  TIME,
  WATCHED,
} from './belief.ts';
import { correct, PLACE, SIGHT } from './correct.ts';
import { Credits } from './credits.ts';
import { Detections } from './detections.ts';
import { type Box, insideBy, shareBy } from './field.ts';
import { Followed, type FollowedState } from './followed.ts';
import { Identities } from './identities.ts';
import { NO_LOOK, raised, SURE } from './look-book.ts';
import { Meeting } from './meeting.ts';
import type { GivenUp, ObjectTrack } from './object-track.ts';
import { type Judged, Registration } from './registration.ts';
import type { Scan } from './scan.ts';
import { sightOf } from './sight.ts';
import { Undetected, type UndetectedState } from './undetected.ts';

/** A report this far off, in metres, is as bad as none: what a report is worth follows from it. */
const WORTHLESS = 100;
/** Below this probability of existence an object is forgotten. */
const FORGOTTEN = 5e-4;
/** An object is lost when nobody knows its place better than this, metres. */
const LOST = 300;
/** A sensor that is where it says. */
const SOUND = { dx: 0, dy: 0 };

export class ObjectTracker {
  readonly #box: Box;
  readonly #undetected: Undetected;
  readonly #detections = new Detections();
  readonly #meeting = new Meeting();
  readonly #registration = new Registration();
  readonly followed = new Followed();
  readonly #identities = new Identities();
  readonly #recalled = new Float64Array(STRIDE);
  readonly #sight = new Float64Array(SIGHT);
  readonly #place = new Float64Array(ESTIMATE);
  #alone = new Float64Array(256);
  #heard = new Float64Array(256);
  /** The longest that a scan has been under way so far, seconds. */
  lateness = 0;
  #waiting: Scan[] = [];
  /** What each detection of the scan used last may be. */
  readonly credits = new Credits();

  constructor(box: Box) {
    this.#box = box;
    this.#undetected = new Undetected(box);
  }

  /** Objects followed, reported or not. */
  get size(): number {
    return this.followed.count;
  }

  take(scan: Scan): void {
    this.#waiting.push(scan);
  }

  /** Uses everything taken that had arrived by `t`, in order of measurement. */
  advance(t: number): void {
    const due = this.#waiting.filter(({ ta }) => ta <= t).sort((a, b) => a.t - b.t);
    if (due.length > 0) this.#waiting = this.#waiting.filter(({ ta }) => ta > t);
    for (const scan of due) this.lateness = Math.max(this.lateness, scan.ta - scan.t);
    for (const scan of due) this.use(scan);
    this.tidy(t);
    this.#identities.review(t, this.followed);
  }

  /** The objects that are worth reporting at a time. */
  *tracks(t: number): Generator<ObjectTrack> {
    for (let i = 0; i < this.followed.count; i++) {
      const track = this.report(i, t);
      if (track !== undefined) yield track;
    }
  }

  /** The i-th object at a time, if it is worth reporting. */
  report(i: number, t: number): ObjectTrack | undefined {
    const { beliefs, motion } = this.followed;
    const existence = this.followed.existence(i);
    if (existence <= 0.5) return undefined;
    motion.estimate(beliefs, STRIDE * i, t, this.#place);
    const [x, y, vx, vy, xx, xy, yy] = this.#place as unknown as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // Where nobody looks, it may have left the sector.
    const watched = t - at(beliefs, STRIDE * i + WATCHED) < 1;
    const within = watched ? 1 : this.#within(x, y, Math.sqrt((xx + yy) / 2));
    const left = 1 - (xx + yy) / WORTHLESS ** 2;
    if (left <= 0 || existence * within < 0.5 / left) return undefined;
    return { id: this.followed.idOf(i), x, y, vx, vy, xx, xy, yy, existence };
  }

  /** The probability that an object, `sigma` metres wide, is in the sector. */
  #within(x: number, y: number, sigma: number): number {
    const [x0, y0, x1, y1] = this.#box;
    return shareBy(Math.min(x - x0, x1 - x, y - y0, y1 - y) / sigma);
  }

  /**
   * Uses a scan at once. With `own`, new objects begin only from the detections it marks; the others
   * are another tracker's to begin from. What each detection may be stands in `credits` afterwards.
   */
  use(scan: Scan, own?: Uint8Array): void {
    this.credits.clear();
    const placed = scan.measure !== 'bearing';
    if (placed) this.#undetected.expect(scan);
    if (placed && this.#registration.due(scan.sensor, scan.t)) this.#judge(scan);
    const { dx, dy } = this.#registration.of(scan.sensor) ?? SOUND;
    const found = this.#detections;
    found.read(scan, dx, dy);
    if (found.size > this.#alone.length) {
      this.#alone = new Float64Array(2 * found.size);
      this.#heard = new Float64Array(2 * found.size);
    }
    for (let k = 0; k < found.size; k++) {
      const fresh = placed ? scan.pd * this.#undetected.at(at(found.x, k), at(found.y, k)) : 0;
      this.#alone[k] = at(found.clutter, k) + fresh;
    }
    const met = this.#meeting.gather(scan, dx, dy, this.followed, found, this.#alone);
    const { pairs, first } = this.#meeting;
    associate(pairs, first, met, this.#alone, this.#heard, found.size);
    for (let n = 0; n < met; n++) this.#settle(n, scan.t);
    if (!placed) return;
    for (let k = 0; k < found.size; k++) if (own?.[k] !== 0) this.#bear(k, scan, dx, dy);
    this.#undetected.sweep(scan);
  }

  /** Sensors whose places are corrected here, and by how much. */
  *corrected(): Generator<readonly [sensor: string, judged: Readonly<Judged>]> {
    for (const one of this.#registration.written()) if (one[1].votes > 0) yield one;
  }

  /** The arrays in use: write them down before anything changes. */
  written(): ObjectsState {
    return {
      followed: this.followed.written(),
      undetected: this.#undetected.written(),
      registration: this.#registration.written(),
      lateness: this.lateness,
    };
  }

  restore({ followed, undetected, registration, lateness }: ObjectsState): void {
    this.followed.restore(followed);
    this.#undetected.restore(undetected);
    this.#registration.restore(registration);
    this.lateness = lateness;
  }

  /** Compares where the sensor sees objects with where others have seen them. */
  #judge(scan: Scan): void {
    this.#detections.read(scan, 0, 0);
    this.#registration.open();
    let objects = 0;
    const { beliefs, count } = this.followed;
    for (let i = 0; i < count; i++) {
      const m = STRIDE * i + MEAN;
      if (this.followed.existence(i) < 0.5) continue;
      if (insideBy(scan, at(beliefs, m), at(beliefs, m + 1)) < 0) continue;
      this.followed.recall(i, scan.t, this.#recalled, 0);
      const { x, y } = middle(this.#recalled, 0);
      this.#registration.vote(x, y, this.#detections);
      objects += 1;
    }
    const real = scan.detections.length - scan.clutter;
    this.#registration.close(scan.sensor, scan.t, Math.min(objects, Math.max(real, 0)));
  }

  #settle(n: number, t: number): void {
    const { met, first, pairs, work, sights, chance } = this.#meeting;
    const { beliefs, newest: looks, book } = this.followed;
    const i = met[n] as number;
    const o = STRIDE * n;
    const b = STRIDE * i;
    const from = first[n] as number;
    const count = (first[n + 1] as number) - from;
    const { places } = pairs;
    const before = at(work, o + EXISTENCE);
    const pd = at(chance, n);
    let seen = 0;
    for (let k = 0; k < count; k++) {
      const share = at(places, PLACE * (from + k) + 2);
      seen += share;
      this.credits.add(pairs.detection[from + k] as number, i, share);
    }
    const unseen = (Math.max(0, 1 - seen) * before * (1 - pd)) / (1 - before * pd);
    const after = Math.min(SURE, seen + unseen);
    const gained = Math.log((after * (1 - before)) / ((1 - after) * before));
    const late = at(beliefs, b + TIME) > t;
    const newest = looks[i] as number;
    if (late && count === 0) {
      beliefs[b + EXISTENCE] = raised(at(beliefs, b + EXISTENCE), gained);
      return;
    }
    if (late && book.before(newest, t) === NO_LOOK) return;
    for (let k = 0; k < count; k++) {
      const share = PLACE * (from + k) + 2;
      places[share] = at(places, share) / (seen + unseen);
    }
    const missed = unseen / (seen + unseen);
    const s = SIGHT * n;
    correct(work, o, sights, s, places, PLACE * from, count, missed);
    work[o + EXISTENCE] = after;
    if (this.lateness > 0) {
      const args = [sights, s, places, PLACE * from, count, missed, gained] as const;
      looks[i] = book.write(newest, work, o, ...args);
      if (late) book.again(newest, work, o);
    }
    for (let k = 0; k < STRIDE; k++) beliefs[b + k] = at(work, o + k);
  }

  /** A detection that no known object explains may be a new one. */
  #bear(k: number, scan: Scan, dx: number, dy: number): void {
    const alone = at(this.#alone, k);
    const share = alone / (alone + Math.max(0, at(this.#heard, k)));
    const existence = share * (1 - at(this.#detections.clutter, k) / alone);
    if (existence < FORGOTTEN * 2) return;
    const i = this.followed.add();
    this.credits.add(k, i, share);
    const { beliefs, newest, book } = this.followed;
    const o = STRIDE * i;
    const sight = this.#sight;
    const x = at(this.#detections.x, k);
    const y = at(this.#detections.y, k);
    const first = { x, y, existence: Math.min(SURE, existence), t: scan.t };
    begin(beliefs, o, { ...first, xx: 1, xy: 0, yy: 1 });
    sightOf(beliefs, o, scan, dx, dy, sight, 0);
    const [xx, xy, yy] = [3, 4, 5].map((n) => at(sight, n)) as [number, number, number];
    begin(beliefs, o, { ...first, xx, xy, yy });
    if (this.lateness > 0) newest[i] = book.write(NO_LOOK, beliefs, o, sight, 0, sight, 0, 0, 1, 0);
  }

  /** Gives up what hardly exists any more, or is lost, and forgets old looks. */
  tidy(t: number): readonly GivenUp[] {
    const givenUp: GivenUp[] = [];
    const { beliefs, newest, book } = this.followed;
    for (let i = this.followed.count - 1; i >= 0; i--) {
      const b = STRIDE * i;
      const existence = at(beliefs, b + EXISTENCE);
      const idle = Math.max(0, t - at(beliefs, b + TIME));
      const spread = at(beliefs, b + COVARIANCE) + idle * idle * at(beliefs, b + COVARIANCE + 7);
      if (existence > FORGOTTEN && spread < LOST ** 2) {
        const look = newest[i] as number;
        if (look !== NO_LOOK) book.forget(look, t - this.lateness - 1);
        continue;
      }
      this.#undetected.give(at(beliefs, b + MEAN), at(beliefs, b + MEAN + 1), existence);
      const id = this.followed.ids[i] as number;
      if (id !== 0) givenUp.push({ id, gone: existence <= FORGOTTEN });
      this.followed.remove(i);
    }
    return givenUp;
  }
}

/** All that a tracker remembers, as plain arrays; scans that wait are not in it. */
export interface ObjectsState {
  readonly followed: FollowedState;
  readonly undetected: UndetectedState;
  readonly registration: ReadonlyMap<string, Judged>;
  readonly lateness: number;
}

/** The mean of a belief's modes. */
function middle(of: Float64Array, o: number): { x: number; y: number } {
  const mean = (axis: number) =>
    [0, 1, 2].reduce((sum, j) => sum + at(of, o + j) * at(of, o + MEAN + 4 * j + axis), 0);
  return { x: mean(0), y: mean(1) };
}
