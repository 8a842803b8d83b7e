import { fail, ok, type Result } from '@greenline/base';
import {
  decodeTwoLine,
  type ElementSet,
  parseSensor,
  type SatelliteSensor,
} from '@greenline/coverage';
import { z } from 'zod';
import {
  area,
  drone,
  firstFlaw,
  moment,
  place,
  type RequestFlaw,
  wind,
} from '../request-schema.ts';

const name = z.string().min(1).max(200);
const metres = z.number().positive().max(1e7);
const chance = z.number().gt(0).max(1);
const elements = z.tuple([z.string(), z.string()]).transform(([one, two], context): ElementSet => {
  const read = decodeTwoLine(one, two);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: `${read.error.field}: ${read.error.text}` });
  return z.NEVER;
});
const sensor = z.unknown().transform((json, context): SatelliteSensor => {
  const read = parseSensor(json);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: `${read.error.field} ${read.error.text}` });
  return z.NEVER;
});

const schema = z.strictObject({
  /** Of the agreement; absent: its first. */
  zone: name.optional(),
  cellKm: z.number().min(0.2).max(100).default(5),
  from: moment,
  hours: z
    .number()
    .int()
    .min(1)
    .max(24 * 31)
    .default(24),
  wind,
  /** What the mission's own drones must not fly over, beside `noFlyZones` of the agreement. */
  noFly: z.array(area).default([]),
  noFlyZones: z.array(name).default([]),
  towers: z
    .array(
      z.strictObject({
        id: name,
        position: place,
        reachM: metres,
        widthDeg: z.number().gt(0).max(360).default(60),
        pd: chance,
      }),
    )
    .default([]),
  drones: z
    .array(
      drone.extend({
        launch: place,
        pd: chance,
        sorties: z.number().int().min(1).max(100).default(2),
        turnaroundH: z.number().min(0).max(24).default(1),
      }),
    )
    .default([]),
  satellites: z
    .array(
      z.strictObject({
        id: name,
        elements,
        sensor,
        pd: chance,
        images: z.number().int().min(1).default(1),
      }),
    )
    .default([]),
  sites: z
    .array(z.strictObject({ assets: z.array(name), most: z.number().int().min(1) }))
    .default([]),
  /** Where more is at stake. */
  hotSpots: z
    .array(
      z.strictObject({ position: place, radiusM: metres, weight: z.number().positive().max(1e6) }),
    )
    .default([]),
  /** What is owed: one of these assets looks at this place in this plan. */
  obligations: z
    .array(z.strictObject({ id: name, position: place, assets: z.array(name).optional() }))
    .default([]),
});

/** Who can look, where and when, and what is owed, as it is written. */
export type Fleet = z.output<typeof schema>;

export function parseFleet(json: unknown): Result<Fleet, RequestFlaw> {
  const read = schema.safeParse(json);
  if (!read.success) return fail(firstFlaw(read.error));
  const fleet = read.data;
  const ids = [...fleet.towers, ...fleet.drones, ...fleet.satellites].map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    return fail({ field: twice, text: 'stands twice: each asset has its own id' });
  for (const [kind, lists] of [
    ['sites', fleet.sites],
    ['obligations', fleet.obligations],
  ] as const)
    for (const [i, { assets = [] }] of lists.entries()) {
      const stranger = assets.find((id) => !ids.includes(id));
      if (stranger !== undefined)
        return fail({ field: `${kind}.${i}.assets`, text: `no asset is called ${stranger}` });
    }
  return ok(fleet);
}
