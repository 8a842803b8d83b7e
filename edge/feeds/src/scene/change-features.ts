import { formatInstant, type Instant, type Json, type JsonObject } from '@greenline/base';
import type { ChangedArea } from '@greenline/imagery';
import type { SceneGrid, Window } from './scene.ts';

/** What is the same for all areas of one comparison. */
export interface Comparison {
  readonly sensor: string;
  readonly at: Instant;
  readonly method: 'sar-log-ratio' | 'optical-normalised-difference';
  /** Probability that a tested pixel in which nothing changed is called changed. */
  readonly falseAlarmRate: number;
  readonly tested: number;
  readonly leastPixels: number;
  /** Digests of both scenes. */
  readonly before: string;
  readonly after: string;
}

/** Sigma of a place anywhere in an area, as a share of its width: 1/√12. */
const UNIFORM = 1 / Math.sqrt(12);

/** Changed areas as features that `geojson` reads: an object of unknown kind at their middle, the area in its attributes. */
export function changeFeatures(
  areas: readonly ChangedArea[],
  grid: SceneGrid,
  window: Window,
  comparison: Comparison,
): readonly JsonObject[] {
  const { sensor, at, method, falseAlarmRate, tested, leastPixels, before, after } = comparison;
  const place = (x: number, y: number) =>
    grid.unproject(
      grid.x + (window.left + x) * grid.pixelX,
      grid.y - (window.top + y) * grid.pixelY,
    );
  return areas.map((area): JsonObject => {
    const { lon, lat } = place(area.x, area.y);
    const ring = area.hull.map(([x, y]) => {
      const corner = place(x, y);
      return [corner.lon, corner.lat];
    });
    const scale = metresPerUnit(grid, lat);
    const [xs, ys] = [area.hull.map(([x]) => x), area.hull.map(([, y]) => y)];
    const across = (Math.max(...xs) - Math.min(...xs)) * grid.pixelX * scale.x;
    const along = (Math.max(...ys) - Math.min(...ys)) * grid.pixelY * scale.y;
    const attributes: Record<string, Json> = {
      change: area.sign > 0 ? 'increase' : 'decrease',
      method,
      pixels: area.pixels,
      areaM2: Math.round(area.pixels * grid.pixelX * scale.x * grid.pixelY * scale.y),
      strength: Number(area.strength.toFixed(4)),
      falseAlarmRate,
      testedPixels: tested,
      leastPixels,
      area: { type: 'Polygon', coordinates: [ring] },
      before,
      after,
    };
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: {
        kind: 'object',
        sensor,
        observedAt: formatInstant(at),
        sigmaM: Math.max(across, along) * UNIFORM,
        class: {},
        attributes,
      },
    };
  });
}

/** Metres on the ground to a unit of the map, near a latitude. */
function metresPerUnit({ epsg }: SceneGrid, lat: number): { x: number; y: number } {
  const narrowing = Math.cos((lat * Math.PI) / 180);
  if (epsg === 4326) return { x: 111_320 * narrowing, y: 110_574 };
  return epsg === 3857 ? { x: narrowing, y: narrowing } : { x: 1, y: 1 };
}
