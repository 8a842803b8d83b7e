import { type Instant, instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../finding.ts';
import { compareFindings } from './compare-findings.ts';
import { countBy, partyOf, trialWords } from './trial-words.ts';

const at = (minute: number): Instant => instant(Date.UTC(2026, 2, 10, 8, minute));
const finding = (id: string, from: number, to: number, changes: object = {}) =>
  ({
    id,
    clause: '2(a)',
    nature: 'substantive',
    subject: ['T1'],
    verdict: 'breach',
    probability: 1,
    party: 'A',
    from: at(from),
    to: at(to),
    reason: '',
    ...changes,
  }) as unknown as Finding;
const kinds = (old: Finding[], now: Finding[], span = {}) =>
  compareFindings(old, now, span).map(({ kind, old: was, new: is }) => [kind, was?.id, is?.id]);

describe('two versions of an agreement on one history', () => {
  it('do not differ in what they judge alike, whatever the ids', () => {
    expect(kinds([finding('a', 0, 9)], [finding('b', 0, 9)])).toEqual([]);
  });

  it.each([
    [{ verdict: 'undetermined' }, 'verdict'],
    [{ party: 'unknown' }, 'party'],
    [{ to: at(12) }, 'span'],
  ])('differ where the new says %j', (changes, kind) => {
    expect(kinds([finding('a', 0, 9)], [finding('b', 0, 9, changes)])).toEqual([[kind, 'a', 'b']]);
  });

  it('are set against each other by verdict, then by the longest overlap', () => {
    const old = [finding('a', 0, 10, { verdict: 'compliant' }), finding('b', 11, 20)];
    const now = [finding('c', 0, 4, { verdict: 'compliant' }), finding('d', 5, 20)];
    expect(kinds(old, now)).toEqual([
      ['span', 'a', 'c'],
      ['span', 'b', 'd'],
    ]);
  });

  it('never mix clauses, readings, natures or subjects', () => {
    const others = [
      { clause: '3' },
      { reading: 'A' },
      { nature: 'procedural' },
      { subject: ['T2'] },
    ];
    for (const changes of others) {
      const told = kinds([finding('a', 0, 9)], [finding('b', 0, 9, changes)]);
      expect(told.map(([kind]) => kind).sort()).toEqual(['only-new', 'only-old']);
    }
  });

  it('are compared within a span of time alone', () => {
    const old = [finding('a', 0, 9), finding('b', 30, 40)];
    expect(kinds(old, [], { from: at(20) })).toEqual([['only-old', 'b', undefined]]);
    expect(kinds(old, [], { to: at(20) })).toEqual([['only-old', 'a', undefined]]);
  });

  it('are counted by clause and party, and told in words', () => {
    const told = compareFindings(
      [finding('a', 0, 9)],
      [
        finding('b', 0, 9, { verdict: 'compliant', probability: 0 }),
        finding('c', 0, 9, { clause: '3', party: 'B' }),
      ],
    );
    expect(countBy(told, ({ clause }) => clause)).toEqual({
      '2(a)': { onlyOld: 0, onlyNew: 0, changed: 1 },
      '3': { onlyOld: 0, onlyNew: 1, changed: 0 },
    });
    expect(Object.keys(countBy(told, partyOf))).toEqual(['A', 'B']);
    expect(trialWords(told[0] ?? (undefined as never))).toBe(
      'verdict changed: clause 2(a), substantive, A, T1: breach (P 1) by A, 2026-03-10T08:00:00Z to 2026-03-10T08:09:00Z → compliant (P 0) by A, 2026-03-10T08:00:00Z to 2026-03-10T08:09:00Z',
    );
  });
});
