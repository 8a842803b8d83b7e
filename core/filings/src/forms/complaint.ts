import { z } from 'zod';
import { content, moment, NOTHING, name, place, text } from '../fields.ts';
import { stepsTaken } from '../filing.ts';
import type { Form } from '../form.ts';
import { anyOf, COMMISSION, MISSION, OWNER } from '../who.ts';

/** What residents complain of, handed in by their liaison. No names, and no free words. */
export const complaint: Form = {
  name: 'complaint',
  title: 'Residents’ complaints',
  says: 'What residents complain of: what, where, how many households; never who they are.',
  filedBy: ['humanitarian', 'mission'],
  content: content({
    about: z.enum([
      ...['movement', 'water', 'power', 'land', 'livestock', 'housing', 'damage', 'noise'],
      ...['conduct-of-forces', 'conduct-of-monitors', 'drones', 'mines', 'other'],
    ] as [string, ...string[]]),
    households: z.enum(['1', '2-5', '6-20', 'more-than-20']),
    happenedAt: moment.optional(),
    region: name.optional(),
    position: place.optional(),
    /** Whose forces it is about. */
    party: name.optional(),
  }),
  unsound: ({ region, party }, _filer, { hasRegion, parties }) => {
    if (region !== undefined && !hasRegion(text(region)))
      return { field: 'with.region', text: 'is none of the mission’s regions' };
    return party === undefined || [...parties, 'mission'].includes(text(party))
      ? undefined
      : { field: 'with.party', text: `is one of ${[...parties, 'mission'].join(', ')}` };
  },
  first: 'received',
  steps: {
    acknowledge: { from: ['received'], to: 'acknowledged', by: MISSION, content: NOTHING },
    answer: {
      from: ['acknowledged', 'before-the-commission'],
      to: 'answered',
      by: anyOf(MISSION, COMMISSION),
      content: content({ outcome: z.enum(['remedied', 'passed-on', 'compensation', 'no-ground']) }),
    },
    refer: {
      from: ['acknowledged', 'answered'],
      to: 'before-the-commission',
      by: MISSION,
      content: NOTHING,
    },
    reopen: { from: ['answered'], to: 'acknowledged', by: OWNER, content: NOTHING },
    withdraw: { from: ['received', 'acknowledged'], to: 'withdrawn', by: OWNER, content: NOTHING },
    close: { from: ['answered'], to: 'closed', by: anyOf(MISSION, OWNER), content: NOTHING },
  },
  clocks: [
    { clock: 'acknowledge', while: ['received'], seconds: 24 * 3_600 },
    { clock: 'answer', while: ['acknowledged'], seconds: 14 * 86_400 },
    { clock: 'commission', while: ['before-the-commission'], seconds: 14 * 86_400 },
  ],
  shownTo: (filing) => [
    filing.for,
    ...(stepsTaken(filing, 'refer').length > 0 ? ['commission'] : []),
  ],
  told: ({ region, with: { position: _exact, region: _said, happenedAt, ...said } }) => ({
    ...said,
    ...(happenedAt !== undefined && { day: text(happenedAt).slice(0, 10) }),
    ...(region !== undefined && { region }),
  }),
  chapter: {
    title: 'Residents’ complaints',
    columns: ['About', 'Region', 'Households', 'Outcome', 'Stands'],
    row: (filing) => [
      text(filing.with.about),
      text(filing.region),
      text(filing.with.households),
      text(stepsTaken(filing, 'answer').at(-1)?.with.outcome),
      filing.state,
    ],
    note: 'Handed in by the residents’ liaison; nobody is named.',
  },
};
