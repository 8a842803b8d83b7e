import { fail, ok, type Result } from '@greenline/base';
import type { EarthCircle } from './candidates.ts';
import { latitudeOf, NORTH_POLE, PLANE_KM2 } from './plane.ts';
import { layZone, type PlaneRing, type ZoneError } from './zone-rings.ts';
import { circleOf, shoreOf, type ZoneShore } from './zone-shore.ts';

/** A zone made ready to be met by footprints. Shapes in the equal-area plane of `ordinateOf`. */
export interface AccessZone extends EarthCircle, ZoneShore {
  readonly areaKm2: number;
  /** The same as its rows have it, square units of the plane: what shares are taken of. */
  readonly rowArea: number;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  /** x, y, x', y' of every edge. */
  readonly edges: Float64Array;
  /** Edges by strips of equal height: those of strip i are `members` from `starts[i]` to `starts[i + 1]`. */
  readonly strips: {
    readonly height: number;
    readonly starts: Int32Array;
    readonly members: Int32Array;
  };
  /** Stretches inside, by the middle lines of rows: those of row i are `spans` from `starts[i]` on, west and east by turns. */
  readonly rows: {
    readonly height: number;
    readonly starts: Int32Array;
    readonly spans: Float64Array;
    /** Of their middle lines: latitude in radians, and its cosine. */
    readonly lat: Float64Array;
    readonly cosine: Float64Array;
  };
  /** What had to be taken for granted, in words. */
  readonly assumptions: readonly string[];
}

/** Makes a zone of the polygons of a GeoJSON Polygon or MultiPolygon. */
export function accessZone(
  polygons: readonly (readonly (readonly (readonly number[])[])[])[],
): Result<AccessZone, ZoneError> {
  const laid = layZone(polygons);
  if (!laid.ok) return laid;
  const { rings, area, assumptions } = laid.value;
  const edges = edgesOf(rings);
  const box = boxOf(edges);
  if (!(box.north > box.south && box.east > box.west)) {
    return fail({ kind: 'empty', text: 'the zone has no area' });
  }
  const strips = stripsOf(edges, box.south, box.north);
  const rows = rowsOf(edges, box.south, box.north);
  let rowArea = 0;
  for (let i = 0; i < rows.spans.length; i += 2) {
    rowArea += (rows.spans[i + 1] as number) - (rows.spans[i] as number);
  }
  rowArea *= rows.height;
  if (!(area > 0 && rowArea > 0)) return fail({ kind: 'empty', text: 'the zone has no area' });
  return ok({
    ...box,
    areaKm2: area * PLANE_KM2,
    rowArea,
    edges,
    strips,
    rows,
    assumptions,
    ...circleOf(rings),
    ...shoreOf(rings),
  });
}

const STRIPS = 256;
/** Degrees of ordinate, about 200 m; rows grow where there would be more than the most of them. */
const ROW_HEIGHT = 0.0018;
const [FEWEST_ROWS, MOST_ROWS] = [2_048, 8_192];

function edgesOf(rings: readonly PlaneRing[]): Float64Array {
  const edges: number[] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const level = ring[i + 1] === ring[next + 1];
      // Along a pole's line there is nothing on the Earth.
      if (level && Math.abs(ring[i + 1] as number) > NORTH_POLE - 1e-9) continue;
      edges.push(
        ring[i] as number,
        ring[i + 1] as number,
        ring[next] as number,
        ring[next + 1] as number,
      );
    }
  }
  return Float64Array.from(edges);
}

function boxOf(edges: Float64Array) {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (let i = 0; i < edges.length; i += 2) {
    box.west = Math.min(box.west, edges[i] as number);
    box.east = Math.max(box.east, edges[i] as number);
    box.south = Math.min(box.south, edges[i + 1] as number);
    box.north = Math.max(box.north, edges[i + 1] as number);
  }
  return box;
}

function stripsOf(edges: Float64Array, south: number, north: number): AccessZone['strips'] {
  const height = (north - south) / STRIPS;
  const lists: number[][] = Array.from({ length: STRIPS }, () => []);
  for (let e = 0; e < edges.length; e += 4) {
    const [from, to] = [edges[e + 1] as number, edges[e + 3] as number];
    const first = Math.max(0, Math.floor((Math.min(from, to) - south) / height));
    const last = Math.min(STRIPS - 1, Math.floor((Math.max(from, to) - south) / height));
    for (let strip = Math.min(first, STRIPS - 1); strip <= last; strip++) lists[strip]?.push(e);
  }
  const starts = new Int32Array(STRIPS + 1);
  for (const [i, list] of lists.entries()) starts[i + 1] = (starts[i] as number) + list.length;
  return { height, starts, members: Int32Array.from(lists.flat()) };
}

function rowsOf(edges: Float64Array, south: number, north: number): AccessZone['rows'] {
  const count = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.ceil((north - south) / ROW_HEIGHT)));
  const height = (north - south) / count;
  const crossings: number[][] = Array.from({ length: count }, () => []);
  for (let e = 0; e < edges.length; e += 4) {
    const [x, y, xTo, yTo] = edges.subarray(e, e + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    if (y === yTo) continue;
    const [low, high] = [Math.min(y, yTo), Math.max(y, yTo)];
    const first = Math.max(0, Math.ceil((low - south) / height - 0.5));
    for (let row = first; row < count; row++) {
      const middle = south + (row + 0.5) * height;
      if (middle >= high) break;
      if (middle >= low) crossings[row]?.push(x + ((middle - y) / (yTo - y)) * (xTo - x));
    }
  }
  const starts = new Int32Array(count + 1);
  for (const [i, row] of crossings.entries()) {
    row.sort((a, b) => a - b);
    starts[i + 1] = (starts[i] as number) + row.length;
  }
  const lat = Float64Array.from(crossings, (_, row) => latitudeOf(south + (row + 0.5) * height));
  const spans = Float64Array.from(crossings.flat());
  return { height, starts, spans, lat, cosine: lat.map(Math.cos) };
}
