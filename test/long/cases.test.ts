import { it } from 'vitest';
import { anyOrderHolds } from '../../core/cases/src/any-order.contract.ts';

it('no sequence of steps leads a case to an illegal state or loses an entry, in 100,000', () => {
  anyOrderHolds(Number(process.env.GREENLINE_CASE_RUNS ?? 100_000));
});
