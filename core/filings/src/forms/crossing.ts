import type { JsonObject } from '@greenline/base';
import { z } from 'zod';
import { content, count, NOTHING, name, text } from '../fields.ts';
import { type Filing, stepsTaken } from '../filing.ts';
import type { Form } from '../form.ts';
import { anyOf, MISSION, OWNER } from '../who.ts';

const stands = {
  status: z.enum(['open', 'restricted', 'closed']),
  /** Of the mission’s time zone. */
  hours: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, 'as 08:00-18:00')
    .optional(),
  queue: z
    .strictObject({
      people: count.optional(),
      vehicles: count.optional(),
      waitMin: count.optional(),
    })
    .optional(),
};

/** A crossing point for people: whether it is open, when, and how long one waits. For everybody. */
export const crossing: Form = {
  name: 'crossing',
  title: 'Crossing points',
  says: 'Whether people can cross, in which hours, and how long they wait.',
  filedBy: ['mission', 'party', 'humanitarian'],
  content: content({ crossing: name, ...stands }),
  first: ({ status }) => text(status),
  steps: {
    update: {
      from: ['open', 'restricted', 'closed'],
      to: (_filing, { with: { status } }) => text(status),
      by: anyOf(OWNER, MISSION),
      content: content(stands),
    },
    retire: {
      from: ['open', 'restricted', 'closed'],
      to: 'retired',
      by: anyOf(OWNER, MISSION),
      content: NOTHING,
    },
  },
  clocks: [
    {
      clock: 'update',
      while: ['open', 'restricted', 'closed'],
      seconds: 24 * 3_600,
      restarts: ['update'],
    },
  ],
  shownTo: ({ for: whose }) => [whose, 'public'],
  chapter: {
    title: 'Crossing points',
    columns: ['Crossing', 'Said by', 'Stands', 'Hours', 'Queue'],
    row: (filing) => {
      const { hours, queue } = newest(filing);
      return [text(filing.with.crossing), filing.for, filing.state, text(hours), inWords(queue)];
    },
    note: 'As last said; each is said anew within 24 hours.',
  },
};

const newest = (filing: Filing): JsonObject =>
  stepsTaken(filing, 'update').at(-1)?.with ?? filing.with;

function inWords(queue: unknown): string {
  const { people, vehicles, waitMin } = (queue ?? {}) as Readonly<Record<string, number>>;
  return [
    people === undefined ? '' : `${people} people`,
    vehicles === undefined ? '' : `${vehicles} vehicles`,
    waitMin === undefined ? '' : `${waitMin} min`,
  ]
    .filter(Boolean)
    .join(', ');
}
