import { fail, ok, type Result } from '@greenline/base';
import { KINDS } from '@greenline/observation';
import { z } from 'zod';
import english from './en.json' with { type: 'json' };
import ukrainian from './uk.json' with { type: 'json' };

export type PhraseKey = keyof typeof english.phrases;
export type Noun = keyof typeof english.nouns;

/** Kinds that reports name: the taxonomy's, a sensor that was jammed, and what nobody could tell. */
export const REPORTED_KINDS: readonly string[] = [...KINDS, 'sensor-jammed', 'unknown'];

/** A noun or a kind by plural category (CLDR), as `{"one": "explosion", "other": "explosions"}`. */
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** All that a report says in one language: one file a language. */
export interface Phrases {
  /** BCP 47, as `uk`. */
  readonly language: string;
  /** Whose numbers and dates, as `uk-UA`. */
  readonly locale: string;
  /** What the language calls itself. */
  readonly name: string;
  readonly phrases: Readonly<Record<PhraseKey, string>>;
  /** A number and what it counts; `{n}` stands for the number. */
  readonly nouns: Readonly<Record<Noun, Forms>>;
  /** Names of kinds of things observed; one that is missing is called by its id. */
  readonly kinds: Readonly<Record<string, Forms>>;
}

const forms = z.strictObject({
  zero: z.string().optional(),
  one: z.string().optional(),
  two: z.string().optional(),
  few: z.string().optional(),
  many: z.string().optional(),
  other: z.string(),
});

const file = z.strictObject({
  language: z.string(),
  locale: z.string(),
  name: z.string(),
  phrases: z.record(z.string(), z.string()),
  nouns: z.record(z.string(), forms),
  kinds: z.record(z.string(), forms),
});

/**
 * Reads a language's file; everything that is wrong with it at once, each with its remedy.
 *
 * A language is whole: no phrase, no placeholder, no plural form that its rules ask for is missing.
 */
export function readPhrases(text: string): Result<Phrases, readonly string[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail(['is no JSON']);
  }
  const read = file.safeParse(json);
  if (!read.success) {
    return fail(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const found = read.data as Phrases;
  const errors = lacks(found);
  return errors.length === 0 ? ok(found) : fail(errors);
}

function lacks({ locale, phrases, nouns, kinds }: Phrases): readonly string[] {
  const known = localeOf(locale);
  if (known === undefined) return [`locale: "${locale}" is none: write it as uk-UA`];
  const categories = new Intl.PluralRules(known).resolvedOptions().pluralCategories;
  const missing = (said: object, asked: object, where: string) => [
    ...Object.keys(asked)
      .filter((key) => !Object.hasOwn(said, key))
      .map((key) => `${where}.${key}: is missing`),
    ...Object.keys(said)
      .filter((key) => !Object.hasOwn(asked, key))
      .map((key) => `${where}.${key}: nothing asks for it; take it out`),
  ];
  const plurals = (of: Readonly<Record<string, Forms>>, where: string) =>
    Object.entries(of).flatMap(([name, one]) =>
      categories
        .filter((category) => one[category] === undefined)
        .map((category) => `${where}.${name}.${category}: is missing`),
    );
  const holes = Object.entries(english.phrases).flatMap(([key, asked]) => {
    const said = phrases[key as PhraseKey];
    return said === undefined || placeholders(said) === placeholders(asked)
      ? []
      : [`phrases.${key}: needs ${placeholders(asked) || 'no placeholder'}`];
  });
  return [
    ...missing(phrases, english.phrases, 'phrases'),
    ...missing(nouns, english.nouns, 'nouns'),
    ...Object.keys(kinds)
      .filter((kind) => !REPORTED_KINDS.includes(kind))
      .map((kind) => `kinds.${kind}: there is no such kind`),
    ...plurals(nouns, 'nouns'),
    ...plurals(kinds, 'kinds'),
    ...holes,
  ];
}

const placeholders = (text: string): string =>
  [...text.matchAll(/\{[^}]+\}/g)]
    .map(([hole]) => hole)
    .sort()
    .join(' ');

function localeOf(locale: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}

/** The languages that come with the house. */
export const LANGUAGES: readonly Phrases[] = [english, ukrainian];
