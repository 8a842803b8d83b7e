import { formatInstant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAgreement } from '../check.ts';
import { exampleOptions, examplePrintout } from '../example.ts';
import type { Finding } from '../index.ts';
import { agreementOf, agreementText, factsOf, judged, lines, time } from './declared.fixture.ts';

const keeps = (site: string, serials: readonly string[], parts: object = {}) => ({
  fact: 'inventory',
  site,
  party: 'A',
  serials,
  ...parts,
});
const visit = (site: string, seen: readonly string[], parts: object = {}) => ({
  fact: 'visit',
  site,
  at: '2026-03-10T10:00:00Z',
  seen,
  access: 'full',
  ...parts,
});
const run = (facts: readonly object[], parameters = '') =>
  judged(agreementOf(`  - { cite: "10", kind: inventory${parameters} }`), factsOf(...facts));
const parts = (findings: readonly Finding[], part: string) =>
  findings.filter(({ clause }) => clause === `10, ${part}`);
const whole = (findings: readonly Finding[]) => findings.filter(({ clause }) => clause === '10');
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `T-${from + i}`);

describe('a storage site that was visited', () => {
  it('is compliant with full access, every declared serial seen and none besides', () => {
    const told = run([keeps('S1', ['a', 'b', 'c']), visit('S1', ['c', 'a', 'b'])]);
    expect(lines(told)).toEqual(['10 S1 A compliant 3 3']);
    expect(told[0]).toMatchObject({ unit: 'count', nature: 'substantive', probability: 0 });
    expect(told[0]?.inputs).toHaveLength(2);
    expect(told[0]?.reason).toBe(
      'Clause 10: site S1 of A: 3 of 3 declared serials seen; P(breach) 0, compliant; no source named.',
    );
  });

  it('is a breach where one is missing, which the reason names', () => {
    const [told, ...more] = run([keeps('S1', ['a', 'b', 'c']), visit('S1', ['c', 'a'])]);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ verdict: 'breach', measured: 2, limit: 3, margin: 1 });
    expect(told?.reason).toContain('2 of 3 declared serials seen; missing: b; it departs');
  });

  it('is unverified where access was partial, never compliant, though all was seen', () => {
    for (const seen of [['a'], ['a', 'b']]) {
      const told = run([keeps('S1', ['a', 'b']), visit('S1', seen, { access: 'partial' })]);
      expect(lines(told)).toEqual([`10 S1 A undetermined ${seen.length} 2`]);
      expect(told[0]?.reason).toContain('(unverified: access was partial)');
    }
  });

  it('is undetermined where access was denied, which is held against its party', () => {
    const told = run([keeps('S1', ['a']), visit('S1', [], { access: 'denied' })]);
    expect(lines(told)).toEqual(['10 S1 A undetermined 0 1', '10, access S1 A breach - -']);
    expect(told.map(({ nature }) => nature)).toEqual(['substantive', 'procedural']);
    expect(told[0]?.reason).toContain('(access denied)');
    const given = run([
      keeps('S1', ['a']),
      visit('S1', [], { access: 'denied' }),
      visit('S1', ['a'], { access: 'partial', at: '2026-03-11T10:00:00Z' }),
      visit('S1', ['a'], { at: '2026-03-12T10:00:00Z' }),
    ]);
    expect(parts(given, 'access').map(({ verdict }) => verdict)).toEqual([
      'breach',
      'undetermined',
      'compliant',
    ]);
  });

  it('is undetermined where nobody declared what it keeps', () => {
    const told = run([visit('S1', ['a', 'b'])]);
    expect(lines(told)).toEqual(['10 S1 unknown undetermined 2 -']);
    expect(told[0]?.reason).toContain('(no inventory was declared)');
  });

  it('is not compliant as a holding area, whatever it keeps', () => {
    const holding = ', holding: [S1]';
    const facts = (seen: readonly string[]) => [keeps('S1', ['a', 'b']), visit('S1', seen)];
    const told = run(facts(['a', 'b']), holding);
    expect(lines(told)).toEqual(['10 S1 A undetermined 2 2']);
    expect(told[0]?.reason).toContain('does not meet the criteria of a permanent storage site');
    expect(run(facts(['a']), holding)[0]?.verdict).toBe('breach');
    expect(run([keeps('S1', []), visit('S1', [])], holding)[0]?.verdict).toBe('compliant');
  });

  it('belongs to the clause only where it is one of its sites', () => {
    const facts = [keeps('S1', ['a']), keeps('S2', ['b']), visit('S1', []), visit('S2', [])];
    expect(lines(run(facts, ', sites: [S2]'))).toEqual(['10 S2 A breach 0 1']);
  });

  it('is verified by one visit after the other, each by the inventory of its time', () => {
    const told = run([
      keeps('S1', ['a', 'b']),
      visit('S1', ['a', 'b']),
      keeps('S1', ['a', 'b', 'c'], { at: '2026-03-12T00:00:00Z' }),
      visit('S1', ['a', 'b'], { at: '2026-03-15T00:00:00Z' }),
      visit('S1', ['a', 'b', 'c'], { at: '2026-03-16T00:00:00Z' }),
      visit('S1', ['a', 'b', 'c'], { at: '2026-03-17T00:00:00Z' }),
    ]);
    expect(told.map(({ verdict, limit, from }) => [verdict, limit, formatInstant(from)])).toEqual([
      ['compliant', 2, '2026-03-10T10:00:00Z'],
      ['breach', 3, '2026-03-15T00:00:00Z'],
      ['compliant', 3, '2026-03-16T00:00:00Z'],
    ]);
  });
});

describe('two hundred serials in seven sites', () => {
  const sites = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'];
  const stock = (i: number) => numbered(i * 28 + 1, i === 6 ? 200 : (i + 1) * 28);
  const inventories = sites.map((site, i) => keeps(site, stock(i), { party: i < 4 ? 'A' : 'B' }));

  it('four complete, two partial, one denied are four compliant, two unverified, one denied', () => {
    const visits = sites.map((site, i) =>
      i < 4
        ? visit(site, stock(i))
        : i < 6
          ? visit(site, stock(i).slice(0, 20), { access: 'partial' })
          : visit(site, [], { access: 'denied' }),
    );
    const told = run([...inventories, ...visits]);
    const doubted = (words: string) =>
      whole(told).filter((one) => one.verdict === 'undetermined' && one.reason.includes(words));
    expect(whole(told).filter(({ verdict }) => verdict === 'compliant')).toHaveLength(4);
    expect(doubted('unverified')).toHaveLength(2);
    expect(doubted('access denied')).toHaveLength(1);
    expect(whole(told)).toHaveLength(7);
    expect(parts(told, 'access')).toMatchObject([
      { verdict: 'breach', party: 'B', subject: ['S7'] },
    ]);
    expect(told).toHaveLength(8);
  });

  it('a missing, two swapped, a duplicate and an undeclared serial are all flagged', () => {
    const found = sites.map((_, i) => [...stock(i)]);
    found[0]?.splice(found[0].indexOf('T-5'), 1);
    found[1]?.splice(found[1].indexOf('T-30'), 1, 'T-60');
    found[2]?.splice(found[2].indexOf('T-60'), 1, 'T-30');
    found[3]?.push('T-90');
    found[4]?.push('T-90');
    found[5]?.push('X-1');
    const told = run([
      ...inventories,
      ...sites.map((site, i) => visit(site, found[i] ?? [], { at: `2026-03-1${i}T10:00:00Z` })),
    ]);
    expect(whole(told).map(({ subject, verdict }) => `${subject[0]} ${verdict}`)).toEqual([
      'S1 breach',
      'S2 breach',
      'S3 breach',
      'S4 compliant',
      'S5 breach',
      'S6 breach',
      'S7 compliant',
    ]);
    expect(whole(told)[0]?.reason).toContain('missing: T-5;');
    expect(whole(told)[2]?.reason).toContain('missing: T-60 (seen at S2)');
    const strays = parts(told, 'wrong site');
    expect(strays.map(({ reason }) => /T-\d+ \(declared at \w+\)/.exec(reason)?.[0])).toEqual([
      'T-60 (declared at S3)',
      'T-30 (declared at S2)',
      'T-90 (declared at S4)',
    ]);
    expect(new Set(strays.map(({ verdict }) => verdict))).toEqual(new Set(['breach']));
    const [onTwo, seenTwice] = parts(told, 'duplicate');
    expect(onTwo).toMatchObject({ subject: ['S4'], verdict: 'breach', measured: 1 });
    expect(onTwo?.reason).toContain('T-90 (on two things)');
    expect(seenTwice).toMatchObject({ subject: ['S5'], verdict: 'undetermined' });
    expect(seenTwice?.reason).toContain('T-90 (seen at S4 at 2026-03-13T10:00:00Z)');
    expect(parts(told, 'undeclared')).toMatchObject([
      { subject: ['S6'], verdict: 'breach', party: 'B', measured: 1 },
    ]);
  });
});

describe('a serial', () => {
  const two = [keeps('S1', ['a', 'b']), keeps('S2', ['c'], { party: 'B' })];

  it('out of place is flagged even where access was partial, and cleared when it is gone', () => {
    const told = run([
      ...two,
      visit('S1', ['a', 'c'], { access: 'partial' }),
      visit('S1', ['a'], { access: 'partial', at: '2026-03-11T00:00:00Z' }),
      visit('S1', ['a', 'b'], { at: '2026-03-12T00:00:00Z' }),
    ]);
    expect(lines(told)).toEqual([
      '10 S1 A undetermined 1 2',
      '10, wrong site S1 A breach 1 0',
      '10 S1 A compliant 2 2',
      '10, wrong site S1 A compliant 0 0',
    ]);
    expect(told[1]?.inputs).toHaveLength(3);
  });

  it('out of place where nobody declared anything is its owner’s', () => {
    const told = run([...two, visit('S3', ['c', 'z'])]);
    expect(lines(told)).toEqual(['10 S3 B undetermined 2 -', '10, wrong site S3 B breach 1 0']);
  });

  it('declared at two sites is flagged at the visit, until the papers are put right', () => {
    const facts = [keeps('S1', ['a', 'b']), keeps('S2', ['b']), visit('S2', ['b'])];
    const told = run(facts);
    expect(lines(told)).toEqual(['10 S2 A compliant 1 1', '10, duplicate S2 A breach 1 0']);
    expect(told[1]).toMatchObject({ nature: 'procedural' });
    const corrected = run([
      ...facts,
      keeps('S1', ['a'], { at: '2026-03-11T00:00:00Z' }),
      visit('S2', ['b'], { at: '2026-03-12T00:00:00Z' }),
    ]);
    expect(parts(corrected, 'duplicate').map(({ verdict }) => verdict)).toEqual([
      'breach',
      'compliant',
    ]);
    expect(parts(corrected, 'withdrawn')).toEqual([]);
  });

  it('seen at two sites is on two things only where it cannot have been moved in time', () => {
    const seenAgain = (at: string, parameters = '') =>
      parts(
        run([...two, visit('S2', ['c']), visit('S1', ['a', 'b', 'c'], { at })], parameters),
        'duplicate',
      ).map(({ verdict }) => verdict);
    expect(seenAgain('2026-03-10T10:00:00Z')).toEqual(['breach']);
    expect(seenAgain('2026-03-10T10:00:01Z')).toEqual(['undetermined']);
    expect(seenAgain('2026-03-10T16:00:00Z', ', stays: 6 h')).toEqual(['breach']);
    expect(seenAgain('2026-03-10T16:00:01Z', ', stays: 6 h')).toEqual(['undetermined']);
  });

  it('that was seen before it was moved by the papers is at one place', () => {
    const told = run([
      ...two,
      visit('S2', ['c']),
      keeps('S1', ['a', 'b', 'c'], { at: '2026-03-11T00:00:00Z' }),
      keeps('S2', [], { party: 'B', at: '2026-03-11T00:00:00Z' }),
      visit('S1', ['a', 'b', 'c'], { at: '2026-03-12T00:00:00Z' }),
    ]);
    expect(lines(told)).toEqual(['10 S2 B compliant 1 1', '10 S1 A compliant 3 3']);
  });

  it('that a full visit no longer sees is not there any more', () => {
    const told = run([
      ...two,
      visit('S2', ['c']),
      visit('S2', [], { at: '2026-03-11T00:00:00Z' }),
      visit('S1', ['a', 'b', 'c'], { at: '2026-03-12T00:00:00Z' }),
    ]);
    expect(parts(told, 'duplicate')).toEqual([]);
    expect(parts(told, 'wrong site')).toHaveLength(1);
  });

  it('taken out of an inventory without a word is seen, until another inventory has it', () => {
    const facts = [...two, keeps('S1', ['a'], { at: '2026-03-11T00:00:00Z' })];
    const [told, ...more] = run(facts);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      clause: '10, withdrawn',
      verdict: 'undetermined',
      nature: 'procedural',
      party: 'A',
      measured: 1,
      from: time('2026-03-11'),
    });
    expect(told?.inputs).toHaveLength(2);
    const moved = run([...facts, keeps('S2', ['b', 'c'], { at: '2026-03-14T00:00:00Z' })]);
    expect(moved.map(({ verdict }) => verdict)).toEqual(['undetermined', 'compliant']);
    const back = run([...facts, keeps('S1', ['a', 'b'], { at: '2026-03-14T00:00:00Z' })]);
    expect(back.map(({ verdict }) => verdict)).toEqual(['undetermined', 'compliant']);
  });

  it('taken out of an inventory that holds from the start is told at the next visit', () => {
    const told = run([...two, keeps('S1', ['a']), visit('S2', ['c']), visit('S1', ['a'])]);
    expect(lines(told)).toEqual([
      '10 S1 A compliant 1 1',
      '10 S2 B compliant 1 1',
      '10, withdrawn S1 A undetermined 1 0',
    ]);
  });
});

describe('a clause about inventories', () => {
  it('refuses a holding area that is none of its sites', () => {
    const text = agreementText('  - { cite: "10", kind: inventory, sites: [S1], holding: [S9] }');
    const checked = checkAgreement(text, exampleOptions.hasher);
    expect(checked.ok ? [] : checked.error).toMatchObject([
      { field: 'clauses[0].holding[0]', text: 'S9 is none of the sites: name it there too' },
    ]);
  });

  it('reads as one sentence', () => {
    const agreement = agreementOf(
      '  - { cite: "10", kind: inventory, sites: [S1, S2], holding: [S2], stays: 6 h }',
    );
    expect(examplePrintout(agreement)).toContain(
      'S1 and S2 must keep what its inventory names, by serial number, and nothing else; what is in S2 is in a holding area and does not count as stored; a serial seen at two sites within 6 hours is on two things.',
    );
  });

  const serials = fc.constantFrom<string[]>([], ['a'], ['a', 'b'], ['b', 'c'], ['c', 'd', 'e']);
  const word = fc.record({
    site: fc.constantFrom('S1', 'S2', 'S3'),
    party: fc.constantFrom('A', 'B'),
    serials,
    day: fc.integer({ min: 1, max: 20 }),
    access: fc.constantFrom('full', 'partial', 'denied', undefined),
  });
  const factOf = (one: {
    site: string;
    party: string;
    serials: string[];
    day: number;
    access: string | undefined;
  }) => {
    const at = formatInstant((time('2026-03-01') + one.day * 86_400_000) as never);
    return one.access === undefined
      ? keeps(one.site, one.serials, { party: one.party, at })
      : visit(one.site, one.serials, { access: one.access, at });
  };

  it('never finds complete what was not seen in full, and always what was', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const ordered = [...words].sort((a, b) => a.day - b.day);
        const told = run(ordered.map(factOf));
        const days = new Set(ordered.map(({ day, site }) => `${day} ${site}`));
        for (const [i, one] of ordered.entries()) {
          if (one.access === undefined || days.size < ordered.length) continue;
          const at = time('2026-03-01') + one.day * 86_400_000;
          const row = whole(told).find(
            (r) => r.subject[0] === one.site && r.from <= at && at <= r.to,
          );
          const stock = ordered
            .slice(0, i)
            .filter((w) => w.access === undefined && w.site === one.site)
            .at(-1);
          const complete =
            one.access === 'full' &&
            stock !== undefined &&
            [...stock.serials].sort().join() === [...one.serials].sort().join();
          expect(row?.verdict === 'compliant').toBe(complete);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('finds the same of either party', () => {
    const swap = (party: string) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (words) => {
        const told = (names: (party: string) => string) =>
          run(words.map((one) => factOf({ ...one, party: names(one.party) }))).map(
            ({ clause, subject, party, verdict, measured, from, to }) =>
              [clause, subject, names(party), verdict, measured, from, to].join(' '),
          );
        expect(told(swap).sort()).toEqual(told((party) => party).sort());
      }),
      { numRuns: 50 },
    );
  });
});
