import { type Instant, instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleFacts, exampleOptions, exampleText } from '../example.ts';
import { checkAgreement, type Finding, inTimeOrder, judge, LiveJudge } from '../index.ts';

/** Entry into force at noon UTC. */
const EIF = Date.UTC(2026, 2, 10, 12);
const CLAUSES = `  - { cite: records, kind: obligation, act: mine-records, by: EIF+48h, parties: [A, B] }
  - { cite: word, kind: obligation, act: mine-records, by: EIF+48h, ownWord: true }
  - cite: arms
    kind: obligation
    act: arms-laid-down
    parties: [A]
    steps:
      - { by: D+90d, share: 30 % }
      - { by: D+120d, share: 60 % }
      - { by: D+150d, share: 100 % }
  - { cite: reports, kind: obligation, act: report, every: 14 d, since: EIF, parties: [mission], procedural: true, ownWord: true }
`;
const text =
  exampleText().replace(
    '\nclauses:',
    '\nmilestones:\n  EIF: { at: "2026-03-10T12:00:00Z" }\n  D: { declared: true }\nclauses:',
  ) + CLAUSES;
const agreement = exampleAgreement(text);

const HOUR = 3_600_000;
const at = (hours: number) => new Date(EIF + Math.round(hours * HOUR)).toISOString();
let made = 0;
const done = (hours: number, parts: object = {}) => ({
  fact: 'fulfilment',
  id: `F-${++made}`,
  act: 'mine-records',
  party: 'A',
  at: at(hours),
  source: 'liaison',
  ...parts,
});
const seen = (hours: number, parts: object = {}) => done(hours, { verified: true, ...parts });
const declared = (hours: number) => ({ fact: 'milestone', name: 'D', at: at(hours) });

const run = (facts: readonly object[], asOf?: number) =>
  judge(agreement, exampleFacts(...facts), {
    ...exampleOptions,
    ...(asOf === undefined ? {} : { asOf: instant(EIF + asOf * HOUR) }),
  });
/** Verdict and hours from entry into force, row by row. */
const rows = (clause: string, facts: readonly object[], asOf?: number, party = 'A') =>
  run(facts, asOf)
    .filter((one) => one.clause === clause && one.party === party)
    .map(({ verdict, from, to }) => [verdict, (from - EIF) / HOUR, (to - EIF) / HOUR]);
const SECOND = 1 / 3600;

describe('an act owed by a moment', () => {
  it('done in time and seen by the mission is compliant, the last second included', () => {
    expect(rows('records', [seen(10)], 100)).toEqual([['compliant', 10, 10]]);
    expect(rows('records', [seen(48)], 100)).toEqual([['compliant', 48, 48]]);
  });

  it('late by a second is a breach until it is done, and then compliant', () => {
    const late = 48 + SECOND;
    expect(rows('records', [seen(late)], 100)).toEqual([
      ['breach', 48, late],
      ['compliant', late, late],
    ]);
  });

  it('falls due in silence, for each party by itself, and not before', () => {
    expect(rows('records', [], 48)).toEqual([]);
    expect(rows('records', [], 49)).toEqual([['breach', 48, 48]]);
    expect(rows('records', [seen(10)], 49, 'B')).toEqual([['breach', 48, 48]]);
    const silent = run([], 49).filter(({ clause }) => clause === 'records');
    expect(new Set(silent.map(({ id }) => id)).size).toBe(2);
    expect(silent[0]?.reason).toBe(
      'Clause records: A owed mine-records by EIF+48h: 0 % done, limit 100 %, 100 % beyond it; P(breach) 1, breach; no source named.',
    );
  });

  it('done in time on the party’s own word is undetermined until the mission has seen it', () => {
    expect(rows('records', [done(10)], 100)).toEqual([['undetermined', 10, 10]]);
    expect(rows('records', [done(10), seen(60)], 100)).toEqual([
      ['undetermined', 10, 60],
      ['compliant', 60, 60],
    ]);
    expect(run([done(10)]).find(({ clause }) => clause === 'records')?.reason).toContain(
      '(not verified)',
    );
  });

  it('done in time on the party’s own word is compliant where the clause takes it', () => {
    expect(rows('word', [done(10)], 100)).toEqual([['compliant', 10, 10]]);
  });

  it('done late on the party’s own word is no breach any more, and not known to be done', () => {
    expect(rows('records', [done(50), seen(60)], 100)).toEqual([
      ['breach', 48, 50],
      ['undetermined', 50, 60],
      ['compliant', 60, 60],
    ]);
  });

  it('done in part is not done', () => {
    expect(rows('records', [seen(10, { share: 0.99 })], 100)).toEqual([['breach', 48, 48]]);
  });

  it('taken back under the same id is overdue from the deadline after all', () => {
    const facts = [seen(10, { id: 'F' }), seen(60, { id: 'F', share: 0.5 })];
    expect(rows('records', facts, 100)).toEqual([
      ['compliant', 10, 10],
      ['breach', 48, 48],
    ]);
  });

  it('done by another party, or another act, changes nothing', () => {
    expect(rows('records', [seen(10, { party: 'B' }), seen(11, { act: 'report' })], 100)).toEqual([
      ['breach', 48, 48],
    ]);
  });

  it('told by nobody who vouches for it is undetermined', () => {
    expect(rows('records', [seen(10, { trust: 'unauthenticated' })], 100)).toEqual([
      ['undetermined', 10, 10],
    ]);
  });
});

describe('an act owed in steps', () => {
  const day = (count: number) => count * 24;
  /** Days of the calendar: the clocks are put forward before the ninetieth. */
  const due = (count: number) => day(count) - 1;
  const laid = (hours: number, share: number) => seen(hours, { act: 'arms-laid-down', share });
  const step = (i: number, facts: readonly object[], asOf?: number) =>
    rows(`arms, step ${i}`, [declared(0), ...facts], asOf);

  it('keeps a row for each step: 30, 60 and 100 % after 90, 120 and 150 days', () => {
    const facts = [laid(day(80), 0.3), laid(day(118), 0.59), laid(day(125), 0.6)];
    expect(step(1, facts, day(160))).toEqual([['compliant', day(80), day(80)]]);
    expect(step(2, facts, day(160))).toEqual([
      ['breach', due(120), day(125)],
      ['compliant', day(125), day(125)],
    ]);
    expect(step(3, facts, day(160))).toEqual([['breach', due(150), due(150)]]);
  });

  it('says how much is done, and how much is missing', () => {
    const facts = exampleFacts(declared(0), laid(day(80), 0.2));
    const asOf = instant(EIF + day(91) * HOUR);
    const finding = judge(agreement, facts, { ...exampleOptions, asOf }).at(-1);
    expect(finding).toMatchObject({ measured: 0.2, limit: 0.3, margin: 0.1, unit: 'share' });
    expect(finding?.reason).toContain('20 % done, limit 30 %, 10 % beyond it');
  });

  it('done at once does all steps, each in a finding of its own', () => {
    const facts = exampleFacts(declared(0), laid(day(10), 1));
    const findings = judge(agreement, facts, exampleOptions);
    expect(findings.map(({ verdict }) => verdict)).toEqual(['compliant', 'compliant', 'compliant']);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(3);
  });

  it('is owed by nobody before its milestone has come, and what was done before counts then', () => {
    expect(rows('arms, step 1', [laid(1, 0.3)], day(400))).toEqual([]);
    expect(rows('arms, step 1', [laid(1, 0.3), declared(2)])).toEqual([['compliant', 1, 1]]);
  });
});

describe('a report owed every 14 days', () => {
  const day = (count: number) => count * 24;
  const report = (hours: number) => done(hours, { act: 'report', party: 'mission' });
  const reports = (facts: readonly object[], asOf?: number) =>
    rows('reports', facts, asOf, 'mission');

  it('is in time on the fourteenth day, and late a second after it', () => {
    expect(reports([report(day(14))])).toEqual([['compliant', day(14), day(14)]]);
    const late = day(14) + SECOND;
    expect(reports([report(late)])).toEqual([
      ['breach', day(14), late],
      ['compliant', late, late],
    ]);
  });

  it('is owed from the last one on, in silence too, and is procedural', () => {
    expect(reports([report(day(10))], day(24))).toEqual([['compliant', day(10), day(10)]]);
    expect(reports([report(day(10))], day(25))).toEqual([
      ['compliant', day(10), day(10)],
      ['breach', day(24), day(24)],
    ]);
    expect(run([report(day(10))])[0]).toMatchObject({ nature: 'procedural', party: 'mission' });
  });
});

describe('a clause that cannot be meant', () => {
  const errors = (from: string, to: string) => {
    expect(text).toContain(from);
    const checked = checkAgreement(text.replace(from, to), exampleOptions.hasher);
    return checked.ok ? '' : checked.error.map((one) => one.text).join('\n');
  };
  it.each([
    ['falling shares', 'share: 60 %', 'share: 20 %', /more than in the step before/],
    ['more than the whole', 'share: 100 %', 'share: 101 %', /more than the whole/],
    ['a share without its unit', 'share: 30 %', 'share: 0.3', /a percentage, as 30 %/],
    ['two forms', 'by: EIF+48h, parties', 'by: EIF+48h, every: 2 d, parties', /exactly one of/],
    ['no beginning', 'every: 14 d, since: EIF', 'every: 14 d', /belong together/],
    ['a strict deadline', 'by: EIF+48h, p', 'by: EIF+48h, strict: true, p', /is in time/],
    ['an unknown milestone', 'by: D+90d', 'by: DD+90d', /no milestone DD/],
  ])('%s, is refused', (_, from, to, words) => expect(errors(from, to)).toMatch(words));
});

const facts = fc
  .array(
    fc.record({
      id: fc.constantFrom('F1', 'F2', 'F3'),
      hours: fc.integer({ min: -10, max: 4000 }),
      act: fc.constantFrom('mine-records', 'arms-laid-down', 'report'),
      party: fc.constantFrom('A', 'B', 'mission'),
      share: fc.constantFrom(undefined, 0.2, 0.3, 0.6, 1),
      verified: fc.constantFrom(true, undefined),
      trust: fc.constantFrom(undefined, undefined, 'unauthenticated'),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((all) => [
    ...all.map(({ hours, ...one }) => ({ fact: 'fulfilment', at: at(hours), source: 's', ...one })),
    declared(5),
  ]);

describe('for all words', () => {
  it('what one party does changes no finding about another', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const of = (some: readonly object[]) =>
          run(some, 4100)
            .filter(({ party }) => party === 'B')
            .map(({ id }) => id);
        expect(of(all)).toEqual(of(all.filter((one) => !('party' in one) || one.party === 'B')));
      }),
      { numRuns: 100 },
    );
  });

  it('parties exchanged, every finding is exchanged', () => {
    const swap = (party: unknown) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
    const told = (some: readonly object[], swapped: boolean) =>
      run(some, 4100)
        .filter(({ clause }) => clause === 'records' || clause === 'word')
        .map(({ from, to, clause, verdict, party }) =>
          [from, to, clause, verdict, swapped ? swap(party) : party].join(' '),
        )
        .sort();
    fc.assert(
      fc.property(facts, (all) => {
        const exchanged = all.map((one) =>
          'party' in one ? { ...one, party: swap(one.party) } : one,
        );
        expect(told(exchanged, true)).toEqual(told(all, false));
      }),
      { numRuns: 100 },
    );
  });

  it('judged live, ticked, stopped, stored and taken up again, they give what the batch gives', () => {
    fc.assert(
      fc.property(facts, fc.nat(11), (all, cut) => {
        const inTime = inTimeOrder(exampleFacts(...all));
        const told: Finding[] = [];
        let live = new LiveJudge(agreement, exampleOptions);
        inTime.forEach((fact, i) => {
          if (i === cut)
            live = new LiveJudge(agreement, exampleOptions, structuredClone(live.state));
          const now =
            fact.fact === 'declaration' && 'at' in fact.declaration ? fact.declaration.at : 0;
          told.push(...live.tick(now as Instant), ...live.take(fact));
        });
        told.push(...live.finish(instant(EIF + 4100 * HOUR)));
        const replaced = new Set(told.map(({ supersedes }) => supersedes));
        const left = told
          .filter(({ id }) => !replaced.has(id))
          .map(({ supersedes: _, ...row }) => row);
        const batch = run(all, 4100);
        expect(new Map(left.map((row) => [row.id, row]))).toEqual(
          new Map(batch.map((row) => [row.id, row])),
        );
      }),
      { numRuns: 100 },
    );
  });
});
