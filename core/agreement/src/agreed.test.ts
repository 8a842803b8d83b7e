import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleObject, exampleOptions, exampleText } from './example.ts';
import { type Fact, judge, LiveJudge, parseFacts } from './index.ts';

const START = Date.UTC(2026, 2, 10, 12);
const at = (minutes: number) => instant(START + minutes * 60_000);
const inBuffer = { lon: 32.2, lat: 48.1 };
const declared = (line: object): readonly Fact[] => {
  const parsed = parseFacts([JSON.stringify(line)], exampleOptions.hasher);
  if (!parsed.ok) throw new Error(parsed.error.text);
  return parsed.value.facts;
};
const tank = (minutes: number, parts: object = {}) =>
  exampleObject({ id: 't', position: inBuffer, at: at(minutes), ...parts }, 20);

describe('what both parties agreed to do otherwise', () => {
  const agreement = exampleAgreement();
  const waiver = (parts: object = {}) =>
    declared({
      fact: 'waiver',
      id: 'W-1',
      clauses: ['2'],
      agreedBy: ['A', 'B'],
      from: '2026-03-10T12:00:00Z',
      to: '2026-03-10T13:00:00Z',
      ...parts,
    });
  const verdicts = (facts: readonly Fact[], clause = '2') =>
    judge(agreement, facts, exampleOptions)
      .filter((one) => one.clause === clause)
      .map(({ verdict, from }) => [verdict, (from - START) / 60_000]);

  it('is no breach while it was agreed, and one from the minute after', () => {
    expect(verdicts([...waiver(), tank(0), tank(60), tank(61)])).toEqual([
      ['compliant', 0],
      ['breach', 61],
    ]);
    expect(verdicts([...waiver(), tank(-1), tank(0)])).toEqual([
      ['breach', -1],
      ['compliant', 0],
    ]);
  });

  it('needs the word of both parties, the clause by its number, and the place', () => {
    expect(verdicts([...waiver({ agreedBy: ['A'] }), tank(0)])).toEqual([['breach', 0]]);
    expect(verdicts([...waiver({ clauses: ['3'] }), tank(0)])).toEqual([['breach', 0]]);
    const box = (lon: number) => ({
      type: 'Polygon',
      coordinates: [
        [
          [lon, 48],
          [lon + 0.1, 48],
          [lon + 0.1, 48.2],
          [lon, 48.2],
          [lon, 48],
        ],
      ],
    });
    expect(verdicts([...waiver({ area: box(31) }), tank(0)])).toEqual([['breach', 0]]);
    expect(verdicts([...waiver({ area: box(32.15) }), tank(0)])).toEqual([['compliant', 0]]);
  });

  it('names the waiver among the exceptions and the inputs', () => {
    const facts = [...waiver(), tank(0)];
    const [finding] = judge(agreement, facts, exampleOptions).filter((one) => one.clause === '2');
    expect(finding?.exceptions).toEqual(['agreed: waiver W-1']);
    expect(finding?.inputs).toContain(facts[0]?.digest);
  });

  it('is not named once its time is over', () => {
    const box = [
      [30, 47],
      [33, 47],
      [33, 49],
      [30, 49],
      [30, 47],
    ];
    const everywhere = waiver({ area: { type: 'Polygon', coordinates: [box] } });
    const told = (facts: readonly Fact[]) =>
      judge(agreement, facts, exampleOptions)
        .filter(({ clause }) => clause === '2')
        .map(({ verdict, exceptions }) => [verdict, exceptions]);
    expect(told([...everywhere, tank(60)])).toEqual([['compliant', ['agreed: waiver W-1']]]);
    expect(told([...everywhere, tank(61)])).toEqual([['breach', []]]);
  });

  it('sets a duty of the mission aside for the time', () => {
    const duty = exampleAgreement(
      `${exampleText()}  - { cite: "11", kind: inspection, zone: buffer, every: 15 d, since: "2026-01-01 00:00" }\n`,
    );
    const judged = (facts: readonly Fact[]) =>
      judge(duty, facts, { ...exampleOptions, asOf: at(0) })
        .filter(({ clause }) => clause === '11')
        .map(({ verdict, exceptions }) => [verdict, exceptions]);
    const agreed = waiver({ clauses: ['11'], from: '2026-01-01T00:00:00Z' });
    expect(judged([])).toEqual([['breach', []]]);
    expect(judged(agreed)).toEqual([['compliant', ['agreed: waiver W-1']]]);
  });
});

describe('a clause that the parties read differently', () => {
  const text = exampleText().replace(
    'zone: own, what: [construction] }',
    'zone: own, what: [construction], readings: { A: { zone: own }, B: { zone: buffer, what: [trench] } } }',
  );
  const agreement = exampleAgreement(text);
  const trench = (minutes: number) =>
    exampleObject({
      id: 'w',
      class: { trench: 1 },
      position: { lon: 31, lat: 48.3 },
      at: at(minutes),
    });
  const choice = (reading: string) =>
    declared({ fact: 'choice', clause: '6', reading, at: '2026-03-10T12:30:00Z' });
  const told = (facts: readonly Fact[]) =>
    judge(agreement, facts, exampleOptions)
      .filter(({ clause }) => clause === '6')
      .map(({ reading, verdict, to }) => [reading, verdict, (to - START) / 60_000]);

  it('is judged under every reading until the commission chooses, and under that one from then on', () => {
    const looks = [trench(0), trench(29), trench(30), trench(60)];
    expect(told(looks)).toEqual([
      ['A', 'compliant', 60],
      ['B', 'breach', 60],
    ]);
    expect(told([...choice('A'), ...looks])).toEqual([
      ['A', 'compliant', 60],
      ['B', 'breach', 29],
    ]);
    expect(told([...choice('B'), ...looks])).toEqual([
      ['A', 'compliant', 29],
      ['B', 'breach', 60],
    ]);
  });

  it('is judged anew where the thing stands still, as soon as the choice is known', () => {
    const live = new LiveJudge(agreement, exampleOptions);
    for (const fact of [trench(0), ...choice('A')]) live.take(fact);
    expect(live.take(trench(60)).map(({ reading, to }) => [reading, to])).toEqual([]);
    expect(
      live
        .finish()
        .map(({ reading, to }) => [reading, to])
        .filter(([reading]) => reading === 'A'),
    ).toEqual([['A', at(60)]]);
  });
});
