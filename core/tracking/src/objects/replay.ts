import { Accounts, BOTH, KEPT, WIDE } from './accounts.ts';
import { STRIDE } from './belief.ts';
import { correct, likelihood, PLACE, SIGHT, weigh } from './correct.ts';
import { correctEach, likelihoodEach, NOISE, weighEach } from './correct-each.ts';
import type { Motion } from './motion.ts';
import { noiseAt } from './noise-at.ts';
import { CLAIM, type SharedLook } from './past-looks.ts';
import type { Scan } from './scan.ts';
import { sightOf } from './sight.ts';

/** An account this many times less likely than the best is given up. */
const WORST = Math.exp(-6);
/** A choice this many times less likely than a false detection is none. */
const UNLIKELY = 1e-4;
/** Detections of one scan that two objects may have caused. */
const DETECTIONS = 12;
/** Below this probability of detection a scan says nothing of an object. */
const UNSEEN = 0.01;
/** Choices for one object in one scan: missed, or one of the detections. */
const CHOICES = DETECTIONS + 1;

/** The likeliest ways to go on, in order: from which account, by which choice for each object. */
class Ways {
  size = 0;
  readonly score = new Float64Array(WIDE);
  readonly account = new Int32Array(WIDE);
  readonly one = new Int32Array(WIDE);
  readonly other = new Int32Array(WIDE);

  insert(score: number, account: number, one: number, other: number): void {
    if (this.size === WIDE && score <= (this.score[WIDE - 1] as number)) return;
    let at = this.size < WIDE ? this.size++ : WIDE - 1;
    for (; at > 0 && (this.score[at - 1] as number) < score; at--) {
      this.score[at] = this.score[at - 1] as number;
      this.account[at] = this.account[at - 1] as number;
      this.one[at] = this.one[at - 1] as number;
      this.other[at] = this.other[at - 1] as number;
    }
    this.score[at] = score;
    this.account[at] = account;
    this.one[at] = one;
    this.other[at] = other;
  }
}

/**
 * What two objects that met did, weighed again scan by scan: each account says which detection was
 * whose and is followed on its own; the likeliest are kept (multiple hypotheses, Reid 1979), and those
 * that have become alike are joined.
 */
export class Replay {
  readonly accounts = new Accounts();
  readonly #motion: Motion;
  readonly #sights = new Float64Array(KEPT * 2 * SIGHT);
  readonly #choices = new Float64Array(KEPT * 2 * CHOICES);
  readonly #places = new Float64Array(PLACE * DETECTIONS);
  /** Which detection of the scan each place is. */
  readonly #numbers = new Int32Array(DETECTIONS);
  /** By object, account and place, where detections have covariances of their own. */
  readonly #noises = new Float64Array(KEPT * 2 * DETECTIONS * NOISE);
  readonly #one = Float64Array.of(0, 0, 1);
  readonly #alone = new Float64Array(DETECTIONS);
  readonly #next = new Float64Array(WIDE * BOTH);
  /** By object, account and choice: where in `#next` the corrected belief lies. */
  readonly #corrected = new Int32Array(KEPT * 2 * CHOICES);
  readonly #ways = new Ways();

  constructor(motion: Motion) {
    this.#motion = motion;
  }

  /** Takes the next scan. What others claim of it is less likely to be either's. */
  take(look: SharedLook): void {
    const n = this.#gather(look);
    const { scan } = look;
    if (!this.#look(scan, n)) return;
    const each = scan.noises !== undefined;
    this.#weigh(n, each);
    this.#choose(n);
    this.#follow(each);
  }

  /** How the scan sees each object in each account; whether it sees any. */
  #look(scan: Scan, n: number): boolean {
    const { count, beliefs } = this.accounts;
    const blind = scan.blindBelow !== undefined;
    let seen = false;
    for (let v = 0; v < 2 * count; v++) {
      this.#motion.predict(beliefs, STRIDE * v, scan.t, blind);
      const pd = sightOf(beliefs, STRIDE * v, scan, this.#sights, SIGHT * v);
      if (scan.noises !== undefined)
        for (let k = 0; k < n; k++) {
          const own = scan.noises[this.#numbers[k] as number];
          noiseAt(scan, undefined, this.#noises, NOISE * (DETECTIONS * v + k), own);
        }
      // To be missed is never ruled out: else nothing might be left to choose.
      this.#choices[CHOICES * v] = Math.max(1 - pd, UNLIKELY);
      seen ||= pd >= UNSEEN;
    }
    return seen;
  }

  /** What either may have caused, each with how it weighs that neither did. */
  #gather({ one, other }: SharedLook): number {
    let n = 0;
    for (let c = 0; c < one.length && n < DETECTIONS; c += CLAIM) n = this.#put(n, one, c, 0);
    const ofOne = n;
    for (let c = 0; c < other.length && n < DETECTIONS; c += CLAIM) {
      let k = 0;
      while (k < ofOne && one[CLAIM * k] !== other[c]) k += 1;
      if (k < ofOne) this.#put(k, one, CLAIM * k, other[c + 5] as number);
      else n = this.#put(n, other, c, 0);
    }
    return n;
  }

  /** Writes the n-th detection, of which the other object said this much; returns how many there are. */
  #put(n: number, of: readonly number[], c: number, said: number): number {
    this.#numbers[n] = of[c] as number;
    this.#places[PLACE * n] = of[c + 1] as number;
    this.#places[PLACE * n + 1] = of[c + 2] as number;
    const others = (of[c + 4] as number) - (of[c + 5] as number) - said;
    this.#alone[n] = (of[c + 3] as number) + Math.max(0, others);
    return n + 1;
  }

  /** How likely each choice is, for each object in each account. */
  #weigh(n: number, each: boolean): void {
    const { count, beliefs } = this.accounts;
    for (let v = 0; v < 2 * count; v++) {
      const c = CHOICES * v;
      this.#choices.fill(0, c + 1, c + 1 + n);
      if (1 - (this.#choices[c] as number) < UNSEEN) continue;
      const b = STRIDE * v;
      const noises = this.#noises.subarray(NOISE * DETECTIONS * v);
      if (each) weighEach(beliefs, b, this.#sights, SIGHT * v, this.#places, 0, noises, n);
      else weigh(beliefs, b, this.#sights, SIGHT * v, this.#places, 0, n);
      const likely = each ? likelihoodEach : likelihood;
      for (let k = 0; k < n; k++)
        this.#choices[c + 1 + k] = likely(beliefs, b, k) / (this.#alone[k] as number);
    }
  }

  /** The likeliest choices for both objects together: they never take the same detection. */
  #choose(n: number): void {
    const { count, weights } = this.accounts;
    const ways = this.#ways;
    ways.size = 0;
    for (let h = 0; h < count; h++) {
      const one = CHOICES * 2 * h;
      const other = one + CHOICES;
      for (let i = 0; i <= n; i++) {
        const likely = (weights[h] as number) * (this.#choices[one + i] as number);
        if ((this.#choices[one + i] as number) < UNLIKELY) continue;
        for (let j = 0; j <= n; j++) {
          const next = this.#choices[other + j] as number;
          if (next >= UNLIKELY && (i === 0 || i !== j)) ways.insert(likely * next, h, i, j);
        }
      }
    }
    const best = ways.score[0] as number;
    while (ways.size > 1 && (ways.score[ways.size - 1] as number) < best * WORST) ways.size -= 1;
    for (let w = 0; w < ways.size; w++) ways.score[w] = (ways.score[w] as number) / best;
  }

  /** Corrects each account by what it has chosen; what several ways have in common once. */
  #follow(each: boolean): void {
    const { beliefs, count } = this.accounts;
    const { size, account, one, other, score } = this.#ways;
    const next = this.#next;
    this.#corrected.fill(-1, 0, 2 * count * CHOICES);
    for (let w = 0; w < size; w++)
      for (let v = 0; v < 2; v++) {
        const old = 2 * (account[w] as number) + v;
        const o = BOTH * w + STRIDE * v;
        const choice = (v === 0 ? one[w] : other[w]) as number;
        const same = this.#corrected[CHOICES * old + choice] as number;
        if (same !== -1) {
          for (let k = 0; k < STRIDE; k++) next[o + k] = next[same + k] as number;
          continue;
        }
        this.#corrected[CHOICES * old + choice] = o;
        for (let k = 0; k < STRIDE; k++) next[o + k] = beliefs[STRIDE * old + k] as number;
        const seen = choice > 0 ? 1 : 0;
        if (choice > 0) {
          this.#one[0] = this.#places[PLACE * (choice - 1)] as number;
          this.#one[1] = this.#places[PLACE * (choice - 1) + 1] as number;
        }
        const s = SIGHT * old;
        if (each && seen === 1) {
          const own = NOISE * (DETECTIONS * old + choice - 1);
          correctEach(next, o, this.#sights, s, this.#one, 0, this.#noises.subarray(own), 1, 0);
        } else correct(next, o, this.#sights, s, this.#one, 0, seen, 1 - seen);
      }
    this.accounts.replace(next, score, size);
  }
}
