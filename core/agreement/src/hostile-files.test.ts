import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleOptions, exampleText } from './example.ts';
import { agreementFiles, checkAgreement } from './index.ts';

const errors = (text: string, files: ReadonlyMap<string, string> = new Map()) => {
  const checked = checkAgreement(text, exampleOptions.hasher, files);
  return checked.ok ? [] : checked.error;
};
const changed = (from: string, to: string) => {
  expect(exampleText()).toContain(from);
  return exampleText().replace(from, to);
};
const repeated = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join('');

describe('a file that nobody could mean', () => {
  const ten = Array.from('abcdefghij');
  it.each<readonly [string, string, RegExp, string]>([
    ['a megabyte of brackets', `a: ${'['.repeat(1e6)}`, /nested deeper/, '1:44'],
    [
      'a megabyte of brackets that close',
      `a: ${'['.repeat(5e5)}${']'.repeat(5e5)}`,
      /nested deeper/,
      '1:44',
    ],
    ['a megabyte of braces', `a: ${'{a: '.repeat(25e4)}`, /nested deeper/, '1:164'],
    ['a megabyte of hyphens', '- '.repeat(5e5), /nested deeper/, '1:401'],
    ['a megabyte of question marks', '? '.repeat(5e5), /nested deeper/, '1:401'],
    [
      'a staircase of keys',
      repeated(1400, (i) => `${' '.repeat(i)}a:\n`),
      /nested deeper/,
      '201:202',
    ],
    ['two megabytes', `# ${'x'.repeat(2e6)}`, /over a million characters/, '1:1'],
    ['half a million numbers', `a: [${'1,'.repeat(5e5)}]`, /one value of over 100,000/, '1:200003'],
    [
      'aliases of aliases of aliases',
      `a: &a [x]\n${ten.map((name, i) => `b${name}: &b${name} [${`*${i === 0 ? 'a' : `b${ten[i - 1]}`}, `.repeat(9)}]\n`).join('')}`,
      /through aliases/,
      '1:1',
    ],
    ['an alias of what it stands in', 'a: &a [*a]', /alias of what it stands in/, '1:8'],
    ['a thousand aliases', `a: &a x\nb: [${'*a, '.repeat(1000)}]`, /alias of over 100/, '2:405'],
    ['a bell', 'a: "x\u0007"', /U\+0007/, '1:6'],
    ['an escaped escape', 'a: 1\nb: "\\u001b[2J"', /U\+001B/, '2:4'],
    ['half a character', 'a: "\\ud800"', /U\+D800/, '1:4'],
    ['writing turned round', 'a: "x \u202e y"', /U\+202E/, '1:7'],
    ['a tag that runs something', 'a: !!js/function f', /YAML tag/, '1:4'],
    ['a key that is a list', '? [a, b]\n: 1', /no name for a value/, '1:3'],
    ['a key that is the prototype', '__proto__: 1', /nothing may have/, '1:1'],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', /a stands here twice/, '3:1'],
    ['two documents', 'a: 1\n---\na: 1', /no YAML/, '2:1'],
  ])('is refused at its place, and at once: %s', (_, text, words, place) => {
    const found = errors(text);
    expect(found.map((one) => one.text).join('\n')).toMatch(words);
    expect(`${found[0]?.line}:${found[0]?.column}`).toBe(place);
    expect(agreementFiles(text)).toEqual([]);
  });

  it('of keys that nobody knows is told the first hundred', () => {
    const found = errors(`${exampleText()}${repeated(5000, (i) => `k${i}: 1\n`)}`);
    expect(found).toHaveLength(100);
    expect(found[0]).toMatchObject({ column: 1, field: 'k0' });
  });

  it('of sources that are none is told the first hundred', () => {
    expect(errors(`sources: [${'1,'.repeat(50_000)}]`)).toHaveLength(100);
  });

  it('with line ends of another system, tabs in its texts and a mark at its head is read', () => {
    const text = `\ufeff${exampleText().replace('title: An example', 'title: "An\\texample"')}`;
    expect(errors(text.replaceAll('\n', '\r\n'))).toEqual([]);
  });
});

describe('a file that asks for more than it says', () => {
  it('of zones made of zones is refused before they are built', () => {
    const zones = repeated(30, (i) => `  z${i}: { union: [z${i + 1}, z${i + 1}] }\n`);
    const text = changed('classes:\n', `${zones}  z30: { union: [site] }\nclasses:\n`);
    expect(errors(text)[0]?.text).toMatch(/made of over 1000 zones/);
  });

  it('of classes without classes is refused before they are built', () => {
    const classes = repeated(
      30,
      (i) => `  c${i}: { kinds: [tank], without: [c${i + 1}, c${i + 1}] }\n`,
    );
    const text = changed('clauses:\n', `${classes}  c30: { kinds: [tank] }\nclauses:\n`);
    expect(errors(text)[0]?.text).toMatch(/takes out over 1000 classes/);
  });

  it.each([500, 501])('of %i zones is built up to 500', (count) => {
    const zones = repeated(
      count - 5,
      (i) => `  z${i}: { site: true, disc: { centre: [31, 48], radius: 1 km } }\n`,
    );
    const told = errors(changed('classes:\n', `${zones}classes:\n`)).map(({ text }) => text);
    expect(told).toEqual(count > 500 ? ['are 501: at most 500'] : []);
  });

  it('of moments and phases that hang on one another without end is refused', () => {
    const moments = repeated(15_000, (i) => `  m${i}: { at: m${i + 1}+1d }\n`);
    const phases = repeated(15_000, (i) => `  p${i}: { after: p${i + 1} }\n`);
    const text = changed('lines:\n', `milestones:\n${moments}phases:\n${phases}lines:\n`);
    expect(errors(text).map((one) => one.text)).toEqual([
      'are 15000: at most 200',
      'are 15000: at most 200',
    ]);
  });

  it.each([
    ['exceptions', '[', ']', (i: number) => `{ cite: e${i}, kind: self-defence }, `, 100],
    ['readings', '{', '}', (i: number) => `r${i}: {}, `, 20],
  ])('of a clause with %s without end is refused', (key, open, close, one, most) => {
    const of = (count: number) =>
      errors(
        changed(
          'zone: own, what: [construction] }',
          `zone: own, what: [construction], ${key}: ${open}${repeated(count, one)}${close} }`,
        ),
      ).map(({ field }) => field);
    expect(of(most)).toEqual([]);
    expect(of(most + 1)).toEqual([`clauses[5].${key}`]);
  });

  it('of a condition as long as a book is refused', () => {
    const text = changed('cite: "6"', `cite: "6", when: "${'('.repeat(50_000)}"`);
    expect(errors(text)[0]?.text).toMatch(/over 2000 characters/);
  });

  it('of a geometry nested without end is refused', () => {
    const line = `{"type":"Feature","properties":${'['.repeat(5e5)}${']'.repeat(5e5)}}`;
    const found = errors(
      exampleText().replace(/coordinates: .*/, 'file: line.geojson'),
      new Map([['line.geojson', line]]),
    );
    expect(found[0]?.text).toMatch(/nested deeper than any geometry/);
  });
});

describe('a number or a time that cannot be', () => {
  it.each<readonly [string, string, string, RegExp]>([
    ['NaN in a place', '[30, 48]', '[.nan, 48]', /finite number/],
    ['an infinity in a place', '[30, 48]', '[30, -.inf]', /finite number/],
    ['a number too large to hold', '[30, 48]', '[1e999, 48]', /finite number/],
    ['NaN as a limit', 'atMost: 2', 'atMost: .nan', /finite number/],
    ['a limit below nothing', 'atMost: 2', 'atMost: -1', /at least 0/],
    ['part of a thing', 'atMost: 2', 'atMost: 1.5', /whole number/],
    ['NaN in a reading', 'atMost: 2 }', 'atMost: 2, readings: { A: { atMost: .nan } } }', /finite/],
    ['a length of 400 digits', 'distance: 25 km', `distance: ${'9'.repeat(400)} km`, /20000 km/],
    ['a length below nothing', 'distance: 25 km', 'distance: -25 km', /greater than zero/],
    ['a stretch of time beyond all', 'dwell: 1 min', 'dwell: 36526 d', /at most 36525 d/],
    ['30 February', 'start: "2026-01-01 00:00"', 'start: 2026-02-30', /a real time/],
    ['month 13', 'start: "2026-01-01 00:00"', 'start: 2026-13-01', /a real time/],
    ['hour 25', 'start: "2026-01-01 00:00"', 'start: 2026-01-01 25:00', /a real time/],
  ])('is refused with its place: %s', (_, from, to, words) => {
    const [found] = errors(changed(from, to));
    expect(found?.text).toMatch(words);
    expect([found?.line ?? 0, found?.column ?? 0].every((at) => at > 1)).toBe(true);
  });

  it.each([
    ['EIF+36525d', undefined],
    ['EIF+36526d', /more than a century/],
    ['EIF-101y', /more than a century/],
    ['EIF+99999999999999h', /more than a century/],
    [`EIF+${'9'.repeat(400)}d`, /steps/],
    [`EIF${'+1d'.repeat(10)}`, undefined],
    [`EIF${'+1d'.repeat(11)}`, /over 10 steps/],
  ])('is refused where it steps too far from its milestone: %s', (time, words) => {
    const text = changed('lines:\n', 'milestones: { EIF: { at: "2026-01-01" } }\nlines:\n');
    const found = errors(text.replace('start: "2026-01-01 00:00"', `start: ${time}`));
    if (words === undefined) expect(found).toEqual([]);
    else expect(found[0]?.text).toMatch(words);
  });

  it('is none where it is the largest that may be', () => {
    expect(errors(changed('dwell: 1 min', 'dwell: 36525 d'))).toEqual([]);
  });

  it('is zero where it is written as minus zero', () => {
    const of = (zero: string) => exampleAgreement(changed('atMost: 2', `atMost: ${zero}`)).digest;
    expect(of('-0')).toBe(of('0'));
    const band = (from: string) => changed('perSide: 25 km', `perSide: 25 km, from: ${from}`);
    expect(exampleAgreement(band('-0 km')).source.zones?.air?.band?.from).toBe(0);
  });
});
