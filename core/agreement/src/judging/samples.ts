import type { PreparedArea } from '@greenline/geo';
import type { MultiPolygon, Polygon } from 'geojson';

/** Places spread evenly over an area, that stand for it where shares of it are counted. */
export interface Samples {
  readonly lons: readonly number[];
  readonly lats: readonly number[];
  /** Share of the area that each stands for; they add up to one. */
  readonly shares: readonly number[];
}

const MOST = 1000;
const MOST_CELLS = 2 ** 20;

/** The centres of equal cells inside an area, 1,000 at most: the same for the same area, always. */
export function samplesOf(area: PreparedArea): Samples {
  let found: Samples = { lons: [], lats: [], shares: [] };
  for (let cells = MOST / 2; cells <= MOST_CELLS; cells *= 2) {
    const finer = centresInside(area, cells);
    if (finer.lons.length > MOST) break;
    found = finer;
  }
  return found;
}

function centresInside(area: PreparedArea, cells: number): Samples {
  const { west, south, east, north } = area.bounds;
  const cosine = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.sqrt(((east - west) * cosine * (north - south)) / cells);
  const columns = Math.max(1, Math.ceil(((east - west) * cosine) / side));
  const rows = Math.max(1, Math.ceil((north - south) / side));
  const lons: number[] = [];
  const lats: number[] = [];
  const weights: number[] = [];
  for (let row = 0; row < rows; row++) {
    const lat = south + ((row + 0.5) / rows) * (north - south);
    for (let column = 0; column < columns; column++) {
      const turned = west + ((column + 0.5) / columns) * (east - west);
      const lon = turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned;
      if (!area.contains(lon, lat)) continue;
      lons.push(lon);
      lats.push(lat);
      weights.push(Math.cos((lat * Math.PI) / 180));
    }
  }
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return { lons, lats, shares: weights.map((weight) => weight / whole) };
}

/** Indices of the samples that lie in polygons, edges straight in degrees (RFC 7946). */
export function samplesWithin(
  { lons, lats }: Samples,
  area: Polygon | MultiPolygon,
): readonly number[] {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  const edges = polygons.map((rings) => rings.flatMap(edgesOf));
  let [south, north] = [90, -90];
  for (const [, lat] of edges.flat()) [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  const inside: number[] = [];
  for (let i = 0; i < lons.length; i++) {
    const [lon, lat] = [lons[i] as number, lats[i] as number];
    if (lat < south || lat > north) continue;
    if (edges.some((all) => contains(all, lon, lat))) inside.push(i);
  }
  return inside;
}

type Edge = readonly [lon: number, lat: number, lonTo: number, latTo: number];

const edgesOf = (ring: readonly (readonly number[])[]): readonly Edge[] =>
  ring.slice(1).map((to, i) => {
    const from = ring[i] as readonly number[];
    return [from[0], from[1], to[0], to[1]] as unknown as Edge;
  });

/** Even-odd, so that holes fall out. */
function contains(edges: readonly Edge[], lon: number, lat: number): boolean {
  let inside = false;
  for (const [lonFrom, latFrom, lonTo, latTo] of edges)
    if (
      latFrom > lat !== latTo > lat &&
      lon < lonFrom + ((lat - latFrom) / (latTo - latFrom)) * (lonTo - lonFrom)
    )
      inside = !inside;
  return inside;
}
