import { EXISTENCE, MEAN, STRIDE, TIME } from './belief.ts';
import { type Box, insideBy, shareBy } from './field.ts';
import type { Followed } from './followed.ts';
import { SURE } from './look-book.ts';
import type { Scan } from './scan.ts';
import type { Undetected } from './undetected.ts';

/** Metres: how well the place of what is counted is known where a field ends. */
const EDGE = 50;
/** No count ends an object alone. */
const LEAST = 1e-3;
/** No count makes this many times fewer, or more, to be expected undetected. */
const FEWER = 100;
const MORE = 10;
/** A count tells of the present: seconds. */
const LATEST = 60;

/** What a count over a field is expected to be by what is followed in one place: plain data. */
export interface CountExpected {
  readonly mean: number;
  readonly variance: number;
  /** By object: how probably it is there and counted. */
  readonly chances: Float64Array;
}

/**
 * What is expected of a count, its false ones and its noise left out. With `within`, only as much as
 * lies in that box is expected to be there undetected: the rest is another's to expect.
 */
export function expectCount(
  scan: Scan,
  { beliefs, count }: Followed,
  undetected: Undetected,
  within?: Box,
): CountExpected {
  const unseen = scan.pd * undetected.expected(scan, within);
  const chances = new Float64Array(count);
  let mean = unseen;
  let variance = unseen;
  for (let i = 0; i < count; i++) {
    const b = STRIDE * i;
    const dt = scan.t - (beliefs[b + TIME] as number);
    if (Math.abs(dt) > LATEST) continue;
    const x = (beliefs[b + MEAN] as number) + dt * (beliefs[b + MEAN + 2] as number);
    const y = (beliefs[b + MEAN + 1] as number) + dt * (beliefs[b + MEAN + 3] as number);
    const chance =
      scan.pd * shareBy(insideBy(scan, x, y) / EDGE) * (beliefs[b + EXISTENCE] as number);
    chances[i] = chance;
    mean += chance;
    variance += chance * (1 - chance);
  }
  return { mean, variance, chances };
}

/** By how much of its variance each that may have been counted is to be corrected; over all places that were counted. */
export function gainOf(scan: Scan, all: readonly CountExpected[]): number {
  let mean = scan.clutter;
  let variance = scan.clutter + (scan.noise[0]?.[0] ?? 1);
  for (const one of all) {
    mean += one.mean;
    variance += one.variance;
  }
  return ((scan.detections[0]?.[0] ?? 0) - mean) / variance;
}

/**
 * Corrects how many objects there are by a count over a field: the existence of those inside, and what
 * is expected to be there undetected, each as far as it makes the count vary. Places stay as they are.
 *
 * The linear least squares estimate of each object's existence given the count: exact in its first two
 * moments, with every object and every undetected one counted or not by itself.
 */
export function applyCount(
  scan: Scan,
  gain: number,
  { chances }: CountExpected,
  { beliefs }: Followed,
  undetected: Undetected,
  within?: Box,
): void {
  for (let i = 0; i < chances.length; i++) {
    const chance = chances[i] as number;
    if (chance === 0) continue;
    const e = STRIDE * i + EXISTENCE;
    const existence = beliefs[e] as number;
    const after = existence + chance * (1 - existence) * gain;
    beliefs[e] = Math.min(SURE, Math.max(Math.min(existence, LEAST), after));
  }
  undetected.scale(scan, Math.min(MORE, Math.max(1 / FEWER, 1 + scan.pd * gain)), within);
}

/** Uses a count of what is followed in one place. */
export function useCount(scan: Scan, followed: Followed, undetected: Undetected): void {
  const expected = expectCount(scan, followed, undetected);
  applyCount(scan, gainOf(scan, [expected]), expected, followed, undetected);
}
