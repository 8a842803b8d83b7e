import type { Instant } from '@greenline/base';
import { areaKm2, lengthKm, lineToGeoJson, perimeterKm, toGeoJson } from '@greenline/geo';
import type { Feature, FeatureCollection, LineString, MultiPolygon } from 'geojson';
import type { PreparedAgreement } from './prepared.ts';

/**
 * Zones and lines as GeoJSON; with `at`, those in force at that moment.
 *
 * A zone has `area_km2` and, as `length_km`, the length of its boundary; a line its `length_km`.
 */
export function zonesGeoJson(agreement: PreparedAgreement, at?: Instant): FeatureCollection {
  const holds = (one: { readonly inForceAt: (at: Instant) => boolean }) =>
    at === undefined || one.inForceAt(at);
  const zones = [...agreement.zones.values()].filter(holds).map(
    (zone): Feature => ({
      type: 'Feature',
      id: zone.name,
      properties: {
        zone: zone.name,
        name: zone.words,
        area_km2: areaKm2(zone.area),
        length_km: perimeterKm(zone.area),
      },
      geometry: toGeoJson(zone.area) as unknown as MultiPolygon,
    }),
  );
  const lines = [...agreement.lines.values()].filter(holds).map(
    (line): Feature => ({
      type: 'Feature',
      id: line.name,
      properties: {
        line: line.name,
        name: line.words,
        ...line.sides,
        length_km: lengthKm(line.line),
      },
      geometry: lineToGeoJson(line.line) as unknown as LineString,
    }),
  );
  return { type: 'FeatureCollection', features: [...zones, ...lines] };
}
