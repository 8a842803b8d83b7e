import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleFacts, exampleOptions, exampleText } from '../example.ts';
import { checkAgreement, describeAgreement, type Finding, judge } from '../index.ts';

const CLAUSES = `  - { cite: tanks, kind: cap, zone: buffer, what: [tank, ifv], atMost: 75 }
  - { cite: guns, kind: cap, zone: buffer, what: [heavy], atMost: 2 }
  - { cite: battalions, kind: cap, zone: own, what: [battalion], atMost: 8 }
  - { cite: relief, kind: cap, zone: buffer, what: [relief], atMost: 1000 }
  - { cite: together, kind: cap, zone: buffer, what: [police], atMost: 10, per: zone }
  - { cite: staff, kind: cap, zone: own, what: [police], atLeast: 60, parties: [A, B] }
  - { cite: strict, kind: cap, zone: own, what: [battalion], atMost: 8, strict: true }
`;
const text =
  exampleText()
    .replace(
      'classes:\n',
      'models:\n  D-30: { kind: howitzer, calibre: 122 mm }\nclasses:\n  relief: { kinds: [person], without: [mission-person] }\n',
    )
    .replace('  - { cite: "7"', '  - { cite: "7x"') + CLAUSES;
const agreement = exampleAgreement(text);

let minutes = 0;
const count = (kind: string | object, number: number, parts: object = {}) => ({
  fact: 'count',
  class: kind,
  party: 'A',
  zone: 'buffer',
  at: new Date(Date.UTC(2026, 2, 10, 12, minutes++)).toISOString(),
  count: number,
  source: 'team 2',
  ...parts,
});
const seen = (id: string, kind: string | object, parts: object = {}) => ({
  fact: 'object',
  id,
  class: kind,
  party: 'A',
  at: new Date(Date.UTC(2026, 2, 10, 12, minutes++)).toISOString(),
  position: { lon: 32.2, lat: 48.1 },
  source: 'mast 1',
  ...parts,
});
const about = (clause: string, facts: readonly object[]): readonly Finding[] =>
  judge(agreement, exampleFacts(...facts), exampleOptions).filter((one) => one.clause === clause);
const told = (clause: string, ...facts: readonly object[]) =>
  about(clause, facts).map(({ verdict, measured }) => [verdict, measured]);

describe('no more than a number', () => {
  it('adds up several classes: 75 are compliant, 76 a breach', () => {
    expect(told('tanks', count('tank', 40), count('ifv', 35))).toEqual([['compliant', 75]]);
    expect(told('tanks', count('tank', 40), count('ifv', 36))).toEqual([
      ['compliant', 40],
      ['breach', 76],
    ]);
  });

  it('leaves out a count that is part of a wider one, by its model too', () => {
    expect(told('guns', count('artillery', 2), count('howitzer', 2))).toEqual([['compliant', 2]]);
    expect(told('guns', count('howitzer', 2), count('D-30', 1))).toEqual([['compliant', 2]]);
    expect(told('guns', count('howitzer', 2), count('mortar', 1)).at(-1)).toEqual([
      'undetermined',
      3,
    ]);
  });

  it('takes a count by the agreement’s own class', () => {
    expect(told('guns', count('heavy', 3))).toEqual([['breach', 3]]);
  });

  it('lets the later count stand, whoever counted', () => {
    const facts = [
      count('battalion', 16, { zone: 'own', source: 'party B' }),
      count('battalion', 11, { zone: 'own', source: 'inspection team' }),
      count('battalion', 8, { zone: 'own', source: 'inspection team' }),
    ];
    const findings = about('battalions', facts);
    expect(findings.map(({ verdict }) => verdict)).toEqual(['breach', 'compliant']);
    expect(findings[0]).toMatchObject({ measured: 16, margin: 8 });
    expect(told('battalions', ...facts.slice(1, 2))).toEqual([['breach', 11]]);
    expect(told('strict', ...facts.slice(2))).toEqual([['breach', 8]]);
  });

  it('does not count whom the class leaves out', () => {
    const staff = count('mission-person', 40);
    expect(told('relief', count('civilian', 1000), staff)).toEqual([['compliant', 1000]]);
    expect(told('relief', count('civilian', 1001), staff)).toEqual([['breach', 1001]]);
  });

  it('does not count what is the mission’s own', () => {
    expect(told('tanks', count('tank', 500, { party: 'lead' }))).toEqual([]);
    expect(told('together', count('police', 500, { party: 'lead' }), count('police', 1))).toEqual([
      ['compliant', 1],
    ]);
  });

  it('counts both parties together where the clause says so, and accuses neither', () => {
    const facts = [count('police', 6), count('police', 5, { party: 'B' })];
    const [alone, together] = about('together', facts);
    expect(alone).toMatchObject({ verdict: 'compliant', measured: 6 });
    expect(together).toMatchObject({ verdict: 'breach', measured: 11, party: 'unknown' });
    expect(together?.reason).toContain('all parties have 11 police in buffer, limit 10');
  });

  it('weighs a doubtful class', () => {
    const [finding] = about('tanks', [count({ tank: 0.5, tractor: 0.5 }, 150)]);
    expect(finding).toMatchObject({ verdict: 'undetermined', measured: 75, probability: 0.5 });
  });

  it('speaks of its own zone', () => {
    expect(told('battalions', count('battalion', 100))).toEqual([]);
  });
});

describe('things seen one by one', () => {
  const gun = (id: string, calibreMm?: number) =>
    seen(id, 'howitzer', calibreMm === undefined ? {} : { attributes: { calibreMm } });

  it('of unknown calibre leave it undetermined, unless the others are too many alone', () => {
    expect(told('guns', gun('a', 122), gun('b', 122), gun('c')).at(-1)).toEqual([
      'undetermined',
      3,
    ]);
    const enough = [gun('a', 122), gun('b', 122), gun('c'), gun('d', 122)];
    expect(about('guns', enough).at(-1)).toMatchObject({ verdict: 'breach', probability: 1 });
    expect(told('guns', gun('a', 85))).toEqual([]);
  });

  it('are counted for whom they belong to, as far as that is known', () => {
    const facts = [
      gun('a', 122),
      gun('b', 122),
      gun('c', 122),
      seen('c', 'howitzer', { party: 'B', attributes: { calibreMm: 122 } }),
    ];
    const rows = (all: readonly object[]) =>
      about('guns', all)
        .map(({ party, verdict, measured }) => `${party} ${verdict} ${measured}`)
        .sort();
    expect(rows(facts)).toEqual([
      'A breach 3',
      'A compliant 2',
      'A compliant 2',
      'unknown compliant 1',
    ]);
    expect(rows(facts.slice(2))).toEqual(['A compliant 1', 'unknown compliant 1']);
  });
});

describe('no fewer than a number', () => {
  const staff = (number: number, parts: object = {}) =>
    count('police', number, { zone: 'own', ...parts });

  it('is broken by 59 of 60, and kept by 60', () => {
    expect(told('staff', staff(59))).toEqual([['breach', 59]]);
    expect(about('staff', [staff(59)])[0]).toMatchObject({ margin: 1, limit: 60 });
    expect(told('staff', staff(60))).toEqual([['compliant', 60]]);
    expect(about('staff', [staff(59)])[0]?.reason).toContain('limit at least 60, 1 beyond it');
  });

  it('is an even chance at a limit that is counted with an error', () => {
    const [finding] = about('staff', [staff(60, { sigma: 5 })]);
    expect(finding).toMatchObject({ verdict: 'undetermined', probability: 0.5 });
  });

  it('is not broken by how few were seen', () => {
    const one = seen('p', 'police', { position: { lon: 31, lat: 48.22 } });
    expect(told('staff', one)).toEqual([]);
  });
});

describe('a cap in a file', () => {
  it('says either a most or a least', () => {
    for (const to of ['atMost: 2, atLeast: 1', 'per: party']) {
      const checked = checkAgreement(text.replace('atMost: 2 }', `${to} }`), exampleOptions.hasher);
      expect(checked.ok ? '' : checked.error[0]?.text).toBe('say either atMost or atLeast');
    }
  });

  it('is printed', () => {
    const printed = describeAgreement(agreement);
    expect(printed).toContain('No fewer than 60 police of each party may be in “own” at one time.');
    expect(printed).toContain(
      'No more than 10 police of both parties together may be in “buffer” at one',
    );
  });
});

it('parties exchanged, every finding is exchanged', () => {
  const swap = (party: string) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
  const facts = fc.array(
    fc.record({
      party: fc.constantFrom('A', 'B'),
      kind: fc.constantFrom('tank', 'ifv', 'police', 'howitzer', 'D-30', 'battalion'),
      zone: fc.constantFrom('buffer', 'own'),
      number: fc.integer({ min: 0, max: 80 }),
      sigma: fc.constantFrom(undefined, 4),
      one: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(facts, (all) => {
      const told = (exchanged: boolean) => {
        minutes = 0;
        const made = all.map(({ party, kind, zone, number, sigma, one }, i) => {
          const whose = exchanged ? swap(party) : party;
          return one
            ? seen(`t${i}`, kind, { party: whose })
            : count(kind, number, { party: whose, zone, sigma });
        });
        return judge(agreement, exampleFacts(...made), exampleOptions)
          .filter(({ clause }) => /^[a-z]/.test(clause))
          .map(({ clause, from, to, verdict, party, probability, measured }) =>
            [
              clause,
              from,
              to,
              verdict,
              exchanged ? swap(party) : party,
              probability,
              measured,
            ].join(' '),
          )
          .sort();
      };
      expect(told(true)).toEqual(told(false));
    }),
    { numRuns: 100 },
  );
});
