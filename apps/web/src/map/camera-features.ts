import type { Feature, FeatureCollection } from 'geojson';
import type { CameraRow } from '../video/film.ts';

/** What a camera saw: its footprint, the line of sight to the middle of the picture, and itself. */
export function cameraFeatures(camera: CameraRow | undefined): FeatureCollection {
  const features: Feature[] = [];
  const add = (part: string, geometry: Feature['geometry']): void => {
    features.push({ type: 'Feature', properties: { part }, geometry });
  };
  if (camera !== undefined) {
    const { position, frameCentre, footprint } = camera;
    const at = [position.lon, position.lat];
    if (footprint !== undefined) add('footprint', footprint);
    if (frameCentre !== undefined)
      add('sightline', {
        type: 'LineString',
        coordinates: [at, [frameCentre.lon, frameCentre.lat]],
      });
    add('platform', { type: 'Point', coordinates: at });
  }
  return { type: 'FeatureCollection', features };
}
