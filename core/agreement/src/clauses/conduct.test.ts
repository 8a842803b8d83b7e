import { metres } from '@greenline/base';
import { destination } from '@greenline/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exampleEvent,
  exampleObject,
  exampleOf,
  exampleOptions,
  examplePrintout,
} from '../example.ts';
import { checkAgreement, type Fact, judge, LiveJudge } from '../index.ts';

const place = { lon: 31, lat: 48 };
const pointing = exampleOf(
  '- { cite: "5", kind: conduct, what: [weapon-pointing], towards: monitors, from: "2026-03-10 14:00" }',
);
const ports = exampleOf(
  '- { cite: 1(2), kind: conduct, what: [artillery, naval-vessel], attributes: { gunPortCovered: false } }',
);
const radars = (exceptions = '') =>
  exampleOf(
    `- { cite: VI, kind: conduct, what: [radar], attributes: { active: true }, zone: area${exceptions} }`,
    'zones:\n  area: { disc: { centre: [31, 48], radius: 5 km } }',
  );

const aimed = (towards?: unknown, parts: object = {}) =>
  exampleEvent({
    id: 'w1',
    class: { 'weapon-pointing': 1 },
    sources: ['a', 'b'],
    party: 'A',
    ...(towards === undefined ? {} : { attributes: { towards: towards as string } }),
    ...parts,
  });
const run = (agreement: ReturnType<typeof exampleOf>, ...facts: readonly Fact[]) =>
  judge(agreement, facts, exampleOptions);
const verdicts = (agreement: ReturnType<typeof exampleOf>, ...facts: readonly Fact[]) =>
  run(agreement, ...facts).map(({ verdict, probability }) =>
    probability === Number(verdict === 'breach') ? verdict : `${verdict} ${probability}`,
  );

describe('a weapon pointed', () => {
  it('at monitors is a breach, wherever it was and however badly that is known', () => {
    expect(verdicts(pointing, aimed('monitors'))).toEqual(['breach']);
    expect(verdicts(pointing, aimed('mission'))).toEqual(['breach']);
    expect(verdicts(pointing, aimed(['civilians', 'monitors']))).toEqual(['breach']);
    expect(
      verdicts(pointing, aimed('monitors', { position: place, accuracyUnknown: true })),
    ).toEqual(['breach']);
    expect(run(pointing, aimed('monitors'))[0]?.reason).toBe(
      'Clause 5: weapon-pointing w1 of A, towards monitors; barred is weapon-pointing towards monitors; P(breach) 1, breach, attribution A: A 100 : 1 (named by 2 sources); sources a, b.',
    );
  });

  it('at somebody else is none of the clause, and at nobody said is undetermined', () => {
    expect(verdicts(pointing, aimed('B'))).toEqual([]);
    expect(verdicts(pointing, aimed('civilians'))).toEqual([]);
    expect(verdicts(pointing, aimed())).toEqual(['undetermined 1']);
    expect(verdicts(pointing, aimed('the road'))).toEqual(['undetermined 1']);
    expect(verdicts(pointing, aimed(7))).toEqual(['undetermined 1']);
  });

  it('at the other party hangs on whose weapon it is', () => {
    const across = exampleOf(
      '- { cite: "5", kind: conduct, what: [weapon-pointing], towards: other-party }',
    );
    const by = (party: string, towards: string) => verdicts(across, aimed(towards, { party }));
    expect([by('A', 'B'), by('B', 'A'), by('A', 'other-party')]).toEqual([
      ['breach'],
      ['breach'],
      ['breach'],
    ]);
    expect([by('A', 'A'), by('B', 'B'), by('A', 'monitors')]).toEqual([[], [], []]);
    const { party: _, ...unknown } = aimed('B');
    expect(verdicts(across, unknown)).toEqual(['undetermined 1']);
  });

  it('is barred from a moment on, as far as the clock is sure', () => {
    const after = (seconds: number, uncertaintyS = 0) =>
      verdicts(
        pointing,
        aimed('monitors', { at: Date.UTC(2026, 2, 10, 12) + seconds * 1000, uncertaintyS }),
      );
    expect([after(-0.001), after(0)]).toEqual([[], ['breach']]);
    // One sigma is 1 s: the normal distribution is 0.95 at 1.645 and 0.05 at −1.645.
    expect([after(1.64, 1.96), after(1.65, 1.96)]).toEqual([
      ['undetermined 0.949497'],
      ['breach 0.950529'],
    ]);
    expect([after(-1.64, 1.96), after(-1.65, 1.96)]).toEqual([
      ['undetermined 0.050503'],
      ['compliant 0.049471'],
    ]);
  });

  it('is weighed by how likely it was one', () => {
    const likely = (share: number) =>
      verdicts(pointing, aimed('monitors', { class: { 'weapon-pointing': share } }));
    expect([0.051, 0.05, 0.949, 0.95].map(likely)).toEqual([
      ['undetermined 0.051'],
      ['compliant 0.05'],
      ['undetermined 0.949'],
      ['breach 0.95'],
    ]);
  });

  it('by a party that is not known is undetermined where the clause binds one', () => {
    const bound = exampleOf(
      '- { cite: "5", kind: conduct, what: [weapon-pointing], towards: monitors, parties: [A] }',
    );
    const { party: _, ...unknown } = aimed('monitors');
    expect(verdicts(pointing, unknown)).toEqual(['breach']);
    expect(verdicts(bound, unknown)).toEqual(['undetermined 1']);
    expect(verdicts(bound, aimed('monitors', { party: 'B' }))).toEqual([]);
  });
});

describe('a thing in a state that is barred', () => {
  const gun = (attributes?: Record<string, boolean>, parts: object = {}) =>
    exampleObject({
      id: 'g1',
      class: { gun: 1 },
      position: place,
      ...(attributes === undefined ? {} : { attributes }),
      ...parts,
    });

  it('is a breach in that state, compliant in another and undetermined where nobody says', () => {
    expect(verdicts(ports, gun({ gunPortCovered: false }))).toEqual(['breach']);
    expect(verdicts(ports, gun({ gunPortCovered: true }))).toEqual(['compliant']);
    expect(verdicts(ports, gun())).toEqual(['undetermined 1']);
    expect(run(ports, gun())[0]?.reason).toContain('(gunPortCovered is not stated)');
    expect(run(ports, gun({ gunPortCovered: false }))[0]?.reason).toContain(
      'gun g1 of A, gunPortCovered false; barred is artillery, naval-vessel with gunPortCovered false',
    );
  });

  it('is none of the clause where it is of another class', () => {
    expect(verdicts(ports, gun({ gunPortCovered: false }, { class: { tank: 1 } }))).toEqual([]);
  });

  it('that changes in place is judged anew, also live', () => {
    const live = new LiveJudge(ports, exampleOptions);
    const rows = [false, false, true].flatMap((gunPortCovered) =>
      live.take(gun({ gunPortCovered }, { fused: true })),
    );
    expect(
      rows.filter(({ supersedes }) => supersedes === undefined).map(({ verdict }) => verdict),
    ).toEqual(['breach', 'compliant']);
  });

  it('is barred in the zone only, by how surely it is there', () => {
    const radar = (away: number, sigmaM?: number, active = true) =>
      verdicts(
        radars(),
        exampleObject(
          {
            id: 'r1',
            class: { radar: 1 },
            position: destination(place, 90, metres(away)),
            attributes: { active },
          },
          sigmaM,
        ),
      )[0];
    expect([radar(0), radar(0, undefined, false), radar(4999), radar(5001)]).toEqual([
      'breach',
      'compliant',
      'breach',
      undefined,
    ]);
    expect(radar(4140, 500)).toMatch(/^breach 0\.95/);
    expect(radar(4170, 500)).toMatch(/^undetermined 0\.94/);
    expect(radar(5785, 500)).toMatch(/^undetermined 0\.05/);
    expect(radar(5812, 500)).toMatch(/^compliant 0\.04/);
  });

  it('is excused by a permit of its time and area', () => {
    const permitted = radars(
      ', exceptions: [{ cite: VI approved, kind: permit, permits: [radar] }]',
    );
    const permit = {
      fact: 'declaration',
      digest: 'sha256:permit',
      declaration: {
        declaration: 'permit',
        id: 'P-1',
        kind: 'radar',
        party: 'A',
        from: Date.UTC(2026, 2, 10, 11),
        to: Date.UTC(2026, 2, 10, 13),
        area: {
          type: 'Polygon',
          coordinates: [
            [
              [30.9, 47.9],
              [31.1, 47.9],
              [31.1, 48.1],
              [30.9, 48.1],
              [30.9, 47.9],
            ],
          ],
        },
      },
    } as unknown as Fact;
    const radar = exampleObject({
      id: 'r1',
      class: { radar: 1 },
      position: place,
      attributes: { active: true },
    });
    expect(verdicts(permitted, radar)).toEqual(['breach']);
    expect(verdicts(permitted, permit, radar)).toEqual(['compliant']);
  });
});

describe('whatever is seen', () => {
  const acts = fc.array(
    fc.record({
      party: fc.constantFrom('A', 'B', undefined),
      towards: fc.constantFrom('A', 'B', 'monitors', 'other-party', undefined),
      share: fc.constantFrom(1, 0.96, 0.5, 0.04),
      trust: fc.constantFrom('authenticated' as const, 'unauthenticated' as const),
      selfDefence: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );
  type Acts = typeof acts extends fc.Arbitrary<infer T> ? T : never;
  const swap = <T>(party: T) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
  const factsOf = (all: Acts, whose: <T>(party: T) => unknown = (party) => party) =>
    all.map(({ party, towards, share, selfDefence, trust }, i) => {
      const { party: _, ...act } = aimed(undefined, {
        id: `w${i}`,
        class: { 'weapon-pointing': share },
        trust,
        digest: `sha256:${i}`,
        attributes: { selfDefence, ...(towards === undefined ? {} : { towards: whose(towards) }) },
      });
      return { ...act, ...(party === undefined ? {} : { party: whose(party) as string }) } as Fact;
    });
  const text = '- { cite: "5", kind: conduct, what: [weapon-pointing], towards: other-party';
  const bare = exampleOf(`${text} }`);
  const excused = exampleOf(`${text}, exceptions: [{ cite: 5(a), kind: self-defence }] }`);

  it('parties swapped, every finding is swapped', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const rows = (facts: readonly Fact[], whose: (party: string) => string) =>
          run(bare, ...facts).map((one) => [one.subject, one.verdict, whose(one.party)].join(' '));
        expect(rows(factsOf(all, swap), swap)).toEqual(rows(factsOf(all), (party) => party));
      }),
      { numRuns: 100 },
    );
  });

  it('an exception never adds a breach', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const breaches = (agreement: typeof bare) =>
          run(agreement, ...factsOf(all))
            .filter(({ verdict }) => verdict === 'breach')
            .map(({ subject }) => subject[0]);
        expect(breaches(bare)).toEqual(expect.arrayContaining(breaches(excused)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a clause about conduct', () => {
  it('is printed in plain English, and refused for a target that nobody knows', () => {
    expect(examplePrintout(ports)).toContain(
      'There may be no artillery or naval vessels with gun port covered false, wherever it is.',
    );
    const text = `agreement: x\nclauses: [{ cite: "1", kind: conduct, what: [shot], towards: monitor }]`;
    const checked = checkAgreement(text, exampleOptions.hasher);
    expect(checked.ok ? '' : JSON.stringify(checked.error)).toContain('towards');
  });
});
