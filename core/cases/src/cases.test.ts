import type { FindingId } from '@greenline/agreement';
import { describe, expect, it } from 'vitest';
import { at, book, context, only, shot, step, take, tank } from './cases.fixture.ts';
import { applyFinding, type Case, emptyCaseBook, isOverdue, tick } from './index.ts';

describe('a case opens', () => {
  it('from a breach and from an undetermined finding, never from a compliant one', () => {
    expect(book(tank('F1')).cases.size).toBe(1);
    expect(book(tank('F1', { verdict: 'undetermined' })).cases.size).toBe(1);
    expect(book(tank('F1', { verdict: 'compliant' })).cases.size).toBe(0);
  });

  it('under the same id at every replay', () => {
    expect(only(book(tank('F1'))).id).toBe(only(book(tank('F1'))).id);
    expect(only(book(tank('F1'))).id).not.toBe(only(book(tank('F2'))).id);
  });

  it('once for one clause, party and subject', () => {
    const one = only(book(tank('F1'), tank('F2', { from: at(600), to: at(700) })));
    expect(one).toMatchObject({ findings: ['F1', 'F2'], from: at(0), to: at(700), state: 'open' });
  });

  it.each([
    ['clause', { clause: '2(b)' }],
    ['party', { party: 'B' }],
    ['subject', { subject: ['T2'] }],
    ['reality', { exercise: true as const }],
  ])('apart for another %s', (_what, changes) => {
    expect(book(tank('F1'), tank('F2', changes)).cases.size).toBe(2);
  });

  it('once for shots within 15 minutes and 5 km of the first', () => {
    const near = book(shot('E1', 0), shot('E2', 600), shot('E3', 1_400, 4_900));
    expect(only(near).subject).toEqual(['E1', 'E2', 'E3']);
  });

  it('apart for shots too late or too far, however they chain', () => {
    expect(book(shot('E1', 0), shot('E2', 901)).cases.size).toBe(2);
    expect(book(shot('E1', 0), shot('E2', 0, 5_100)).cases.size).toBe(2);
    expect(book(shot('E1', 0), shot('E2', 0, 4_000), shot('E3', 0, 8_000)).cases.size).toBe(2);
  });

  it('for shots that arrive in the wrong order as well', () => {
    expect(book(shot('E1', 900), shot('E2', 0)).cases.size).toBe(1);
  });

  it('of its own for a shot that nothing places', () => {
    const { position: _nowhere, ...unplaced } = shot('E2', 0);
    expect(book(shot('E1', 0), unplaced).cases.size).toBe(2);
  });

  it('anew for more shots than one case should hold', () => {
    const many = Array.from({ length: 501 }, (_, i) => shot(`E${i}`, i));
    expect(book(...many).cases.size).toBe(2);
  });
});

describe('a finding that replaces another', () => {
  it('joins its case whatever it says now, and the first stays in the history', () => {
    const revised = tank('F2', { supersedes: 'F1' as FindingId, party: 'B' });
    const one = only(book(tank('F1'), revised));
    expect(one.findings).toEqual(['F2']);
    expect(one.history.map((line) => line.entry === 'finding' && line.finding)).toEqual([
      'F1',
      'F2',
    ]);
  });

  it('and names another party turns the case to that party, until people have decided', () => {
    const other = shot('E1b', 0, 0, { supersedes: 'E1' as FindingId, party: 'B' });
    expect(only(book(shot('E1', 0), other)).party).toBe('B');

    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    for (const by of ['ana', 'bela'])
      take(of, step(by, 'attribute', only(of), { with: { party: 'A' } }));
    applyFinding(of, other, context);
    expect(only(of)).toMatchObject({ party: 'A', findingsSinceDecision: 1 });
  });

  it('and is compliant closes a case that nobody took up, by a named rule', () => {
    const cleared = tank('F2', { supersedes: 'F1' as FindingId, verdict: 'compliant' });
    const one = only(book(tank('F1'), cleared));
    expect(one).toMatchObject({ state: 'closed', verdict: 'compliant' });
    expect(one.decision).toBeUndefined();
    expect(one.history.at(-1)).toMatchObject({ entry: 'rule', rule: 'all-compliant' });
  });

  it('and is a breach again opens it again', () => {
    const cleared = tank('F2', { supersedes: 'F1' as FindingId, verdict: 'compliant' });
    const again = tank('F3', { supersedes: 'F2' as FindingId });
    expect(only(book(tank('F1'), cleared, again))).toMatchObject({
      state: 'open',
      verdict: 'breach',
    });
  });

  it('after people decided leaves their decision, and says that they did not weigh it', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    applyFinding(
      of,
      shot('E1b', 0, 0, { supersedes: 'E1' as FindingId, verdict: 'compliant' }),
      context,
    );
    expect(only(of)).toMatchObject({ state: 'confirmed', findingsSinceDecision: 1 });
  });

  it('does nothing the second time', () => {
    const of = book(tank('F1'));
    expect(applyFinding(of, tank('F1'), context)).toEqual([]);
  });
});

describe('people decide a case', () => {
  it('of a shot by one of them', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)), 200);
    expect(only(of)).toMatchObject({
      state: 'confirmed',
      decision: 'confirmed',
      decidedAt: at(200),
      holder: 'ana',
    });
  });

  it('of presence by two of different nations: after the first it shows 1 of 2', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
    take(of, step('carla', 'confirm', only(of)));
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
    take(of, step('bela', 'confirm', only(of)));
    expect(only(of)).toMatchObject({ state: 'confirmed', progress: { have: 2, need: 2 } });
  });

  it('and nobody counts twice, which is kept as a refusal', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    const again = take(of, step('ana', 'confirm', only(of)));
    expect(again.refusal).toMatchObject({ kind: 'already-counted' });
    expect(only(of).votes).toHaveLength(1);
    expect(only(of).history.at(-1)).toMatchObject({ entry: 'refused' });
  });

  it('and one who changes their mind moves their vote; both entries stand', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    take(of, step('ana', 'refute', only(of)));
    expect(only(of).votes).toEqual([{ by: 'ana', nation: 'AR', vote: 'refute' }]);
    expect(only(of).history).toHaveLength(4);
  });

  it('at once, and both entries stand: who came second dissents', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    const second = take(of, step('bela', 'refute', only(of)));
    expect(second.refusal).toBeUndefined();
    expect(only(of).state).toBe('confirmed');
    expect(only(of).history.slice(-2)).toMatchObject([
      { effect: 'moved', to: 'confirmed' },
      { effect: 'dissent', step: { by: 'bela', step: 'refute' } },
    ]);
  });

  it('never without having taken it up, and the refusal says what can be done', () => {
    const of = book(shot('E1', 0));
    const { refusal } = take(of, step('ana', 'confirm', only(of)));
    expect(refusal).toMatchObject({ kind: 'illegal-step', state: 'open' });
    expect(refusal?.missing).toContain('verify');
    expect(only(of).state).toBe('open');
  });

  it.each(['confirm', 'refute', 'dissent'] as const)('never to %s without a reason', (kind) => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    const { refusal } = take(of, step('ana', kind, only(of), { reason: ' ' }));
    expect(refusal).toMatchObject({ kind: 'reason-missing' });
  });

  it('but neither a party nor a rule of the machine does', () => {
    const of = book(shot('E1', 0));
    take(of, step('rule', 'verify', only(of)));
    for (const by of ['party', 'rule']) {
      const { refusal } = take(of, step(by, 'confirm', only(of)));
      expect(refusal).toMatchObject({ kind: 'not-entitled', standing: by });
    }
    expect(take(of, step('party', 'reply', only(of))).refusal).toBeUndefined();
    expect(take(of, step('nobody', 'note', only(of))).refusal).toMatchObject({
      kind: 'unknown-person',
    });
  });

  it('again after it is reopened, and old votes do not count', () => {
    const of = book(tank('F1'));
    for (const [by, kind] of [
      ['ana', 'verify'],
      ['ana', 'confirm'],
      ['bela', 'confirm'],
      ['ana', 'reopen'],
      ['ana', 'refute'],
    ] as const) {
      expect(take(of, step(by, kind, only(of))).refusal).toBeUndefined();
    }
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
    expect(only(of).decision).toBeUndefined();
  });

  it('and see it through to a remedy that was checked', () => {
    const of = book(shot('E1', 0));
    for (const kind of ['verify', 'confirm', 'refer', 'remedy', 're-verify', 'close'] as const) {
      expect(take(of, step('ana', kind, only(of))).refusal).toBeUndefined();
    }
    expect(only(of)).toMatchObject({ state: 'closed', decision: 'confirmed' });
    expect(only(of).clock).toBeUndefined();
  });

  it('and a next breach by the same subject is a new case that names the old', () => {
    const of = book(tank('F1'));
    const [first] = of.cases.values();
    for (const by of ['ana', 'bela']) {
      if (by === 'ana') take(of, step(by, 'verify', only(of)));
      take(of, step(by, 'confirm', only(of)));
    }
    const [next] = applyFinding(of, tank('F2', { from: at(9_000) }), context);
    expect(next?.recurrenceOf).toBe(first?.id);
  });
});

describe('a command', () => {
  it('that comes twice is taken once', () => {
    const of = book(shot('E1', 0));
    const command = step('ana', 'verify', only(of));
    take(of, command);
    expect(take(of, command)).toEqual({ changed: [] });
  });

  it('under an id already used for another is refused and kept', () => {
    const of = book(shot('E1', 0));
    const command = step('ana', 'verify', only(of));
    take(of, command);
    expect(take(of, { ...command, step: 'note' }).refusal).toMatchObject({ kind: 'id-used' });
    expect(only(of).history.at(-1)).toMatchObject({ entry: 'refused' });
  });

  it('to a case that is not there is kept in the book', () => {
    const of = emptyCaseBook();
    const stray = step('ana', 'verify', { id: 'none' as Case['id'] });
    expect(take(of, stray).refusal).toMatchObject({ kind: 'unknown-case' });
    expect(of.stray).toHaveLength(1);
  });

  it('hands a case over to somebody who is named', () => {
    const of = book(shot('E1', 0));
    expect(take(of, step('ana', 'hand-over', only(of))).refusal).toMatchObject({
      field: 'with.to',
    });
    take(of, step('ana', 'hand-over', only(of), { with: { to: 'bela' } }));
    expect(only(of).holder).toBe('bela');
  });

  it('suspends a case and takes it back to where it was', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    take(of, step('ana', 'suspend', only(of)));
    expect(only(of)).toMatchObject({ state: 'suspended', suspendedFrom: 'being-verified' });
    take(of, step('ana', 'resume', only(of)));
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
  });
});

describe('the clock of a case', () => {
  it('runs out when nobody takes it up within the hour, and says so once', () => {
    const of = book(shot('E1', 0));
    const due = 5 + 3_600;
    expect(only(of).clock).toMatchObject({ state: 'open', dueAt: at(due), overdue: false });
    expect(tick(of, at(due))).toEqual([]);
    expect(isOverdue(only(of), at(due + 1))).toBe(true);
    expect(tick(of, at(due + 1))).toMatchObject([{ clock: { overdue: true } }]);
    expect(tick(of, at(due + 2))).toEqual([]);
    take(of, step('ana', 'verify', only(of)), due + 60);
    expect(only(of).clock).toMatchObject({ state: 'being-verified', overdue: false });
  });
});
