/** One or several polygons in degrees, as GeoJSON writes them (RFC 7946): edges straight in lon and lat. */
export type EffortArea =
  | { readonly type: 'Polygon'; readonly coordinates: PolygonCoordinates }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly PolygonCoordinates[] };

/** Rings of [lon, lat]: the outer one, then its holes. */
export type PolygonCoordinates = readonly (readonly (readonly number[])[])[];

/** A stretch of longitude on one parallel. */
export type Span = readonly [west: number, east: number];

/** An area made ready to be cut by parallels. */
export interface Outline {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Those that are not level: lon, lat, lon and lat of the other end. */
  readonly edges: readonly Edge[];
  /** All of them, level ones too: they bound no span, but a way may cross them. */
  readonly boundary: readonly Edge[];
  /** Latitudes of its vertices. */
  readonly latitudes: readonly number[];
  /** The stretches of a parallel that lie inside: in order, apart from each other. */
  spansAt(latitude: number): readonly Span[];
}

export function outlineOf(area: EffortArea): Outline {
  const all = (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).map(edgesOf);
  const polygons = all.map((edges) => edges.filter((edge) => !isLevel(edge)));
  const edges = polygons.flat();
  const longitudes = edges.flatMap(([from, , to]) => [from, to]);
  const latitudes = edges.flatMap(([, from, , to]) => [from, to]);
  const south = latitudes.reduce((least, latitude) => Math.min(least, latitude), 90);
  const north = latitudes.reduce((most, latitude) => Math.max(most, latitude), -90);
  return {
    west: longitudes.reduce((least, longitude) => Math.min(least, longitude), 180),
    south,
    east: longitudes.reduce((most, longitude) => Math.max(most, longitude), -180),
    north,
    edges,
    boundary: all.flat(),
    latitudes,
    spansAt: (latitude) =>
      latitude < south || latitude > north
        ? []
        : mergeSpans(polygons.flatMap((edges) => crossings(edges, latitude))),
  };
}

export type Edge = readonly [lon: number, lat: number, lonTo: number, latTo: number];

const isLevel = ([, lat, , latTo]: Edge): boolean => lat === latTo;

function edgesOf(rings: PolygonCoordinates): readonly Edge[] {
  const edges: Edge[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [lon, lat] = ring[i - 1] as readonly [number, number];
      const [lonTo, latTo] = ring[i] as readonly [number, number];
      edges.push([lon, lat, lonTo, latTo]);
    }
  }
  return edges;
}

/** Whether the boxes about two outlines share more than an edge. */
export const boxesOverlap = (a: Outline, b: Outline): boolean =>
  a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;

/** Whether the middle of one outline's box lies in the other. */
export function holdsMiddle(outer: Outline, inner: Outline): boolean {
  const middle = (inner.west + inner.east) / 2;
  const spans = outer.spansAt((inner.south + inner.north) / 2);
  return spans.some(([west, east]) => middle > west && middle < east);
}

/** Even-odd, so that holes fall out; an edge owns its lower end only, so that no vertex counts twice. */
function crossings(edges: readonly Edge[], latitude: number): readonly Span[] {
  const at: number[] = [];
  for (const [lon, lat, lonTo, latTo] of edges) {
    if (latitude < Math.min(lat, latTo) || latitude >= Math.max(lat, latTo)) continue;
    at.push(lon + ((latitude - lat) / (latTo - lat)) * (lonTo - lon));
  }
  at.sort((a, b) => a - b);
  const spans: Span[] = [];
  for (let i = 1; i < at.length; i += 2) spans.push([at[i - 1] as number, at[i] as number]);
  return spans;
}

/** Overlapping or touching stretches made one; in order. Also for stretches of time. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  const merged: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

const ECCENTRICITY = 0.0818191908426215;

/**
 * How much of the ellipsoid lies between the equator and a parallel, for one degree of longitude, in
 * units that only ratios are taken of. After Snyder, Map Projections (1987), 3-12.
 */
export function areaBelow(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const e = ECCENTRICITY * sine;
  return (1 - ECCENTRICITY ** 2) * (sine / (1 - e * e) + Math.atanh(e) / ECCENTRICITY);
}
