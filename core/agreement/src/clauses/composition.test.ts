import { formatInstant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleOptions, examplePrintout } from '../example.ts';
import { type Fact, type Finding, LiveJudge } from '../index.ts';
import { agreementOf, factsOf, judged, lines, time } from './declared.fixture.ts';

const deployment = (nation: string, personnel: number, parts: object = {}) => ({
  fact: 'deployment',
  nation,
  zone: 'north',
  personnel,
  from: '2026-03-01T00:00:00Z',
  ...parts,
});
const run = (clause: string, facts: readonly object[], asOf?: string) =>
  judged(
    agreementOf(`  - { cite: "5", kind: composition, ${clause} }`),
    factsOf(...facts),
    asOf === undefined ? undefined : time(asOf),
  );
const spans = (findings: readonly Finding[]) =>
  findings.map(({ verdict, measured, from, to }) =>
    [verdict, measured, ...[from, to].map((at) => formatInstant(at).slice(0, 10))].join(' '),
  );

describe('who may have people in a zone', () => {
  it('is not a nation that is barred: one person is a breach of that nation, none is none', () => {
    const [one] = run('zone: north, bar: [usa]', [deployment('usa', 1)]);
    expect(one).toMatchObject({ verdict: 'breach', party: 'usa', measured: 1, limit: 0 });
    expect(one?.reason).toBe(
      'Clause 5: usa has 1 people deployed in north, limit 0: usa may have nobody there, 1 beyond it; P(breach) 1, breach; no source named.',
    );
    expect(
      lines(run('zone: north, bar: [usa]', [deployment('usa', 0), deployment('bgd', 900)])),
    ).toEqual(['5 bgd+north bgd compliant 900 -', '5 north+usa usa compliant 0 0']);
  });

  it('is no force under a barred alliance, and its nation may be there otherwise', () => {
    const clause = 'barAlliances: [NATO]';
    const facts = [
      deployment('fra', 300, { alliance: 'NATO' }),
      deployment('fra', 40, { zone: 'south' }),
      deployment('tur', 60),
      deployment('sau', 500, { alliance: 'GCC' }),
    ];
    expect(lines(run(clause, facts))).toEqual([
      '5 fra fra breach 300 0',
      '5 sau sau compliant 500 -',
      '5 tur tur compliant 60 -',
    ]);
    const freed = deployment('fra', 300, { from: '2026-03-05T00:00:00Z' });
    expect(spans(run(clause, [...facts.slice(0, 1), freed]))).toEqual([
      'breach 300 2026-03-01 2026-03-05',
      'compliant 300 2026-03-05 2026-03-05',
    ]);
  });

  it('are only those that the clause names', () => {
    const facts = [deployment('sau', 800), deployment('fra', 1)];
    expect(lines(run('only: [sau, bgd]', facts))).toEqual([
      '5 fra fra breach 1 0',
      '5 sau sau compliant 800 -',
    ]);
  });
});

describe('how many people a nation may have', () => {
  it('is its ceiling and no more, or less where the clause is strict', () => {
    const at = (people: number, more = '') =>
      run(`zone: north, ceilings: { rus: 1960 }${more}`, [deployment('rus', people)])[0]?.verdict;
    expect([at(1960), at(1961)]).toEqual(['compliant', 'breach']);
    expect([at(1959, ', strict: true'), at(1960, ', strict: true')]).toEqual([
      'compliant',
      'breach',
    ]);
    expect(run('ceilings: { rus: 1960 }', [deployment('tur', 5000)])).toEqual([]);
  });

  it('counts its people of all zones together, where the clause names none', () => {
    const facts = [deployment('bgd', 700), deployment('bgd', 551, { zone: 'south' })];
    const told = run('ceilings: { bgd: 1250 }', facts);
    expect(lines(told)).toEqual(['5 bgd bgd breach 1251 1250']);
    expect(told[0]?.inputs).toHaveLength(2);
    expect(lines(run('zone: south, ceilings: { bgd: 1250 }', facts))).toEqual([
      '5 bgd+south bgd compliant 551 1250',
    ]);
  });

  it('follows what is announced anew, from that day on', () => {
    const facts = [
      deployment('bgd', 1300),
      deployment('bgd', 1200, { from: '2026-03-05T00:00:00Z' }),
      deployment('bgd', 1251, { from: '2026-03-09T00:00:00Z' }),
    ];
    expect(spans(run('ceilings: { bgd: 1250 }', facts))).toEqual([
      'breach 1300 2026-03-01 2026-03-05',
      'compliant 1200 2026-03-05 2026-03-09',
      'breach 1251 2026-03-09 2026-03-09',
    ]);
  });

  it('is kept again from the moment at which a deployment ends', () => {
    const ending = { to: '2026-03-20T00:00:00Z' };
    const facts = [deployment('bgd', 700), deployment('bgd', 600, { zone: 'south', ...ending })];
    const clause = 'ceilings: { bgd: 1250 }';
    expect(spans(run(clause, facts))).toEqual(['breach 1300 2026-03-01 2026-03-20']);
    expect(spans(run(clause, facts, '2026-03-19T23:59:59Z'))).toEqual([
      'breach 1300 2026-03-01 2026-03-20',
    ]);
    expect(spans(run(clause, facts, '2026-03-20T00:00:00Z'))).toEqual([
      'breach 1300 2026-03-01 2026-03-20',
      'compliant 700 2026-03-20 2026-03-20',
    ]);
  });

  it('is not broken by moving, whichever zone is told first', () => {
    const moved = { from: '2026-03-09T00:00:00Z' };
    const facts = [
      deployment('bgd', 700),
      deployment('bgd', 700, { zone: 'south', ...moved }),
      deployment('bgd', 0, moved),
    ];
    expect(spans(run('ceilings: { bgd: 1250 }', facts))).toEqual([
      'compliant 700 2026-03-01 2026-03-09',
      'compliant 700 2026-03-09 2026-03-09',
    ]);
  });

  it('takes back what it said of the same moment by superseding it', () => {
    const live = new LiveJudge(
      agreementOf('  - { cite: "5", kind: composition, ceilings: { bgd: 1250 } }'),
      exampleOptions,
    );
    const [south, north, gone] = factsOf(
      deployment('bgd', 700, { zone: 'south' }),
      deployment('bgd', 700),
      deployment('bgd', 0, { zone: 'south' }),
    );
    const told = [south, north, gone].map((fact) => live.take(fact as Fact)[0]);
    expect(told.map((one) => one?.verdict)).toEqual(['compliant', 'breach', 'compliant']);
    expect(told.map((one) => one?.supersedes)).toEqual([undefined, told[0]?.id, told[1]?.id]);
  });

  it('ends earlier than was said where it is announced so', () => {
    const facts = [
      deployment('usa', 20, { to: '2026-06-01T00:00:00Z' }),
      deployment('usa', 0, { from: '2026-03-10T00:00:00Z' }),
    ];
    const told = run('bar: [usa]', facts, '2026-07-01');
    expect(spans(told)).toEqual([
      'breach 20 2026-03-01 2026-03-10',
      'compliant 0 2026-03-10 2026-03-10',
    ]);
    expect(told[0]?.inputs).toHaveLength(2);
  });

  it('is known of people who come back', () => {
    const facts = [
      deployment('usa', 20, { to: '2026-03-05T00:00:00Z' }),
      deployment('usa', 30, { from: '2026-03-10T00:00:00Z', to: '2026-03-12T00:00:00Z' }),
    ];
    expect(spans(run('bar: [usa]', facts, '2026-04-01'))).toEqual([
      'breach 20 2026-03-01 2026-03-05',
      'compliant 0 2026-03-05 2026-03-10',
      'breach 30 2026-03-10 2026-03-12',
      'compliant 0 2026-03-12 2026-03-12',
    ]);
  });
});

describe('a ceiling of all contingents', () => {
  it('is the mission’s to keep: 1,250 are in order, 1,251 are not', () => {
    const facts = [deployment('aut', 600), deployment('can', 650)];
    expect(lines(run('total: 1250', facts))).toEqual([
      '5, total all contingents mission compliant 1250 1250',
    ]);
    const more = deployment('pol', 1, { from: '2026-03-08T00:00:00Z', to: '2026-03-09T00:00:00Z' });
    expect(spans(run('total: 1250', [...facts, more], '2026-04-01'))).toEqual([
      'compliant 1250 2026-03-01 2026-03-08',
      'breach 1251 2026-03-08 2026-03-09',
      'compliant 1250 2026-03-09 2026-03-09',
    ]);
  });
});

describe('equal numbers of two nations', () => {
  it('are owed once both have come, and it is nobody’s guess which of them departs', () => {
    const clause = 'zone: east, equal: [rus, tur]';
    const at = (nation: string, people: number, day: string) =>
      deployment(nation, people, { zone: 'east', from: `2026-03-${day}T00:00:00Z` });
    expect(run(clause, [at('rus', 30, '01')])).toEqual([]);
    const told = run(clause, [at('rus', 30, '01'), at('tur', 30, '05'), at('tur', 31, '09')]);
    expect(lines(told)).toEqual([
      '5, equal east+rus+tur unknown compliant 0 0',
      '5, equal east+rus+tur unknown breach 1 0',
    ]);
    expect(told[1]?.reason).toContain('not equal in number by 1 (limit 0): rus 30, tur 31');
  });
});

describe('a clause about composition', () => {
  it('reads as one sentence', () => {
    const agreement = agreementOf(
      '  - { cite: "5", kind: composition, bar: [usa], barAlliances: [NATO], ceilings: { bgd: 900 }, total: 1250, equal: [rus, tur] }',
    );
    expect(examplePrintout(agreement)).toContain(
      'In all zones together, nobody from usa may be deployed; no forces may be under the command of NATO; bgd may have 900 people at most; all nations together may have 1250 people at most; rus and tur must have as many people as each other, once all have come.',
    );
  });

  const day = fc.integer({ min: 1, max: 28 });
  const word = fc.record({
    nation: fc.constantFrom('rus', 'tur'),
    zone: fc.constantFrom('north', 'south'),
    personnel: fc.integer({ min: 0, max: 100 }),
    from: day,
    lasts: fc.option(day),
  });
  const date = (day: number) => formatInstant((time('2026-03-01') + day * 86_400_000) as never);
  const factOf = (one: {
    nation: string;
    zone: string;
    personnel: number;
    from: number;
    lasts: number | null;
  }) =>
    deployment(one.nation, one.personnel, {
      zone: one.zone,
      from: date(one.from),
      ...(one.lasts === null ? {} : { to: date(one.from + one.lasts) }),
    });

  it('finds the same of either nation', () => {
    const swap = (name: string) => (name === 'rus' ? 'tur' : name === 'tur' ? 'rus' : name);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const told = (names: (name: string) => string) =>
          run(
            'ceilings: { rus: 60, tur: 60 }, total: 120, equal: [rus, tur]',
            words.map((one) => factOf({ ...one, nation: names(one.nation) })),
            '2026-06-01',
          ).map(({ clause, verdict, party, from, to, measured }) =>
            [clause, verdict, names(party), from, to, measured].join(' '),
          );
        expect(told(swap).sort()).toEqual(told((name) => name).sort());
      }),
      { numRuns: 50 },
    );
  });

  it('finds a ceiling broken on exactly the days on which it is', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), day, (words, on) => {
        const told = run('ceilings: { rus: 60 }', words.map(factOf), '2026-06-01');
        const noon = time('2026-03-01') + (on + 0.5) * 86_400_000;
        const found = told.filter(({ from }) => from <= noon).at(-1)?.verdict ?? 'compliant';
        const latest = (zone: string) =>
          [...words]
            .sort((a, b) => a.from - b.from)
            .filter((one) => one.nation === 'rus' && one.zone === zone && one.from <= on)
            .at(-1);
        const people = ['north', 'south'].reduce((sum, zone) => {
          const last = latest(zone);
          if (last === undefined || (last.lasts !== null && on >= last.from + last.lasts))
            return sum;
          return sum + last.personnel;
        }, 0);
        expect(found).toBe(people > 60 ? 'breach' : 'compliant');
      }),
      { numRuns: 100 },
    );
  });
});
