import { fail, ok, type Result } from '@greenline/base';
import { polygonsFromGeoJson } from '@greenline/geo';
import type { Polygon } from 'geojson';
import { z } from 'zod';
import { firstFlaw, moment, place } from '../request-schema.ts';
import { TASK_STEPS, WANTS } from './task.ts';

const MOST_CORNERS = 1_000;

/** Text that a record can hold: no half of a surrogate pair. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed(), 'is no well-formed text');
/** A name is one line. */
const name = words(200).regex(/^[^\p{Cc}]+$/u, 'write a text of one line');
const polygon = z.unknown().transform((json, context): Polygon => {
  const read = polygonsFromGeoJson(json);
  const single = (json as { type?: unknown } | null)?.type === 'Polygon';
  const { coordinates } = (single ? json : { coordinates: [] }) as Polygon;
  const many = read.ok && coordinates.flat().length > MOST_CORNERS;
  if (read.ok && single && !many) return { type: 'Polygon', coordinates };
  const message = !read.ok
    ? read.error.text
    : many
      ? `has more than ${MOST_CORNERS} corners`
      : 'write one GeoJSON Polygon';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const base = { id: name, at: moment, by: name, task: name };
const reason = words(10_000).optional();
const why = words(10_000).regex(/\S/, 'say why');

const ask = z
  .strictObject({
    ...base,
    step: z.literal('ask'),
    reason,
    with: z.strictObject({
      want: z.enum(WANTS),
      text: words(2_000).default(''),
      position: place.optional(),
      area: polygon.optional(),
      about: name.optional(),
      weight: z.number().positive().max(1_000).default(1),
      dueAt: moment,
    }),
  })
  .refine((said) => said.with.position !== undefined || said.with.area !== undefined, {
    path: ['with', 'position'],
    message: 'say where: a position or an area',
  });

const command = z.discriminatedUnion('step', [
  ask,
  z.strictObject({
    ...base,
    step: z.literal('assign'),
    reason,
    with: z.strictObject({ asset: name }),
  }),
  z.strictObject({
    ...base,
    step: z.literal('accept'),
    reason,
    with: z.strictObject({ expectedAt: moment.optional() }).default({}),
  }),
  z.strictObject({ ...base, step: z.literal('refuse'), reason: why }),
  z.strictObject({ ...base, step: z.literal('take'), reason }),
  z.strictObject({
    ...base,
    step: z.literal('deliver'),
    reason,
    with: z
      .strictObject({ results: z.array(name).max(1_000).default([]) })
      .default({ results: [] }),
  }),
  z.strictObject({ ...base, step: z.literal('withdraw'), reason: why }),
  z.strictObject({ ...base, step: z.literal('note'), reason: why }),
]);

/** One step on a task, as it was sent. `task` of the step `ask` is the new task's own name. */
export type TaskCommand = z.infer<typeof command>;

/** Why a command was not understood, and what to send instead. */
export interface TaskFlaw {
  readonly kind: 'bad-command';
  readonly field: string;
  readonly text: string;
}

export function parseTaskCommand(value: unknown): Result<TaskCommand, TaskFlaw> {
  const step = (value as { step?: unknown } | null)?.step;
  if (!TASK_STEPS.includes(step as TaskCommand['step']))
    return fail({
      kind: 'bad-command',
      field: 'step',
      text: `is none of ${TASK_STEPS.join(', ')}`,
    });
  const parsed = command.safeParse(value);
  return parsed.success
    ? ok(parsed.data)
    : fail({ kind: 'bad-command', ...firstFlaw(parsed.error) });
}
