import type { Instant } from '@greenline/base';
import { z } from 'zod';
import { content, name, text, words } from '../fields.ts';
import { stepsTaken } from '../filing.ts';
import type { Form } from '../form.ts';
import { NAMED_PARTY } from '../who.ts';

const HOUR_MS = 3_600_000;

/**
 * The time in which one party may comment on a case that was released to both.
 *
 * A comment inside goes to the case and is shown with it; one after it is kept, and marked late. While
 * the window is open the other party does not see what was said, so that neither answers the other.
 */
export const commentWindow: Form = {
  name: 'comment-window',
  title: 'Windows for comments',
  says: 'One party’s time to comment on a case that was released to both.',
  filedBy: ['mission'],
  content: content({ party: name, case: name, hours: z.number().positive().max(720).optional() }),
  whose: ({ party }) => text(party),
  first: 'open',
  steps: {
    comment: {
      from: ['open', 'closed'],
      to: 'stay',
      by: NAMED_PARTY,
      content: content({ text: words }),
      late: ({ state }) => state === 'closed',
      leads: ({ state, id, case: about }, step) =>
        state !== 'open' || about === undefined
          ? []
          : [
              {
                kind: 'case-step',
                case: about,
                step: 'reply',
                reason: text(step.with.text),
                with: { filing: id },
              },
            ],
    },
  },
  clocks: [
    {
      clock: 'comment',
      while: ['open'],
      dueAt: ({ openedAt, with: { hours } }, { practice }) =>
        (openedAt +
          (typeof hours === 'number' ? hours : practice.commentWindowH) * HOUR_MS) as Instant,
      leads: () => ({ state: 'closed', reason: 'the time to comment is over' }),
    },
  ],
  shownTo: ({ for: whose, state }, parties) =>
    state === 'open' ? [whose] : [whose, ...parties, 'commission'],
  chapter: {
    title: 'Comments of the parties',
    columns: ['Party', 'Case', 'In time', 'Late', 'Stands'],
    row: (filing) => {
      const comments = stepsTaken(filing, 'comment');
      const late = comments.filter((step) => step.late === true).length;
      return [
        filing.for,
        text(filing.with.case),
        String(comments.length - late),
        String(late),
        filing.state,
      ];
    },
    note: 'Each party has the same time from the release of a case to both. A comment in time stands with the case; a late one is kept and marked.',
  },
};
