import { parseInstant } from '@greenline/base';
import { decimal } from '../number.ts';

/** What is wrong with the words of an element: what it must be. `undefined` where they are right. */
export type Check = (text: string) => string | undefined;

/** Any words, none too. */
export const words: Check = () => undefined;

export const someWords: Check = (text) =>
  text.trim() === '' ? 'a text that is not blank' : undefined;

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (text) =>
    allowed.includes(text) ? undefined : `one of ${allowed.join(', ')}`;

/** Identifiers and senders: no blank, comma, `<` or `&`. */
export const name: Check = (text) =>
  /^[^\s,<&]+$/.test(text) ? undefined : 'without blanks, commas, < and &';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/;

/** Whole seconds with a numeric zone: UTC is `-00:00`, never `Z`. */
export const moment: Check = (text) =>
  MOMENT.test(text.trim()) && parseInstant(text.trim()) !== undefined
    ? undefined
    : 'a time as 2026-03-10T10:00:00-00:00, with a numeric zone and no fraction';

/** CAP 1.1 allowed `Z` and fractions. */
export const looseMoment: Check = (text) =>
  parseInstant(text.trim()) === undefined ? 'a time with a zone' : undefined;

/** Sender, identifier and time of each earlier message; none at all is "nothing". */
export const references: Check = (text) => {
  const groups = text.split(/\s+/).filter((group) => group !== '');
  const wrong = groups.some((group) => {
    const [sender, identifier, sent, ...more] = group.split(',');
    return !sender || !identifier || !sent || more.length > 0 || looseMoment(sent) !== undefined;
  });
  return wrong ? 'groups of sender,identifier,sent with blanks between them' : undefined;
};

/** Names with blanks between them, in double quotes where they hold one. */
export const names: Check = (text) =>
  (text.split('"').length - 1) % 2 === 0 ? undefined : 'names with blanks between, quotes closed';

/** A name out of such a list. */
export const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

/** `en-US` and the like; blank counts as `en-US`. */
export const language: Check = (text) =>
  /^(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?$/.test(text.trim())
    ? undefined
    : 'a language as en-GB';

/** A whole address with its scheme; blank is none. */
export const web: Check = (text) =>
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:\S+)?$/.test(text.trim()) ? undefined : 'an absolute URI';

export const uri: Check = (text) =>
  /\s/.test(text.trim()) ? 'a URI, whose blanks are written %20' : undefined;

export const mimeType: Check = (text) =>
  /^[\w.+!#$&^-]+\/[\w.+!#$&^-]+(?:\s*;.*)?$/.test(text.trim())
    ? undefined
    : 'a MIME type as image/png';

export const optionalMimeType: Check = (text) => (text.trim() === '' ? undefined : mimeType(text));

export const size: Check = (text) =>
  /^\+?\d{1,18}$/.test(text.trim()) ? undefined : 'a whole number of bytes';

/** SHA-1, as CAP asks for. */
export const digest: Check = (text) =>
  /^(?:[0-9a-fA-F]{40})?$/.test(text.trim()) ? undefined : 'a SHA-1 in 40 hex digits';

export const base64: Check = (text) => {
  const packed = text.replace(/\s+/g, '');
  const whole = packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
  return whole ? undefined : 'base64';
};

/** xs:decimal: digits without an exponent. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

const number = (text: string): number | undefined =>
  DECIMAL.test(text) ? decimal(text) : undefined;

export const feet: Check = (text) =>
  number(text.trim()) === undefined ? 'a decimal number of feet above mean sea level' : undefined;

/** `[lon, lat]` of `lat,lon` in degrees, WGS 84. */
export function pointIn(text: string): readonly [lon: number, lat: number] | undefined {
  const [latitude, longitude, ...more] = text.split(',');
  const lat = number(latitude ?? '');
  const lon = number(longitude ?? '');
  if (lat === undefined || lon === undefined || more.length > 0) return undefined;
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : undefined;
}

/** The ring of a polygon's words; `undefined` where it is not closed or has fewer than four points. */
export function ringIn(text: string): readonly (readonly [lon: number, lat: number])[] | undefined {
  const points: (readonly [number, number])[] = [];
  for (const pair of text.trim().split(/\s+/)) {
    const point = pointIn(pair);
    if (point === undefined) return undefined;
    points.push(point);
  }
  const [first, last] = [points[0], points.at(-1)];
  const closed = first !== undefined && first[0] === last?.[0] && first[1] === last[1];
  return closed && points.length >= 4 ? points : undefined;
}

export const polygon: Check = (text) =>
  ringIn(text) === undefined
    ? 'at least four points latitude,longitude with blanks between, the last the first'
    : undefined;

/** Centre and radius of a circle's words. */
export function circleIn(text: string): { lon: number; lat: number; radiusKm: number } | undefined {
  const [centre, radius, ...more] = text.trim().split(/\s+/);
  const point = pointIn(centre ?? '');
  const radiusKm = number(radius ?? '');
  if (point === undefined || radiusKm === undefined || radiusKm < 0 || more.length > 0)
    return undefined;
  return { lon: point[0], lat: point[1], radiusKm };
}

export const circle: Check = (text) =>
  circleIn(text) === undefined
    ? 'latitude,longitude and, after a blank, a radius in km'
    : undefined;
