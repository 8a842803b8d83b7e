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
      .map(([key, member]) => `${keyWords(key)} ${writtenWords(member)}`)
      .join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/**
 * What a key of the file says. `value` has its units read and decides whether two are equal;
 * `written` is what people are shown.
 */
export function keyAspect(key: string, value: unknown, written: unknown, naming?: Naming): Aspect {
  const what = keyWords(key);
  if (!Array.isArray(value) || !Array.isArray(written) || isPlaces(written))
    return aspect(what, value, writtenWords(written));
  const members = written.map((one) =>
    key === 'what' && typeof one === 'string' && naming !== undefined
      ? naming.things([one], 'and')
      : writtenWords(one),
  );
  return listAspect(what, value, members);
}

/** A key as people say it: `atMost` is the limit, `barAlliances` are bar alliances. */
export const keyWords = (key: string): string =>
  OWN[key] ?? key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const OWN: Readonly<Record<string, string | undefined>> = {
  at: 'time',
  atLeast: 'at least',
  atMost: 'limit',
  bar: 'list of barred nations',
  barAlliances: 'list of barred alliances',
  coordinates: 'course',
  every: 'interval',
  from: 'beginning',
  kind: 'kind',
  lead: 'lead time',
  line: 'reference line',
  list: 'list of distances',
  only: 'list of nations that alone may',
  perSide: 'depth on each side',
  since: 'beginning of the count',
  start: 'beginning of the ban',
  text: 'quoted text',
  to: 'end',
  total: 'width in all',
  what: 'list of what it is about',
  when: 'condition',
  within: 'distance',
};

const isPlaces = (value: readonly unknown[]): boolean =>
  value.every(
    (one) =>
      Array.isArray(one) && one.every((part) => typeof part === 'number' || Array.isArray(part)),
  ) && value.length > 0;
