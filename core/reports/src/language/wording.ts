import { type Instant, parseInstant } from '@greenline/base';
import { LANGUAGES, type Noun, type PhraseKey, type Phrases } from './phrases.ts';

export type Values = Readonly<Record<string, string | number>>;

/** What a report says, whatever the language: which phrase, and with what in its places. */
export interface Saying {
  readonly phrase: PhraseKey;
  readonly values?: Values;
}

/** One language, ready to speak: phrases, plurals, numbers and dates. */
export interface Wording {
  readonly language: string;
  readonly name: string;
  /** `{name}` gives the value; `{name|noun}` counts it. */
  say(phrase: PhraseKey, values?: Values): string;
  /** As `say`, of a name that may be none of a phrase. */
  ifSaid(phrase: string): string | undefined;
  /** The name of a kind of thing. */
  kind(id: string): string;
  /** The same of many of them, for a heading. */
  kinds(id: string): string;
  number(value: number): string;
  /** A number per sensor-hour: two figures that count. */
  rate(value: number): string;
  /** `12.3 %`; never a nought where there is something, or all where there is not. */
  share(of: number): string;
  /** `2026-03-10` as `10 March 2026`. */
  date(day: string): string;
  /** A moment on the clock of a time zone. */
  moment(at: Instant | string, timeZone: string): string;
}

/** `undefined` where no such language is known. */
export function wordingIn(language: string): Wording | undefined {
  const known = LANGUAGES.find((one) => one.language === language);
  return known && wordingOf(known);
}

export function wordingOf(spoken: Phrases): Wording {
  const { language, locale, name, phrases, nouns, kinds } = spoken;
  const plural = new Intl.PluralRules(locale);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const number = (value: number): string => whole.format(value).replaceAll('-', '−');
  const places = (value: number, digits: number): string =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  const counted = (noun: Noun, n: number): string => {
    const forms = nouns[noun];
    return (forms[plural.select(n)] ?? forms.other ?? '').replaceAll('{n}', number(n));
  };
  const clocks = new Map<string, Intl.DateTimeFormat>();
  const clock = (timeZone: string): Intl.DateTimeFormat => {
    const known =
      clocks.get(timeZone) ??
      new Intl.DateTimeFormat(locale, {
        timeZone,
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
    clocks.set(timeZone, known);
    return known;
  };

  return {
    language,
    name,
    say: (phrase, values = {}) =>
      phrases[phrase].replace(/\{([a-zA-Z]+)(?:\|([a-z]+))?\}/g, (_, key: string, noun) => {
        const value = values[key] ?? '';
        if (noun !== undefined) return counted(noun as Noun, Number(value));
        return typeof value === 'number' ? number(value) : value;
      }),
    ifSaid: (phrase) => (Object.hasOwn(phrases, phrase) ? phrases[phrase as PhraseKey] : undefined),
    kind: (id) => kinds[id]?.one ?? kinds[id]?.other ?? idWords(id),
    kinds: (id) => {
      const forms = kinds[id];
      return forms?.[plural.select(2)] ?? forms?.other ?? pluralOf(idWords(id));
    },
    number,
    rate: (value) =>
      value === 0
        ? '0'
        : places(value, value >= 1 ? 1 : Math.min(6, 1 - Math.floor(Math.log10(value)))),
    share: (of) => {
      if (of === 0 || of === 1) return `${of * 100} %`;
      if (of < 0.001) return `< ${places(0.1, 1)} %`;
      if (of > 0.999) return `> ${places(99.9, 1)} %`;
      return `${places(of * 100, 1)} %`;
    },
    date: (text) => day.format(Date.parse(`${text}T00:00:00Z`)),
    moment(at, timeZone) {
      const instant = typeof at === 'string' ? parseInstant(at) : at;
      return instant === undefined ? String(at) : clock(timeZone).format(instant);
    },
  };
}

/** Of JSON and of whoever asks for no other. */
export const ENGLISH: Wording = wordingOf(LANGUAGES[0] as Phrases);

function idWords(id: string): string {
  return id.replaceAll('-', ' ');
}

/** English alone names kinds by their ids. */
function pluralOf(name: string): string {
  if (/(sh|ch|s|x)$/.test(name)) return `${name}es`;
  return /(ing|fire)$/.test(name) ? name : `${name}s`;
}
