import { type Json, type JsonObject, utf8 } from '@greenline/base';
import type { Sighting } from '@greenline/observation';
import { sightingJson } from '../sighting-json.ts';

/** Features as one FeatureCollection: the messages of decoded features come back as they were. */
export const encodeGeoJson = (features: readonly JsonObject[]): Uint8Array =>
  utf8(JSON.stringify({ type: 'FeatureCollection', features }));

/** A sighting as a Feature: its position is the geometry, all else the properties. */
export function featureOf(sighting: Sighting): JsonObject {
  const { position, ...properties } = sightingJson(sighting);
  const { lon, lat, height } = (position ?? {}) as JsonObject;
  const coordinates = [lon, lat, ...(height === undefined ? [] : [height])] as Json[];
  return {
    type: 'Feature',
    geometry: position === undefined ? null : { type: 'Point', coordinates },
    properties,
  };
}
