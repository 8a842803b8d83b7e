import type { Scan } from './scan.ts';

/** West, south, east and north edge, metres. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** Metres from a place to the nearest edge of a scan's field; negative outside. */
export function insideBy({ field, origin }: Scan, x: number, y: number): number {
  if (field.kind === 'rect')
    return Math.min(x - field.x0, field.x1 - x, y - field.y0, field.y1 - y);
  if (field.kind === 'disc') {
    const east = x - origin[0];
    const north = y - origin[1];
    // Many times faster than `Math.hypot`, and asked of every object and cell.
    const range = Math.sqrt(east * east + north * north);
    return Math.min(range - field.r0, field.r1 - range);
  }
  const { pts } = field;
  let left = Number.POSITIVE_INFINITY;
  let right = Number.POSITIVE_INFINITY;
  for (let i = 0; i < pts.length; i++) {
    const from = pts[i] as readonly [number, number];
    const to = pts[i + 1 === pts.length ? 0 : i + 1] as readonly [number, number];
    const east = to[0] - from[0];
    const north = to[1] - from[1];
    const turned = east * (y - from[1]) - north * (x - from[0]);
    const off = turned / Math.sqrt(east * east + north * north);
    left = Math.min(left, off);
    right = Math.min(right, -off);
  }
  return Math.max(left, right);
}

/** The part of an object's place, `sigma` metres wide, that lies in the field. */
export function shareInside(scan: Scan, x: number, y: number, sigma: number): number {
  return shareBy(insideBy(scan, x, y) / sigma);
}

/** The part of a place, `sigma` metres wide, that lies in a sector. */
export function shareInBox(box: Box, x: number, y: number, sigma: number): number {
  const across = Math.min(x - box[0], box[2] - x);
  const along = Math.min(y - box[1], box[3] - y);
  return shareBy(Math.min(across, along) / sigma);
}

/** What lies in the sector with less than this has left it: its edge tells nothing more of it. */
export const OUT = 0.02;
/** However fast it leaves, so much is left of it for a sensor that sees beyond the edge to find again. */
const LEAST = 0.005;

/** The probability that what was in the sector still is, by the parts of its place inside then and now. */
export const staying = (before: number, now: number): number =>
  before < OUT ? 1 : Math.min(1, Math.max(now, LEAST) / before);

/** The normal distribution function, to 0.01. */
export const shareBy = (by: number): number =>
  by > 4 ? 1 : by < -4 ? 0 : 1 / (1 + Math.exp(-1.7 * by));

/** The rectangle about a field. */
export function bounds({ field, origin }: Scan): readonly [number, number, number, number] {
  if (field.kind === 'rect') return [field.x0, field.y0, field.x1, field.y1];
  if (field.kind === 'disc') {
    const [x, y] = origin;
    return [x - field.r1, y - field.r1, x + field.r1, y + field.r1];
  }
  const xs = field.pts.map(([x]) => x);
  const ys = field.pts.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Square metres of a field. */
export function areaOf({ field }: Scan): number {
  if (field.kind === 'rect') return (field.x1 - field.x0) * (field.y1 - field.y0);
  if (field.kind === 'disc') return Math.PI * (field.r1 ** 2 - field.r0 ** 2);
  const { pts } = field;
  const twice = pts.reduce((sum, [x, y], i) => {
    const [nx, ny] = pts[(i + 1) % pts.length] as readonly [number, number];
    return sum + x * ny - nx * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Radians of azimuth that a field fills, seen from the scan's origin: a whole turn from inside it. */
export function widthOf(scan: Scan): number {
  const { field, origin } = scan;
  if (field.kind !== 'poly' || insideBy(scan, origin[0], origin[1]) > 0) return 2 * Math.PI;
  const ways = field.pts.map(([x, y]) => Math.atan2(y - origin[1], x - origin[0]));
  const [first = 0] = ways;
  // A convex field that one stands outside of fills less than half a turn.
  const off = ways.map(
    (way) => way - first - 2 * Math.PI * Math.round((way - first) / (2 * Math.PI)),
  );
  return Math.max(1e-3, Math.max(...off) - Math.min(...off));
}
