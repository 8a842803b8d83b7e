import type { Instant } from '@greenline/base';
import type { PlausibilityDoubt } from '@greenline/observation';
import { stepBetween } from '../plane.ts';
import type { SelfReport } from './self-report.ts';

/** A circle that something goes round. */
export interface Circle {
  readonly radius: number;
  readonly at: Instant;
}

const WINDOW_MS = 600_000;
const REPORTS = 12;
const MOST_REPORTS = 40;
/** How much of a turn must be seen, radians. */
const SWEEP = 1.5 * Math.PI;
/** Of the radius: how far reports may lie off the circle, and circles differ that are of one size. */
const ROUND = 0.05;
const ALIKE = 0.1;
const RADII_M = [20, 5_000] as const;
/** One may really circle, and two may sweep together. */
const MANY = 3;

/**
 * Things on the ground or at sea that go round at one radius, three or more at once: what forged
 * positions of many vessels have looked like. What flies circles for honest reasons.
 */
export function circlingOf(
  recent: SelfReport[],
  circles: Map<string, Circle>,
  name: string,
  report: SelfReport,
): PlausibilityDoubt | undefined {
  const { domain } = report.mobility;
  if (domain !== 'vessel' && domain !== 'ground') return undefined;
  const last = recent.at(-1);
  if (last !== undefined && report.at <= last.at) return undefined;
  recent.push(report);
  while (recent.length > MOST_REPORTS || (recent[0]?.at ?? 0) < report.at - WINDOW_MS)
    recent.shift();
  const circle = recent.length < REPORTS ? undefined : circleThrough(recent);
  if (circle === undefined) {
    circles.delete(name);
    return undefined;
  }
  circles.set(name, { radius: circle, at: report.at });
  let alike = 0;
  for (const { radius, at } of circles.values())
    if (Math.abs(at - report.at) <= WINDOW_MS && Math.abs(radius - circle) <= ALIKE * circle)
      alike += 1;
  return alike >= MANY
    ? { doubt: 'circling', measured: alike, limit: MANY - 1, unit: 'things' }
    : undefined;
}

/** Radius of the circle that reports lie on, by least squares after Kåsa (1976); `undefined` where they lie on none. */
function circleThrough(reports: readonly SelfReport[]): number | undefined {
  const origin = (reports[0] as SelfReport).position;
  const points = reports.map(({ position }) => stepBetween(origin, position));
  const n = points.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  let [xx, xy, yy, xz, yz] = [0, 0, 0, 0, 0];
  for (const [px, py] of points) {
    const [x, y] = [px - mx, py - my];
    const z = x * x + y * y;
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xz += x * z;
    yz += y * z;
  }
  const det = xx * yy - xy * xy;
  if (!(det > 1e-6 * xx * yy)) return undefined;
  const cx = (xz * yy - yz * xy) / (2 * det);
  const cy = (yz * xx - xz * xy) / (2 * det);
  const radius = Math.sqrt(cx * cx + cy * cy + (xx + yy) / n);
  if (!(radius >= RADII_M[0] && radius <= RADII_M[1])) return undefined;
  let off = 0;
  let swept = 0;
  let before: number | undefined;
  for (const [px, py] of points) {
    const [x, y] = [px - mx - cx, py - my - cy];
    off += (Math.hypot(x, y) - radius) ** 2;
    const angle = Math.atan2(y, x);
    if (before !== undefined)
      swept += Math.atan2(Math.sin(angle - before), Math.cos(angle - before));
    before = angle;
  }
  return Math.sqrt(off / n) <= ROUND * radius && Math.abs(swept) >= SWEEP ? radius : undefined;
}

const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;
