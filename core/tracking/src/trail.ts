import { type Instant, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Covariance } from '@greenline/observation';

/** Where a track was at one moment of its past. */
export interface Footprint {
  readonly at: Instant;
  readonly position: Position;
  readonly covariance: Covariance;
}

/** A track keeps so many; the older they are, the further they lie apart. */
const KEPT = 16;
const CLOSEST_MS = 10_000;

/** Adds a footprint to a trail, oldest first, and thins it. */
export function leave(trail: Footprint[], print: Footprint): void {
  const last = trail.at(-1);
  if (last !== undefined && print.at - last.at < CLOSEST_MS) return;
  trail.push(print);
  if (trail.length <= KEPT) return;
  // The one goes whose neighbours lie closest, measured against their age: first and last stay.
  let thinnest = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < trail.length - 1; i++) {
    const gap = (trail[i + 1] as Footprint).at - (trail[i - 1] as Footprint).at;
    const relative = gap / (print.at - (trail[i] as Footprint).at + CLOSEST_MS);
    if (relative >= least) continue;
    least = relative;
    thinnest = i;
  }
  trail.splice(thinnest, 1);
}

/**
 * Where a track was at a moment in its past: between footprints straight on, wider by what a thing
 * that goes about at `speedSigma` (m/s each axis) may have strayed; before the first, wider the more.
 */
export function whereWas(
  trail: readonly Footprint[],
  now: Footprint,
  at: Instant,
  speedSigma: number,
): Footprint {
  const prints = [...trail.filter((print) => print.at < now.at), now];
  const next = prints.findIndex((print) => print.at >= at);
  const b = prints[next] ?? now;
  const a = prints[next - 1];
  if (a === undefined) return strayed(b, at, (speedSigma * Math.abs(b.at - at)) / 1000);
  const share = (at - a.at) / Math.max(1, b.at - a.at);
  const mix = (x: number, y: number) => x + share * (y - x);
  // Nothing comes further off a straight way than half of it at the speed that it can spare.
  const stray = (speedSigma * Math.min(at - a.at, b.at - at)) / 2000;
  const between: Footprint = {
    at,
    position: {
      lon: acrossDateLine(a.position.lon, b.position.lon, share),
      lat: mix(a.position.lat, b.position.lat),
    },
    covariance: [
      mix(a.covariance[0], b.covariance[0]),
      mix(a.covariance[1], b.covariance[1]),
      mix(a.covariance[2], b.covariance[2]),
    ],
  };
  return strayed(between, at, stray);
}

const strayed = (
  { position, covariance: [ee, en, nn] }: Footprint,
  at: Instant,
  sigma: number,
) => ({
  at: instant(at),
  position,
  covariance: [ee + sigma ** 2, en, nn + sigma ** 2] as const,
});

function acrossDateLine(from: number, to: number, share: number): number {
  const turn = to - from;
  const way = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  const lon = from + share * way;
  return lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
}
