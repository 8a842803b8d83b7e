import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Phrases, readPhrases, wordingIn, wordingOf } from '../index.ts';
import english from './en.json' with { type: 'json' };
import { REPORTED_KINDS } from './phrases.ts';

const others = LANGUAGES.filter(({ language }) => language !== 'en');
const sources = globSync('**/*.ts', { cwd: join(import.meta.dirname, '..') })
  .filter((file) => !/\.(test|fixture)\.ts$/.test(file))
  .map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
  .join('\n');

describe('a language of reports', () => {
  it.each(LANGUAGES.map((one) => [one.language, one] as const))(
    '%s lacks no phrase, no placeholder and no plural',
    (_, one) => {
      expect(readPhrases(JSON.stringify(one))).toMatchObject({ ok: true });
    },
  );

  it.each(others.map((one) => [one.language, one] as const))(
    '%s names every kind that a report may name',
    (_, { kinds }) => {
      expect(REPORTED_KINDS.filter((kind) => kinds[kind] === undefined)).toEqual([]);
    },
  );

  it.each(others.map((one) => [one.language, one] as const))(
    '%s is not English under another name',
    (_, { phrases }) => {
      const same = Object.entries(phrases).filter(
        ([key, words]) => words === english.phrases[key as keyof Phrases['phrases']],
      );
      expect(same.filter(([, words]) => /\p{L}{3}/u.test(words.replace(/\{[^}]*\}/g, '')))).toEqual(
        [],
      );
    },
  );

  it('has no phrase that no page says', () => {
    const groups = [...sources.matchAll(/`#?([a-zA-Z.]+)\.\$\{|word\('([a-z]+)'/g)].flatMap(
      ([, group, word]) => [group ?? word ?? '', `column.${group}`],
    );
    const unsaid = Object.keys(english.phrases).filter((key) => {
      const phrase = key.replace(/\.note$/, '');
      const column = phrase.replace(/^column\./, '');
      const said = [phrase, column, `#${column}`].some((name) => sources.includes(`'${name}'`));
      return !said && !groups.includes(key.slice(0, key.lastIndexOf('.')));
    });
    expect(unsaid).toEqual([]);
  });

  it.each([
    [1, '1 подія', '1 happening'],
    [3, '3 події', '3 happenings'],
    [11, '11 подій', '11 happenings'],
    [21, '21 подія', '21 happenings'],
  ])('counts %d by its own plural rules', (happenings, uk, en) => {
    expect(wordingIn('uk')?.say('title.spot.cluster', { happenings })).toContain(uk);
    expect(wordingIn('en')?.say('title.spot.cluster', { happenings })).toContain(en);
  });

  it('writes numbers and dates as its readers do', () => {
    const [en, uk] = [wordingIn('en'), wordingIn('uk')];
    expect([en?.number(20_000.5), en?.rate(0.0123), en?.share(0.1234)]).toEqual([
      '20,000.5',
      '0.012',
      '12.3 %',
    ]);
    expect([uk?.number(20_000.5), uk?.rate(0.0123), uk?.share(0.1234)]).toEqual([
      '20\u00a0000,5',
      '0,012',
      '12,3 %',
    ]);
    expect(en?.date('2026-03-10')).toBe('10 March 2026');
    expect(uk?.date('2026-03-10')).toBe('10 березня 2026 р.');
    expect(uk?.moment('2026-10-25T00:30:00Z', 'Europe/Kyiv')).toContain('03:30');
    expect([uk?.kind('explosion'), uk?.kinds('explosion')]).toEqual(['вибух', 'вибухи']);
  });

  it('may come from a file, which must be whole: what is wrong is said with its place', () => {
    const german = { ...english, language: 'de', locale: 'de-DE', name: 'Deutsch' };
    const read = readPhrases(JSON.stringify(german));
    expect(read.ok && wordingOf(read.value).number(1234.5)).toBe('1.234,5');
    const { 'title.day': _, ...phrases } = english.phrases;
    const broken = {
      ...german,
      phrases: { ...phrases, 'head.page': 'Seite', nonsense: 'x' },
      nouns: { ...english.nouns, hour: { other: '{n} Stunden' } },
      kinds: { dragon: { one: 'Drache', other: 'Drachen' } },
    };
    const refused = readPhrases(JSON.stringify(broken));
    expect(refused.ok ? [] : refused.error.toSorted()).toEqual(
      [
        'phrases.title.day: is missing',
        'phrases.nonsense: nothing asks for it; take it out',
        'kinds.dragon: there is no such kind',
        'nouns.hour.one: is missing',
        'phrases.head.page: needs {pages} {page}',
      ].toSorted(),
    );
    expect(readPhrases('{')).toMatchObject({ ok: false });
    expect(readPhrases('{"language":1}')).toMatchObject({ ok: false });
  });
});
