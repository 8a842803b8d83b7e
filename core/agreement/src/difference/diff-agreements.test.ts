import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { exampleAgreement, exampleOptions, exampleText } from '../example.ts';
import {
  type AgreementChange,
  checkAgreement,
  diffAgreements,
  differenceWords,
  type PreparedAgreement,
} from '../index.ts';
import { RICH_PLACES, RICH_TERMS } from './rich-agreements.fixture.ts';

type Swap = readonly [string | RegExp, string];
const changed = (...swaps: readonly Swap[]) =>
  swaps.reduce((text, [from, to]) => {
    expect(typeof from === 'string' ? text.includes(from) : from.test(text)).toBe(true);
    return text.replace(from, to);
  }, exampleText());
const OLD = exampleAgreement();
const diff = (...swaps: readonly Swap[]) =>
  diffAgreements(OLD, exampleAgreement(changed(...swaps)));
/** The words of the changes alone, lines joined. */
const told = (...swaps: readonly Swap[]) =>
  differenceWords(diff(...swaps))
    .split('\n\n')
    .slice(1)
    .join('\n\n')
    .replace(/\n {4,}/g, ' ');
const addClause = (terms: string): Swap => [/$/, `  - { ${terms} }\n`];
const WORKS = 'zone: own, what: [construction] }';
const works = (parts: string): Swap => [WORKS, WORKS.replace(' }', `, ${parts} }`)];

describe('two versions of an agreement', () => {
  it('that are the same say so', () => {
    expect(diffAgreements(OLD, OLD).changes).toEqual([]);
    expect(differenceWords(diffAgreements(OLD, OLD))).toContain('The two files say the same.');
  });

  it('that say the same in other units, another order or another way of writing differ in nothing', () => {
    const other = diff(
      ['distance: 25 km', 'distance: 25000 m'],
      ['lead: 48 h', 'lead: 2 d'],
      [
        'kinds: [military-vehicle, heavy-weapon, armed-person]',
        'kinds: [armed-person, military-vehicle, heavy-weapon]',
      ],
      ['permits: [movement]', 'permits: ["movement"]'],
      [
        'kind: cap, zone: buffer, what: [police], atMost: 2',
        'atMost: 2, what: [police], zone: buffer, kind: cap',
      ],
    );
    expect(other.changes).toEqual([]);
    expect(differenceWords(other)).toContain('say the same in other words: no term differs.');
    expect(other.before.digest).not.toBe(other.after.digest);
  });

  it.each<readonly [string, Swap, string]>([
    [
      'a limit',
      ['atMost: 2', 'atMost: 3'],
      'Clause 7: The limit changes from 2 to 3. Before: No more than 2 police of each party',
    ],
    [
      'a distance',
      ['distance: 25 km', 'distance: 30 km'],
      'Clause 3: The distance changes from 25 km to 30 km.',
    ],
    [
      'what it is about',
      ['what: [mlrs]', 'what: [mlrs, tank]'],
      'Clause 4: The list of what it is about now takes in tanks.',
    ],
    [
      'where',
      [WORKS, 'zone: site, what: [construction] }'],
      'Clause 6: The zone changes from “own” to “site”.',
    ],
    [
      'its quoted text',
      works('text: Works cease.'),
      'Clause 6: The quoted text is added: “Works cease.”.',
    ],
    [
      'whom it binds',
      works('parties: [B]'),
      'Clause 6: The circle of those it binds was: both parties and everybody else but the mission; it is now: Party B.',
    ],
    [
      'its beginning',
      works('from: "2026-03-01 00:00"'),
      'Clause 6: The beginning is added: 1 March 2026, 00:00 local time (28 February 2026, 22:00 UTC).',
    ],
    [
      'the beginning of a ban',
      ['start: "2026-01-01 00:00"', 'start: "2026-01-02 00:00"'],
      'Clause 1: The beginning of the ban was: 1 January 2026, 00:00 local time (31 December 2025, 22:00 UTC); it is now: 2 January 2026',
    ],
    [
      'how sure one must be',
      works('standardOfProof: { breach: 0.99 }'),
      'Clause 6: The standard of proof was: breach at 95 %, compliance at 5 %; it is now: breach at 99 %, compliance at 5 %.',
    ],
    [
      'the limit itself',
      works('strict: true'),
      'The rule on the limit itself was: at the limit there is no breach yet; it is now: at the limit there is already a breach.',
    ],
    [
      'its dwell',
      ['dwell: 1 min', 'dwell: 2 min'],
      'Clause 5: The dwell changes from 1 min to 2 min.',
    ],
    ['its hysteresis', works('hysteresis: 200 m'), 'The hysteresis is added: 200 m.'],
    [
      'its condition',
      works('when: fact.party == "A"'),
      'The condition is added: fact.party == "A".',
    ],
    [
      'its source',
      works('source: drawn, confidence: unconfirmed'),
      'The source is added: drawn. The confidence is added: unconfirmed.',
    ],
    [
      'an exception more',
      works('exceptions: [{ cite: 6(a), kind: permit, permits: [repair] }]'),
      'Exception 6(a) is added: it is no breach with a permit for repair.',
    ],
    [
      'an exception less',
      ['      - { cite: 2(b), kind: permit, permits: [movement] }\n', ''],
      'Clause 2: Exception 2(b) is taken out; it was: it is no breach with a permit for movement.',
    ],
    [
      'another exception',
      ['hours: 07:00-09:00 }\n  - { cite: "3"', 'hours: 07:00-10:00 }\n  - { cite: "3"'],
      'Exception 2(c) was: it is no breach in “road” from 07:00 to 09:00 local time; it is now: it is no breach in “road” from 07:00 to 10:00 local time.',
    ],
    [
      'its kind',
      ['kind: movement', 'kind: no-presence, zone: own, what: [minefield]'],
      'Clause 10: The kind changes from movement to no-presence.',
    ],
  ])('tell of a clause %s', (_, swap, words) => {
    expect(told(swap)).toContain(words);
    expect(diff(swap).changes).toHaveLength(1);
  });

  it.each<readonly [string, Swap, string]>([
    [
      'a name of a party',
      ['name: Party A', 'name: Northland'],
      'Parties\n  A: The name changes from Party A to Northland.',
    ],
    [
      'a role',
      ['role: lead', 'role: guarantor'],
      'Parties\n  lead: The role changes from lead to guarantor.',
    ],
    [
      'a party more',
      ['parties:\n', 'parties:\n  nine: { name: Ninth, role: contributor }\n'],
      'Parties\n  nine is added. Now: Ninth (contributor)',
    ],
    [
      'a source',
      ['id: drawn, confidence: confirmed', 'id: drawn, confidence: secondary'],
      'Sources\n  drawn: The confidence changes from confirmed to secondary.',
    ],
    [
      'a class',
      ['calibre: { atLeast: 100 mm }', 'calibre: { over: 100 mm }'],
      'Classes\n  heavy: The calibre changes from at least 100 mm to over 100 mm.',
    ],
    [
      'a kind in a class',
      ['heavy-weapon, armed-person', 'armed-person'],
      'Classes\n  military: The list of kinds no longer takes in heavy weapons.',
    ],
    [
      'the end of a report’s day',
      ['reportCutOff: "19:30"', 'reportCutOff: "18:00"'],
      'Agreement\n  The end of a report’s day changes from 19:30 local time to 18:00 local time.',
    ],
    [
      'the guard',
      ['reportCutOff:', 'guard: { grid: 2 km, delay: 12 h }\nreportCutOff:'],
      'Agreement\n  The finest grid that leaves the mission changes from 1 km to 2 km.\n  The least delay of what leaves the mission changes from 6 h to 12 h.',
    ],
    [
      'its time zone',
      ['Europe/Kyiv', 'Europe/Warsaw'],
      'The time zone changes from Europe/Kyiv to Europe/Warsaw.',
    ],
    [
      'its end',
      [
        'inForce: { from: "2026-01-01 00:00"',
        'inForce: { to: "2027-01-01 00:00", from: "2026-01-01 00:00"',
      ],
      'The end is added: 1 January 2027, 00:00 local time',
    ],
    [
      'a line’s sides',
      ['coordinates:', 'name: the line of contact\n    coordinates:'],
      'Lines\n  line: The name is added: the line of contact.',
    ],
    [
      'a zone’s time',
      ['buffer: {', 'buffer: { validity: { to: "2026-06-01" },'],
      'Zones\n  buffer: The time in which it holds is added: until 1 June 2026, 00:00 local time',
    ],
  ])('tell of %s', (_, swap, words) => {
    expect(told(swap)).toContain(words);
  });

  it('tell how large a zone was and is, and how far its boundary moved at most', () => {
    const [change, ...others] = diff(['radius: 2 km', 'radius: 3 km']).changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      part: 'zone',
      name: 'site',
      differences: [{ what: 'radius', before: '2 km', after: '3 km' }],
      geometry: { unit: 'km²' },
    });
    const { before = 0, after = 0, movedAtMostM = 0 } = change?.geometry ?? {};
    expect(before).toBeCloseTo(Math.PI * 4, 1);
    expect(after).toBeCloseTo(Math.PI * 9, 1);
    expect(Math.abs(movedAtMostM - 1000)).toBeLessThan(3);
    expect(told(['radius: 2 km', 'radius: 3 km'])).toContain(
      'The radius changes from 2 km to 3 km. It was 12.6 km² and is 28.3 km²; its boundary moved by up to 1 km.',
    );
  });

  it('tell of every zone that follows a line which moved', () => {
    const moved = diff(['[31, 48.2]', '[31, 48.25]']).changes;
    expect(moved.map(({ part, name, differences }) => [part, name, differences.length])).toEqual([
      ['line', 'line', 0],
      ['zone', 'buffer', 0],
      ['zone', 'own', 0],
      ['zone', 'air', 0],
    ]);
    for (const { geometry } of moved) {
      expect(geometry?.movedAtMostM).toBeGreaterThan(5000);
      expect(geometry?.movedAtMostM).toBeLessThan(8000);
    }
    expect(told(['[31, 48.2]', '[31, 48.25]'])).toMatch(
      /Lines\n {2}line: It was 230\.8 km and is 234\.3 km; it moved by up to 5\.\d+ km\./,
    );
  });

  it('tell how a zone that came, or is drawn another way, is drawn', () => {
    const text = told([
      'site: { disc: { centre: [31, 48.25], radius: 2 km } }',
      'site: { union: [own, depot] }\n  depot: { disc: { centre: [31, 48.25], radius: 2 km } }',
    ]);
    expect(text).toContain('site: The way it is drawn changes from a disc to a union.');
    expect(text).toContain(
      'depot is added. It is 12.6 km². Now: depot, all places within 2 km of longitude 31, latitude 48.25',
    );
  });
});

describe('clauses of two versions', () => {
  const clauses = (...swaps: readonly Swap[]) =>
    diff(...swaps)
      .changes.filter(({ part }) => part === 'clause')
      .map(({ name, change, differences }) => [
        name,
        change,
        ...differences.map(({ what, before, after }) => `${what}: ${before} > ${after}`),
      ]);

  it('are added and taken out with all that they are held to', () => {
    const swap = addClause('cite: "11", kind: cap, zone: own, what: [tank], atMost: 5');
    expect(clauses(swap)).toEqual([['11', 'added']]);
    expect(told(swap)).toContain(
      'Clause 11 is added. Now: No more than 5 tanks of each party may be in “own” at one time. It binds both parties',
    );
    const gone: Swap = [/ {2}- \{ cite: "6".*\n/, ''];
    expect(clauses(gone)).toEqual([['6', 'removed']]);
    expect(told(gone)).toContain('Clause 6 is taken out. Before: No construction may be in “own”.');
  });

  it('are known again under another number, changed a little or not', () => {
    expect(clauses(['cite: "6"', 'cite: "6bis"'])).toEqual([
      ['6bis', 'changed', 'number: 6 > 6bis'],
    ]);
    expect(clauses(['cite: "3"', 'cite: "3.1"'], ['distance: 25 km', 'distance: 30 km'])).toEqual([
      ['3.1', 'changed', 'number: 3 > 3.1', 'distance: 25 km > 30 km'],
    ]);
  });

  it('are known again where a new one pushes all that follow back by one', () => {
    const push = ['10', '9', '8', '7', '6', '5', '4', '3'].map(
      (cite): Swap => [`cite: "${cite}"`, `cite: "${Number(cite) + 1}"`],
    );
    const found = clauses(...push, [
      '  - { cite: "4", kind',
      '  - { cite: "3", kind: no-presence, zone: site, what: [trench] }\n  - { cite: "4", kind',
    ]);
    expect(found).toEqual([
      ['3', 'added'],
      ...['3', '4', '5', '6', '7', '8', '9', '10'].map((cite) => [
        String(Number(cite) + 1),
        'changed',
        `number: ${cite} > ${Number(cite) + 1}`,
      ]),
    ]);
  });

  it('that stand elsewhere are told to have moved, and no others', () => {
    const [line = ''] = / {2}- \{ cite: "6".*\n/.exec(exampleText()) ?? [];
    expect(clauses([line, ''], [/$/, line])).toEqual([
      ['6', 'changed', 'place: behind 5 > behind 10'],
    ]);
  });

  it('that say something wholly different under one number have changed', () => {
    const swap: Swap = [/cite: "6".*/, 'cite: "6", kind: movement, zone: site, tolerance: 5 min }'];
    expect(clauses(swap)[0]?.slice(0, 3)).toEqual(['6', 'changed', 'kind: no-presence > movement']);
  });
});

describe('readings in two versions', () => {
  const READINGS = 'readings: { north: { zone: own }, south: { zone: buffer, what: [trench] } }';
  const words = (before: string, after: string) =>
    differenceWords(
      diffAgreements(
        exampleAgreement(changed(works(before))),
        exampleAgreement(changed(works(after))),
      ),
    ).replace(/\n {4,}/g, ' ');

  it('that came are told, and where each parts from what all read before', () => {
    const text = told(works(READINGS));
    expect(text).toContain('Reading “north” is added: No construction may be in “own”.');
    expect(text).toContain('Reading “south” is added: No trenches may be in “buffer”.');
    expect(text).toContain('In the reading “south”: The zone changes from “own” to “buffer”.');
    expect(text).toContain(
      'Where readings part, now\n  6 They part on the list of what it is about: “north” says construction; “south” says trenches. They part on the zone: “north” says “own”; “south” says “buffer”. None is the default until the commission records its choice.',
    );
  });

  it('of which the commission chose one are told so, with where they part in both versions', () => {
    const text = words(READINGS, `${READINGS}, chosenReading: south`);
    expect(text).toContain('Clause 6: The choice of the commission is added: “south”.');
    expect(text).toMatch(/Where readings part, before\n.*None is the default/);
    expect(text).toMatch(
      /Where readings part, now\n.*The commission chose “south”: it alone is judged\./,
    );
  });

  it('that changed alike are told once, and differently under their names', () => {
    const alike = words(READINGS, `${READINGS}, dwell: 5 min`);
    expect(alike).toContain('Clause 6: The dwell is added: 5 min.');
    const apart = words(READINGS, READINGS.replace('[trench]', '[trench], dwell: 5 min'));
    expect(apart).toContain('In the reading “south”: The dwell is added: 5 min.');
    expect(apart).toContain('“north” says nothing; “south” says 5 min.');
    const went = words(READINGS, READINGS.replace('north: { zone: own }, ', ''));
    expect(went).toContain(
      'Reading “north” is taken out; it was: No construction may be in “own”.',
    );
    expect(went).toContain('“south” is the only reading.');
  });

  it('are told even where nothing differs', () => {
    expect(words(READINGS, READINGS)).toMatch(/say the same\.\n\nWhere readings part, before\n/);
  });
});

describe.each([
  ['places', RICH_PLACES, 40],
  ['terms', RICH_TERMS, 150],
])('a difference of %s', (_, text, least) => {
  const old = exampleAgreement(text);
  let all: readonly (readonly [string, PreparedAgreement])[];
  /** Every file that comes of changing, shortening or leaving out one thing, and can be checked. */
  beforeAll(() => {
    all = mutants(parse(text) as Tree).flatMap(([path, tree]) => {
      const checked = checkAgreement(stringify(tree), exampleOptions.hasher);
      return checked.ok ? [[path, checked.value] as const] : [];
    });
  });

  it('is found for whatever changes in a file, its version apart', () => {
    expect(all.length).toBeGreaterThan(least);
    const silent = all.filter(([, now]) => {
      const { changes, readings } = diffAgreements(old, now);
      return (
        changes.length === 0 && JSON.stringify(readings.before) === JSON.stringify(readings.after)
      );
    });
    expect(silent.map(([path]) => path)).toEqual(['version changed']);
  });

  it('is told in words of people, with every change in it', () => {
    for (const [, now] of all) {
      const words = differenceWords(diffAgreements(old, now));
      expect(words).not.toMatch(/undefined|\[object|NaN|null/);
      expect(
        words.split('\n').filter((line) => line.length > 100 && line.includes(' ', 10)),
      ).toEqual([]);
    }
  });

  it('read backwards takes out what was added, and names before what was after', () => {
    const flipped = ({ before, after, change, name, part, geometry }: AgreementChange) =>
      JSON.stringify([
        part,
        change === 'added' ? 'removed' : change === 'removed' ? 'added' : change,
        change === 'changed' ? '' : name,
        after,
        before,
        geometry?.movedAtMostM,
      ]);
    const straight = ({ before, after, change, name, part, geometry }: AgreementChange) =>
      JSON.stringify([
        part,
        change,
        change === 'changed' ? '' : name,
        before,
        after,
        geometry?.movedAtMostM,
      ]);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (i, j) => {
        const [one, other] = [i, j].map((k) => all[k % all.length]?.[1] ?? old) as [
          PreparedAgreement,
          PreparedAgreement,
        ];
        const there = diffAgreements(one, other);
        const back = diffAgreements(other, one);
        expect(back.changes.map(flipped).sort()).toEqual(there.changes.map(straight).sort());
        expect(JSON.stringify(diffAgreements(one, other))).toBe(JSON.stringify(there));
      }),
      { numRuns: 40 },
    );
  });
});

type Tree = { [key: string]: Tree } | Tree[] | string | number | boolean;

/** The tree with one thing changed, a list shortened, or a key left out, each with where. */
function mutants(tree: Tree, path = ''): readonly (readonly [string, Tree])[] {
  const here = path.replace(/^\./, '');
  if (Array.isArray(tree))
    return [
      ...(tree.length > 1 ? [[`${here} shortened`, tree.slice(0, -1)] as const] : []),
      ...tree.flatMap((one, i) =>
        mutants(one, `${path}[${i}]`).map(([at, other]) => [at, tree.with(i, other)] as const),
      ),
    ];
  if (typeof tree === 'object')
    return Object.entries(tree).flatMap(([key, one]) => {
      const { [key]: _, ...rest } = tree;
      return [
        [`${here}.${key} left out`, rest] as const,
        ...mutants(one, `${path}.${key}`).map(
          ([at, other]) => [at, { ...tree, [key]: other }] as const,
        ),
      ];
    });
  const other = changedLeaf(tree);
  return other === undefined ? [] : [[`${here} changed`, other]];
}

function changedLeaf(leaf: string | number | boolean): Tree | undefined {
  if (typeof leaf === 'number')
    return Number.isInteger(leaf) && leaf > 180 ? leaf + 1 : leaf + 0.01;
  if (typeof leaf === 'boolean') return !leaf;
  const quantity = /^(\d+)( \w+)$/.exec(leaf);
  if (quantity !== null) return `${Number(quantity[1]) + 1}${quantity[2]}`;
  if (/^2026-/.test(leaf))
    return leaf.replace(/^2026-0(\d)/, (_, month) => `2026-0${Number(month) + 1}`);
  if (/^\w+\+\d+d$/.test(leaf)) return leaf.replace(/\d+/, (days) => String(Number(days) + 1));
  if (/^\d\d:\d\d/.test(leaf))
    return leaf.replace(/^\d\d/, (hour) => String(Number(hour) + 1).padStart(2, '0'));
  return SWAPS[leaf] ?? `${leaf} x`;
}

const SWAPS: Readonly<Record<string, string>> = {
  confirmed: 'secondary',
  secondary: 'unconfirmed',
  lead: 'contributor',
  contributor: 'lead',
  tank: 'mortar',
  outgoing: 'incoming',
  party: 'zone',
  flat: 'round',
  'Europe/Kyiv': 'Europe/Warsaw',
};
