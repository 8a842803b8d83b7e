import type { Polygon } from 'geojson';

type Ring = readonly (readonly [number, number])[];

/** A box as a ring that GeoJSON takes: counter-clockwise, closed. Degrees. */
export const boxPolygon = (west: number, south: number, east: number, north: number): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/**
 * A polygon in well-known text, `POLYGON ((lon lat, …), (hole))`; `undefined` where the text is none.
 * Well-known text leaves the order of a ring open, so it is brought to that of RFC 7946.
 */
export function polygonOfWkt(text: string): Polygon | undefined {
  const [, body] = /^\s*polygon\s*\(([^a-z]*)\)\s*$/i.exec(text) ?? [];
  if (body === undefined) return undefined;
  const rings = [...body.matchAll(/\(([^()]*)\)/g)].map(([, ring]) => ringOf(ring ?? ''));
  if (rings.length === 0 || rings.some((ring) => ring === undefined)) return undefined;
  const coordinates = (rings as Ring[]).map((ring, i) =>
    turnsLeft(ring) === (i === 0) ? ring : [...ring].reverse(),
  );
  return { type: 'Polygon', coordinates: coordinates.map((ring) => ring.map(([...at]) => at)) };
}

function ringOf(text: string): Ring | undefined {
  const positions = text.split(',').map((pair) => pair.trim().split(/\s+/).map(Number));
  const sound = positions.every((pair) => pair.length === 2 && pair.every(Number.isFinite));
  return sound ? (positions as unknown as Ring) : undefined;
}

/** Whether a ring goes counter-clockwise, seen on a flat map. */
function turnsLeft(ring: Ring): boolean {
  let twice = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as readonly [number, number];
    twice += x * nextY - nextX * y;
  }
  return twice > 0;
}
