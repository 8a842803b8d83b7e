import { associate } from './associate.ts';
import {
  type Beginning,
  begin,
  COVARIANCE,
  ESTIMATE,
  EXISTENCE,
  FIRST_SPEED,
  INSIDE,
  MEAN,
  MODES,
  STRIDE,
  TIME,
} from './belief.ts';
import { correct, PLACE, SIGHT } from './correct.ts';
import { correctEach } from './correct-each.ts';
import { useCount } from './count.ts';
import { Credits } from './credits.ts';
import { Crossings } from './crossings.ts';
import { Detections } from './detections.ts';
import { type Box, shareInBox } from './field.ts';
import { roomOf } from './flight.ts';
import { Followed } from './followed.ts';
import { Identities } from './identities.ts';
import { Labels } from './labels.ts';
import { NO_LOOK, raised, SURE } from './look-book.ts';
import { Meeting } from './meeting.ts';
import { moveFrame } from './move-frame.ts';
import { noiseAt } from './noise-at.ts';
import type { GivenUp, ObjectTrack } from './object-track.ts';
import type { ObjectsState } from './objects-state.ts';
import { pairwise } from './pairwise.ts';
import { type RegisteredSensor, Registration } from './registration.ts';
import { righted } from './righted.ts';
import { FASTEST, isPlaced, type Scan } from './scan.ts';
import { isNone } from './sensor-error.ts';
import { sightOf } from './sight.ts';
import { underWay, wayOf } from './signal-way.ts';
import { isWorthTelling, trackOf } from './telling.ts';
import { Undetected } from './undetected.ts';

/** Below this probability of existence an object is forgotten. */
const FORGOTTEN = 5e-4;
/** An object is lost when nobody knows its place better than this, metres. */
const LOST = 300;

export class ObjectTracker {
  readonly #box: Box;
  readonly undetected: Undetected;
  readonly #detections = new Detections();
  readonly #meeting: Meeting;
  readonly #registration: Registration;
  readonly #crossings = new Crossings();
  readonly labels = new Labels();
  readonly followed = new Followed();
  readonly #identities = new Identities();
  readonly #sight = new Float64Array(SIGHT);
  readonly #fresh = new Float64Array(STRIDE);
  readonly #place = new Float64Array(ESTIMATE);
  #alone = new Float64Array(256);
  #heard = new Float64Array(256);
  /** The longest that a scan has been under way so far, seconds. */
  lateness = 0;
  /** Metres per second: no sensor so far looks for what goes faster. */
  #fastest = FASTEST;
  #waiting: Scan[] = [];
  /** What each detection of the scan used last may be. */
  readonly credits = new Credits();
  readonly #holds: ((x: number, y: number) => boolean) | undefined;

  /** With `holds`, what only lines tell of begins only where it says so: elsewhere it is another's. */
  constructor(box: Box, holds?: (x: number, y: number) => boolean) {
    this.#box = box;
    this.#holds = holds;
    this.#meeting = new Meeting(box);
    this.undetected = new Undetected(box);
    this.#registration = new Registration(box);
  }

  /** Objects followed, reported or not. */
  get size(): number {
    return this.followed.count;
  }

  /** By how much each sensor misstates its place, its north and its time, as far as was found. */
  get registration(): readonly RegisteredSensor[] {
    return this.#registration.shown();
  }

  /** Whether nothing is under watch: no lines from which something may begin, and no encounter. */
  isQuiet(t: number): boolean {
    return !this.#identities.watching && this.#crossings.isQuiet(t);
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
    this.review(t);
  }

  /** Weighs, of those that are or were near each other, which is which: their ids may be exchanged. */
  review(t: number): void {
    this.#identities.review(t, this.followed, this.lateness);
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
    const estimate = this.estimate(i, t);
    return estimate && trackOf(this.followed.idOf(i), estimate, this.followed.existence(i));
  }

  /** As `report`, the numbers of `Motion.estimate` alone: they stand until the next call. */
  estimate(i: number, t: number): Float64Array | undefined {
    if (this.followed.existence(i) <= 0.5) return undefined;
    const { beliefs, motion } = this.followed;
    const place = this.#place;
    const b = STRIDE * i;
    motion.estimate(beliefs, b, t, place);
    const room = roomOf(beliefs, b, this.#fastest);
    if (!isWorthTelling(beliefs, b, t, place, this.#box, room)) return undefined;
    this.#identities.widen(this.followed.idOf(i), place);
    return place;
  }

  /** The part of a belief's place that lies in the sector. */
  #inside(of: Float64Array, o: number): number {
    const place = this.#place;
    this.followed.motion.estimate(of, o, of[o + TIME] as number, place);
    const sigma = Math.sqrt(((place[4] as number) + (place[6] as number)) / 2);
    return shareInBox(this.#box, place[0] as number, place[1] as number, sigma);
  }

  #expectFast(fastest: number): void {
    this.#fastest = Math.max(this.#fastest, fastest);
    this.followed.motion.flying = this.#fastest > FASTEST;
  }

  /**
   * Uses a scan at once. With `own`, new objects begin only from the detections it marks; the others
   * are another tracker's to begin from. What each detection may be stands in `credits` afterwards.
   */
  use(scan: Scan, own?: Uint8Array): void {
    this.credits.clear();
    if (scan.measure === 'count') {
      useCount(scan, this.followed, this.undetected);
      return;
    }
    if (scan.measure !== 'difference') {
      this.#follow(scan, own);
      return;
    }
    for (const one of pairwise(scan)) {
      const from = this.credits.size;
      this.#follow(one.scan);
      this.credits.renumber(from, one.numbers);
    }
  }

  /** A scan with what its sensor is known to misstate taken off. */
  #righted(scan: Scan): Scan {
    const error = this.#registration.of(scan.sensor);
    if (isNone(error)) return scan;
    // Set to its time, it may come before what has been used already.
    if (error.lag !== 0) this.lateness = Math.max(this.lateness, Math.abs(error.lag) + 1);
    return righted(scan, error);
  }

  #follow(said: Scan, own?: Uint8Array): void {
    this.#expectFast(said.fastest ?? 0);
    this.lateness = Math.max(this.lateness, underWay(said));
    // Where one looks for what flies, the others do not.
    const told =
      this.#fastest > FASTEST && said.fastest === undefined ? { ...said, fastest: FASTEST } : said;
    let scan = this.#righted(told);
    const placed = isPlaced(scan.measure);
    const found = this.#detections;
    const tells = this.#registration.tells(scan);
    if (placed) this.undetected.expect(scan);
    if (tells && this.#registration.judge(scan, this.followed, found)) scan = this.#righted(told);
    found.read(scan);
    if (found.size > this.#alone.length) {
      this.#alone = new Float64Array(2 * found.size);
      this.#heard = new Float64Array(2 * found.size);
    }
    for (let k = 0; k < found.size; k++) {
      const fresh = placed
        ? scan.pd * this.undetected.at(found.x[k] as number, found.y[k] as number)
        : 0;
      this.#alone[k] = (found.clutter[k] as number) + fresh;
    }
    const met = this.#meeting.gather(scan, this.followed, found, this.#alone, this.#fastest);
    const { pairs, first } = this.#meeting;
    if (scan.labels !== undefined) this.labels.weigh(scan, met, this.#meeting, this.followed);
    associate(pairs, first, met, this.#alone, this.#heard, found.size);
    if (scan.labels !== undefined) this.labels.bind(scan, met, this.#meeting, this.followed);
    if (placed)
      this.#identities.note(
        scan,
        found,
        this.#alone,
        this.#heard,
        this.#meeting,
        met,
        this.followed,
      );
    const each = scan.noises !== undefined;
    if (each) this.#meeting.settleNoises(met);
    if (tells) this.#registration.learn(scan, met, this.#meeting);
    for (let n = 0; n < met; n++) this.#settle(n, this.#meeting.times[n] as number, each);
    if (placed) {
      for (let k = 0; k < found.size; k++) if (own?.[k] !== 0) this.#bear(k, scan);
      this.undetected.sweep(scan);
    }
    if (scan.measure === 'bearing' || scan.measure === 'difference') this.#cross(scan);
    if (!tells) return;
    const moved = this.#registration.review(scan);
    if (moved === undefined) return;
    moveFrame(this.followed, moved, this.#registration.middle);
    this.#identities.forget();
  }

  /** The arrays in use: write them down before anything changes. */
  written(): ObjectsState {
    return {
      followed: this.followed.written(),
      undetected: this.undetected.written(),
      registration: this.#registration.written(),
      crossings: this.#crossings.written(),
      labels: this.labels.written(),
      identities: this.#identities.written(),
      lateness: this.lateness,
      fastest: this.#fastest,
    };
  }

  restore(state: ObjectsState): void {
    const { followed, undetected, registration, crossings, labels, identities, lateness } = state;
    this.#identities.restore(identities);
    this.followed.restore(followed);
    this.undetected.restore(undetected);
    this.#registration.restore(registration);
    this.#crossings.restore(crossings);
    this.labels.restore(labels);
    this.lateness = lateness;
    this.#expectFast(state.fastest);
  }

  #settle(n: number, t: number, each: boolean): void {
    const { met, first, pairs, work, sights, chance, inside, stays } = this.#meeting;
    const { beliefs, newest: looks, book } = this.followed;
    const i = met[n] as number;
    const o = STRIDE * n;
    const b = STRIDE * i;
    const from = first[n] as number;
    const count = (first[n + 1] as number) - from;
    const { places } = pairs;
    const before = work[o + EXISTENCE] as number;
    const pd = chance[n] as number;
    let seen = 0;
    for (let k = 0; k < count; k++) {
      const share = places[PLACE * (from + k) + 2] as number;
      seen += share;
      this.credits.add(pairs.detection[from + k] as number, i, share);
    }
    const unseen = (Math.max(0, 1 - seen) * before * (1 - pd)) / (1 - before * pd);
    const after = Math.min(SURE, seen + unseen);
    const was = before / (stays[n] as number);
    const gained = Math.log((after * (1 - was)) / ((1 - after) * was));
    const late = (beliefs[b + TIME] as number) > t;
    const newest = looks[i] as number;
    if (late && count === 0) {
      beliefs[b + EXISTENCE] = raised(beliefs[b + EXISTENCE] as number, gained);
      return;
    }
    if (late && book.before(newest, t) === NO_LOOK) return;
    for (let k = 0; k < count; k++) {
      const share = PLACE * (from + k) + 2;
      places[share] = (places[share] as number) / (seen + unseen);
    }
    const missed = unseen / (seen + unseen);
    const s = SIGHT * n;
    if (each && count > 0)
      correctEach(work, o, sights, s, places, PLACE * from, pairs.noises, count, missed);
    else correct(work, o, sights, s, places, PLACE * from, count, missed);
    work[o + EXISTENCE] = after;
    if (this.lateness > 0) {
      const seenAs = PLACE * from;
      looks[i] = book.write(newest, work, o, sights, s, places, seenAs, count, missed, gained);
      if (late) book.again(newest, work, o);
    }
    work[o + INSIDE] = late || (inside[n] as number) < 1 ? this.#inside(work, o) : 1;
    for (let k = 0; k < STRIDE; k++) beliefs[b + k] = work[o + k] as number;
  }

  /** Bearings of several sensors that nothing known explains may be of a new object. */
  #cross(scan: Scan): void {
    const unseen = this.undetected;
    const density = unseen.known ? (x: number, y: number) => unseen.at(x, y) : undefined;
    const crossings = this.#crossings.take(
      scan,
      this.#detections,
      this.#alone,
      this.#heard,
      density,
    );
    for (const { detection, ...crossing } of crossings) {
      if (this.#holds?.(crossing.x, crossing.y) === false) continue;
      const t = scan.t - wayOf(scan, crossing.x, crossing.y);
      const i = this.#begin({ ...crossing, t, ...firstSpeed(scan) });
      this.credits.add(detection, i, crossing.existence);
    }
  }

  /** Begins to follow an object, and returns its number. */
  #begin(beginning: Beginning): number {
    const i = this.followed.add();
    const { beliefs, newest, book } = this.followed;
    const o = STRIDE * i;
    begin(beliefs, o, beginning);
    beliefs[o + INSIDE] = this.#inside(beliefs, o);
    if (this.lateness > 0)
      newest[i] = book.write(NO_LOOK, beliefs, o, this.#sight, 0, this.#sight, 0, 0, 1, 0);
    return i;
  }

  /** A detection that no known object explains may be a new one. */
  #bear(k: number, scan: Scan): void {
    const alone = this.#alone[k] as number;
    const share = alone / (alone + Math.max(0, this.#heard[k] as number));
    const existence = share * (1 - (this.#detections.clutter[k] as number) / alone);
    if (existence < FORGOTTEN * 2) return;
    const sight = this.#sight;
    const x = this.#detections.x[k] as number;
    const y = this.#detections.y[k] as number;
    const first = { x, y, existence: Math.min(SURE, existence), t: scan.t };
    begin(this.#fresh, 0, { ...first, xx: 1, xy: 0, yy: 1 });
    sightOf(this.#fresh, 0, scan, sight, 0, this.#detections);
    if (scan.noises !== undefined) noiseAt(scan, this.#detections, sight, MODES, scan.noises[k]);
    const born = {
      ...first,
      xx: sight[3] as number,
      xy: sight[4] as number,
      yy: sight[5] as number,
      ...firstSpeed(scan),
    };
    this.credits.add(k, this.#begin(born), share);
  }

  /** Gives up what hardly exists any more, or is lost, and forgets old looks. */
  tidy(t: number): readonly GivenUp[] {
    const givenUp: GivenUp[] = [];
    const { beliefs, newest, book } = this.followed;
    for (let i = this.followed.count - 1; i >= 0; i--) {
      const b = STRIDE * i;
      const existence = beliefs[b + EXISTENCE] as number;
      const idle = Math.max(0, t - (beliefs[b + TIME] as number));
      const spread =
        (beliefs[b + COVARIANCE] as number) + idle * idle * (beliefs[b + COVARIANCE + 7] as number);
      if (
        existence > FORGOTTEN &&
        spread < (LOST * roomOf(beliefs, STRIDE * i, this.#fastest)) ** 2
      ) {
        const look = newest[i] as number;
        if (look !== NO_LOOK) book.forget(look, t - this.lateness - 1);
        continue;
      }
      this.undetected.give(beliefs[b + MEAN] as number, beliefs[b + MEAN + 1] as number, existence);
      const id = this.followed.ids[i] as number;
      if (id !== 0) givenUp.push({ id, gone: existence <= FORGOTTEN });
      this.labels.forget(id);
      this.followed.remove(i);
    }
    return givenUp;
  }
}

/** What is seen for the first time by what looks for faster things may be faster. */
const firstSpeed = ({ fastest }: Scan): { readonly speedSigma?: number } =>
  fastest === undefined ? {} : { speedSigma: (FIRST_SPEED * fastest) / FASTEST };
