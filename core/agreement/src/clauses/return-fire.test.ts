import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleEvent, exampleOf, exampleOptions, exampleText } from '../example.ts';
import {
  checkAgreement,
  describeAgreement,
  type Fact,
  type Finding,
  inTimeOrder,
  judge,
  LiveJudge,
} from '../index.ts';

const START = Date.UTC(2026, 2, 10, 12);
const at = (seconds: number) => instant(START + seconds * 1000);
const of = (more = '', start = '2026-01-01 00:00') =>
  exampleOf(`- { cite: "7", kind: return-fire, start: "${start}", window: 10 min${more} }`);
const plain = of();
const mechanism = of(', mechanism: true');
const ordered = of(', mechanism: true, order: true');

/** Fire by a party that two sources name. */
const fire = (id: string, seconds: number, party: string | undefined, parts: object = {}) =>
  exampleEvent({
    id,
    at: at(seconds),
    sources: ['a', 'b'],
    ...(party === undefined ? {} : { party }),
    ...parts,
  });
const call = (id: string, seconds: number, party: string, outcome: string, told = 0): Fact =>
  ({
    fact: 'declaration',
    digest: `sha256:${id}-${outcome}-${seconds}-${told}`,
    declaration: { declaration: 'mechanism-call', id, party, at: at(seconds), outcome },
  }) as Fact;
const run = (facts: readonly Fact[], agreement = plain): readonly Finding[] =>
  judge(agreement, facts, exampleOptions);
const told = (facts: readonly Fact[], agreement = plain) =>
  Object.fromEntries(
    run(facts, agreement).map(({ subject, verdict, probability }) => [
      subject[0],
      probability === Number(verdict === 'breach') ? verdict : `${verdict} ${probability}`,
    ]),
  );
const reason = (id: string, facts: readonly Fact[], agreement = plain) =>
  run(facts, agreement).find(({ subject }) => subject[0] === id)?.reason;

describe('fire where only answers are allowed', () => {
  it('is a breach by who fires first, and none by who answers', () => {
    expect(told([fire('e1', 0, 'A'), fire('e2', 60, 'B')])).toEqual({
      e1: 'breach',
      e2: 'compliant',
    });
  });

  it('is told in one sentence with what it answers, how long after, and the limit', () => {
    const facts = [fire('e1', 0, 'A'), fire('e2', 720, 'B')];
    expect(reason('e2', facts)).toBe(
      'Clause 7: explosion e2 by B 12 min after explosion e1 of A, too late for an answer (limit 10 min); P(breach) 1, breach, attribution B: B 100 : 1 (named by 2 sources); sources a, b.',
    );
    expect(run(facts)[1]).toMatchObject({ measured: 720, limit: 600, margin: 120, unit: 's' });
    expect(reason('e1', facts)).toContain('by A in answer to no fire of B within 10 min before it');
  });

  it('answers up to the end of the window, and the end itself where the limit is strict', () => {
    const after = (seconds: number, agreement = plain) =>
      told([fire('e1', 0, 'A'), fire('e2', seconds, 'B')], agreement).e2;
    expect([after(599.999), after(600), after(600.001)]).toEqual([
      'compliant',
      'compliant',
      'breach',
    ]);
    const strict = of(', strict: true');
    expect([after(599.999, strict), after(600, strict)]).toEqual(['compliant', 'breach']);
  });

  it('is no answer to one’s own fire, nor to what third parties fire', () => {
    expect(told([fire('e1', 0, 'B'), fire('e2', 60, 'B'), fire('e3', 90, 'private')])).toEqual({
      e1: 'breach',
      e2: 'breach',
      e3: 'breach',
    });
  });

  it('counts from the start only, as far as the clock is sure', () => {
    const late = of('', '2026-03-10 14:00');
    expect(told([fire('e1', -0.001, 'A')], late)).toEqual({});
    expect(told([fire('e1', 0, 'A')], late)).toEqual({ e1: 'breach' });
    const unsure = { uncertaintyS: 1.96 };
    expect(told([fire('e1', 1.65, 'A', unsure)], late)).toEqual({ e1: 'breach 0.950529' });
    expect(told([fire('e1', 1.64, 'A', unsure)], late)).toEqual({ e1: 'undetermined 0.949497' });
  });
});

describe('who fired first', () => {
  const unsure = { uncertaintyS: 1.96 * 3 };
  it('is undetermined where the clocks overlap, for both, also for the one judged before', () => {
    // One sigma of the difference is 5 s: 4 s and 3 s together.
    const facts = (gap: number) => [
      fire('e1', 0, 'A', { uncertaintyS: 1.96 * 4 }),
      fire('e2', gap, 'B', unsure),
    ];
    expect(told(facts(5))).toEqual({
      e1: 'undetermined 0.841345',
      e2: 'undetermined 0.158655',
    });
    expect(told(facts(8.2))).toEqual({ e1: 'undetermined 0.949497', e2: 'undetermined 0.050503' });
    expect(told(facts(8.3))).toEqual({ e1: 'breach 0.951543', e2: 'compliant 0.048457' });
  });

  it('is undetermined of two at the very same instant, and each rests on both', () => {
    const facts = [fire('e1', 0, 'A'), fire('e2', 0, 'B')];
    expect(told(facts)).toEqual({ e1: 'undetermined 0.5', e2: 'undetermined 0.5' });
    const digests = facts.map(({ digest }) => digest).sort();
    for (const { inputs } of run(facts)) expect(inputs).toEqual(digests);
  });

  it('leaves each with its own attribution, also where one is judged anew for the other', () => {
    const [first, second] = run([fire('e1', 0, 'A', unsure), fire('e2', 1, 'B', unsure)]);
    expect(first?.reason).toContain('attribution A: A 100 : 1');
    expect(second?.reason).toContain('attribution B: B 100 : 1');
  });

  it('live, the first verdict is superseded once a fire comes that may have been before', () => {
    const live = new LiveJudge(plain, exampleOptions);
    const [first] = live.take(fire('e1', 0, 'A', unsure));
    expect(first).toMatchObject({ verdict: 'breach' });
    const rows = live.take(fire('e2', 1, 'B', unsure));
    expect(rows).toMatchObject([
      { subject: ['e2'], verdict: 'undetermined' },
      { subject: ['e1'], verdict: 'undetermined', supersedes: first?.id },
    ]);
    // Far too late to have been before: nothing is said anew.
    expect(live.take(fire('e3', 300, 'B', unsure)).map(({ subject }) => subject)).toEqual([['e3']]);
  });

  it('is not told from several fires that each may have been first', () => {
    const others = [1, 2, 3].map((i) => fire(`b${i}`, i / 1000, 'B', unsure));
    const findings = run([fire('e1', 8, 'A', unsure), ...others]);
    expect(findings.find(({ subject }) => subject[0] === 'e1')).toMatchObject({
      verdict: 'compliant',
    });
    const few = run([fire('e1', -8, 'A', unsure), ...others]).find(
      ({ subject }) => subject[0] === 'e1',
    );
    // Each by itself leaves P(breach) 0.97; together they may excuse more than 0.05.
    expect(few).toMatchObject({ verdict: 'undetermined', probability: 0.970343 });
    expect(few?.reason).toContain('which of several fires came before it is not known');
  });
});

describe('what is remembered', () => {
  const HOUR = 3600;
  const listOf = (live: LiveJudge) =>
    (live.state.ledgers.get(0) as { list: readonly unknown[] }).list.length;

  it('is an hour of fire beyond the time for an answer, and a day where calls may wait', () => {
    const memories = [plain, mechanism].map((agreement) => {
      const live = new LiveJudge(agreement, exampleOptions);
      for (let hour = 0; hour < 100; hour++) live.take(fire(`e${hour}`, hour * HOUR, 'A'));
      return listOf(live);
    });
    expect(memories).toEqual([2, 25]);
  });

  it('lets an answer be judged anew when the mission hears a day later that a call had failed', () => {
    const live = new LiveJudge(mechanism, exampleOptions);
    live.take(fire('e1', 0, 'A'));
    live.take(call('C-1', 60, 'B', 'pending'));
    live.take(fire('e2', 120, 'B'));
    live.take(fire('e3', 20 * HOUR, 'A'));
    expect(live.take(call('C-1', 60, 'B', 'failed'))).toMatchObject([
      { subject: ['e2'], verdict: 'compliant' },
    ]);
  });

  it('takes a fire that is told late in its place, and one that is told anew once', () => {
    const facts = [fire('e1', 0, 'A'), fire('e2', 60, 'B'), fire('e3', 120, 'A')];
    const live = new LiveJudge(plain, exampleOptions);
    const ends = new Map<string | undefined, string>();
    const take = (fact: Fact | undefined) => {
      for (const { subject, verdict } of fact === undefined ? [] : live.take(fact))
        ends.set(subject[0], verdict);
    };
    for (const index of [1, 2, 0]) take(facts[index]);
    expect(Object.fromEntries(ends)).toEqual({ e1: 'breach', e2: 'compliant', e3: 'compliant' });
    take(fire('e1', 0, 'B'));
    expect(Object.fromEntries(ends)).toEqual({ e1: 'breach', e2: 'breach', e3: 'compliant' });
    expect(listOf(live)).toBe(3);
    expect(live.take(facts[2] as Fact)).toEqual([]);
  });
});

describe('fire that somebody unknown fired', () => {
  it('neither answers nor provokes: what hangs on it is undetermined', () => {
    expect(told([fire('e1', 0, undefined), fire('e2', 60, 'B')])).toEqual({
      e1: 'breach',
      e2: 'undetermined 1',
    });
    expect(told([fire('e1', 0, 'A'), fire('e2', 60, undefined)])).toEqual({
      e1: 'breach',
      e2: 'undetermined 1',
    });
    expect(reason('e2', [fire('e1', 0, undefined), fire('e2', 60, 'B')])).toContain(
      'whose fire e1 was is unknown',
    );
  });

  it('is also what one source alone ascribes to somebody', () => {
    const facts = (sources: readonly string[]) => [
      fire('e1', 0, 'A', { sources }),
      fire('e2', 60, 'B'),
    ];
    expect(told(facts(['a'])).e2).toBe('undetermined 1');
    expect(told(facts(['a', 'b'])).e2).toBe('compliant');
  });

  it('matters not where the other party fired as well', () => {
    const facts = [fire('e1', 0, 'A'), fire('e2', 30, undefined), fire('e3', 60, 'B')];
    expect(told(facts).e3).toBe('compliant');
  });

  it('matters not where no answer would be allowed: the mechanism was never tried', () => {
    expect(told([fire('e1', 0, undefined), fire('e2', 60, 'B')], mechanism).e2).toBe('breach');
    expect(told([fire('e1', 0, 'A'), fire('e2', 60, undefined)], mechanism).e2).toBe('breach');
  });

  it('is a breach by nobody known, and undetermined where the clause binds one party', () => {
    expect(run([fire('e1', 0, undefined)])[0]).toMatchObject({ party: 'unknown' });
    const bound = of(', parties: [A]');
    expect(told([fire('e1', 0, undefined)], bound)).toEqual({ e1: 'undetermined 1' });
    expect(told([fire('e1', 0, 'A'), fire('e2', 60, 'B')], bound)).toEqual({ e1: 'breach' });
  });

  it('or that nobody vouches for may have provoked, and is itself no verdict', () => {
    const facts = [fire('e1', 0, 'A', { trust: 'unauthenticated' }), fire('e2', 60, 'B')];
    expect(told(facts)).toEqual({ e1: 'undetermined 1', e2: 'undetermined 1' });
    expect(told(facts, mechanism).e2).toBe('breach');
  });
});

describe('an answer that needs the mechanism tried', () => {
  const fires = [fire('e1', 0, 'A'), fire('e2', 300, 'B')];
  const answer = (more: readonly Fact[], agreement = mechanism) =>
    told([...fires, ...more], agreement).e2;

  it('is allowed after a call of the answering party has failed, between the two', () => {
    expect(answer([])).toBe('breach');
    expect(answer([call('C-1', 60, 'B', 'failed')])).toBe('compliant');
    expect(answer([call('C-1', 60, 'A', 'failed')])).toBe('breach');
    expect(answer([call('C-1', 60, 'B', 'answered')])).toBe('breach');
    expect(answer([call('C-1', 60, 'B', 'pending')])).toBe('undetermined 1');
  });

  it('needs the call at or after the one and at or before the other', () => {
    expect(
      [-0.001, 0, 300, 300.001].map((seconds) => answer([call('C-1', seconds, 'B', 'failed')])),
    ).toEqual(['breach', 'compliant', 'compliant', 'breach']);
  });

  it('says what came of the mechanism', () => {
    const said = (...calls: readonly Fact[]) => reason('e2', [...fires, ...calls], mechanism);
    expect(said()).toContain('5 min after explosion e1 of A, before the mechanism was tried; P');
    expect(said(call('C-1', 60, 'B', 'failed'))).toContain(
      'once call C-1 on the mechanism had failed; P',
    );
    expect(said(call('C-1', 60, 'B', 'answered'))).toContain('though call C-1 on the mechanism');
    expect(said(call('C-1', 60, 'B', 'pending'))).toContain(
      '(call C-1 on the mechanism is pending)',
    );
  });

  it('is judged anew when a pending call turns out to have failed, in time or too late', () => {
    const live = new LiveJudge(mechanism, exampleOptions);
    const rows = [...fires, call('C-1', 60, 'B', 'pending')]
      .sort(
        (one, other) => Number(one.fact !== 'declaration') - Number(other.fact !== 'declaration'),
      )
      .flatMap((fact) => live.take(fact));
    const pending = rows.find(({ subject }) => subject[0] === 'e2');
    expect(pending).toMatchObject({ verdict: 'undetermined' });
    expect(live.take(call('C-1', 200, 'B', 'failed'))).toMatchObject([
      { subject: ['e2'], verdict: 'compliant', supersedes: pending?.id },
    ]);
    expect(live.take(call('C-1', 400, 'B', 'failed'))).toMatchObject([
      { subject: ['e2'], verdict: 'breach' },
    ]);
  });

  it('weighs the call’s moment against the clock of both fires', () => {
    const unsure = { uncertaintyS: 1.96 * 10 };
    const p = (seconds: number) =>
      told(
        [fire('e1', 0, 'A'), fire('e2', 300, 'B', unsure), call('C-1', seconds, 'B', 'failed')],
        mechanism,
      ).e2;
    expect([p(283.5), p(283.6)]).toEqual(['compliant 0.049471', 'undetermined 0.050503']);
    expect([p(316.4), p(316.5)]).toEqual(['undetermined 0.949497', 'breach 0.950529']);
  });
});

describe('an answer that needs an order', () => {
  const facts = (attributes: object | undefined) => [
    fire('e1', 0, 'A'),
    call('C-1', 60, 'B', 'failed'),
    fire('e2', 120, 'B', attributes === undefined ? {} : { attributes }),
  ];
  it('is undetermined where nobody says whether there was one', () => {
    expect(told(facts({ ordered: true }), ordered).e2).toBe('compliant');
    expect(told(facts({ ordered: false }), ordered).e2).toBe('breach');
    expect(told(facts(undefined), ordered).e2).toBe('undetermined 1');
    expect(told(facts({ ordered: 'yes' }), ordered).e2).toBe('undetermined 1');
    expect(reason('e2', facts({ ordered: false }), ordered)).toContain('not on order');
  });

  it('is a breach without one where the mechanism was not tried, whatever is said of it', () => {
    expect(told([fire('e1', 0, 'A'), fire('e2', 60, 'B')], ordered).e2).toBe('breach');
  });
});

describe('fire far away', () => {
  const near = of(', near: 30 km');
  const place = { lon: 30, lat: 48 };
  const away = (lon: number, parts: object = {}) => ({ position: { lon, lat: 48 }, ...parts });
  const facts = (lon: number, parts: object = {}) => [
    fire('e1', 0, 'A', { position: place }),
    fire('e2', 60, 'B', away(lon, parts)),
  ];

  it('provokes nobody beyond the distance', () => {
    // A degree of longitude is 74.6 km there.
    expect(told(facts(30.402), near).e2).toBe('compliant');
    expect(told(facts(30.403), near).e2).toBe('breach');
    expect(reason('e2', facts(30.403), near)).toContain('in answer to no fire of A');
  });

  it('is weighed by how well both places are known', () => {
    const covariance = [1e6, 0, 1e6];
    expect(told(facts(30.4, { covariance }), near).e2).toMatch(/^undetermined 0\.4/);
    expect(told(facts(30.3, { covariance }), near).e2).toBe('compliant');
    expect(told(facts(30.4, { accuracyUnknown: true }), near).e2).toBe('undetermined 1');
    expect(told([fire('e1', 0, 'A'), fire('e2', 60, 'B', away(30))], near).e2).toBe(
      'undetermined 1',
    );
  });

  it('is judged in the zone only, wherever the other fired', () => {
    const zone = exampleOf(
      '- { cite: "7", kind: return-fire, start: "2026-01-01 00:00", window: 10 min, zone: area }',
      'zones:\n  area: { disc: { centre: [30, 48], radius: 5 km } }',
    );
    expect(told(facts(30.2), zone)).toEqual({ e1: 'breach' });
    const inZone = [fire('e1', 0, 'A', away(30.2)), fire('e2', 60, 'B', { position: place })];
    expect(told(inZone, zone)).toEqual({ e2: 'compliant' });
    expect(told([fire('e1', 0, 'A')], zone)).toEqual({ e1: 'undetermined 0.5' });
    const vague = fire('e1', 0, 'A', { position: place, accuracyUnknown: true });
    expect(told([vague], zone)).toEqual({ e1: 'undetermined 0.5' });
  });
});

describe('a clause about return fire', () => {
  it('is printed in plain English', () => {
    expect(describeAgreement(ordered).replaceAll(/\s+/g, ' ')).toContain(
      'There may be no fire from 1 January 2026, 00:00 local time (31 December 2025, 22:00 UTC) on, but in answer to fire of the other party at most 10 minutes before, after a call on the mechanism failed, and on order.',
    );
  });

  it('is refused with a condition: which of the two fires would it be about?', () => {
    const text = exampleText().replace(
      '{ cite: "10", kind: movement }',
      '{ cite: "10", kind: return-fire, start: "2026-01-01", window: 10 min, when: "true" }',
    );
    const checked = checkAgreement(text, exampleOptions.hasher);
    expect(checked.ok ? [] : checked.error).toMatchObject([
      { field: 'clauses[9].when', text: expect.stringContaining('takes no condition') },
    ]);
  });
});

describe('whatever is fired', () => {
  const fires = fc.array(
    fc.record({
      id: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5'),
      seconds: fc.integer({ min: 0, max: 900 }),
      party: fc.constantFrom('A', 'B', undefined),
      uncertaintyS: fc.constantFrom(0, 2, 30),
      share: fc.constantFrom(1, 0.96, 0.5),
      ordered: fc.constantFrom(true, false, undefined),
      trust: fc.constantFrom('authenticated', 'unauthenticated'),
      call: fc.constantFrom(undefined, 'failed', 'pending', 'answered'),
    }),
    { minLength: 1, maxLength: 12 },
  );
  type Fires = typeof fires extends fc.Arbitrary<infer T> ? T : never;
  const swap = (party: string | undefined) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
  const factsOf = (all: Fires, whose: (party: string | undefined) => string | undefined) =>
    all.map(({ id, seconds, party, share, ordered: order, call: outcome, ...parts }, i): Fact => {
      if (outcome !== undefined) return call(`C-${i % 2}`, seconds, whose(party) ?? '', outcome, i);
      return fire(id, seconds, whose(party), {
        ...parts,
        class: { shot: share },
        digest: `sha256:${String(i).padStart(64, '0')}`,
        ...(order === undefined ? {} : { attributes: { ordered: order } }),
      });
    });
  const same = (party: string | undefined) => party;

  it('parties swapped, every finding is swapped', () => {
    fc.assert(
      fc.property(fires, fc.constantFrom(plain, mechanism, ordered), (all, agreement) => {
        const key = (one: Finding, party: string | undefined) =>
          [one.subject, one.verdict, one.probability, party, one.measured, one.inputs].join(' ');
        expect(run(factsOf(all, swap), agreement).map((one) => key(one, swap(one.party)))).toEqual(
          run(factsOf(all, same), agreement).map((one) => key(one, one.party)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('judged live, stopped, stored and taken up again, it gives what the batch gives', () => {
    fc.assert(
      fc.property(fires, fc.nat(11), (all, cut) => {
        const facts = inTimeOrder(factsOf(all, same));
        const first = new LiveJudge(mechanism, exampleOptions);
        const rows = facts.slice(0, cut).flatMap((fact) => first.take(fact));
        const second = new LiveJudge(mechanism, exampleOptions, structuredClone(first.state));
        rows.push(...facts.slice(cut).flatMap((fact) => second.take(fact)), ...second.finish());
        const replaced = new Set(rows.map(({ supersedes }) => supersedes));
        const left = rows
          .filter(({ id }) => !replaced.has(id))
          .map(({ supersedes: _, ...row }) => row);
        expect(new Map(left.map((row) => [row.id, row]))).toEqual(
          new Map(run(factsOf(all, same), mechanism).map((row) => [row.id, row])),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('each fire has one row, no breach is below its standard, and what is asked for only adds', () => {
    fc.assert(
      fc.property(fires, (all) => {
        const strictly = run(factsOf(all, same), ordered);
        const subjects = strictly.map(({ subject }) => subject[0]);
        expect(new Set(subjects).size).toBe(subjects.length);
        for (const { verdict, probability } of strictly)
          if (verdict === 'breach') expect(probability).toBeGreaterThanOrEqual(0.95);
        for (const one of run(factsOf(all, same)))
          if (one.verdict === 'breach')
            expect(strictly.find(({ subject }) => subject[0] === one.subject[0])?.verdict).toBe(
              'breach',
            );
      }),
      { numRuns: 200 },
    );
  });
});
