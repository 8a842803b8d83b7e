/** How much there is to an area before anybody asks whether it is one. */
export interface AreaSize {
  readonly vertices: number;
  /** Length of all its edges, roughly, kilometres; NaN where one leads beyond all bounds. */
  readonly km: number;
}

/** An area of a zone 1,200 km long needs half of either; to check more would keep others waiting. */
export const MOST_VERTICES = 6_000;
export const MOST_KM = 10_000;

const KM_PER_DEGREE = 111.3;

/** Of GeoJSON coordinates as they came: whatever in them is no position counts for nothing. */
export function sizeOfArea(area: unknown): AreaSize {
  let vertices = 0;
  let km = 0;
  const rings: unknown[] = [coordinatesOf(area)];
  for (let ring = rings.pop(); ring !== undefined; ring = rings.pop()) {
    if (!Array.isArray(ring)) continue;
    let before: readonly [number, number] | undefined;
    for (const item of ring) {
      const position = positionOf(item);
      if (position === undefined) {
        rings.push(item);
        continue;
      }
      vertices += 1;
      if (before !== undefined) km += between(before, position);
      before = position;
    }
  }
  return { vertices, km };
}

function coordinatesOf(area: unknown): unknown {
  const { coordinates, geometry } = (area ?? {}) as { coordinates?: unknown; geometry?: unknown };
  return coordinates ?? (geometry as { coordinates?: unknown } | undefined)?.coordinates;
}

function positionOf(item: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(item)) return undefined;
  const [lon, lat] = item;
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined;
}

function between([aLon, aLat]: readonly [number, number], [bLon, bLat]: readonly [number, number]) {
  const east = Math.abs(bLon - aLon) % 360;
  const narrow = Math.cos(((aLat + bLat) / 360) * Math.PI);
  return KM_PER_DEGREE * Math.hypot(Math.min(east, 360 - east) * narrow, bLat - aLat);
}
