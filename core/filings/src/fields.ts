import { type Instant, type JsonObject, parseInstant } from '@greenline/base';
import { checkPosition, polygonsFromGeoJson } from '@greenline/geo';
import { z } from 'zod';

/** An id, as parties, regions and cases are called. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/, 'an id of letters, digits and . _ : / -');
export const words = z
  .string()
  .trim()
  .min(1, 'write a text')
  .max(4_000)
  .refine((text) => text.isWellFormed(), 'must be Unicode');
export const moment = z.iso
  .datetime('a time as 2026-03-10T06:00:00Z')
  .refine((text) => parseInstant(text) !== undefined, 'a time as 2026-03-10T06:00:00Z');
export const count = z.number().int().min(0).max(1_000_000);
export const place = z
  .strictObject({ lon: z.number(), lat: z.number() })
  .refine((position) => checkPosition(position).ok, 'lon from -180 to 180 and lat from -90 to 90');
export const area = z
  .strictObject({
    type: z.literal('Polygon'),
    coordinates: z
      .array(z.array(z.array(z.number()).min(2).max(3)).max(500))
      .min(1)
      .max(5),
  })
  .refine((polygon) => polygonsFromGeoJson(polygon).ok, 'a closed polygon of [lon, lat]');

/** The schema of a content: strict, and plain JSON. */
export const content = <T extends z.core.$ZodLooseShape>(shape: T): z.ZodType<JsonObject> =>
  z.strictObject(shape) as unknown as z.ZodType<JsonObject>;

export const NOTHING = content({});

/** A moment that a schema has already let through. */
export const at = (value: unknown): Instant => {
  const moment = parseInstant(String(value));
  if (moment === undefined) throw new Error(`${String(value)} passed the schema and is no moment`);
  return moment;
};
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
