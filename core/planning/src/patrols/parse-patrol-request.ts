import { fail, ok, type Result } from '@greenline/base';
import { lineFromGeoJson } from '@greenline/geo';
import { z } from 'zod';
import { firstFlaw, place, type RequestFlaw } from '../request-schema.ts';
import type { PatrolTask } from './patrol-route.ts';
import type { Road } from './road-graph.ts';

const KPH = 1 / 3.6;

const task = z.strictObject({
  base: place,
  visits: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        position: place,
        stay: z.number().min(0).max(86_400).default(600),
        weight: z.number().positive().max(1e6).default(1),
      }),
    )
    .max(500)
    .refine(
      (visits) => new Set(visits.map(({ id }) => id)).size === visits.length,
      'names an id twice',
    ),
  most: z
    .number()
    .positive()
    .max(7 * 86_400),
  walk: z.number().min(0).max(10_000).default(300),
});

const roads = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      geometry: z.unknown(),
      properties: z
        .object({
          speedKph: z.number().positive().max(200).default(40),
          oneWay: z.boolean().default(false),
          closed: z.boolean().default(false),
        })
        .nullable()
        .transform((said) => said ?? { speedKph: 40, oneWay: false, closed: false }),
    }),
  ),
});

/** A patrol's task as one JSON value. */
export function parsePatrolTask(json: unknown): Result<PatrolTask, RequestFlaw> {
  const read = task.safeParse(json);
  return read.success ? ok(read.data) : fail(firstFlaw(read.error));
}

/** Roads as a GeoJSON feature collection of LineStrings with `speedKph`, `oneWay` and `closed`. */
export function parseRoads(json: unknown): Result<readonly Road[], RequestFlaw> {
  const read = roads.safeParse(json);
  if (!read.success) return fail(firstFlaw(read.error));
  const made: Road[] = [];
  for (const [i, { geometry, properties }] of read.data.features.entries()) {
    const line = lineFromGeoJson(geometry, { allowClosed: true });
    if (!line.ok) return fail({ field: `features.${i}.geometry`, text: line.error.text });
    const { speedKph, oneWay, closed } = properties;
    made.push({ way: line.value.positions, speedMps: speedKph * KPH, oneWay, closed });
  }
  return ok(made);
}
