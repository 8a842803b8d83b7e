import { checkPosition, type Position, polygonsFromGeoJson, type Rings } from '@greenline/geo';
import { z } from 'zod';

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
