import { describe, expect, it } from 'vitest';
import { at, book, context, only, step, take, tank } from './cases.fixture.ts';
import { type CaseId, noteDelivery } from './index.ts';

describe('a task that was delivered', () => {
  it('stands in the history of the case that it is about, and moves nothing', () => {
    const of = book(tank('F1'));
    const before = only(of);
    noteDelivery(of, before.id, 'task T-1 was delivered; results: o1', at(300), context);
    expect(only(of)).toMatchObject({ state: before.state, findings: before.findings });
    expect(only(of).history.slice(0, -1)).toEqual(before.history);
    expect(only(of).history.at(-1)).toMatchObject({
      ...{ entry: 'rule', rule: 'task-delivered', recordedAt: at(300) },
      reason: 'task T-1 was delivered; results: o1',
    });
  });

  it('sends back a vote that was made upon the case before it', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    const { id, revision } = only(of);
    noteDelivery(of, id, 'task T-1 was delivered', at(300), context);
    const vote = step('ana', 'confirm', only(of), { with: { upon: revision } });
    expect(take(of, vote).refusal).toMatchObject({ kind: 'stale' });
  });

  it('about something else than a case changes none', () => {
    const of = book(tank('F1'));
    const before = only(of);
    expect(noteDelivery(of, 'T7' as CaseId, 'delivered', at(300), context)).toBeUndefined();
    expect(only(of)).toBe(before);
  });
});
