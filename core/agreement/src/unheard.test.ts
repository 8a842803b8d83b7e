import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleOptions, exampleText } from './example.ts';
import { parseFacts, unheard } from './index.ts';

const agreement = exampleAgreement(
  exampleText()
    .replace(
      '\nclauses:',
      '\nmilestones: { verified: { declared: true }, EIF: { at: "2026-01-01" } }\nclauses:',
    )
    .replace(
      'zone: own, what: [construction] }',
      'zone: own, what: [construction], from: EIF, to: verified, readings: { A: {}, B: { zone: buffer } } }',
    ),
);
const said = (line: object) => {
  const parsed = parseFacts([JSON.stringify(line)], exampleOptions.hasher);
  if (!parsed.ok) throw new Error(parsed.error.text);
  const [fact] = parsed.value.facts;
  return fact === undefined ? undefined : unheard(agreement, fact);
};
const count = { fact: 'count', class: 'police', party: 'A', at: '2026-03-10T12:00:00Z', count: 3 };
const at = '2026-03-10T12:00:00Z';
const ring = [
  [31, 48],
  [32, 48],
  [32, 49],
  [31, 48],
];
const notice = {
  ...{ fact: 'notice', id: 'N', kind: 'exercise', party: 'A', receivedAt: at, from: at, to: at },
  area: { type: 'Polygon', coordinates: [ring] },
};
const waiver = { fact: 'waiver', id: 'W', from: at, to: at, clauses: ['2'], agreedBy: ['A', 'B'] };

describe('what an agreement cannot hear', () => {
  it.each([
    [{ ...count, zone: 'bufer' }, 'there is no zone bufer: did you mean buffer?'],
    [{ fact: 'milestone', name: 'verifed', at }, 'did you mean verified?'],
    [{ fact: 'milestone', name: 'EIF', at }, 'there is no milestone that people declare EIF'],
    [{ fact: 'choice', clause: '66', reading: 'A', at }, 'there is no clause 66: did you mean 6?'],
    [{ fact: 'choice', clause: '6', reading: 'C', at }, 'there is no reading of clause 6 C'],
    [{ fact: 'choice', clause: '2', reading: 'A', at }, 'there is no reading of clause 2 A'],
    [{ ...waiver, clauses: ['2', '22'] }, 'there is no clause 22: did you mean 2?'],
    [{ ...waiver, agreedBy: ['A'] }, 'B has not agreed to it'],
    [{ ...notice, size: { personnel: 9, tnak: 9 } }, 'there is no class tnak: did you mean tank?'],
    [{ fact: 'inspection', zone: 'owm', at, result: 'done' }, 'did you mean own?'],
  ])('is told with the nearest right name: %j', (line, words) => {
    expect(said(line)).toContain(words);
  });

  it.each([
    [{ ...count, zone: 'buffer' }],
    [{ fact: 'milestone', name: 'verified', at }],
    [{ fact: 'choice', clause: '6', reading: 'B', at }],
    [waiver],
    [notice],
    [{ ...notice, size: { personnel: 200, tank: 10, heavy: 4 } }],
    [{ fact: 'inspection', site: 'anywhere', at, result: 'done' }],
  ])('is nothing of %j', (line) => {
    expect(said(line)).toBeUndefined();
  });
});
