import type { AccessZone } from './access-zone.ts';
import type { FootprintRing } from './footprint.ts';

/**
 * A point where a footprint, moved by `turn` degrees of longitude, and a zone share ground; `undefined`
 * where they share none. Exact but for single touching points.
 */
export function sharedPoint(
  zone: AccessZone,
  ring: FootprintRing,
  turn: number,
): readonly [x: number, y: number] | undefined {
  if (ring.south > zone.north || ring.north < zone.south) return undefined;
  if (ring.west + turn > zone.east || ring.east + turn < zone.west) return undefined;
  const crossing = crossingWith(zone, ring, turn);
  if (crossing !== undefined) return crossing;
  const x = (ring.xy[0] as number) + turn;
  const y = ring.xy[1] as number;
  if (zoneHolds(zone, x, y)) return [x, y];
  const zx = zone.edges[0] as number;
  const zy = zone.edges[1] as number;
  return ringHolds(ring, zx - turn, zy) ? [zx, zy] : undefined;
}

function crossingWith(zone: AccessZone, ring: FootprintRing, turn: number) {
  const { edges, strips, south, north, west, east } = zone;
  const { height, starts, members } = strips;
  const last = starts.length - 2;
  const { xy, count } = ring;
  let ax = (xy[count * 2 - 2] as number) + turn;
  let ay = xy[count * 2 - 1] as number;
  for (let i = 0; i < count; i++) {
    const bx = (xy[i * 2] as number) + turn;
    const by = xy[i * 2 + 1] as number;
    const low = ay < by ? ay : by;
    const high = ay < by ? by : ay;
    const apart =
      high < south || low > north || (ax < west && bx < west) || (ax > east && bx > east);
    if (!apart) {
      const from = Math.min(last, Math.max(0, Math.floor((low - south) / height)));
      const to = Math.min(last, Math.max(0, Math.floor((high - south) / height)));
      for (let m = starts[from] as number; m < (starts[to + 1] as number); m++) {
        const e = members[m] as number;
        const cx = edges[e] as number;
        const cy = edges[e + 1] as number;
        const dx = edges[e + 2] as number;
        const dy = edges[e + 3] as number;
        const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
        if (c > 0 === d > 0) continue;
        const a = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
        const b = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
        if (a > 0 === b > 0) continue;
        const share = c / (c - d);
        return [cx + share * (dx - cx), cy + share * (dy - cy)] as const;
      }
    }
    ax = bx;
    ay = by;
  }
  return undefined;
}

export function zoneHolds(
  { edges, strips, south, north }: AccessZone,
  x: number,
  y: number,
): boolean {
  if (!(y > south && y < north)) return false;
  const strip = Math.min(strips.starts.length - 2, Math.floor((y - south) / strips.height));
  let inside = false;
  for (let m = strips.starts[strip] as number; m < (strips.starts[strip + 1] as number); m++) {
    const e = strips.members[m] as number;
    const [ay, by] = [edges[e + 1] as number, edges[e + 3] as number];
    if (ay > y === by > y) continue;
    const ax = edges[e] as number;
    if (x < ax + ((y - ay) / (by - ay)) * ((edges[e + 2] as number) - ax)) inside = !inside;
  }
  return inside;
}

export function ringHolds({ xy, count }: FootprintRing, x: number, y: number): boolean {
  let inside = false;
  let ax = xy[count * 2 - 2] as number;
  let ay = xy[count * 2 - 1] as number;
  for (let i = 0; i < count; i++) {
    const bx = xy[i * 2] as number;
    const by = xy[i * 2 + 1] as number;
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    ax = bx;
    ay = by;
  }
  return inside;
}
