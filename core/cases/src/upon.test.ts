import type { FindingId } from '@greenline/agreement';
import { describe, expect, it } from 'vitest';
import { book, context, only, shot, step, take, tank } from './cases.fixture.ts';
import { applyFinding, type StepKind } from './index.ts';

const verified = () => {
  const of = book(tank('F1'));
  take(of, step('ana', 'verify', only(of)));
  return { of, upon: only(of).revision };
};
const does = (of: ReturnType<typeof book>, by: string, kind: StepKind, upon: unknown) =>
  take(of, step(by, kind, only(of), { with: { upon: upon as number, to: 'bela', party: 'A' } }));

describe('a step that says what it was made upon', () => {
  it('stands where others only wrote and voted meanwhile', () => {
    const { of, upon } = verified();
    take(of, step('bela', 'note', only(of)));
    take(of, step('bela', 'confirm', only(of)));
    expect(does(of, 'ana', 'confirm', upon).refusal).toBeUndefined();
    expect(only(of).state).toBe('confirmed');
  });

  it('is refused and kept where a finding came meanwhile, and the refusal says upon what to send it again', () => {
    const { of, upon } = verified();
    applyFinding(
      of,
      tank('F2', { supersedes: 'F1' as FindingId, verdict: 'undetermined' }),
      context,
    );
    const { refusal } = does(of, 'ana', 'confirm', upon);
    expect(refusal).toMatchObject({ kind: 'stale', upon, revision: upon + 1 });
    expect(refusal?.missing).toContain(`upon ${upon + 1}`);
    expect(only(of).history.at(-1)).toMatchObject({ entry: 'refused', refusal: { kind: 'stale' } });
    expect(does(of, 'ana', 'confirm', only(of).revision).refusal).toBeUndefined();
  });

  it('stands beside the decision where it is a vote that the decision overtook', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    const upon = only(of).revision;
    take(of, step('ana', 'confirm', only(of)));
    does(of, 'bela', 'refute', upon);
    expect(only(of).history.at(-1)).toMatchObject({ effect: 'dissent' });
  });

  it('is refused where it would move a case that was moved meanwhile', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    const upon = only(of).revision;
    take(of, step('bela', 'refer', only(of)));
    expect(does(of, 'ana', 'close', upon).refusal).toMatchObject({ kind: 'stale' });
    expect(does(of, 'ana', 'hand-over', upon).refusal).toBeUndefined();
  });

  it.each([0, 99, 1.5, 'two'])('that was never there (%j) is refused', (upon) => {
    const { of } = verified();
    expect(does(of, 'ana', 'confirm', upon).refusal).toMatchObject({ field: 'with.upon' });
  });
});
