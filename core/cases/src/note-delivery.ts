import type { Instant } from '@greenline/base';
import type { Case, CaseId } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import { movedByRule } from './move.ts';
import type { CaseContext } from './practice.ts';

/**
 * A task about a case was delivered: its history says so, and names what came. It moves nothing; who judges
 * the case looks again. `undefined` where no case is called so.
 */
export function noteDelivery(
  book: CaseBook,
  id: CaseId,
  reason: string,
  now: Instant,
  context: CaseContext,
): Case | undefined {
  const one = book.cases.get(id);
  if (one === undefined) return undefined;
  return keep(
    book,
    movedByRule(one, { rule: 'task-delivered', to: one.state, reason, now }, context),
  );
}
