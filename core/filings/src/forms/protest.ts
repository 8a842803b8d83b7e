import { z } from 'zod';
import { content, moment, NOTHING, name, text, words } from '../fields.ts';
import { stepsTaken } from '../filing.ts';
import type { Form } from '../form.ts';
import { anyOf, COMMISSION, MISSION, OTHER_PARTY, OWNER } from '../who.ts';

/** A party objects to what the other, or the mission, did or found. Answered, or sent up. */
export const protest: Form = {
  name: 'protest',
  title: 'Protests',
  says: 'A party objects to something done or found, and is owed an answer.',
  filedBy: ['party', 'mission'],
  content: content({
    party: name,
    against: name.optional(),
    clause: z.string().min(1).max(100).optional(),
    case: name.optional(),
    happenedAt: moment.optional(),
    text: words,
  }),
  whose: ({ party }) => text(party),
  unsound: ({ party, against }, _filer, { parties }) => {
    if (
      against === undefined ||
      (against !== party && [...parties, 'mission'].includes(text(against)))
    )
      return undefined;
    return {
      field: 'with.against',
      text: 'is the other party, or mission; leave it out where nobody is meant',
    };
  },
  first: 'filed',
  steps: {
    acknowledge: { from: ['filed'], to: 'acknowledged', by: MISSION, content: NOTHING },
    forward: { from: ['acknowledged'], to: 'forwarded', by: MISSION, content: NOTHING },
    answer: {
      from: ['acknowledged', 'forwarded'],
      to: 'answered',
      by: anyOf(MISSION, OTHER_PARTY),
      content: content({ text: words }),
      missing: ({ state }, { for: voice }) =>
        voice === 'mission' || state === 'forwarded'
          ? undefined
          : {
              field: 'step',
              text: 'mission staff forward a protest before the other party answers it',
            },
    },
    refer: {
      from: ['acknowledged', 'forwarded', 'answered'],
      to: 'before-the-commission',
      by: anyOf(MISSION, OWNER),
      content: NOTHING,
    },
    withdraw: {
      from: ['filed', 'acknowledged', 'forwarded', 'answered', 'before-the-commission'],
      to: 'withdrawn',
      by: OWNER,
      content: content({ text: words.optional() }),
    },
    close: {
      from: ['answered', 'before-the-commission'],
      to: 'closed',
      by: anyOf(MISSION, COMMISSION),
      content: content({ text: words }),
    },
  },
  clocks: [
    { clock: 'acknowledge', while: ['filed'], seconds: 15 * 60 },
    { clock: 'answer', while: ['acknowledged', 'forwarded'], seconds: 72 * 3_600 },
    { clock: 'commission', while: ['before-the-commission'], seconds: 14 * 86_400 },
  ],
  shownTo: (filing, parties) => [
    filing.for,
    ...(taken(filing, 'forward') ? parties : []),
    ...(taken(filing, 'refer') ? ['commission'] : []),
  ],
  chapter: {
    title: 'Protests and replies',
    columns: ['Of', 'Against', 'About', 'Stands'],
    row: ({ for: whose, state, with: { against, clause, text: said } }) => [
      whose,
      text(against),
      [clause === undefined ? '' : `clause ${text(clause)}`, text(said)].filter(Boolean).join(': '),
      state,
    ],
    note: 'A protest is acknowledged within 15 minutes unless the mission sets another time. It is a party’s word, and no finding.',
  },
};

const taken = (filing: Parameters<Form['shownTo']>[0], step: string): boolean =>
  stepsTaken(filing, step).length > 0;
