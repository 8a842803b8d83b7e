import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exampleAgreement,
  exampleFacts,
  exampleOptions,
  examplePrintout,
  exampleText,
} from '../example.ts';
import { type Finding, inTimeOrder, judge, LiveJudge } from '../index.ts';

/** The status quo is fixed on 16 August at noon UTC. */
const SINCE = Date.UTC(2026, 7, 16, 12);
const CLAUSE = `  - cite: quo
    kind: construction
    zone: own
    what: [construction, minefield]
    since: "2026-08-16T12:00:00Z"
    baseline: [post-7]
    exceptions:
      - { cite: quo(a), kind: permit, permits: [building] }
`;
const agreement = exampleAgreement(exampleText() + CLAUSE);
const DAY = 86_400_000;
const at = (days: number) => new Date(SINCE + Math.round(days * DAY)).toISOString();
const SECOND = 1 / 86_400;

const trench = (days: number, attributes: object = {}, parts: object = {}) => ({
  fact: 'object',
  id: 'w1',
  class: 'trench',
  party: 'A',
  at: at(days),
  position: { lon: 31, lat: 48.22 },
  source: 'satellite 2',
  attributes,
  ...parts,
});
const run = (facts: readonly object[], of = agreement) =>
  judge(of, exampleFacts(...facts), exampleOptions).filter(({ clause }) =>
    clause.startsWith('quo'),
  );
const told = (facts: readonly object[], clause = 'quo') =>
  run(facts)
    .filter((one) => one.clause === clause)
    .map(({ verdict, probability }) => [verdict, probability]);

describe('works in a zone', () => {
  it('first seen by the day of the status quo are status quo, and are not judged before it', () => {
    expect(told([trench(-1)])).toEqual([]);
    expect(told([trench(-1), trench(10)])).toEqual([['compliant', 0]]);
    expect(told([trench(0)])).toEqual([['compliant', 0]]);
    expect(told([trench(10, { firstSeenAt: at(-400) })])).toEqual([['compliant', 0]]);
  });

  it('first seen later where a look since the status quo saw nothing are a breach', () => {
    expect(told([trench(10, { notThereAt: at(0) })])).toEqual([['breach', 1]]);
    expect(told([trench(10, { notThereAt: at(9) })])).toEqual([['breach', 1]]);
  });

  it('were made between the look that saw nothing and the first that saw them, any day as likely', () => {
    expect(told([trench(95, { notThereAt: at(-5) })])).toEqual([['breach', 0.95]]);
    expect(told([trench(94, { notThereAt: at(-5) })])).toEqual([['undetermined', 0.949495]]);
    expect(told([trench(5, { notThereAt: at(-95) })])).toEqual([['compliant', 0.05]]);
  });

  it('first seen later where nobody looked before are undetermined', () => {
    const [finding] = run([trench(SECOND)]);
    expect(finding).toMatchObject({ verdict: 'undetermined', probability: 0.5 });
    expect(finding?.reason).toContain('(nobody looked here before)');
  });

  it('that were gone and are there again are new', () => {
    expect(told([trench(50, { firstSeenAt: at(-400), notThereAt: at(20) })])).toEqual([
      ['breach', 1],
    ]);
  });

  it('recorded in the status quo are none of it', () => {
    expect(told([trench(10, {}, { id: 'post-7' })])).toEqual([['compliant', 0]]);
  });

  it('outside the zone, or of another class, are no matter', () => {
    const far = { position: { lon: 31, lat: 48.6 } };
    expect(told([trench(10, { notThereAt: at(9) }, far)])).toEqual([['compliant', 0]]);
    expect(told([trench(10, { notThereAt: at(9) }, { class: 'tank' })])).toEqual([]);
  });

  it('are mines too, and are weighed by class and place', () => {
    const mine = { class: { mine: 0.7, 'civilian-vehicle': 0.3 } };
    expect(told([trench(10, { notThereAt: at(9) }, mine)])).toEqual([['undetermined', 0.7]]);
  });

  it('are excused by a permit', () => {
    const permit = {
      fact: 'permit',
      id: 'P',
      kind: 'building',
      party: 'A',
      from: at(0),
      to: at(20),
      area: {
        type: 'Polygon',
        coordinates: [
          [
            [30, 48],
            [32, 48],
            [32, 49],
            [30, 49],
            [30, 48],
          ],
        ],
      },
    };
    expect(told([permit, trench(10, { notThereAt: at(9) })])).toEqual([['compliant', 0]]);
    expect(told([permit, trench(21, { notThereAt: at(9) })])).toEqual([['breach', 1]]);
  });

  it('are told of with when they were first seen', () => {
    const [finding] = run([trench(10, { notThereAt: at(9) })]);
    expect(finding?.reason).toMatch(
      /^Clause quo: trench w1 of A is 2\.\d+ km inside own, first seen 2026-08-26T12:00:00Z, not there 2026-08-25T12:00:00Z; nothing new may be there after 2026-08-16T12:00:00Z \(limit 0 m\), 2\.\d+ km beyond it; P\(breach\) 1, breach; source satellite 2\.$/,
    );
  });
});

describe('works of the status quo that grow', () => {
  const growing = (now: number, then = 100, measure = 'areaM2') => [
    trench(-1, { [measure]: then }),
    trench(10, { [measure]: now }),
  ];
  it.each([
    ['just at the tolerance', growing(110), 'compliant'],
    ['beyond it', growing(110.1), 'breach'],
    ['in length', growing(56, 50, 'extentM'), 'breach'],
    ['not at all', growing(90), 'compliant'],
  ])('%s', (_, facts, verdict) => {
    expect(told(facts, 'quo, growth').map(([one]) => one)).toEqual([verdict]);
  });

  it('are measured against the first known measure, not the one before', () => {
    const facts = [100, 106, 112].map((areaM2, i) => trench(i, { areaM2 }));
    expect(told(facts, 'quo, growth').map(([one]) => one)).toEqual(['compliant', 'breach']);
    const late = [trench(-1), trench(5, { areaM2: 100 }), trench(10, { areaM2: 130 })];
    expect(told(late, 'quo, growth').map(([one]) => one)).toEqual(['compliant', 'breach']);
  });

  it('stay status quo as such, in a finding of its own', () => {
    const findings = run(growing(130));
    expect(findings.map(({ clause, verdict }) => [clause, verdict])).toEqual([
      ['quo', 'compliant'],
      ['quo, growth', 'breach'],
    ]);
    expect(findings[1]).toMatchObject({ measured: 0.3, limit: 0.1, margin: 0.2, unit: 'share' });
    expect(findings[1]?.reason).toBe(
      'Clause quo, growth: trench w1 of A in own, from 100 m² to 130 m², grew by 30 %, limit 10 %, 20 % beyond it; P(breach) 1, breach; source satellite 2.',
    );
  });

  it('and are new are told of once', () => {
    const facts = [trench(5, { areaM2: 100, notThereAt: at(4) }), trench(10, { areaM2: 200 })];
    expect(told(facts, 'quo, growth')).toEqual([]);
  });

  it('may grow by as much as the clause says', () => {
    const generous = exampleAgreement(
      exampleText() + CLAUSE.replace('    baseline', '    growth: 50 %\n    baseline'),
    );
    expect(run(growing(150), generous).map(({ verdict }) => verdict)).toEqual([
      'compliant',
      'compliant',
    ]);
    expect(run(growing(151), generous).at(-1)?.verdict).toBe('breach');
  });
});

it('both parts stand in the printout as one clause', () => {
  const printed = examplePrintout(agreement);
  expect(printed.match(/\(construction\)/g)).toHaveLength(1);
  expect(printed).toContain(
    'No construction or minefields may be newly made in “own” after 16 August 2026, 15:00 local time (12:00 UTC); what stood there by then, post-7 among it, may grow by no more than 10 %.',
  );
});

const looks = fc
  .array(
    fc.record({
      days: fc.integer({ min: -20, max: 100 }),
      id: fc.constantFrom('w1', 'w2', 'post-7'),
      lat: fc.constantFrom(48.22, 48.23, 48.4),
      areaM2: fc.constantFrom(undefined, 100, 108, 115),
      gone: fc.constantFrom(undefined, -10, 5),
      sigmaM: fc.constantFrom(undefined, 50),
      party: fc.constantFrom('A', 'B', undefined),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map(
    (all) => (mirror: boolean) =>
      all.map(({ days, id, lat, areaM2, gone, sigmaM, party }) =>
        trench(
          days,
          { areaM2, ...(gone === undefined ? {} : { notThereAt: at(gone) }) },
          {
            id,
            sigmaM,
            position: { lon: 31, lat: mirror ? -lat : lat },
            party: mirror ? swapped(party) : party,
          },
        ),
      ),
  );
const swapped = (party: string | undefined) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);

describe('for all works', () => {
  it('parties swapped and geometry mirrored, every finding mirrors', () => {
    const mirrored = exampleAgreement(exampleText(true) + CLAUSE);
    const key = (one: Finding, mirror: boolean) =>
      [
        one.from,
        one.to,
        one.clause,
        one.verdict,
        mirror ? swapped(one.party) : one.party,
        one.probability.toFixed(5),
        one.measured?.toFixed(2),
        ...one.subject,
      ].join(' ');
    fc.assert(
      fc.property(looks, (make) => {
        expect(
          run(make(true), mirrored)
            .map((one) => key(one, true))
            .sort(),
        ).toEqual(
          run(make(false))
            .map((one) => key(one, false))
            .sort(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('judged live, stopped, stored and taken up again, they give what the batch gives', () => {
    fc.assert(
      fc.property(looks, fc.nat(10), (make, cut) => {
        const facts = inTimeOrder(exampleFacts(...make(false)));
        const first = new LiveJudge(agreement, exampleOptions);
        const rows: Finding[] = facts.slice(0, cut).flatMap((fact) => first.take(fact));
        const second = new LiveJudge(agreement, exampleOptions, structuredClone(first.state));
        rows.push(...facts.slice(cut).flatMap((fact) => second.take(fact)));
        rows.push(...second.finish(instant(SINCE + 101 * DAY)));
        const replaced = new Set(rows.map(({ supersedes }) => supersedes));
        const left = rows
          .filter(({ id }) => !replaced.has(id))
          .map(({ supersedes: _, ...row }) => row);
        const batch = judge(agreement, facts, exampleOptions);
        expect(new Map(left.map((row) => [row.id, row]))).toEqual(
          new Map(batch.map((row) => [row.id, row])),
        );
      }),
      { numRuns: 60 },
    );
  });
});
