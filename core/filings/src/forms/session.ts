import { formatInstant, type Instant } from '@greenline/base';
import { z } from 'zod';
import type { FilingContext } from '../context.ts';
import { at, content, moment, NOTHING, name, text, words } from '../fields.ts';
import { type Filing, stepsTaken } from '../filing.ts';
import type { Form } from '../form.ts';
import { anyOf, COMMISSION, PARTIES } from '../who.ts';

const HOUR_MS = 3_600_000;

/** A session of the joint commission: who was there, and what was decided on what. */
export const session: Form = {
  name: 'session',
  title: 'Sessions of the joint commission',
  says: 'The commission is called together, sits with both parties, and decides.',
  filedBy: ['commission', 'mission'],
  content: content({ sitsAt: moment, agenda: z.array(name).min(1).max(200) }),
  whose: () => 'commission',
  unsound: ({ agenda }, filer, { caseNamed }) => {
    const exact = (agenda as readonly string[]).find((item) => caseNamed(item, filer) === item);
    return exact === undefined
      ? undefined
      : {
          field: 'with.agenda',
          text: `${exact} is known to staff alone: name the case as the parties were told of it`,
        };
  },
  first: 'called',
  steps: {
    attend: {
      from: ['called', 'sitting'],
      to: 'stay',
      by: anyOf(PARTIES, COMMISSION),
      content: NOTHING,
      missing: (filing, { for: voice }) =>
        present(filing).has(voice)
          ? { field: 'step', text: `${voice} is there already` }
          : undefined,
    },
    leave: {
      from: ['called', 'sitting'],
      to: 'stay',
      by: anyOf(PARTIES, COMMISSION),
      content: NOTHING,
      missing: (filing, { for: voice }) =>
        present(filing).has(voice) ? undefined : { field: 'step', text: `${voice} is not there` },
    },
    open: {
      from: ['called'],
      to: 'sitting',
      by: COMMISSION,
      content: NOTHING,
      missing: (filing, _step, _filer, context) => quorumMissing(filing, context),
    },
    decide: {
      from: ['sitting'],
      to: 'stay',
      by: COMMISSION,
      content: content({
        item: name,
        decision: words,
        /** Of the case that is decided on. */
        case: name.optional(),
        remedy: z.strictObject({ id: name, party: name, act: words, dueAt: moment }).optional(),
        choice: z
          .strictObject({ clause: z.string().min(1).max(100), reading: z.string().min(1).max(100) })
          .optional(),
      }),
      missing: (filing, { with: { item, remedy, case: about }, recordedAt }, filer, context) => {
        const quorum = quorumMissing(filing, context);
        if (quorum !== undefined) return quorum;
        if (!(filing.with.agenda as readonly string[]).includes(text(item)))
          return {
            field: 'with.item',
            text: 'is not on the agenda: name an item as it stands there',
          };
        if (about !== undefined && context.caseNamed(text(about), filer) === undefined)
          return { field: 'with.case', text: 'names no case that you know' };
        const owed = remedy as { party: string; dueAt: string } | undefined;
        if (owed !== undefined && !context.parties.includes(owed.party))
          return {
            field: 'with.remedy.party',
            text: `is none of the parties: ${context.parties.join(', ')}`,
          };
        if (owed !== undefined && at(owed.dueAt) <= recordedAt)
          return { field: 'with.remedy.dueAt', text: 'lies in the past: give time for the remedy' };
        return undefined;
      },
      leads: (filing, { with: said, recordedAt }, filer, context) => {
        const { case: named, decision, remedy, choice } = said;
        const about = context.caseNamed(text(named), filer);
        const owed = remedy as
          | { id: string; party: string; act: string; dueAt: string }
          | undefined;
        const chosen = choice as { clause: string; reading: string } | undefined;
        const reason = text(decision);
        const made = { session: filing.id };
        return [
          ...(owed !== undefined && about !== undefined
            ? [{ kind: 'case-step', case: about, step: 'remedy', reason, with: made } as const]
            : []),
          ...(owed !== undefined
            ? [
                {
                  kind: 'file',
                  form: 'remedy',
                  id: owed.id,
                  with: {
                    party: owed.party,
                    act: owed.act,
                    dueAt: owed.dueAt,
                    session: filing.id,
                    ...(named !== undefined && { case: named }),
                  },
                } as const,
              ]
            : []),
          ...(chosen !== undefined
            ? [
                {
                  kind: 'declare',
                  object: {
                    declaration: 'choice',
                    ...chosen,
                    at: formatInstant(recordedAt),
                  },
                } as const,
              ]
            : []),
        ];
      },
    },
    adjourn: { from: ['called', 'sitting'], to: 'closed', by: COMMISSION, content: NOTHING },
  },
  clocks: [
    {
      clock: 'open',
      while: ['called'],
      dueAt: ({ with: { sitsAt } }) => (at(sitsAt) + HOUR_MS) as Instant,
    },
  ],
  shownTo: (_filing, parties) => [...parties, 'commission'],
  chapter: {
    title: 'The joint commission',
    columns: ['Session', 'There', 'Items', 'Decisions', 'Stands'],
    row: (filing) => [
      text(filing.with.sitsAt),
      [...present(filing)].sort().join(', '),
      String((filing.with.agenda as readonly string[]).length),
      stepsTaken(filing, 'decide')
        .map(({ with: { item, decision } }) => `${text(item)}: ${text(decision)}`)
        .join('; '),
      filing.state,
    ],
    note: 'The commission decides only while both parties and the chair are there, unless the mission sets another quorum.',
  },
};

/** Who is there: came, and did not leave since. */
export function present(filing: Pick<Filing, 'history'>): ReadonlySet<string> {
  const there = new Set<string>();
  for (const line of filing.history) {
    if (line.entry !== 'step') continue;
    if (line.step === 'attend') there.add(line.for);
    if (line.step === 'leave') there.delete(line.for);
  }
  return there;
}

function quorumMissing(filing: Filing, { practice, parties }: FilingContext) {
  const there = present(filing);
  const have = parties.filter((party) => there.has(party)).length;
  const lacks = [
    ...(have < practice.quorum.parties ? parties.filter((party) => !there.has(party)) : []),
    ...(practice.quorum.chair && !there.has('commission') ? ['the chair'] : []),
  ];
  if (lacks.length === 0) return undefined;
  return { field: 'step', text: `there is no quorum: ${lacks.join(' and ')} must attend first` };
}
