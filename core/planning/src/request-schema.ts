import { type Instant, parseInstant } from '@greenline/base';
import { checkPosition, type Position, polygonsFromGeoJson, type Rings } from '@greenline/geo';
import { z } from 'zod';
import { CALM } from './flights/drone.ts';

/** A place as `{lon, lat}`, degrees. */
export const place = z
  .object({ lon: z.number(), lat: z.number() })
  .refine(
    (at) => checkPosition(at).ok,
    'is no place: write lon from -180 to 180, lat from -90 to 90',
  )
  .transform((at): Position => at);

/** A GeoJSON polygon or several, bare or as a feature. */
export const area = z.unknown().transform((json, context): readonly Rings[] => {
  const read = polygonsFromGeoJson(json);
  if (!read.ok) {
    context.addIssue({ code: 'custom', message: `${read.error.path} ${read.error.text}`.trim() });
    return z.NEVER;
  }
  const { geometry = json } = json as { geometry?: unknown };
  const { type, coordinates } = geometry as { type: string; coordinates: Coordinates[][] };
  const polygons =
    type === 'Polygon' ? [coordinates] : (coordinates as unknown as Coordinates[][][]);
  return polygons.map(([outer = [], ...holes]) => ({
    outer: outer.map(positionOf),
    holes: holes.map((hole) => hole.map(positionOf)),
  }));
});

/** RFC 3339. */
export const moment = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'is no time: write one as 2026-03-10T10:00:00Z' });
  return z.NEVER;
});

export const wind = z
  .strictObject({ fromDeg: z.number().min(0).max(360), speedMps: z.number().min(0).max(100) })
  .default(CALM);

/** What a drone can do, as it is written. */
export const drone = z.strictObject({
  id: z.string().min(1).max(200),
  airspeedMps: z.number().positive().max(300),
  enduranceS: z
    .number()
    .positive()
    .max(7 * 86_400),
  reserve: z.number().min(0).lt(1).default(0.2),
  swathM: z.number().min(1).max(100_000),
  overlap: z.number().min(0).max(0.95).default(0.1),
  heightM: z.number().positive().max(30_000),
});

type Coordinates = readonly [number, number];

export const positionOf = ([lon, lat]: readonly [number, number]): Position => ({ lon, lat });

/** What is wrong with a request: which field, and how to write it. */
export interface RequestFlaw {
  readonly field: string;
  readonly text: string;
}

export function firstFlaw({ issues: [first] }: z.ZodError): RequestFlaw {
  return { field: first?.path.join('.') ?? '', text: first?.message ?? 'is not as it should be' };
}
