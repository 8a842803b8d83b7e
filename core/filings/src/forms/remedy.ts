import { formatInstant } from '@greenline/base';
import { at, content, moment, NOTHING, name, text, words } from '../fields.ts';
import { stepsTaken } from '../filing.ts';
import type { Form } from '../form.ts';
import { COMMISSION, MISSION, NAMED_PARTY } from '../who.ts';

/** What a party owes by a moment, as the commission decided; verified before its case goes on. */
export const remedy: Form = {
  name: 'remedy',
  title: 'Remedies',
  says: 'What a party is to do, and by when; the mission verifies it.',
  filedBy: ['commission'],
  content: content({
    party: name,
    act: words,
    dueAt: moment,
    case: name.optional(),
    session: name.optional(),
  }),
  whose: () => 'commission',
  unsound: ({ party }, _filer, { parties }) =>
    parties.includes(text(party))
      ? undefined
      : { field: 'with.party', text: `is none of the parties: ${parties.join(', ')}` },
  first: 'owed',
  steps: {
    'report-done': {
      from: ['owed'],
      to: 'done',
      by: NAMED_PARTY,
      content: content({ text: words.optional() }),
    },
    verify: {
      from: ['owed', 'done'],
      to: 'verified',
      by: MISSION,
      content: content({ text: words }),
      leads: ({ id, case: about }, { with: said }) =>
        about === undefined
          ? []
          : [
              {
                kind: 'case-step',
                case: about,
                step: 're-verify',
                reason: text(said.text),
                with: { filing: id },
              },
            ],
    },
    reject: { from: ['done'], to: 'owed', by: MISSION, content: content({ text: words }) },
    extend: {
      from: ['owed', 'done'],
      to: 'stay',
      by: COMMISSION,
      content: content({ dueAt: moment, text: words }),
      missing: (_filing, { with: said, recordedAt }) =>
        at(said.dueAt) > recordedAt
          ? undefined
          : { field: 'with.dueAt', text: 'lies in the past: give time for the remedy' },
    },
    waive: {
      from: ['owed', 'done'],
      to: 'waived',
      by: COMMISSION,
      content: content({ text: words }),
    },
    close: { from: ['verified'], to: 'closed', by: MISSION, content: NOTHING },
  },
  clocks: [
    {
      clock: 'remedy',
      while: ['owed', 'done'],
      restarts: ['extend'],
      dueAt: (filing) => at(stepsTaken(filing, 'extend').at(-1)?.with.dueAt ?? filing.with.dueAt),
    },
  ],
  shownTo: (_filing, parties) => [...parties, 'commission'],
  chapter: {
    title: 'Remedies',
    columns: ['Party', 'What is owed', 'By', 'Stands'],
    row: (filing) => {
      const clock = filing.clocks.at(-1);
      return [
        text(filing.with.party),
        text(filing.with.act),
        clock === undefined ? text(filing.with.dueAt) : formatInstant(clock.dueAt),
        clock?.overdue === true && clock.to === undefined
          ? `${filing.state}, overdue`
          : filing.state,
      ];
    },
    note: 'A remedy counts as done once the mission has verified it.',
  },
};
