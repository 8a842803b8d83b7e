import type { Feature, FeatureCollection, MultiLineString, Point } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import fineUrl from 'world-atlas/countries-10m.json?url';
import coarseUrl from 'world-atlas/countries-50m.json?url';

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Land, borders and names of states, from Natural Earth as shipped with the console. */
export interface BaseMap {
  readonly land: FeatureCollection;
  readonly borders: Feature<MultiLineString>;
  readonly names: FeatureCollection<Point>;
}

/** `coarse` serves the first paint, `fine` follows: 1:50 million and 1:10 million. */
export async function baseMap(scale: 'coarse' | 'fine'): Promise<BaseMap> {
  const response = await fetch(scale === 'fine' ? fineUrl : coarseUrl);
  const atlas = (await response.json()) as Atlas;
  const countries = feature(atlas, atlas.objects.countries);
  return {
    land: countries,
    borders: {
      type: 'Feature',
      properties: {},
      geometry: mesh(atlas, atlas.objects.countries, (a, b) => a !== b),
    },
    names: { type: 'FeatureCollection', features: countries.features.flatMap(nameOf) },
  };
}

/** The name, in the middle of the largest part's box. */
function nameOf(country: Feature): Feature<Point>[] {
  const { geometry } = country;
  const parts =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  let best: { readonly size: number; readonly at: [number, number] } | undefined;
  for (const part of parts) {
    const lons = (part[0] ?? []).map((p) => p[0] ?? 0);
    const lats = (part[0] ?? []).map((p) => p[1] ?? 0);
    const [w, e] = [Math.min(...lons), Math.max(...lons)];
    const [s, n] = [Math.min(...lats), Math.max(...lats)];
    const size = (e - w) * (n - s);
    if (best === undefined || size > best.size) best = { size, at: [(w + e) / 2, (s + n) / 2] };
  }
  if (best === undefined) return [];
  return [
    {
      type: 'Feature',
      properties: { name: country.properties?.name ?? '', size: best.size },
      geometry: { type: 'Point', coordinates: best.at },
    },
  ];
}
