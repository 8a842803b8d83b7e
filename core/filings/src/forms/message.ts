import { z } from 'zod';
import { content, NOTHING, name, text, words } from '../fields.ts';
import { type Filing, stepsTaken } from '../filing.ts';
import type { Asked, Form } from '../form.ts';
import { ADDRESSEE, anyOf, MISSION, OWNER } from '../who.ts';

/** A message on the hot line: read by those it is addressed to, and by mission staff. */
export const message: Form = {
  name: 'message',
  title: 'Hot-line messages',
  says: 'A message to the mission, a party or both, which each of them acknowledges.',
  filedBy: ['party', 'mission', 'commission', 'nation'],
  content: content({
    to: z.array(name).min(1).max(4),
    priority: z.enum(['flash', 'urgent', 'routine']),
    text: words,
  }),
  unsound: ({ to }, filer, { parties }) => {
    const known = [...parties, 'mission', 'commission'];
    const list = to as readonly string[];
    const stranger = list.find((one) => !known.includes(one));
    if (stranger !== undefined)
      return {
        field: 'with.to',
        text: `nobody on the line is called ${stranger}: known are ${known.join(', ')}`,
      };
    const own = filer.member ?? filer.standing;
    if (new Set(list).size < list.length || list.includes(own))
      return { field: 'with.to', text: 'names each addressee once, and not the sender' };
    return undefined;
  },
  first: 'sent',
  steps: {
    acknowledge: {
      from: ['sent', 'answered'],
      to: (filing, step) => (acknowledgedByAll(filing, step) ? 'acknowledged' : 'stay'),
      by: ADDRESSEE,
      content: NOTHING,
      missing: (filing, { for: voice }) =>
        stepsTaken(filing, 'acknowledge').some((step) => step.for === voice)
          ? { field: 'step', text: `${voice} has acknowledged it already` }
          : undefined,
    },
    answer: {
      from: ['sent', 'acknowledged', 'answered'],
      to: (filing) => (filing.state === 'sent' ? 'stay' : 'answered'),
      by: ADDRESSEE,
      content: content({ text: words }),
    },
    close: {
      from: ['acknowledged', 'answered'],
      to: 'closed',
      by: anyOf(OWNER, MISSION),
      content: NOTHING,
    },
  },
  clocks: (['flash', 'urgent', 'routine'] as const).map((priority) => ({
    clock: `acknowledge-${priority}`,
    while: ['sent'],
    seconds: { flash: 5, urgent: 15, routine: 60 }[priority] * 60,
    when: (filing) => filing.with.priority === priority,
  })),
  shownTo: (filing) => [filing.for, ...(filing.with.to as readonly string[])],
  chapter: {
    title: 'Hot-line messages',
    columns: ['From', 'To', 'Priority', 'Stands'],
    row: ({ for: whose, state, with: { to, priority } }) => [
      whose,
      (to as readonly string[]).join(', '),
      text(priority),
      state,
    ],
    note: 'Each addressee acknowledges: a flash message within 5 minutes, an urgent one within 15, a routine one within an hour. What they say stays with those they are addressed to.',
  },
};

function acknowledgedByAll(filing: Filing, step: Asked): boolean {
  const have = new Set([...stepsTaken(filing, 'acknowledge').map((one) => one.for), step.for]);
  return (filing.with.to as readonly string[]).every((one) => have.has(one));
}
