import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleOptions, exampleText } from './example.ts';
import { checkAgreement } from './index.ts';

const checked = (from: string | RegExp, to: string) => {
  const text = exampleText();
  expect(typeof from === 'string' ? text.includes(from) : from.test(text)).toBe(true);
  return checkAgreement(text.replace(from, to), exampleOptions.hasher);
};
const errors = (from: string | RegExp, to: string) => {
  const result = checked(from, to);
  return result.ok ? [] : result.error;
};
const more = (...clauses: readonly string[]) =>
  `${exampleText()}${clauses.map((one) => `  - { ${one} }\n`).join('')}`;
const notes = (text: string) =>
  exampleAgreement(text).notes.map(({ field, text: words }) => `${field}: ${words}`);

const CAP = 'cite: "7", kind: cap, zone: buffer, what: [police], atMost: 2';
const NO_WORKS = 'kind: no-presence, zone: own, what: [construction] }';
const works = (parts: string) => NO_WORKS.replace(' }', `, ${parts} }`);

describe('a clause that can bind nobody', () => {
  it.each<readonly [string, string, string, RegExp]>([
    [
      'its exceptions excuse every party it names',
      NO_WORKS,
      works('parties: [A], exceptions: [{ cite: 6(a), kind: party, parties: [A, B] }]'),
      /clauses\[5\]\.parties: binds nobody/,
    ],
    [
      'its exceptions take out every class it is about',
      NO_WORKS,
      works('exceptions: [{ cite: 6(a), kind: class, what: [construction] }]'),
      /clauses\[5\]\.what: is about nothing/,
    ],
    [
      'an exception is wider than what it is about',
      'what: [uncrewed-aircraft], dwell',
      'what: [uncrewed-aircraft], exceptions: [{ cite: 5(a), kind: class, what: [aircraft] }], dwell',
      /clauses\[4\]\.what: is about nothing/,
    ],
    [
      'an exception has no beginning and no end',
      NO_WORKS,
      works('exceptions: [{ cite: 6(a), kind: window }]'),
      /exceptions\[0\]: excuses as long as the clause holds/,
    ],
    [
      'an exception lasts as long as it',
      NO_WORKS,
      works(
        'from: "2026-02-01", to: "2026-03-01", exceptions: [{ cite: 6(a), kind: window, from: "2026-02-01", to: "2026-03-01" }]',
      ),
      /excuses as long as the clause holds/,
    ],
    [
      'a withdrawal names no party that has a line',
      'distance: 25 km }',
      'distance: 25 km, parties: [lead] }',
      /clauses\[2\]\.parties: binds nobody: only A and B/,
    ],
  ])('is refused where %s', (_, from, to, words) => {
    const told = errors(from, to).map(({ field, text }) => `${field}: ${text}`);
    expect(told.join('\n')).toMatch(words);
  });

  it.each([
    [
      'a party is left',
      works('parties: [A, B], exceptions: [{ cite: a, kind: party, parties: [A] }]'),
    ],
    ['everybody else is bound', works('exceptions: [{ cite: a, kind: party, parties: [A, B] }]')],
    [
      'a narrower class is excused',
      works('exceptions: [{ cite: a, kind: class, what: [trench] }]'),
    ],
    [
      'the exception ends a minute before it',
      works(
        'to: "2026-03-01 00:01", exceptions: [{ cite: a, kind: window, to: "2026-03-01 00:00" }]',
      ),
    ],
    [
      'a withdrawal names one party that has a line',
      NO_WORKS,
      'distance: 25 km }',
      'distance: 25 km, parties: [lead, B] }',
    ],
  ])('is none where %s', (_, to, from = NO_WORKS, other = to) => {
    expect(errors(from === NO_WORKS ? NO_WORKS : from, other)).toEqual([]);
  });

  it('is refused where an exception holds only outside its time', () => {
    const told = errors(
      NO_WORKS,
      works('from: "2026-03-01", exceptions: [{ cite: a, kind: window, to: "2026-03-01" }]'),
    );
    expect(told[0]?.text).toBe('never holds while the clause does: take it out');
  });
});

describe('a clause about who may be where', () => {
  const composition = (terms: string) => {
    const text = more(`cite: "11", kind: composition, zone: buffer, ${terms}`);
    const result = checkAgreement(text, exampleOptions.hasher);
    return result.ok
      ? 'sound'
      : result.error.map(({ field, text }) => `${field}: ${text}`).join('\n');
  };

  it.each([
    ['only: [x], bar: [x]', /only\[0\]: x is among those barred/],
    ['only: []', /only: lets nobody in/],
    ['bar: [x], ceilings: { x: 100 }', /ceilings\.x: x may have 100 here and nobody/],
    ['only: [x], ceilings: { y: 100 }', /ceilings\.y/],
    ['bar: []', /says nothing/],
  ])('is refused where it lets in and keeps out at once: %s', (terms, words) => {
    expect(composition(terms)).toMatch(words);
  });

  it.each(['only: [x], bar: [y]', 'bar: [x], ceilings: { x: 0 }', 'only: [x], ceilings: { x: 9 }'])(
    'is sound where it does not: %s',
    (terms) => {
      expect(composition(terms)).toBe('sound');
    },
  );
});

describe('two clauses with one limit', () => {
  const second = (terms: string) => notes(more(`cite: "11", kind: cap, ${terms}`)).slice(1);
  const told =
    'clauses[10]: limits the most police in buffer by party to 3, and clause 7 to 2: the stricter binds';

  it('are noted, and not refused, where they differ', () => {
    expect(second('zone: buffer, what: [police], atMost: 3')).toEqual([told]);
    expect(second('zone: buffer, what: [civilian, police], atMost: 3')).toEqual([told]);
  });

  it.each([
    ['agree', 'zone: buffer, what: [police], atMost: 2'],
    ['are about different zones', 'zone: own, what: [police], atMost: 3'],
    ['are about different classes', 'zone: buffer, what: [civilian], atMost: 3'],
    ['count differently', 'zone: buffer, what: [police], atMost: 3, per: zone'],
  ])('are not noted where they %s', (_, terms) => {
    expect(second(terms)).toEqual([]);
  });

  it('are not noted where they bind different parties or hold at different times', () => {
    const pair = (a: string, b: string) =>
      notes(
        more(`cite: "11", kind: cap, zone: buffer, what: [police], atMost: 3, ${b}`).replace(
          CAP,
          `${CAP}, ${a}`,
        ),
      ).slice(1);
    expect(pair('parties: [A]', 'parties: [B]')).toEqual([]);
    expect(pair('to: "2026-03-01"', 'from: "2026-03-01"')).toEqual([]);
    expect(pair('to: "2026-03-02"', 'from: "2026-03-01"')).toEqual([told]);
    expect(pair('parties: [A]', 'parties: [A, B]')).toEqual([told]);
  });

  it.each([
    [
      'kind: withdrawal, line: line, what: [heavy], distance: 30 km',
      /heavy behind line to 30 km, and clause 3 to 25 km/,
    ],
    [
      'kind: movement, tolerance: 15 min',
      /delay of monitors in every place to 15 min, and clause 10 to 0 s/,
    ],
    [
      'kind: notice, activity: exercise, lead: 24 h, zone: own',
      /notice of exercise in own to 24 h, and clause 9 to 48 h/,
    ],
    [
      'kind: corridor, corridor: road, what: [military-vehicle]',
      /military-vehicle in road to all day, and clause 8/,
    ],
  ])('are noted whatever their kind: %s', (terms, words) => {
    expect(notes(more(`cite: "11", ${terms}`)).join('\n')).toMatch(words);
  });
});

describe('what is written down and not used', () => {
  it.each<readonly [string, string, string, RegExp]>([
    ['a class', 'what: [heavy]', 'what: [mlrs]', /classes\.heavy: is used by no clause/],
    [
      'a model that the table lacks',
      'kinds: [artillery], c',
      'models: [D-31], kinds: [artillery], c',
      /models\[0\]: there is no model D-31/,
    ],
    [
      'a source of that name already',
      '[{ id: drawn, confidence: confirmed }]',
      '[{ id: drawn, confidence: confirmed }, { id: drawn, confidence: secondary }]',
      /stands twice/,
    ],
  ])('is refused: %s', (_, from, to, words) => {
    expect(
      errors(from, to)
        .map(({ field, text }) => `${field}: ${text}`)
        .join('\n'),
    ).toMatch(words);
  });

  it('is no error where a class is used through another, or in a reading that was not chosen', () => {
    const wheeled =
      '  wheeled: { kinds: [military-vehicle], without: [armour] }\n  armour: { kinds: [tank] }\nclauses:\n';
    const text = exampleText().replace('clauses:\n', wheeled);
    const read = (parts: string) =>
      checkAgreement(text.replace(NO_WORKS, works(parts)), exampleOptions.hasher).ok;
    expect(read('readings: { A: { what: [wheeled] }, B: {} }')).toBe(true);
    expect(read('readings: { A: { what: [wheeled] }, B: {} }, chosenReading: B')).toBe(true);
    expect(read('readings: { A: {}, B: {} }')).toBe(false);
  });

  it('is noted only, where it is a source', () => {
    expect(notes(exampleText())).toEqual(['sources[0]: source drawn is cited by nothing']);
    expect(notes(exampleText().replace('kind: movement', 'kind: movement, source: drawn'))).toEqual(
      [],
    );
  });
});

describe('a size that is a slip of the pen', () => {
  it.each<readonly [string, string | RegExp, string, RegExp | undefined]>([
    ['a site of 9 m', 'radius: 2 km', 'radius: 4.5 m', /is about 9 m across/],
    ['a site of 11 m', 'radius: 2 km', 'radius: 5.5 m', undefined],
    [
      'zones that do not meet',
      'own: { band: { line: line, depths: { A: 5 km, B: 8 km } } }',
      'own: { intersection: [far, site] }\n  far: { disc: { centre: [31, 47], radius: 2 km } }',
      /holds no place: its parts do not meet/,
    ],
    [
      'a line of metres',
      /coordinates: .*/,
      'coordinates: [[30, 48], [30.0001, 48]]',
      /is 7\.5 m long/,
    ],
    [
      'a line round half the earth',
      /coordinates: .*/,
      'coordinates: [[-90, 20], [-50, 20], [-10, 20], [30, 20], [40, 20]]',
      /km long/,
    ],
  ])('is refused: %s', (_, from, to, words) => {
    const told = errors(from, to).map(({ text }) => text);
    if (words === undefined) expect(told).toEqual([]);
    else expect(told.join('\n')).toMatch(words);
  });
});
