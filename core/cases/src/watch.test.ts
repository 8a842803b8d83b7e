import { describe, expect, it } from 'vitest';
import { at, book, context, only, shot, step, take, tank } from './cases.fixture.ts';
import { type Case, type CaseBook, handOverId, tick, WATCH } from './index.ts';

const watch = { id: WATCH as Case['id'] };
const handOver = (of: CaseBook, by: string, to: string, more = {}) =>
  take(of, step(by, 'hand-over', watch, { with: { to }, ...more }), 90_000);

describe('a watch that is handed over', () => {
  const held = () => {
    const of = book(
      tank('F1'),
      shot('E1', 0),
      shot('E2', 50_000),
      shot('E3', 0, 0, { clause: '9' }),
    );
    const [a, b, c, d] = [...of.cases.values()] as [Case, Case, Case, Case];
    for (const one of [a, b, c]) take(of, step('ana', 'verify', one));
    take(of, step('bela', 'verify', d));
    tick(of, at(100 + 86_401));
    return { of, a, d };
  };

  it('takes all cases in hand along by one act, and tells what is open and overdue', () => {
    const { of, a, d } = held();
    of.desk.length = 0;
    const command = step('ana', 'hand-over', watch, {
      with: { to: 'carla' },
      reason: 'the convoy at 14:00 is not back',
    });
    expect(take(of, command, 90_000).changed).toHaveLength(3);
    expect(of.desk).toMatchObject([
      {
        note: 'hand-over',
        id: handOverId(context.hasher, command.id),
        from: 'ana',
        to: 'carla',
        words: 'the convoy at 14:00 is not back',
        open: 3,
        overdue: 3,
        cases: [{ case: a.id, state: 'being-verified', overdue: true }, {}, {}],
      },
    ]);
    const holders = [...of.cases.values()].map(({ holder }) => holder);
    expect(holders).toEqual(['carla', 'carla', 'carla', 'bela']);
    expect(of.cases.get(a.id)?.history.at(-1)).toMatchObject({ step: command, nation: 'AR' });
    expect(of.cases.get(d.id)?.history.at(-1)).not.toMatchObject({ step: command });
  });

  it('needs a note, and somebody who can decide', () => {
    const { of } = held();
    expect(handOver(of, 'ana', 'carla', { reason: ' ' }).refusal).toMatchObject({
      kind: 'reason-missing',
    });
    for (const to of ['party', 'nobody'])
      expect(handOver(of, 'ana', to).refusal).toMatchObject({ kind: 'unknown-person' });
    expect(handOver(of, 'party', 'ana').refusal).toMatchObject({ kind: 'not-entitled' });
    expect(take(of, step('ana', 'confirm', watch)).refusal).toMatchObject({ kind: 'unknown-case' });
    expect(of.stray).toHaveLength(5);
  });

  it('is empty where nothing is in hand', () => {
    const { of } = held();
    expect(handOver(of, 'carla', 'ana')).toEqual({ changed: [] });
  });
});

describe('a clock that runs out', () => {
  it('is told to the desk once, with who holds the case', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    for (const second of [86_500, 86_501, 86_502]) tick(of, at(second));
    expect(of.desk).toMatchObject([
      { note: 'overdue', case: only(of).id, holder: 'ana', at: at(86_501), dueAt: at(86_500) },
    ]);
  });
});

describe('an officer', () => {
  const few = { ...context, practice: { ...context.practice, watch: { hours: 12, most: 2 } } };
  const many = () => {
    const of = book(shot('E1', 0), shot('E2', 5_000), shot('E3', 10_000));
    for (const one of of.cases.values()) take(of, step('ana', 'verify', one));
    return of;
  };

  it('judges so many items a watch; the next step is kept and refused, with the remedy', () => {
    const of = many();
    const [a, b, c] = [...of.cases.values()] as [Case, Case, Case];
    for (const one of [a, b]) take(of, step('ana', 'confirm', one), 200, few);
    const { refusal } = take(of, step('ana', 'refute', c), 300, few);
    expect(refusal).toMatchObject({ kind: 'watch-full', most: 2, hours: 12 });
    expect(refusal?.missing).toContain('hand over');
    expect(of.cases.get(c.id)?.history.at(-1)).toMatchObject({ entry: 'refused' });
    expect(take(of, step('bela', 'refute', c), 300, few).refusal).toBeUndefined();
  });

  it('may go on noting and handing over, and judges again when the watch is past', () => {
    const of = many();
    const [a, b, c] = [...of.cases.values()] as [Case, Case, Case];
    for (const one of [a, b]) take(of, step('ana', 'confirm', one), 200, few);
    expect(take(of, step('ana', 'note', c), 300, few).refusal).toBeUndefined();
    const late = step('ana', 'confirm', c);
    expect(take(of, late, 199 + 12 * 3_600, few).refusal).toMatchObject({ kind: 'watch-full' });
    const later = step('ana', 'confirm', c);
    expect(take(of, later, 200 + 12 * 3_600, few).refusal).toBeUndefined();
  });

  it('is not charged for steps that were refused', () => {
    const of = many();
    const [a, b] = [...of.cases.values()] as [Case, Case];
    for (let i = 0; i < 3; i++) take(of, step('ana', 'confirm', a, { reason: '' }), 200, few);
    for (const one of [a, b])
      expect(take(of, step('ana', 'confirm', one), 300, few).refusal).toBeUndefined();
  });
});
