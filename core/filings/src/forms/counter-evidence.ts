import type { JsonObject } from '@greenline/base';
import { isKind } from '@greenline/observation';
import { z } from 'zod';
import { content, moment, NOTHING, name, place, text, words } from '../fields.ts';
import type { Form } from '../form.ts';
import { anyOf, MISSION, OWNER } from '../who.ts';

const seen = z.strictObject({
  kind: z.enum(['object', 'event']),
  class: z.string().refine(isKind, 'is no kind of thing or happening that the mission knows'),
  seenAt: moment,
  position: place,
  /** One sigma, metres. */
  sigmaM: z.number().positive().max(100_000),
  party: name.optional(),
});

/**
 * What a party saw, put beside a case: judged by the same rules and thresholds as what the mission
 * sees, as a source of class `party`, and never the sole basis of a breach.
 */
export const counterEvidence: Form = {
  name: 'counter-evidence',
  title: 'Counter-evidence',
  says: 'What a party itself saw, to be weighed beside a case.',
  filedBy: ['party', 'mission'],
  content: content({
    party: name,
    case: name.optional(),
    items: z.array(seen).min(1).max(50),
    text: words.optional(),
  }),
  whose: ({ party }) => text(party),
  first: 'filed',
  steps: {
    acknowledge: { from: ['filed'], to: 'acknowledged', by: MISSION, content: NOTHING },
    weigh: {
      from: ['acknowledged'],
      to: 'weighed',
      by: MISSION,
      content: content({ result: z.enum(['supports', 'contradicts', 'neither']), text: words }),
    },
    withdraw: {
      from: ['filed', 'acknowledged'],
      to: 'withdrawn',
      by: OWNER,
      content: content({ text: words.optional() }),
    },
    refer: {
      from: ['weighed'],
      to: 'before-the-commission',
      by: anyOf(MISSION, OWNER),
      content: NOTHING,
    },
    close: {
      from: ['weighed', 'before-the-commission'],
      to: 'closed',
      by: MISSION,
      content: NOTHING,
    },
  },
  clocks: [
    { clock: 'acknowledge', while: ['filed'], seconds: 15 * 60 },
    { clock: 'weigh', while: ['acknowledged'], seconds: 72 * 3_600 },
    { clock: 'commission', while: ['before-the-commission'], seconds: 14 * 86_400 },
  ],
  shownTo: ({ for: whose }) => [whose],
  leads: ({ with: { party, items } }) => [
    { kind: 'evidence', party: text(party), items: items as readonly JsonObject[] },
  ],
  chapter: {
    title: 'Counter-evidence',
    columns: ['Of', 'About case', 'Items', 'Stands'],
    row: ({ for: whose, state, with: { case: about, items } }) => [
      whose,
      text(about),
      String((items as readonly unknown[]).length),
      state,
    ],
    note: 'A party’s evidence is judged by the mission’s own rules and thresholds. By itself it proves no breach.',
  },
};
