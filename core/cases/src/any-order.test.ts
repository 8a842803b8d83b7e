import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOrderHolds, keeps } from './any-order.contract.ts';
import { book, only, shot, step, take, tank } from './cases.fixture.ts';
import type { Case, CaseCommand } from './index.ts';

describe('whatever anybody does in whatever order', () => {
  it('a case reaches no illegal state and loses no entry', () => {
    anyOrderHolds(Number(process.env.GREENLINE_CASE_RUNS ?? 400));
  });

  it('the same journal gives the same book', () => {
    const run = () => {
      const of = book(tank('F1'), shot('E1', 0), shot('E2', 30));
      const first = [...of.cases.values()][0] as Case;
      take(of, step('ana', 'verify', first, { id: 'X1' }));
      take(of, step('bela', 'refute', first, { id: 'X2' }));
      return JSON.stringify([...of.cases.values()]);
    };
    expect(run()).toBe(run());
  });
});

describe('two people at one case', () => {
  const kinds = fc.constantFrom(
    ...(['verify', 'confirm', 'refute', 'unresolve', 'note', 'reopen', 'attribute'] as const),
  );
  /** What one of them does, each step made upon what they saw at the beginning. */
  const plan = fc.array(kinds, { maxLength: 6 });
  const turns = fc.infiniteStream(fc.boolean());

  it('lose nothing, however their steps interleave', () => {
    fc.assert(
      fc.property(plan, plan, turns, fc.boolean(), (ana, bela, whose, stated) => {
        const of = book(tank('F1'));
        take(of, step('ana', 'verify', only(of)));
        const upon = only(of).revision;
        const seen = { party: 'A', ...(stated && { upon }) };
        const left = [ana, bela].map((all, who) =>
          all.map((kind) => step(who === 0 ? 'ana' : 'bela', kind, only(of), { with: seen })),
        ) as [CaseCommand[], CaseCommand[]];
        const sent: CaseCommand[] = [];
        while (left[0].length + left[1].length > 0) {
          const first = whose.next().value ? 0 : 1;
          const next = left[first].shift() ?? left[1 - first]?.shift();
          if (next === undefined) continue;
          const before = only(of).history.length;
          take(of, next);
          sent.push(next);
          expect(only(of).history.length).toBe(before + 1);
        }
        for (const command of sent) expect(keeps(of, command)).toBe(true);
        const kept = only(of).history.flatMap((line) =>
          line.entry === 'step' || line.entry === 'refused' ? [line.step.id] : [],
        );
        expect(kept.slice(1)).toEqual(sent.map(({ id }) => id));
      }),
      { numRuns: 500 },
    );
  });
});
