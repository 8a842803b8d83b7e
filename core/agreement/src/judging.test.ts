import { type Instant, instant, metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleEvent, exampleObject, exampleOptions } from './example.ts';
import { type Fact, type Finding, judge, LiveJudge, parseFacts } from './index.ts';

const agreement = exampleAgreement();
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

describe('an event', () => {
  const shot = (parts: Partial<Fact> = {}) =>
    ({ ...exampleEvent({ id: 'e1' }), digest: 'sha256:1', ...parts }) as Fact;

  it('told twice makes one row, and revised one that supersedes', () => {
    const live = new LiveJudge(agreement, exampleOptions);
    const [first] = live.take(shot());
    expect(first).toMatchObject({ clause: '1', verdict: 'breach', party: 'unknown' });
    expect(live.take(shot())).toEqual([]);
    const revised = live.take(
      shot({ digest: 'sha256:2', party: 'B', sources: ['mast 1', 'mast 2'] }),
    );
    expect(revised).toMatchObject([{ party: 'B', supersedes: first?.id }]);
  });

  it('that proved to be another breaks nothing, and what was found of it is superseded', () => {
    const live = new LiveJudge(agreement, exampleOptions);
    const [first] = live.take(shot());
    const [gone, ...others] = live.take(shot({ digest: 'sha256:2', supersededBy: ['e0'] }));
    expect(others).toEqual([]);
    expect(gone).toMatchObject({ verdict: 'compliant', probability: 0, supersedes: first?.id });
    expect(gone?.exceptions).toEqual(['no happening of its own: it is e0']);
    expect(live.take(shot({ digest: 'sha256:3', supersededBy: ['e0'] }))).toEqual([]);
  });
});
