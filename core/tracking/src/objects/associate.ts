import { PLACE } from './correct.ts';
import { NOISE } from './correct-each.ts';

/**
 * Pairs of object and detection that may belong together, the pairs of one object in a row.
 *
 * `weight` is how much likelier the pair is than that the object was not detected. In `places`
 * stands x, y and, after `associate`, the probability of the pair.
 */
export class Pairs {
  size = 0;
  detection = new Int32Array(1024);
  weight = new Float64Array(1024);
  places = new Float64Array(PLACE * 1024);
  /** What each pair's object says to its detection: how strongly it claims it. */
  told = new Float64Array(1024);
  /** Covariance of each place, of a scan whose detections have each their own. */
  noises = new Float64Array(0);

  /** Makes room for covariances of as many pairs as there may be. */
  needNoises(): void {
    const size = NOISE * this.detection.length;
    if (this.noises.length === size) return;
    const next = new Float64Array(size);
    next.set(this.noises);
    this.noises = next;
  }

  add(detection: number, x: number, y: number, weight: number): void {
    if (this.size === this.detection.length) this.#grow();
    this.detection[this.size] = detection;
    this.places[PLACE * this.size] = x;
    this.places[PLACE * this.size + 1] = y;
    this.weight[this.size] = weight;
    this.size += 1;
  }

  #grow(): void {
    const longer = <T extends Float64Array | Int32Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    const size = 2 * this.detection.length;
    this.detection = longer(this.detection, new Int32Array(size));
    this.weight = longer(this.weight, new Float64Array(size));
    this.places = longer(this.places, new Float64Array(PLACE * size));
    this.told = new Float64Array(size);
  }
}

const ROUNDS = 30;
const SETTLED = 1e-3;
let share = new Float64Array(1024);
let claims = new Int32Array(1024);
let contested = new Int32Array(1024);

/**
 * Marginal probabilities of every pair, by loopy belief propagation (Williams and Lau 2014).
 *
 * `first[i]` is where the pairs of object i begin; `alone[k]` weighs that detection k is of no
 * known object. Leaves in `heard[k]` what all objects together say to detection k.
 */
export function associate(
  { size, detection, weight, places, told }: Pairs,
  first: Int32Array,
  objects: number,
  alone: Float64Array,
  heard: Float64Array,
  detections: number,
): void {
  if (share.length < size) share = new Float64Array(2 * size);
  if (claims.length < detections) claims = new Int32Array(2 * detections);
  if (contested.length < objects) contested = new Int32Array(2 * objects);
  heard.fill(0, 0, detections);
  told.fill(0, 0, size);
  claims.fill(0, 0, detections);
  for (let e = 0; e < size; e++) {
    const k = detection[e] as number;
    claims[k] = (claims[k] as number) + 1;
  }
  let asked = 0;
  for (let i = 0; i < objects; i++) if (first[i] !== first[i + 1]) contested[asked++] = i;
  for (let round = 0; round < ROUNDS; round++) {
    let change = 0;
    for (let n = 0; n < asked; n++) {
      const i = contested[n] as number;
      const from = first[i] as number;
      const to = first[i + 1] as number;
      let sum = 1;
      for (let e = from; e < to; e++) {
        const k = detection[e] as number;
        const reply =
          (weight[e] as number) /
          ((alone[k] as number) + Math.max(0, (heard[k] as number) - (told[e] as number)));
        share[e] = reply;
        sum += reply;
      }
      for (let e = from; e < to; e++) {
        const k = detection[e] as number;
        const says = (weight[e] as number) / Math.max(sum - (share[e] as number), 1e-12);
        const moved = says - (told[e] as number);
        change = Math.max(change, Math.abs(moved) / ((alone[k] as number) + says));
        heard[k] = (heard[k] as number) + moved;
        told[e] = says;
      }
    }
    if (change < SETTLED) break;
    // Who shares no detection with another has been told all that it ever will be.
    if (round === 0) asked = contestedOf(first, detection, asked);
  }
  for (let i = 0; i < objects; i++) {
    const from = first[i] as number;
    const to = first[i + 1] as number;
    let sum = 1;
    for (let e = from; e < to; e++) {
      const k = detection[e] as number;
      const others = Math.max(0, (heard[k] as number) - (told[e] as number));
      const reply = (weight[e] as number) / ((alone[k] as number) + others);
      share[e] = reply;
      sum += reply;
    }
    for (let e = from; e < to; e++) places[PLACE * e + 2] = (share[e] as number) / sum;
  }
}

/** Keeps, of those that still ask, who claims a detection that another claims too. */
function contestedOf(first: Int32Array, detection: Int32Array, asked: number): number {
  let kept = 0;
  for (let n = 0; n < asked; n++) {
    const i = contested[n] as number;
    let e = first[i] as number;
    const to = first[i + 1] as number;
    while (e < to && claims[detection[e] as number] === 1) e++;
    if (e < to) contested[kept++] = i;
  }
  return kept;
}
