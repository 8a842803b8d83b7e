import type { FindingId } from '@greenline/agreement';
import { describe, expect, it } from 'vitest';
import { book, context, only, shot, step, take } from './cases.fixture.ts';
import { applyFinding, type Case, type CaseBook } from './index.ts';

const two = (): { of: CaseBook; one: Case; other: Case } => {
  const of = book(shot('E1', 0), shot('E2', 5_000));
  const [one, other] = [...of.cases.values()] as [Case, Case];
  return { of, one, other };
};
const now = (of: CaseBook, { id }: Case): Case => of.cases.get(id) as Case;
const merge = (of: CaseBook, one: Case, into: Case) =>
  take(of, step('ana', 'merge', one, { with: { into: into.id } }));

describe('a merge', () => {
  it('moves the findings, keeps both histories, and each names the other', () => {
    const { of, one, other } = two();
    take(of, step('ana', 'verify', one));
    take(of, step('ana', 'note', other));
    const [before, beside] = [now(of, one), now(of, other)];
    expect(merge(of, one, other).refusal).toBeUndefined();
    expect(now(of, one)).toMatchObject({ state: 'closed', mergedInto: other.id, findings: [] });
    expect(now(of, other)).toMatchObject({ findings: ['E2', 'E1'], mergedFrom: [one.id] });
    expect(now(of, other).subject).toEqual(['E1', 'E2']);
    expect(now(of, one).history.slice(0, -1)).toEqual(before.history);
    expect(now(of, other).history.slice(0, -1)).toEqual(beside.history);
    expect(now(of, one).history.at(-1)).toMatchObject({ entry: 'step', other: other.id });
    expect(now(of, other).history.at(-1)).toMatchObject({
      link: 'merged-in',
      other: one.id,
      findings: ['E1'],
      step: { by: 'ana' },
    });
  });

  it('leaves votes where they were cast', () => {
    const of = book(shot('E1', 0, 0, { clause: '9' }), shot('E2', 5_000, 0, { clause: '9' }));
    const [one, other] = [...of.cases.values()].map((each) => ({
      ...each,
      quorum: { persons: 2, nations: 2 },
    })) as [Case, Case];
    of.cases.set(one.id, one);
    take(of, step('ana', 'verify', one));
    take(of, step('ana', 'confirm', one));
    merge(of, one, other);
    expect(now(of, one).votes).toHaveLength(1);
    expect(now(of, other).votes).toHaveLength(0);
  });

  it('sends what comes of its findings to the other case', () => {
    const { of, one, other } = two();
    merge(of, one, other);
    const revised = shot('E1b', 0, 0, { supersedes: 'E1' as FindingId, subject: ['E1'] });
    expect(applyFinding(of, revised, context)[0]?.id).toBe(other.id);
    expect(applyFinding(of, shot('E3', 60), context)[0]?.id).toBe(other.id);
  });

  it('cannot touch what is decided, and the refusal says to reopen', () => {
    const { of, one, other } = two();
    take(of, step('ana', 'verify', other));
    take(of, step('ana', 'confirm', other));
    const refused = merge(of, one, other).refusal;
    expect(refused).toMatchObject({ kind: 'no-such-link' });
    expect(refused?.missing).toContain('reopen');
    expect(merge(of, other, one).refusal).toMatchObject({ kind: 'illegal-step' });
    expect(now(of, one).history.at(-1)).toMatchObject({ entry: 'refused' });
  });

  it.each([
    ['itself', (one: Case) => one.id],
    ['none', () => 'none'],
  ])('is not possible into %s', (_what, into) => {
    const { of, one } = two();
    const { refusal } = take(of, step('ana', 'merge', one, { with: { into: into(one) } }));
    expect(refusal).toMatchObject({ kind: 'no-such-link' });
  });

  it('is not possible into a case of another clause', () => {
    const of = book(shot('E1', 0), shot('E2', 0, 0, { clause: '2' }));
    const [one, other] = [...of.cases.values()] as [Case, Case];
    expect(merge(of, one, other).refusal).toMatchObject({ kind: 'no-such-link' });
  });

  it('cannot be undone by reopening, only by a split', () => {
    const { of, one, other } = two();
    merge(of, one, other);
    expect(take(of, step('ana', 'reopen', one)).refusal).toMatchObject({ kind: 'no-such-link' });
    take(of, step('ana', 'split', other, { with: { findings: ['E1'] } }));
    expect([...of.cases.values()].at(-1)).toMatchObject({ findings: ['E1'], state: 'open' });
  });
});

describe('a split', () => {
  const three = () => book(shot('E1', 0), shot('E2', 60), shot('E3', 120));
  const splitOff = (of: CaseBook, findings: readonly string[]) => {
    const [one] = of.cases.values();
    return take(of, step('ana', 'split', one as Case, { with: { findings } }));
  };

  it('makes a case of its own of some findings; both name each other', () => {
    const of = three();
    const one = only(of);
    take(of, step('ana', 'verify', one));
    splitOff(of, ['E2']);
    const [parent, child] = [...of.cases.values()] as [Case, Case];
    expect(parent).toMatchObject({
      state: 'being-verified',
      findings: ['E1', 'E3'],
      subject: ['E1', 'E3'],
      splitInto: [child.id],
    });
    expect(child).toMatchObject({
      state: 'open',
      findings: ['E2'],
      subject: ['E2'],
      splitFrom: parent.id,
      votes: [],
    });
    expect(parent.history.at(-1)).toMatchObject({ effect: 'split', other: child.id });
    expect(child.history).toMatchObject([{ link: 'split-off', other: parent.id }]);
    const revised = shot('E2b', 60, 0, { supersedes: 'E2' as FindingId, subject: ['E2'] });
    expect(applyFinding(of, revised, context)[0]?.id).toBe(child.id);
  });

  it.each([[[]], [['E1', 'E2', 'E3']], [['E9']], ['E1']])('of %j is refused', (findings) => {
    const of = three();
    expect(splitOff(of, findings as never).refusal).toMatchObject({ kind: 'no-such-link' });
    expect(of.cases.size).toBe(1);
  });

  it('of a decided case is refused', () => {
    const of = three();
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    expect(splitOff(of, ['E1']).refusal).toMatchObject({ kind: 'illegal-step' });
  });
});
