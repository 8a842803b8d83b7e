import { type Instant, instant, metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exampleAgreement,
  exampleEvent,
  exampleObject,
  exampleOptions,
  exampleText,
} from './example.ts';
import { type Fact, type Finding, inTimeOrder, judge, LiveJudge, parseFacts } from './index.ts';

const agreement = exampleAgreement();
const mirrored = exampleAgreement(exampleText(true));
const run = (facts: readonly Fact[], asOf?: Instant) =>
  judge(agreement, facts, { ...exampleOptions, ...(asOf === undefined ? {} : { asOf }) });
const about = (findings: readonly Finding[], clause: string) =>
  findings.filter((one) => one.clause === clause);
const START = Date.UTC(2026, 2, 10, 12);
const at = (minutes: number) => instant(START + minutes * 60_000);
const inBuffer = { lon: 32.2, lat: 48.1 };

/** A repeatable stream of numbers in (0, 1): mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

describe('a thing in a zone where none may be', () => {
  it('is a breach, in one sentence that names clause, figures, limit, margin and source', () => {
    const [finding] = about(run([exampleObject({ id: 't1', position: inBuffer }, 20)]), '2');
    expect(finding).toMatchObject({
      verdict: 'breach',
      probability: 1,
      party: 'A',
      limit: 0,
      unit: 'm',
    });
    expect(finding?.reason).toMatch(
      /^Clause 2: tank t1 of A is 1\d\.\d+ km ± 20 m inside buffer, .*limit 0 m\), 1\d\.\d+ km beyond it; P\(breach\) 1, breach; source mast 1\.$/,
    );
  });

  it('is undetermined on a single unauthenticated source, whatever its P', () => {
    const [finding] = about(
      run([exampleObject({ id: 't1', position: inBuffer, trust: 'unauthenticated' }, 20)]),
      '2',
    );
    expect(finding).toMatchObject({ verdict: 'undetermined', probability: 1 });
    expect(finding?.reason).toContain('unauthenticated, single source');
  });

  it('is undetermined where nobody stated an accuracy, and never certain', () => {
    const [finding] = about(
      run([exampleObject({ id: 't1', position: inBuffer, accuracyUnknown: true })]),
      '2',
    );
    expect(finding).toMatchObject({ verdict: 'undetermined', probability: 0.5 });
    expect(finding?.reason).toContain('accuracy unknown');
  });

  it('belongs to nobody where sources name different parties', () => {
    const facts = [
      exampleObject({ id: 't1', position: inBuffer }, 20),
      exampleObject({ id: 't1', position: inBuffer, party: 'B', at: at(5) }, 20),
    ];
    expect(about(run(facts), '2').map(({ party }) => party)).toEqual(['A', 'unknown']);
  });

  it('is none of the clause when it is the mission’s or a contributor’s', () => {
    expect(run([exampleObject({ id: 't1', position: inBuffer, party: 'lead' })])).toEqual([]);
  });

  it('is refused when its place is not a number', () => {
    expect(() =>
      run([exampleObject({ id: 't1', position: { lon: Number.NaN, lat: 48 } })]),
    ).toThrow(RangeError);
  });

  it('is weighed by how likely it is of the class', () => {
    const facts = [
      exampleObject(
        { id: 'm1', position: inBuffer, class: { 'armed-person': 0.8, civilian: 0.2 } },
        20,
      ),
    ];
    expect(about(run(facts), '2')[0]).toMatchObject({ verdict: 'undetermined', probability: 0.8 });
  });
});

describe('exceptions', () => {
  it('excuse with a permit inside its time and area only', () => {
    const area = {
      type: 'Polygon',
      coordinates: [
        [
          [32, 48],
          [32.4, 48],
          [32.4, 48.2],
          [32, 48.2],
          [32, 48],
        ],
      ],
    };
    const permit = {
      fact: 'permit',
      id: 'P-1',
      kind: 'movement',
      party: 'A',
      from: '2026-03-10T12:00:00Z',
      to: '2026-03-10T13:00:00Z',
      area,
    };
    const parsed = parseFacts([JSON.stringify(permit)], exampleOptions.hasher);
    if (!parsed.ok) throw new Error(parsed.error.text);
    const findings = run([
      ...parsed.value.facts,
      exampleObject({ id: 't1', position: inBuffer, at: at(60) }, 20),
      exampleObject({ id: 't1', position: inBuffer, at: at(61) }, 20),
      exampleObject({ id: 't2', position: inBuffer, party: 'B', at: at(30) }, 20),
    ]);
    expect(about(findings, '2').map(({ subject, verdict }) => [subject[0], verdict])).toEqual([
      ['t2', 'breach'],
      ['t1', 'compliant'],
      ['t1', 'breach'],
    ]);
    expect(about(findings, '2')[1]).toMatchObject({ exceptions: ['2(b): permit P-1'] });
  });

  it('never leave a breach at the centre of an exempt disc, however uncertain', () => {
    for (const sigma of [undefined, 1, 500, 2000, 5000, 20_000, 200_000]) {
      const finding = about(
        run([exampleObject({ id: 't1', position: { lon: 31, lat: 48.25 } }, sigma)]),
        '2',
      )[0];
      expect(finding?.verdict, `sigma ${sigma}`).not.toBe('breach');
    }
  });

  it('of daily hours end with the hours: 12 minutes late is a breach of corridor and zone', () => {
    const ifv = (minutes: number) =>
      exampleObject(
        {
          id: 'i1',
          class: { ifv: 1 },
          position: { lon: 31.5, lat: 48.1 },
          at: instant(Date.UTC(2026, 2, 10, 6, minutes)),
        },
        10,
      );
    const findings = run([ifv(30), ifv(72)]);
    expect(
      about(findings, '8').map(({ verdict, measured, unit }) => [verdict, measured, unit]),
    ).toEqual([
      ['compliant', 0, 'min'],
      ['breach', 12, 'min'],
    ]);
    expect(about(findings, '2').map(({ verdict }) => verdict)).toEqual(['compliant', 'breach']);
  });
});

describe('notice', () => {
  const area = {
    type: 'Polygon',
    coordinates: [
      [
        [30.9, 48.16],
        [31.1, 48.16],
        [31.1, 48.24],
        [31, 48.24],
        [30.9, 48.24],
        [30.9, 48.16],
      ],
    ],
  };
  const notice = {
    fact: 'notice',
    id: 'N-1',
    kind: 'exercise',
    party: 'A',
    receivedAt: '2026-03-08T07:30:00Z',
    from: '2026-03-10T06:00:00Z',
    to: '2026-03-10T12:00:00Z',
    area,
  };
  const lorry = (minutes: number, lat: number) =>
    exampleObject(
      { id: 'ex-1', class: { 'military-truck': 1 }, position: { lon: 31, lat }, at: at(minutes) },
      1,
    );

  it('46.5 h ahead is one procedural breach; 40 min over and 300 m outside are two of substance', () => {
    const parsed = parseFacts([JSON.stringify(notice)], exampleOptions.hasher);
    if (!parsed.ok) throw new Error(parsed.error.text);
    const outside = destination({ lon: 31, lat: 48.24 }, 0, metres(300));
    const findings = run([
      ...parsed.value.facts,
      lorry(-60, 48.2),
      lorry(-30, outside.lat),
      lorry(40, outside.lat),
    ]);
    const breaches = findings.filter(
      ({ clause, verdict }) => clause.startsWith('9') && verdict === 'breach',
    );
    expect(
      breaches.map(({ clause, nature, measured, limit, unit }) => [
        clause,
        nature,
        measured,
        limit,
        unit,
      ]),
    ).toEqual([
      ['9', 'procedural', 46.5, 48, 'h'],
      ['9, area', 'substantive', expect.closeTo(300, 1), 0, 'm'],
      ['9, window', 'substantive', 40, 0, 'min'],
    ]);
    expect(new Set(breaches.map(({ id }) => id)).size).toBe(3);
  });
});

describe('a breach that must last', () => {
  it('is none on one noisy fix, and one when it was seen for the dwell', () => {
    const uav = (seconds: number) =>
      exampleObject(
        {
          id: 'u1',
          class: { 'uncrewed-aircraft': 1 },
          position: inBuffer,
          at: instant(START + seconds * 1000),
        },
        20,
      );
    expect(about(run([uav(0)]), '5').map(({ verdict }) => verdict)).toEqual(['undetermined']);
    expect(about(run([uav(0), uav(30), uav(60)]), '5').map(({ verdict }) => verdict)).toEqual([
      'undetermined',
      'breach',
    ]);
  });
});

describe('a cap', () => {
  it('counts things seen one by one where nobody counted, and forgets them when they leave', () => {
    const police = (id: string, minutes: number, lat = 48.1) =>
      exampleObject({ id, class: { police: 1 }, position: { lon: 32.2, lat }, at: at(minutes) });
    const findings = run([police('p1', 0), police('p2', 1), police('p3', 2), police('p3', 3, 49)]);
    expect(about(findings, '7').map(({ verdict, measured }) => [verdict, measured])).toEqual([
      ['compliant', 2],
      ['breach', 3],
      ['compliant', 2],
    ]);
  });
});

describe('many looks at one thing', () => {
  const gauss = (next: () => number) =>
    Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());

  /** Guns at a distance from A’s line, each seen 30 times with one sigma of 900 m. */
  function everAccused(distance: number, guns: number, seed: number) {
    const next = numbers(seed);
    const line = { lon: 31, lat: 48.2 };
    let ever = 0;
    let last = 0;
    for (let gun = 0; gun < guns; gun++) {
      const live = new LiveJudge(agreement, exampleOptions);
      const place = destination(line, 0, metres(distance));
      let accused = false;
      let now: string | undefined;
      for (let look = 0; look < 30; look++) {
        const moved = destination(place, 0, metres(gauss(next) * 900));
        const position: Position = destination(moved, 90, metres(gauss(next) * 900));
        const rows = live.take(
          exampleObject(
            {
              id: 'gun',
              class: { howitzer: 1 },
              attributes: { calibreMm: 122 },
              position,
              at: at(look),
            },
            900,
          ),
        );
        for (const row of about(rows, '3')) if (row.supersedes === undefined) now = row.verdict;
        accused ||= now === 'breach';
      }
      ever += Number(accused);
      last += Number(now === 'breach');
    }
    return { ever: ever / guns, last: last / guns };
  }

  it('accuses at most one in ten of the legal that stand 200 m behind the limit', () => {
    // The line falls away on both sides of the vertex below: the vertex is the nearest place.
    const { ever, last } = everAccused(25_200, 1000, 7);
    expect(ever).toBeLessThanOrEqual(0.1);
    expect(last).toBeLessThanOrEqual(0.01);
  });

  it('finds those that stand 2 km over it', () => {
    expect(everAccused(23_000, 100, 11).last).toBeGreaterThanOrEqual(0.99);
  });

  it('follows a thing that moved, and names the looks that were fused', () => {
    const facts = [
      exampleObject({ id: 't1', position: { lon: 32.2, lat: 48.6 } }, 20),
      exampleObject({ id: 't1', position: { lon: 32.2, lat: 48.6 }, at: at(1) }, 20),
      exampleObject({ id: 't1', position: inBuffer, at: at(2) }, 20),
    ];
    const [away, inside] = about(run(facts), '2');
    expect(away).toMatchObject({ verdict: 'compliant', from: at(0), to: at(1) });
    expect(inside).toMatchObject({ verdict: 'breach', from: at(2), inputs: [facts[2]?.digest] });
  });
});

const place = fc.record({
  lon: fc.double({ min: 30.2, max: 32.8, noNaN: true }),
  lat: fc.double({ min: 47.5, max: 48.7, noNaN: true }),
});
const looks = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    class: fc.constantFrom<Record<string, number>>(
      { tank: 1 },
      { howitzer: 0.9 },
      { mlrs: 0.7, 'civilian-vehicle': 0.3 },
      { 'uncrewed-aircraft': 1 },
      { trench: 1 },
      { police: 1 },
      { 'military-truck': 1 },
    ),
    party: fc.constantFrom('A', 'B', undefined),
    position: place,
    sigmaM: fc.constantFrom(undefined, 30, 500, 3000),
    minutes: fc.integer({ min: 0, max: 300 }),
    trust: fc.constantFrom('authenticated' as const, 'unauthenticated' as const),
    calibreMm: fc.constantFrom(85, 100, 152),
    event: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);
type Looks = typeof looks extends fc.Arbitrary<infer T> ? T : never;

const factsOf = (all: Looks, mirror = false): readonly Fact[] =>
  all.map(({ sigmaM, minutes, position, party, calibreMm, event, id, class: kinds, trust }, i) => {
    const where = mirror ? { lon: position.lon, lat: -position.lat } : position;
    const whose =
      party === undefined ? {} : { party: mirror ? (party === 'A' ? 'B' : 'A') : party };
    const { party: _, ...fact } = exampleObject(
      {
        id,
        class: kinds,
        position: where,
        trust,
        attributes: { calibreMm },
        at: at(minutes),
        digest: `sha256:${String(i).padStart(64, '0')}`,
      },
      sigmaM,
    );
    const { party: __, ...shot } = exampleEvent({
      id: `e${i}`,
      position: where,
      trust,
      at: at(minutes),
      digest: fact.digest,
    });
    return event ? { ...shot, ...whose } : { ...fact, ...whose };
  });

describe('for all facts', () => {
  it('parties swapped and geometry mirrored, every finding mirrors', () => {
    const swap = (party: string) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
    fc.assert(
      fc.property(looks, (all) => {
        const here = run(factsOf(all));
        const there = judge(mirrored, factsOf(all, true), exampleOptions);
        const key = (one: Finding, party: string) =>
          [
            one.from,
            one.to,
            one.clause,
            one.nature,
            one.verdict,
            party,
            one.probability.toFixed(5),
            one.measured?.toFixed(1),
            ...one.subject,
          ].join(' ');
        expect(there.map((one) => key(one, swap(one.party))).sort()).toEqual(
          here.map((one) => key(one, one.party)).sort(),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('judged live, stopped, stored, taken up again and finished, they give what the batch gives', () => {
    fc.assert(
      fc.property(looks, fc.nat(11), (all, cut) => {
        const facts = inTimeOrder(factsOf(all));
        const first = new LiveJudge(agreement, exampleOptions);
        const rows = facts.slice(0, cut).flatMap((fact) => first.take(fact));
        const second = new LiveJudge(agreement, exampleOptions, structuredClone(first.state));
        rows.push(...facts.slice(cut).flatMap((fact) => second.take(fact)), ...second.finish());
        const replaced = new Set(rows.map(({ supersedes }) => supersedes));
        const left = rows
          .filter(({ id }) => !replaced.has(id))
          .map(({ supersedes: _, ...row }) => row);
        const batch = run(factsOf(all));
        expect(new Map(left.map((row) => [row.id, row]))).toEqual(
          new Map(batch.map((row) => [row.id, row])),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('no breach lies below its standard of proof, none is unauthenticated, and inputs are few', () => {
    fc.assert(
      fc.property(looks, (all) => {
        for (const { verdict, probability, inputs, reason } of run(factsOf(all))) {
          if (verdict === 'breach') expect(probability).toBeGreaterThanOrEqual(0.95);
          if (verdict === 'compliant') expect(probability).toBeLessThanOrEqual(0.05);
          if (verdict === 'breach') expect(reason).not.toContain('unauthenticated');
          expect(inputs.length).toBeLessThanOrEqual(16);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('an exception never adds a breach', () => {
    const bare = exampleAgreement(
      exampleText()
        .replace(/ {4}exceptions:\n(?: {6}.*\n)+/, '')
        .replace(/^ {2}site:.*\n/m, ''),
    );
    fc.assert(
      fc.property(looks, (all) => {
        const held = (findings: readonly Finding[]) =>
          about(findings, '2').filter(({ verdict }) => verdict === 'breach');
        const strictly = held(judge(bare, factsOf(all), exampleOptions));
        for (const one of held(run(factsOf(all))))
          expect(
            strictly.some(
              ({ subject, from, to }) =>
                subject[0] === one.subject[0] && from <= one.from && one.to <= to,
            ),
          ).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
