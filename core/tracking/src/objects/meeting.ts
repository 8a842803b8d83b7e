import { Pairs } from './associate.ts';
import { COVARIANCE, EXISTENCE, INSIDE, MEAN, MODES, STRIDE, TIME } from './belief.ts';
import { likelihood, PLACE, SIGHT, weigh } from './correct.ts';
import { likelihoodEach, NOISE, weighEach } from './correct-each.ts';
import type { Detections } from './detections.ts';
import { type Box, bounds, insideBy, OUT, shareInBox, staying } from './field.ts';
import type { Followed } from './followed.ts';
import { ANYWHERE, aim, noiseAt } from './noise-at.ts';
import { isPlaced, type Scan } from './scan.ts';
import { sightOf } from './sight.ts';
import { heardAt } from './signal-way.ts';

/** Standard deviations: what lies further from an object is not its. */
const GATE = 4.5;
/** A pair this many times less likely than a false or new detection is not worth weighing. */
const UNLIKELY = 1e-3;
/** Below this probability of detection a scan says nothing of an object. */
const UNSEEN = 0.01;

/**
 * One scan meets the objects that may be in its field, the n-th of them as it was at the scan's
 * time: what each may have caused stands in `pairs`, from `first[n]` to `first[n + 1]`.
 */
export class Meeting {
  readonly pairs = new Pairs();
  /** Which object each is. */
  met = new Int32Array(1024);
  work = new Float64Array(STRIDE * 1024);
  sights = new Float64Array(SIGHT * 1024);
  /** Probability of detection. */
  chance = new Float64Array(1024);
  /** The part of its place that is in the sector, and the probability that it has not left it since. */
  inside = new Float64Array(1024);
  stays = new Float64Array(1024);
  first = new Int32Array(1025);
  /** Seconds: of what moment the scan tells of it; before the scan's, where its sound was under way. */
  times = new Float64Array(1024);
  readonly #found = new Int32Array(64);
  readonly #box: Box;

  constructor(box: Box) {
    this.#box = box;
  }

  /**
   * Gathers them and returns how many they are. `alone` weighs that a detection is of no known
   * object; nothing that is followed is faster than `fastest`, m/s.
   */
  gather(
    scan: Scan,
    followed: Followed,
    detections: Detections,
    alone: Float64Array,
    fastest: number,
  ): number {
    const { beliefs, count } = followed;
    if (count > this.met.length) this.#grow(2 * count);
    const [x0, y0, x1, y1] = bounds(scan);
    const blind = scan.blindBelow !== undefined;
    let met = 0;
    this.pairs.size = 0;
    for (let i = 0; i < count; i++) {
      const b = STRIDE * i;
      const x = beliefs[b + MEAN] as number;
      const y = beliefs[b + MEAN + 1] as number;
      const about = 50 + fastest * Math.abs(scan.t - (beliefs[b + TIME] as number));
      if (x < x0 - about || x > x1 + about || y < y0 - about || y > y1 + about) continue;
      if (insideBy(scan, x, y) < -about) continue;
      const t =
        scan.signalSpeed === undefined ? scan.t : setOut(scan, scan.signalSpeed, beliefs, b);
      this.times[met] = t;
      followed.recall(i, t, this.work, STRIDE * met, blind);
      const late = (beliefs[b + TIME] as number) > t;
      if (!this.#look(scan, met, detections, alone, late)) continue;
      this.met[met] = i;
      met += 1;
    }
    this.first[met] = this.pairs.size;
    return met;
  }

  /** Pairs the n-th with what it may have caused; false if the scan could not see it. */
  #look(
    scan: Scan,
    n: number,
    detections: Detections,
    alone: Float64Array,
    late: boolean,
  ): boolean {
    const { work, pairs } = this;
    const o = STRIDE * n;
    const s = SIGHT * n;
    const pd = sightOf(work, o, scan, this.sights, s, detections) * this.#edge(n, late);
    if (pd < UNSEEN) return false;
    this.chance[n] = pd;
    const from = pairs.size;
    this.first[n] = from;
    const reach = isPlaced(scan.measure)
      ? this.#places(o, s, detections)
      : this.#lines(o, s, detections);
    const count = pairs.size - from;
    if (count === 0) return true;
    const existence = work[o + EXISTENCE] as number;
    const each = scan.noises !== undefined;
    if (each) this.#weighEach(scan, scan.noises, n, detections);
    else weigh(work, o, this.sights, s, pairs.places, PLACE * from, count);
    const scale = (reach * existence) / (1 - existence * pd);
    pairs.size = from;
    for (let k = 0; k < count; k++) {
      const e = from + k;
      const weight = scale * (each ? likelihoodEach(work, o, k) : likelihood(work, o, k));
      const detection = pairs.detection[e] as number;
      if (weight < UNLIKELY * (alone[detection] as number)) continue;
      const { places, noises } = pairs;
      if (each) noises.copyWithin(NOISE * pairs.size, NOISE * e, NOISE * (e + 1));
      pairs.add(detection, places[PLACE * e] as number, places[PLACE * e + 1] as number, weight);
    }
    return true;
  }

  /** What leaves the sector exists no more: then what is left is in the field with a greater part. */
  #edge(n: number, late: boolean): number {
    const inside = shareInBox(this.#box, aim.x, aim.y, aim.sigma);
    const { work, sights } = this;
    const o = STRIDE * n;
    this.inside[n] = inside;
    this.stays[n] = 1;
    if (inside === 1) return 1;
    const stays = late ? 1 : staying(work[o + INSIDE] as number, inside);
    this.stays[n] = stays;
    work[o + EXISTENCE] = (work[o + EXISTENCE] as number) * stays;
    if (inside < OUT) return 1;
    const more = 1 / Math.max(inside, aim.inside);
    for (let j = 0; j < MODES; j++)
      sights[SIGHT * n + j] = (sights[SIGHT * n + j] as number) * more;
    return more;
  }

  /** Of a scan whose detections have each their own noise: as places at the n-th object. */
  #weighEach(
    scan: Scan,
    noises: readonly Scan['noise'][],
    n: number,
    detections: Detections,
  ): void {
    const { pairs, work, sights } = this;
    const from = this.first[n] as number;
    pairs.needNoises();
    for (let e = from; e < pairs.size; e++)
      noiseAt(scan, detections, pairs.noises, NOISE * e, noises[pairs.detection[e] as number]);
    const count = pairs.size - from;
    const [o, s] = [STRIDE * n, SIGHT * n];
    weighEach(work, o, sights, s, pairs.places, PLACE * from, pairs.noises, count);
  }

  /** After such detections have been shared out: what each object was seen with, on the whole. */
  settleNoises(met: number): void {
    const { places, noises } = this.pairs;
    for (let n = 0; n < met; n++) {
      const to = this.first[n + 1] as number;
      let sum = 0;
      let [xx, xy, yy] = [0, 0, 0];
      for (let e = this.first[n] as number; e < to; e++) {
        const share = places[PLACE * e + 2] as number;
        sum += share;
        xx += share * (noises[NOISE * e] as number);
        xy += share * (noises[NOISE * e + 1] as number);
        yy += share * (noises[NOISE * e + 2] as number);
      }
      if (sum > 0) this.sights.set([xx / sum, xy / sum, yy / sum], SIGHT * n + MODES);
    }
  }

  /** Pairs with places inside the gate; what a likelihood there must be multiplied by. */
  #places(o: number, s: number, detections: Detections): number {
    let wide = 0;
    let high = 0;
    for (let j = 0; j < 3; j++) {
      const m = o + MEAN + 4 * j;
      const c = o + COVARIANCE + 10 * j;
      wide = Math.max(wide, (this.work[c] as number) + ((this.work[m] as number) - aim.x) ** 2);
      high = Math.max(
        high,
        (this.work[c + 4] as number) + ((this.work[m + 1] as number) - aim.y) ** 2,
      );
    }
    const dx = GATE * Math.sqrt(wide + (this.sights[s + 3] as number));
    const dy = GATE * Math.sqrt(high + (this.sights[s + 5] as number));
    const n = detections.near(aim.x, aim.y, dx, dy, this.#found);
    for (let f = 0; f < n; f++) {
      const k = this.#found[f] as number;
      this.pairs.add(k, detections.x[k] as number, detections.y[k] as number, 0);
    }
    return 1;
  }

  /** Lines as places beside the object, of which only the part across the line counts. */
  #lines(o: number, s: number, detections: Detections): number {
    const c = o + COVARIANCE;
    const { x, y, expected, turns, slope, acrossX, acrossY } = aim;
    const across =
      acrossX * acrossX * ((this.work[c] as number) + (this.sights[s + 3] as number)) +
      2 * acrossX * acrossY * ((this.work[c + 1] as number) + (this.sights[s + 4] as number)) +
      acrossY * acrossY * ((this.work[c + 4] as number) + (this.sights[s + 5] as number));
    const gate = GATE * Math.sqrt(across);
    for (let k = 0; k < detections.size; k++) {
      let off = (detections.value[k] as number) - expected;
      if (turns) {
        if (off > Math.PI) off -= 2 * Math.PI;
        else if (off < -Math.PI) off += 2 * Math.PI;
        if (Math.abs(off) > 0.5) continue;
      }
      const side = off / slope;
      if (Math.abs(side) > gate) continue;
      if (this.pairs.size - (this.first[o / STRIDE] as number) >= 32) break;
      this.pairs.add(k, x + side * acrossX, y + side * acrossY, 0);
    }
    return (Math.sqrt(2 * Math.PI) * ANYWHERE) / slope;
  }

  #grow(size: number): void {
    this.met = new Int32Array(size);
    this.work = new Float64Array(STRIDE * size);
    this.sights = new Float64Array(SIGHT * size);
    this.chance = new Float64Array(size);
    this.inside = new Float64Array(size);
    this.stays = new Float64Array(size);
    this.first = new Int32Array(size + 1);
    this.times = new Float64Array(size);
  }
}

/** When an object made the sound that reached a sensor at the scan's time. */
function setOut(scan: Scan, speed: number, beliefs: Float64Array, b: number): number {
  const { t } = scan;
  const origin = heardAt(scan);
  const [x, y, vx, vy] = [0, 1, 2, 3].map((n) => beliefs[b + MEAN + n] as number) as [
    number,
    number,
    number,
    number,
  ];
  const wayAt = (time: number) => {
    const passed = time - (beliefs[b + TIME] as number);
    return Math.hypot(x + passed * vx - origin[0], y + passed * vy - origin[1]) / speed;
  };
  return t - wayAt(t - wayAt(t));
}
