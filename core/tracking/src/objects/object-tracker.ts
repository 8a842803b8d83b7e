import { associate, Pairs } from './associate.ts';
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
import { correct, likelihood, PLACE, SIGHT, weigh } from './correct.ts';
import { Detections } from './detections.ts';
import { bounds, insideBy, shareBy } from './field.ts';
import { LookBook, NO_LOOK, raised, SURE } from './look-book.ts';
import { Motion } from './motion.ts';
import { Registration } from './registration.ts';
import type { Scan } from './scan.ts';
import { ANYWHERE, aim, sightOf } from './sight.ts';
import { Undetected } from './undetected.ts';

/** An object as it is reported: metres and m/s in the plane of the sector. */
export interface ObjectTrack {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** A report this far off, in metres, is as bad as none: what a report is worth follows from it. */
const WORTHLESS = 100;
const FASTEST = 40;
/** Below this probability of existence an object is forgotten. */
const FORGOTTEN = 5e-4;
/** An object is lost when nobody knows its place better than this, metres. */
const LOST = 300;
const GATE = 4.5;
/** A sensor that is where it says. */
const SOUND = { dx: 0, dy: 0 };

export class ObjectTracker {
  readonly #box: readonly [number, number, number, number];
  readonly #undetected: Undetected;
  readonly #detections = new Detections();
  readonly #pairs = new Pairs();
  readonly #registration = new Registration();
  readonly #motion = new Motion();
  readonly #book = new LookBook(this.#motion);
  #beliefs = new Float64Array(STRIDE * 1024);
  #ids = new Int32Array(1024);
  #newest = new Int32Array(1024);
  #count = 0;
  #named = 0;
  /** Objects that the scan meets, as they were at its time. */
  #met = new Int32Array(1024);
  #work = new Float64Array(STRIDE * 1024);
  #sights = new Float64Array(SIGHT * 1024);
  #chance = new Float64Array(1024);
  #first = new Int32Array(1025);
  #alone = new Float64Array(256);
  #heard = new Float64Array(256);
  readonly #found = new Int32Array(64);
  /** The longest that a scan has been under way so far, seconds. */
  #lateness = 0;
  #waiting: Scan[] = [];

  constructor(box: readonly [number, number, number, number]) {
    this.#box = box;
    this.#undetected = new Undetected(box);
  }

  /** Objects followed, reported or not. */
  get size(): number {
    return this.#count;
  }

  take(scan: Scan): void {
    this.#waiting.push(scan);
  }

  /** Uses everything taken that had arrived by `t`, in order of measurement. */
  advance(t: number): void {
    const due = this.#waiting.filter(({ ta }) => ta <= t).sort((a, b) => a.t - b.t);
    if (due.length > 0) this.#waiting = this.#waiting.filter(({ ta }) => ta > t);
    for (const scan of due) this.#lateness = Math.max(this.#lateness, scan.ta - scan.t);
    for (const scan of due) this.#use(scan);
    this.#tidy(t);
  }

  /** The objects that are worth reporting at a time. */
  *tracks(t: number): Generator<ObjectTrack> {
    const place = new Float64Array(ESTIMATE);
    for (let i = 0; i < this.#count; i++) {
      const existence = at(this.#beliefs, STRIDE * i + EXISTENCE);
      if (existence <= 0.5) continue;
      this.#motion.estimate(this.#beliefs, STRIDE * i, t, place);
      const [x, y, vx, vy, xx, xy, yy] = place as unknown as number[] as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      // Where nobody looks, it may have left the sector.
      const watched = t - at(this.#beliefs, STRIDE * i + WATCHED) < 1;
      const within = watched ? 1 : this.#within(x, y, Math.sqrt((xx + yy) / 2));
      const left = 1 - (xx + yy) / WORTHLESS ** 2;
      if (left <= 0 || existence * within < 0.5 / left) continue;
      if (this.#ids[i] === 0) {
        this.#named += 1;
        this.#ids[i] = this.#named;
      }
      yield { id: this.#ids[i] as number, x, y, vx, vy, xx, xy, yy };
    }
  }

  /** The probability that an object, `sigma` metres wide, is in the sector. */
  #within(x: number, y: number, sigma: number): number {
    const [x0, y0, x1, y1] = this.#box;
    return shareBy(Math.min(x - x0, x1 - x, y - y0, y1 - y) / sigma);
  }

  #use(scan: Scan): void {
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
    const met = this.#meet(scan, dx, dy);
    associate(this.#pairs, this.#first, met, this.#alone, this.#heard, found.size);
    for (let n = 0; n < met; n++) this.#settle(n, scan.t);
    if (!placed) return;
    for (let k = 0; k < found.size; k++) this.#bear(k, scan, dx, dy);
    this.#undetected.sweep(scan);
  }

  /** Compares where the sensor sees objects with where others have seen them. */
  #judge(scan: Scan): void {
    this.#detections.read(scan, 0, 0);
    this.#registration.open();
    let objects = 0;
    for (let i = 0; i < this.#count; i++) {
      const b = STRIDE * i;
      if (at(this.#beliefs, b + EXISTENCE) < 0.5) continue;
      if (insideBy(scan, at(this.#beliefs, b + MEAN), at(this.#beliefs, b + MEAN + 1)) < 0)
        continue;
      this.#recall(i, scan.t, 0);
      const { x, y } = middle(this.#work, 0);
      this.#registration.vote(x, y, this.#detections);
      objects += 1;
    }
    const real = scan.detections.length - scan.clutter;
    this.#registration.close(scan.sensor, scan.t, Math.min(objects, Math.max(real, 0)));
  }

  /** Gathers the objects that may be in the scan's field, and what they may have caused. */
  #meet(scan: Scan, dx: number, dy: number): number {
    const [x0, y0, x1, y1] = bounds(scan);
    let met = 0;
    this.#pairs.size = 0;
    for (let i = 0; i < this.#count; i++) {
      const b = STRIDE * i;
      const x = at(this.#beliefs, b + MEAN) + dx;
      const y = at(this.#beliefs, b + MEAN + 1) + dy;
      const about = 50 + FASTEST * Math.abs(scan.t - at(this.#beliefs, b + TIME));
      if (x < x0 - about || x > x1 + about || y < y0 - about || y > y1 + about) continue;
      if (insideBy(scan, x, y) < -about) continue;
      if (this.#meetOne(scan, dx, dy, i, met)) met += 1;
    }
    this.#first[met] = this.#pairs.size;
    return met;
  }

  #meetOne(scan: Scan, dx: number, dy: number, i: number, n: number): boolean {
    const work = this.#work;
    const o = STRIDE * n;
    this.#recall(i, scan.t, o);
    const s = SIGHT * n;
    const pd = sightOf(work, o, scan, dx, dy, this.#sights, s);
    if (pd < 0.01) return false;
    this.#met[n] = i;
    if (aim.inside > 0.5 && scan.t > at(work, o + WATCHED)) work[o + WATCHED] = scan.t;
    this.#chance[n] = pd;
    const from = this.#pairs.size;
    this.#first[n] = from;
    const reach = scan.measure === 'bearing' ? this.#bearings(o, s) : this.#places(o, s);
    const count = this.#pairs.size - from;
    if (count === 0) return true;
    const existence = at(work, o + EXISTENCE);
    weigh(work, o, this.#sights, s, this.#pairs.places, PLACE * from, count);
    const scale = (reach * existence) / (1 - existence * pd);
    this.#pairs.size = from;
    for (let k = 0; k < count; k++) {
      const e = from + k;
      const weight = scale * likelihood(work, o, k);
      const detection = this.#pairs.detection[e] as number;
      if (weight < 1e-3 * at(this.#alone, detection)) continue;
      const { places } = this.#pairs;
      this.#pairs.add(detection, at(places, 3 * e), at(places, 3 * e + 1), weight);
    }
    return true;
  }

  /** What was believed of an object at a time, perhaps long ago, is put to work. */
  #recall(i: number, t: number, o: number): void {
    const b = STRIDE * i;
    const work = this.#work;
    if (at(this.#beliefs, b + TIME) <= t) {
      for (let k = 0; k < STRIDE; k++) work[o + k] = at(this.#beliefs, b + k);
      this.#motion.predict(work, o, t);
      return;
    }
    const newest = this.#newest[i] as number;
    const look = this.#book.before(newest, t);
    if (look !== NO_LOOK) {
      this.#book.recall(look, work, o);
      this.#motion.predict(work, o, t);
      return;
    }
    // Not known yet at the time: where it must have come from.
    const oldest = this.#book.oldest(newest);
    if (oldest === NO_LOOK) for (let k = 0; k < STRIDE; k++) work[o + k] = at(this.#beliefs, b + k);
    else this.#book.recall(oldest, work, o);
    const back = at(work, o + TIME) - t;
    for (let j = 0; j < 3; j++) {
      const m = o + MEAN + 4 * j;
      const c = o + COVARIANCE + 10 * j;
      work[m] = at(work, m) - back * at(work, m + 2);
      work[m + 1] = at(work, m + 1) - back * at(work, m + 3);
      work[c] = at(work, c) + back * back * at(work, c + 7);
      work[c + 4] = at(work, c + 4) + back * back * at(work, c + 9);
    }
  }

  /** Pairs with places inside the gate; what a likelihood there must be multiplied by. */
  #places(o: number, s: number): number {
    const { places, size } = { places: this.#pairs, size: this.#found };
    let wide = 0;
    let high = 0;
    for (let j = 0; j < 3; j++) {
      const m = o + MEAN + 4 * j;
      const c = o + COVARIANCE + 10 * j;
      wide = Math.max(wide, at(this.#work, c) + (at(this.#work, m) - aim.x) ** 2);
      high = Math.max(high, at(this.#work, c + 4) + (at(this.#work, m + 1) - aim.y) ** 2);
    }
    const dx = GATE * Math.sqrt(wide + at(this.#sights, s + 3));
    const dy = GATE * Math.sqrt(high + at(this.#sights, s + 5));
    const n = this.#detections.near(aim.x, aim.y, dx, dy, size);
    for (let f = 0; f < n; f++) {
      const k = size[f] as number;
      places.add(k, at(this.#detections.x, k), at(this.#detections.y, k), 0);
    }
    return 1;
  }

  /** Bearings as places beside the object, of which only the part across the line of sight counts. */
  #bearings(o: number, s: number): number {
    const c = o + COVARIANCE;
    const { x, y, range, east, north } = aim;
    const across =
      north * north * (at(this.#work, c) + at(this.#sights, s + 3)) -
      2 * north * east * (at(this.#work, c + 1) + at(this.#sights, s + 4)) +
      east * east * (at(this.#work, c + 4) + at(this.#sights, s + 5));
    const gate = GATE * Math.sqrt(across);
    const azimuth = Math.atan2(north, east);
    for (let k = 0; k < this.#detections.size; k++) {
      let off = at(this.#detections.azimuth, k) - azimuth;
      if (off > Math.PI) off -= 2 * Math.PI;
      else if (off < -Math.PI) off += 2 * Math.PI;
      const side = range * off;
      if (Math.abs(off) > 0.5 || Math.abs(side) > gate) continue;
      if (this.#pairs.size - (this.#first[o / STRIDE] as number) >= 32) break;
      this.#pairs.add(k, x - side * north, y + side * east, 0);
    }
    return range * Math.sqrt(2 * Math.PI) * ANYWHERE;
  }

  #settle(n: number, t: number): void {
    const i = this.#met[n] as number;
    const o = STRIDE * n;
    const b = STRIDE * i;
    const from = this.#first[n] as number;
    const count = (this.#first[n + 1] as number) - from;
    const { places } = this.#pairs;
    const work = this.#work;
    const before = at(work, o + EXISTENCE);
    const pd = at(this.#chance, n);
    let seen = 0;
    for (let k = 0; k < count; k++) seen += at(places, 3 * (from + k) + 2);
    const unseen = (Math.max(0, 1 - seen) * before * (1 - pd)) / (1 - before * pd);
    const after = Math.min(SURE, seen + unseen);
    const gained = Math.log((after * (1 - before)) / ((1 - after) * before));
    const late = at(this.#beliefs, b + TIME) > t;
    const newest = this.#newest[i] as number;
    if (late && count === 0) {
      this.#beliefs[b + EXISTENCE] = raised(at(this.#beliefs, b + EXISTENCE), gained);
      return;
    }
    if (late && this.#book.before(newest, t) === NO_LOOK) return;
    for (let k = 0; k < count; k++) {
      const share = 3 * (from + k) + 2;
      places[share] = at(places, share) / (seen + unseen);
    }
    const missed = unseen / (seen + unseen);
    const s = SIGHT * n;
    correct(work, o, this.#sights, s, places, PLACE * from, count, missed);
    work[o + EXISTENCE] = after;
    if (this.#lateness > 0) {
      const book = this.#book;
      const args = [this.#sights, s, places, PLACE * from, count, missed, gained] as const;
      this.#newest[i] = book.write(newest, work, o, ...args);
      if (late) book.again(newest, work, o);
    }
    for (let k = 0; k < STRIDE; k++) this.#beliefs[b + k] = at(work, o + k);
  }

  /** A detection that no known object explains may be a new one. */
  #bear(k: number, scan: Scan, dx: number, dy: number): void {
    const alone = at(this.#alone, k);
    const share = alone / (alone + Math.max(0, at(this.#heard, k)));
    const existence = share * (1 - at(this.#detections.clutter, k) / alone);
    if (existence < FORGOTTEN * 2) return;
    if (this.#count === this.#ids.length) this.#grow();
    const i = this.#count++;
    const o = STRIDE * i;
    const x = at(this.#detections.x, k);
    const y = at(this.#detections.y, k);
    const first = { x, y, existence: Math.min(SURE, existence), t: scan.t };
    begin(this.#beliefs, o, { ...first, xx: 1, xy: 0, yy: 1 });
    sightOf(this.#beliefs, o, scan, dx, dy, this.#sights, 0);
    const [xx, xy, yy] = [3, 4, 5].map((n) => at(this.#sights, n)) as [number, number, number];
    begin(this.#beliefs, o, { ...first, xx, xy, yy });
    this.#ids[i] = 0;
    this.#newest[i] =
      this.#lateness === 0
        ? NO_LOOK
        : this.#book.write(NO_LOOK, this.#beliefs, o, this.#sights, 0, this.#sights, 0, 0, 1, 0);
  }

  /** Gives up what hardly exists any more, or is lost, and forgets old looks. */
  #tidy(t: number): void {
    for (let i = this.#count - 1; i >= 0; i--) {
      const b = STRIDE * i;
      const existence = at(this.#beliefs, b + EXISTENCE);
      const idle = Math.max(0, t - at(this.#beliefs, b + TIME));
      const spread =
        at(this.#beliefs, b + COVARIANCE) + idle * idle * at(this.#beliefs, b + COVARIANCE + 7);
      if (existence > FORGOTTEN && spread < LOST ** 2) {
        const newest = this.#newest[i] as number;
        if (newest !== NO_LOOK) this.#book.forget(newest, t - this.#lateness - 1);
        continue;
      }
      this.#undetected.give(
        at(this.#beliefs, b + MEAN),
        at(this.#beliefs, b + MEAN + 1),
        existence,
      );
      this.#remove(i);
    }
  }

  #remove(i: number): void {
    this.#book.drop(this.#newest[i] as number);
    this.#count -= 1;
    const last = this.#count;
    this.#beliefs.copyWithin(STRIDE * i, STRIDE * last, STRIDE * (last + 1));
    this.#ids[i] = this.#ids[last] as number;
    this.#newest[i] = this.#newest[last] as number;
  }

  #grow(): void {
    const size = 2 * this.#ids.length;
    const longer = <T extends Float64Array | Int32Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    this.#beliefs = longer(this.#beliefs, new Float64Array(STRIDE * size));
    this.#ids = longer(this.#ids, new Int32Array(size));
    this.#newest = longer(this.#newest, new Int32Array(size));
    this.#met = new Int32Array(size);
    this.#work = new Float64Array(STRIDE * size);
    this.#sights = longer(this.#sights, new Float64Array(SIGHT * size));
    this.#chance = new Float64Array(size);
    this.#first = new Int32Array(size + 1);
  }
}

/** The mean of a belief's modes. */
function middle(of: Float64Array, o: number): { x: number; y: number } {
  const mean = (axis: number) =>
    [0, 1, 2].reduce((sum, j) => sum + at(of, o + j) * at(of, o + MEAN + 4 * j + axis), 0);
  return { x: mean(0), y: mean(1) };
}
