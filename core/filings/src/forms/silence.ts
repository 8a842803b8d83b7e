import type { Instant } from '@greenline/base';
import { z } from 'zod';
import { area, at, content, moment, NOTHING, name, text, words } from '../fields.ts';
import { type Filing, stepsTaken } from '../filing.ts';
import type { Asked, Form } from '../form.ts';
import { endOfHour } from '../see-fire.ts';
import { outcomeOf } from '../silence-outcome.ts';
import { anyOf, MISSION, OWNER, PARTIES } from '../who.ts';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 72 * HOUR_MS;

/**
 * A window of silence, in which repairs can be made: asked for, guaranteed by each party, and found
 * kept or broken by what was seen in its area and time.
 */
export const silence: Form = {
  name: 'silence',
  title: 'Windows of silence',
  says: 'Quiet is asked for in an area and a time, so that water, power or roads can be mended.',
  filedBy: ['mission', 'humanitarian', 'party'],
  content: content({
    works: z.enum(['water', 'power', 'gas', 'heating', 'roads', 'rail', 'evacuation', 'other']),
    from: moment,
    to: moment,
    area,
    site: name.optional(),
  }),
  unsound: ({ from, to }) =>
    at(to) > at(from) && at(to) - at(from) <= LONGEST_MS
      ? undefined
      : { field: 'with.to', text: 'comes after from, within 72 hours' },
  first: 'requested',
  steps: {
    guarantee: {
      from: ['requested'],
      to: (filing, step, { parties }) =>
        guaranteedByAll(filing, step, parties) ? 'guaranteed' : 'stay',
      by: PARTIES,
      content: NOTHING,
      missing: (filing, { for: voice }) =>
        stepsTaken(filing, 'guarantee').some((step) => step.for === voice)
          ? { field: 'step', text: `${voice} has guaranteed it already` }
          : undefined,
    },
    refuse: {
      from: ['requested'],
      to: 'refused',
      by: PARTIES,
      content: content({ text: words }),
    },
    cancel: {
      from: ['requested', 'guaranteed'],
      to: 'cancelled',
      by: anyOf(OWNER, MISSION),
      content: content({ text: words }),
      missing: (filing, { recordedAt }) =>
        recordedAt < at(filing.with.to)
          ? undefined
          : { field: 'step', text: 'it is over: what was seen in it decides' },
    },
  },
  clocks: [
    {
      clock: 'guarantee',
      while: ['requested'],
      dueAt: ({ with: { from } }) => at(from),
      leads: () => ({
        state: 'not-guaranteed',
        reason: 'it began before both parties had guaranteed it',
      }),
    },
    {
      clock: 'outcome',
      while: ['guaranteed'],
      dueAt: ({ with: { to } }, { practice }) =>
        (endOfHour(at(to)) + Math.max(6, practice.delayH) * HOUR_MS) as Instant,
      leads: (_filing, watch) => outcomeOf(watch),
    },
  ],
  shownTo: ({ for: whose }, parties) => [whose, ...parties, 'humanitarian', 'commission'],
  chapter: {
    title: 'Windows of silence',
    columns: ['Works', 'From', 'To', 'Guaranteed by', 'Stands'],
    row: (filing) => [
      text(filing.with.works),
      text(filing.with.from),
      text(filing.with.to),
      stepsTaken(filing, 'guarantee')
        .map((step) => step.for)
        .sort()
        .join(', '),
      filing.state,
    ],
    note: 'Kept: looked at, and no fire seen in its area and time. Broken: fire seen. In doubt: fire that may lie outside. Not observed: nobody looked. Told to the cell and the minute, six hours after the hour it ends in.',
  },
};

function guaranteedByAll(filing: Filing, step: Asked, parties: readonly string[]): boolean {
  const have = new Set([...stepsTaken(filing, 'guarantee').map((one) => one.for), step.for]);
  return parties.every((party) => have.has(party));
}
