import type { Instant } from '@greenline/base';
import type { Filing } from './filing.ts';
import { FORMS } from './forms.ts';

/** Something that waits for the joint commission, and until when. */
export interface AgendaItem {
  readonly kind: 'case' | 'filing';
  readonly id: string;
  /** What it is, in words. */
  readonly about: string;
  readonly from: Instant;
  readonly dueAt?: Instant;
  readonly overdue: boolean;
}

/** A case that waits for the commission, as far as its agenda asks. */
export interface WaitingCase {
  readonly id: string;
  readonly clause: string;
  readonly party: string;
  readonly state: string;
  readonly clock?: { readonly since: Instant; readonly dueAt: Instant; readonly overdue: boolean };
}

const WAITS = 'before-the-commission';

/** What waits for the commission: cases and filings sent up, in order of when they are due. */
export function agenda(
  cases: readonly WaitingCase[],
  filings: readonly Pick<Filing, 'id' | 'form' | 'for' | 'state' | 'clocks'>[],
): readonly AgendaItem[] {
  const items: readonly AgendaItem[] = [
    ...cases
      .filter(({ state }) => state === WAITS)
      .map(({ id, clause, party, clock }) => ({
        ...{ kind: 'case' as const, id, about: `case on clause ${clause}, party ${party}` },
        from: clock?.since ?? (0 as Instant),
        ...(clock !== undefined && { dueAt: clock.dueAt }),
        overdue: clock?.overdue === true,
      })),
    ...filings
      .filter(({ state }) => state === WAITS)
      .map(({ id, form, for: whose, clocks }) => {
        const clock = clocks.findLast(({ to }) => to === undefined);
        return {
          ...{ kind: 'filing' as const, id, about: `${FORMS[form].name} of ${whose}` },
          from: clock?.from ?? (0 as Instant),
          ...(clock !== undefined && { dueAt: clock.dueAt }),
          overdue: clock?.overdue === true,
        };
      }),
  ];
  const due = ({ dueAt }: AgendaItem) => dueAt ?? Number.POSITIVE_INFINITY;
  return items.toSorted((a, b) => due(a) - due(b) || (a.id < b.id ? -1 : 1));
}
