import { describe, expect, it } from 'vitest';
import type { CaseRow, DeskRow, FindingRow, HistoryLine } from '../wire.ts';
import { historyWords, measureOf, queueOf, stepsOf, title } from './case-view.ts';
import { noteWords } from './desk-view.ts';

const aCase = (over: object): CaseRow =>
  ({ id: 'c', seq: 1, clause: '2(a)', state: 'open', verdict: 'breach', ...over }) as CaseRow;

describe('a case in the queue', () => {
  it('is called a violation only once people have confirmed it', () => {
    for (const state of ['open', 'being-verified', 'refuted', 'unresolved', 'suspended']) {
      expect(title(aCase({ state }), 'Party A')).not.toMatch(/violation/i);
    }
    expect(title(aCase({ state: 'confirmed' }), 'Party A')).toBe('Ceasefire violation, Party A');
    expect(title(aCase({ state: 'remedy-agreed', decision: 'confirmed' }), 'Party A')).toMatch(
      /violation/,
    );
  });

  it('stands by its clock, the oldest first, and leaves when it is decided', () => {
    const due = (id: string, dueAt: string, state = 'open') =>
      aCase({ id, state, clock: { dueAt } });
    const queue = queueOf([
      due('late', '2026-03-10T12:00:00Z'),
      due('done', '2026-03-10T08:00:00Z', 'confirmed'),
      due('early', '2026-03-10T09:00:00Z', 'being-verified'),
    ]);
    expect(queue.map((each) => each.id)).toEqual(['early', 'late']);
  });

  it('offers to confirm and to refute with one weight, and only what is legal', () => {
    expect(stepsOf(aCase({ state: 'being-verified' })).first.slice(0, 2)).toEqual([
      'confirm',
      'refute',
    ]);
    expect(stepsOf(aCase({})).first).toEqual(['verify']);
    expect(stepsOf(aCase({})).more).not.toContain('confirm');
    for (const state of ['confirmed', 'refuted', 'remedy-agreed', 're-verified']) {
      expect(stepsOf(aCase({ state })).first).toContain('dissent');
    }
  });
});

describe('what was measured', () => {
  it('is said in one unit with the half-width of its place', () => {
    const finding = { measured: 21_863.2, limit: 25_000, margin: 3_136.8, unit: 'm' } as FindingRow;
    expect(measureOf(finding, 194)).toEqual({
      measured: '21.9 km ± 0.2 (95 %)',
      limit: '25 km',
      margin: '3.1 km ± 0.2 (95 %)',
    });
  });

  it('stays as coarse as it was released', () => {
    const released = { measuredKm: 22, limitKm: 25, marginKm: 3 } as FindingRow;
    expect(measureOf(released, 5)).toEqual({
      measured: '22 km ± 1',
      limit: '25 km',
      margin: '3 km ± 1',
    });
  });
});

describe('a line of a history', () => {
  const line = (entry: string, more: object): HistoryLine =>
    ({
      entry,
      recordedAt: '2026-03-10T12:00:00Z',
      nation: 'AR',
      from: 'confirmed',
      to: 'confirmed',
      ...more,
    }) as HistoryLine;
  const step = { id: 's', at: '', by: 'ana', case: 'c', reason: 'seen' };

  it('says who named whom, and which case is on the other side of a merge', () => {
    const named = { ...step, step: 'attribute', with: { party: 'A' } };
    expect(historyWords(line('step', { step: named, effect: 'voted' })).what).toBe(
      'named A: voted',
    );
    const merge = { ...step, step: 'merge', with: { into: 'b8d1f0a2-9' } };
    const merged = line('step', { step: merge, effect: 'moved', other: 'b8d1f0a2-9' });
    expect(historyWords(merged).what).toBe('merged it into another case: case b8d1f0a2');
    const other = line('linked', { step: merge, link: 'merged-in', other: 'a1', findings: [] });
    expect(historyWords(other).what).toBe('merged in the findings of case a1');
  });

  it('says which signed rule accepted a case', () => {
    const signed = { rule: 'fire-by-two', version: 1, digest: 'sha256:0', inForceBy: 'ana' };
    const accepted = line('rule', { rule: 'accepted', reason: 'two sources', signed });
    expect(historyWords(accepted)).toEqual({
      who: 'Rule fire-by-two',
      what: 'accepted',
      why: 'two sources',
    });
  });
});

describe('a note of the duty desk', () => {
  it('says what is overdue and in whose hand', () => {
    const note = { note: 'overdue', clause: '2(a)', state: 'being-verified' } as DeskRow;
    expect(noteWords(note)).toBe('Overdue: clause 2(a), being verified too long, in nobody’s hand');
    expect(noteWords({ ...note, holder: 'ana' } as DeskRow)).toMatch(/in the hand of ana$/);
  });
});
