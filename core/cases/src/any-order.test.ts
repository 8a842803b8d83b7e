import type { FindingId } from '@greenline/agreement';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, book, context, only, shot, step, take, tank } from './cases.fixture.ts';
import { applyFinding, type Case, STEPS, stepsFrom, tick } from './index.ts';

const LEGAL: Readonly<Record<string, readonly string[]>> = {
  open: ['being-verified', 'suspended', 'closed'],
  'being-verified': ['confirmed', 'refuted', 'unresolved', 'suspended'],
  confirmed: ['before-the-commission', 'remedy-agreed', 'closed', 'being-verified', 'suspended'],
  refuted: ['closed', 'being-verified', 'suspended'],
  unresolved: ['being-verified', 'before-the-commission', 'closed', 'suspended'],
  'before-the-commission': ['remedy-agreed', 'closed', 'suspended'],
  'remedy-agreed': ['re-verified', 'suspended'],
  're-verified': ['closed', 'suspended'],
  closed: ['being-verified', 'open'],
};

describe('whatever anybody does in whatever order', () => {
  const acts = fc.array(
    fc.oneof(
      fc.record({
        by: fc.constantFrom('ana', 'bela', 'carla', 'party', 'rule', 'nobody'),
        step: fc.constantFrom(...STEPS),
        reason: fc.constantFrom('because', undefined),
        with: fc.constantFrom({ to: 'bela', source: 's' }, undefined),
      }),
      fc.record({
        revised: fc.constantFrom('breach' as const, 'undetermined' as const, 'compliant' as const),
      }),
      fc.record({ wait: fc.integer({ min: 0, max: 200_000 }) }),
    ),
    { minLength: 1, maxLength: 40 },
  );

  it('a case reaches no illegal state and loses no entry', () => {
    const runs = Number(process.env.GREENLINE_CASE_RUNS ?? 500);
    fc.assert(
      fc.property(acts, (sequence) => {
        const of = book(tank('F0'));
        let before = only(of);
        let second = 100;
        let revisions = 0;
        for (const act of sequence) {
          if ('wait' in act) {
            second += act.wait;
            tick(of, at(second));
          } else if ('revised' in act) {
            const supersedes = `F${revisions}` as FindingId;
            const next = tank(`F${++revisions}`, { supersedes, verdict: act.revised });
            applyFinding(of, next, context);
            expect(only(of).history.length).toBeGreaterThan(before.history.length);
          } else {
            const { reason, with: besides } = act;
            const command = step(act.by, act.step, before);
            const { reason: _none, ...rest } = command;
            take(
              of,
              {
                ...rest,
                ...(reason !== undefined && { reason }),
                ...(besides !== undefined && { with: besides }),
              },
              second,
            );
            expect(only(of).history.length).toBe(before.history.length + 1);
          }
          checkStep(before, only(of));
          before = only(of);
        }
      }),
      { numRuns: runs },
    );
  });

  function checkStep(before: Case, after: Case) {
    expect(after.history.slice(0, before.history.length)).toEqual(before.history);
    if (after.state !== before.state) {
      const legal =
        before.state === 'suspended' ? [before.suspendedFrom] : (LEGAL[before.state] ?? []);
      expect(legal).toContain(after.state);
    }
    if (after.state === 'confirmed') {
      const nations = new Set(
        after.votes.filter(({ vote }) => vote === 'confirm').map(({ nation }) => nation),
      );
      expect(nations.size).toBeGreaterThanOrEqual(2);
      expect(after.decision).toBe('confirmed');
    }
    if (['open', 'being-verified'].includes(after.state)) expect(after.decision).toBeUndefined();
    expect(new Set(after.votes.map(({ by }) => by)).size).toBe(after.votes.length);
    expect(stepsFrom(after.state).length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(after))).toEqual(after);
  }

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
