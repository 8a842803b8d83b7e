import { keyWords } from '../language/key-words.ts';
import type { Naming } from '../language/naming.ts';
import { type Aspect, aspect, listAspect } from './aspect.ts';

/** A value of the file as it is written, in words; long geometries by the number of their places. */
export function writtenWords(value: unknown): string {
  if (Array.isArray(value)) {
    if (value.length > 2 && isPlaces(value)) return `${value.length} places`;
    return value.map(writtenWords).join('; ');
  }
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(
        ([key, member]) => `${key === 'what' ? '' : `${wordsOfKey(key)} `}${writtenWords(member)}`,
      )
      .join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/**
 * What a key of the file says. `value` has its units read and decides whether two are equal;
 * `written` is what people are shown.
 */
export function keyAspect(
  key: string,
  value: unknown,
  written: unknown,
  naming: Naming,
  what: string = wordsOfKey(key),
): Aspect {
  if (key === 'line') return aspect(what, value, naming.lineOf(written as string));
  if (ZONES.has(key) && typeof value === 'string')
    return aspect(what, value, naming.zone(String(written)));
  if (!Array.isArray(value) || !Array.isArray(written) || isPlaces(written))
    return aspect(
      what,
      value,
      key === 'text' ? `“${String(written).trim()}”` : writtenWords(written),
    );
  if (value.some((one) => typeof one === 'object'))
    // The order of rows may decide which comes first; that of names decides nothing.
    return { ...aspect(what, value, writtenWords(written)), members: written.map(writtenWords) };
  if (value.some((one) => typeof one !== 'string'))
    return aspect(what, value, writtenWords(written));
  const members = (written as readonly string[]).map((one) =>
    THINGS.has(key) ? naming.things([one], 'and') : one,
  );
  return listAspect(what, value, members);
}

/** Keys that name a zone; `within` may be a distance as well, which is a number once read. */
const ZONES = new Set(['corridor', 'sector', 'within', 'zone']);

/** Keys whose members are classes of the file, kinds or models. */
const THINGS = new Set(['kinds', 'of', 'what', 'without']);

/** A key of the file as lawyers say it: `atMost` is the limit. */
export const wordsOfKey = (key: string): string => OWN[key] ?? keyWords(key);

const OWN: Readonly<Record<string, string | undefined>> = {
  at: 'time',
  atLeast: 'at least',
  atMost: 'limit',
  bar: 'list of barred nations',
  barAlliances: 'list of barred alliances',
  coordinates: 'course',
  every: 'interval',
  from: 'beginning',
  intersection: 'list of zones that overlap',
  kinds: 'list of kinds',
  lead: 'lead time',
  line: 'reference line',
  list: 'list of distances',
  models: 'list of models',
  only: 'list of nations that alone may',
  perSide: 'depth on each side',
  since: 'beginning of the count',
  start: 'beginning of the ban',
  text: 'quoted text',
  to: 'end',
  total: 'width in all',
  what: 'list of what it is about',
  union: 'list of zones put together',
  when: 'condition',
  within: 'distance',
  without: 'list of classes taken out',
};

const isPlaces = (value: readonly unknown[]): boolean =>
  value.every(
    (one) =>
      Array.isArray(one) && one.every((part) => typeof part === 'number' || Array.isArray(part)),
  ) && value.length > 0;
