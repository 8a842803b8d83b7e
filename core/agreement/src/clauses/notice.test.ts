import { formatInstant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAgreement } from '../check.ts';
import { exampleAgreement, exampleOptions, examplePrintout } from '../example.ts';
import type { Finding } from '../index.ts';
import { agreementOf, agreementText, factsOf, judged, lines } from './declared.fixture.ts';

const area = {
  type: 'Polygon',
  coordinates: [
    [
      [30.9, 48.4],
      [31.1, 48.4],
      [31.1, 48.6],
      [30.9, 48.6],
      [30.9, 48.4],
    ],
  ],
};
const notice = (parts: object = {}) => ({
  fact: 'notice',
  id: 'N-1',
  kind: 'exercise',
  party: 'A',
  receivedAt: '2026-03-08T06:00:00Z',
  from: '2026-03-10T06:00:00Z',
  to: '2026-03-10T18:00:00Z',
  area,
  ...parts,
});
const count = (name: string, many: number, parts: object = {}) => ({
  fact: 'count',
  class: name,
  party: 'A',
  zone: 'north',
  at: '2026-03-10T12:00:00Z',
  count: many,
  ...parts,
});
const seen = (id: string, kind: string, parts: object = {}) => ({
  fact: 'object',
  id,
  class: kind,
  party: 'A',
  at: '2026-03-10T12:00:00Z',
  position: { lon: 31, lat: 48.5 },
  ...parts,
});
const run = (facts: readonly object[], parameters = '') =>
  judged(
    agreementOf(`  - { cite: "9", kind: notice, activity: exercise, lead: 48 h${parameters} }`),
    factsOf(...facts),
  );
const parts = (findings: readonly Finding[], part: string) =>
  findings.filter(({ clause }) => clause === `9, ${part}`);

describe('notice of an activity', () => {
  it('is in time 48 hours ahead, and one procedural breach one second less', () => {
    expect(lines(run([notice()]))).toEqual(['9 N-1 A compliant 48 48']);
    const told = run([notice({ receivedAt: '2026-03-08T06:00:01Z' })]);
    expect(told).toMatchObject([{ verdict: 'breach', nature: 'procedural' }]);
    expect(run([notice()], ', strict: true')[0]?.verdict).toBe('breach');
  });

  it('that comes after the beginning is late, and still one procedural breach', () => {
    const told = run([notice({ receivedAt: '2026-03-10T08:00:00Z' })]);
    expect(told).toMatchObject([{ verdict: 'breach', nature: 'procedural', measured: -2 }]);
    expect(told[0]?.reason).toContain(
      'notice N-1 of A came 2 h after the beginning, limit 48 h, 50 h beyond it',
    );
  });

  it('is counted in days of 24 hours, also where the clocks change', () => {
    const over = {
      receivedAt: '2026-03-27T22:00:00Z',
      from: '2026-05-08T22:00:00Z',
      to: '2026-05-09T22:00:00Z',
    };
    const lead = '  - { cite: "9", kind: notice, activity: exercise, lead: 42 d }';
    const at = (parts: object) => judged(agreementOf(lead), factsOf(notice({ ...over, ...parts })));
    expect(at({})[0]).toMatchObject({ verdict: 'compliant', measured: 1008, limit: 1008 });
    expect(at({ receivedAt: '2026-03-27T22:00:01Z' })[0]?.verdict).toBe('breach');
  });

  it('ends what was held against a thing that was seen before anybody announced it', () => {
    const told = run(
      [
        seen('t1', 'tank', { at: '2026-03-10T07:00:00Z' }),
        notice({ receivedAt: '2026-03-10T08:00:00Z' }),
        seen('t1', 'tank', { at: '2026-03-10T09:00:00Z' }),
      ],
      ', what: [tank]',
    );
    expect(lines(told)).toEqual([
      '9 t1 A breach - -',
      '9 N-1 A breach -2 48',
      '9 t1 A compliant - -',
      '9, area t1 A compliant 0 0',
      '9, window t1 A compliant 0 0',
    ]);
    expect(told[2]?.reason).toContain('tank t1 of A is announced in N-1');
  });
});

describe('the size that was announced', () => {
  const sized = notice({ size: { personnel: 200, tank: 10 } });
  const size = (facts: readonly object[], parameters = '') =>
    parts(run([sized, ...facts], parameters), 'size');

  it('may be reached and not exceeded, unless the clause is strict', () => {
    expect(lines(size([count('tank', 10)]))).toEqual(['9, size N-1+tank A compliant 10 10']);
    const [told, ...more] = size([count('tank', 11)]);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      verdict: 'breach',
      nature: 'substantive',
      measured: 11,
      limit: 10,
      margin: 1,
      unit: 'count',
    });
    expect(told?.inputs).toHaveLength(2);
    expect(told?.reason).toContain(
      'A has 11 tank in the exercise announced in N-1, announced 10, 1 beyond it',
    );
    expect(size([count('tank', 10)], ', strict: true')[0]?.verdict).toBe('breach');
  });

  it('is of all persons where it says personnel, and of all kinds below the kind it names', () => {
    const people = [count('military-person', 150), count('police', 50)];
    expect(lines(size(people)).at(-1)).toBe('9, size N-1+personnel A compliant 200 200');
    const more = [...people, count('personnel', 201, { at: '2026-03-10T13:00:00Z' })];
    expect(lines(size([...people, count('mission-person', 1)])).at(-1)).toBe(
      '9, size N-1+personnel A breach 201 200',
    );
    expect(size([count('ifv', 99), count('truck', 99)])).toEqual([]);
    expect(size(more.slice(2))[0]).toMatchObject({ verdict: 'breach', measured: 201 });
  });

  it('is held against what was counted as surely as it was counted', () => {
    const [told] = size([count('military-person', 206, { sigma: 8 })]);
    expect(told).toMatchObject({ verdict: 'undetermined', probability: 0.773373 });
    expect(told?.reason).toContain('A has 206 ± 8 personnel');
  });

  it('is held against no other party, kind of activity, zone or time', () => {
    const strange = [
      count('tank', 11, { party: 'B' }),
      count('tank', 11, { at: '2026-03-10T05:59:59Z' }),
      count('tank', 11, { at: '2026-03-10T18:00:01Z' }),
    ];
    expect(size(strange)).toEqual([]);
    expect(size([count('tank', 11, { zone: 'south' })], ', zone: north')).toEqual([]);
    expect(size([count('tank', 11, { zone: 'south' })])).toHaveLength(1);
    const other = notice({ kind: 'movement', size: { tank: 1 } });
    expect(parts(run([other, count('tank', 11)]), 'size')).toEqual([]);
    for (const at of ['2026-03-10T06:00:00Z', '2026-03-10T18:00:00Z'])
      expect(size([count('tank', 11, { at })])).toHaveLength(1);
  });

  it('of several activities at once is their sum, and nobody’s guess where one states none', () => {
    const second = notice({ id: 'N-2', size: { tank: 5 } });
    const told = (many: number, other: object) =>
      parts(run([sized, other, count('tank', many)]), 'size').at(-1);
    expect(told(15, second)).toMatchObject({
      verdict: 'compliant',
      subject: ['N-1', 'N-2', 'tank'],
    });
    expect(told(16, second)?.verdict).toBe('breach');
    const vague = told(11, notice({ id: 'N-3' }));
    expect(vague).toMatchObject({ verdict: 'undetermined', subject: ['N-1', 'tank'] });
    expect(vague?.reason).toContain('(N-3 states no tank)');
  });

  it('is held against what was seen one by one in the area, where nobody counted', () => {
    const small = notice({ size: { tank: 2 } });
    const tanks = ['t1', 't2', 't3'].map((id, i) =>
      seen(id, 'tank', { at: `2026-03-10T12:0${i}:00Z` }),
    );
    const left = seen('t3', 'tank', {
      at: '2026-03-10T13:00:00Z',
      position: { lon: 31, lat: 49 },
    });
    const told = (facts: readonly object[]) =>
      parts(run([small, ...facts], ', what: [tank]'), 'size').map(({ verdict, measured }) =>
        [verdict, measured].join(' '),
      );
    expect(told([...tanks, left])).toEqual(['compliant 2', 'breach 3', 'compliant 2']);
    expect(told([count('tank', 2, { at: '2026-03-10T11:00:00Z' }), ...tanks])).toEqual([
      'compliant 2',
    ]);
    expect(told(['x1', 'x2', 'x3'].map((id) => seen(id, 'ifv')))).toEqual([]);
  });

  it('that is announced anew is the one that counts', () => {
    const anew = notice({ receivedAt: '2026-03-09T06:00:00Z', size: { tank: 20 } });
    expect(size([anew, count('tank', 11)])[0]?.verdict).toBe('compliant');
  });
});

describe('an activity that needs notice from a size on', () => {
  const large = ', threshold: { personnel: 9000, tank: 250 }';
  const given = (size: object | undefined, receivedAt: string) =>
    run([notice({ receivedAt, ...(size === undefined ? {} : { size }) })], large)[0];
  const late = '2026-03-10T00:00:00Z';

  it('is owed notice at the size itself, and none one below it', () => {
    expect(given({ personnel: 9000 }, late)?.verdict).toBe('breach');
    expect(given({ personnel: 8999, tank: 250 }, late)?.verdict).toBe('breach');
    const below = given({ personnel: 8999, tank: 249 }, late);
    expect(below?.verdict).toBe('compliant');
    expect(below?.reason).toContain('came 6 h ahead, and is below every size that needs notice');
    expect(given({ personnel: 9000 }, '2026-03-08T06:00:00Z')?.verdict).toBe('compliant');
  });

  it('is undetermined where it comes late and states no size', () => {
    expect(given(undefined, late)).toMatchObject({ verdict: 'undetermined', probability: 0.5 });
    expect(given(undefined, '2026-03-08T06:00:00Z')?.verdict).toBe('compliant');
  });

  it('is a breach where so many are counted and nobody announced them', () => {
    const told = (facts: readonly object[]) => parts(run(facts, large), 'unannounced');
    expect(lines(told([count('military-person', 8999)]))).toEqual([
      '9, unannounced north+personnel A compliant 8999 9000',
    ]);
    const [found] = told([count('military-person', 9000)]);
    expect(found).toMatchObject({ verdict: 'breach', nature: 'substantive', party: 'A' });
    expect(found?.reason).toContain(
      'A has 9000 personnel in north without any notice of exercise, which is owed from 9000 on',
    );
    expect(told([count('tank', 260, { sigma: 20 })])[0]).toMatchObject({
      verdict: 'undetermined',
      probability: 0.691462,
    });
    const announced = told([notice({ size: { tank: 300 } }), count('tank', 260)]);
    expect(lines(announced)).toEqual(['9, unannounced north+tank A compliant 260 -']);
    expect(announced[0]?.inputs).toHaveLength(2);
  });

  it('is announced from the notice on, however late', () => {
    const told = run(
      [
        count('tank', 260, { at: '2026-03-10T07:00:00Z' }),
        notice({ receivedAt: '2026-03-10T08:00:00Z', size: { tank: 300 } }),
        count('tank', 260, { at: '2026-03-10T09:00:00Z' }),
      ],
      large,
    );
    expect(parts(told, 'unannounced').map(({ verdict }) => verdict)).toEqual([
      'breach',
      'compliant',
    ]);
    expect(told.filter(({ nature }) => nature === 'procedural')).toHaveLength(1);
  });

  it('is not a single thing that is seen, nor one of an activity too small', () => {
    const facts = [seen('t1', 'tank')];
    const what = `${large}, what: [tank]`;
    expect(run(facts, what)).toEqual([]);
    const outside = [seen('t1', 'tank', { position: { lon: 31, lat: 49 } })];
    const small = run([notice({ size: { tank: 10 } }), ...outside], what);
    expect(parts(small, 'area')).toEqual([]);
    const big = run([notice({ size: { tank: 300 } }), ...outside], what);
    expect(parts(big, 'area')).toMatchObject([{ verdict: 'breach' }]);
  });
});

describe('a size that names a class of the agreement', () => {
  const text = agreementText(
    '  - { cite: "9", kind: notice, activity: exercise, lead: 48 h, threshold: { acv: 500 } }',
  ).replace(
    'clauses:',
    'classes:\n  acv: { kinds: [armoured-vehicle], without: [tank] }\nclauses:',
  );
  const told = (...facts: readonly object[]) => judged(exampleAgreement(text), factsOf(...facts));
  const late = (size: object) =>
    told(notice({ receivedAt: '2026-03-10T00:00:00Z', size }))[0]?.verdict;

  it('counts towards a threshold, as the kinds of the class do and no others', () => {
    expect(late({ acv: 500 })).toBe('breach');
    expect(late({ ifv: 300, apc: 200 })).toBe('breach');
    expect(late({ acv: 499, tank: 900 })).toBe('compliant');
    expect(told(count('ifv', 499), count('apc', 1))).toMatchObject([
      { clause: '9, unannounced', verdict: 'breach', subject: ['acv', 'north'], measured: 500 },
    ]);
    expect(told(count('tank', 900))).toEqual([]);
  });

  it('is held against what is counted of that class', () => {
    const size = parts(told(notice({ size: { acv: 20 } }), count('ifv', 21)), 'size');
    expect(lines(size)).toEqual(['9, size N-1+acv A breach 21 20']);
    expect(parts(told(notice({ size: { acv: 20 } }), count('tank', 21)), 'size')).toEqual([]);
  });
});

describe('a clause about notice', () => {
  it('refuses a threshold of a class that nobody knows', () => {
    const text = agreementText(
      '  - { cite: "9", kind: notice, activity: exercise, lead: 48 h, threshold: { tnak: 5 } }',
    );
    const checked = checkAgreement(text, exampleOptions.hasher);
    expect(checked.ok ? [] : checked.error).toMatchObject([
      { line: 18, text: 'there is no class tnak: did you mean tank?' },
    ]);
  });

  it('reads as one sentence', () => {
    const agreement = agreementOf(
      '  - { cite: "9", kind: notice, activity: exercise, lead: 42 d, threshold: { personnel: 9000, tank: 250 } }',
    );
    expect(examplePrintout(agreement)).toContain(
      'Notice of exercise of at least 9000 personnel or 250 tanks must be given at least 42 days ahead; late notice is a procedural breach. No more may take part than announced.',
    );
  });

  it('finds the same of either party', () => {
    const hour = fc.integer({ min: 0, max: 60 });
    const at = (hours: number) =>
      formatInstant((Date.parse('2026-03-09T00:00:00Z') + hours * 3_600_000) as never);
    const party = fc.constantFrom('A', 'B');
    const told = fc.record({
      party,
      received: hour,
      tanks: fc.option(fc.integer({ min: 1, max: 9 })),
    });
    const tally = fc.record({
      party,
      hour,
      tanks: fc.integer({ min: 0, max: 9 }),
      sigma: fc.constantFrom(0, 2),
    });
    const sight = fc.record({
      party,
      hour,
      id: fc.constantFrom('x', 'y'),
      lat: fc.constantFrom(48.5, 49),
    });
    const swap = (name: string) => (name === 'A' ? 'B' : name === 'B' ? 'A' : name);
    fc.assert(
      fc.property(
        fc.array(told, { maxLength: 4 }),
        fc.array(tally, { maxLength: 5 }),
        fc.array(sight, { maxLength: 5 }),
        (notices, counts, sights) => {
          const found = (names: (name: string) => string) =>
            run(
              [
                ...notices.map((one, i) =>
                  notice({
                    id: `N-${i}`,
                    party: names(one.party),
                    receivedAt: at(one.received),
                    ...(one.tanks === null ? {} : { size: { tank: one.tanks } }),
                  }),
                ),
                ...counts.map((one) =>
                  count('tank', one.tanks, {
                    party: names(one.party),
                    at: at(one.hour),
                    ...(one.sigma === 0 ? {} : { sigma: one.sigma }),
                  }),
                ),
                ...sights.map((one) =>
                  seen(`${one.id}-${one.party}`, 'tank', {
                    party: names(one.party),
                    at: at(one.hour),
                    position: { lon: 31, lat: one.lat },
                  }),
                ),
              ],
              ', what: [tank], threshold: { tank: 5 }',
            ).map(({ clause, subject, party: whose, verdict, measured, from, to }) =>
              [clause, subject, names(whose), verdict, measured, from, to].join(' '),
            );
          expect(found(swap).sort()).toEqual(found((name) => name).sort());
        },
      ),
      { numRuns: 50 },
    );
  });
});
