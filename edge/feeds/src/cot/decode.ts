import {
  fail,
  formatInstant,
  fromUtf8,
  type HeightAboveEllipsoid,
  heightAboveEllipsoid,
  type Instant,
  type Json,
  ok,
  parseInstant,
  type Result,
  utf8,
} from '@greenline/base';
import type { Decoded, DecodeError, Feed, Handling, Sighting } from '@greenline/observation';
import { course, decimal } from '../number.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { beginsEvent, EventFramer, framesOf, MOST_EVENT_BYTES } from './framer.ts';
import { classOfType, isDistress, isThing } from './type-class.ts';
import { isEmergency } from './urgent.ts';

type Attributes = Readonly<Record<string, string>>;

/** From here on `hae`, `ce` and `le` mean "unknown": 999999, 9999999 and 9999999.0 are all in use. */
const UNKNOWN_FROM = 999_999;
/** No ground or aircraft is lower, metres above the ellipsoid. */
const LOWEST_HAE = -12_000;
/** Words for "unknown" beside the numbers. */
const UNKNOWN_WORDS = new Set([
  '',
  'nan',
  'inf',
  'infinity',
  'null',
  'none',
  'unknown',
  '?',
  '???',
]);
const NONE: Attributes = {};
const MOST_TYPE = 128;
const TYPE = /^\w[\w.*]*(?:-[\w.*]+)*(?:;.*)?$/;
/** Names under which the message keeps the parts of an event, so no attribute may bear them. */
const PARTS = ['point', 'detail', 'other'];

/**
 * Cursor on Target, XML event 2.0.
 *
 * `lat` and `lon` are degrees, WGS 84; `hae` metres above the ellipsoid; `ce` and `le` one sigma in
 * metres, `ce` on each horizontal axis. Zero (what senders fill in), negative `ce`, NaN and 999999 and
 * above are unknown, so absent. A point at 0, 0 whose `hae` and `ce` are unknown too is a placeholder,
 * not a place. Atoms (`a-…`) and spot markers become sightings; chat, drawings, routes, pings, deletes
 * and all else are messages only. Affiliation (friend, hostile …) is one side's word and never a party.
 */
export const cot: Feed = {
  format: 'cot',
  trustClass: 'link',
  recognises: (head) => {
    const framer = new EventFramer();
    const [first] = [...framer.push(head), ...framer.end()];
    return first?.ok === true && beginsEvent(first.value.bytes);
  },
  urgent: isEmergency,
  split: framesOf,
  decode: (message, _receivedAt) => decodeCot(message),
};

/** Reads one event: its bytes from `<event` to `</event>`, UTF-8. */
export function decodeCot(bytes: Uint8Array): Result<Decoded, DecodeError> {
  if (bytes.length > MOST_EVENT_BYTES)
    return refuse(
      'too-long',
      `an event has at most ${MOST_EVENT_BYTES} bytes; send smaller events`,
    );
  const text = fromUtf8(bytes);
  if (text === undefined || text.includes('\0')) return refuseEncoding(bytes);
  if (!text.includes('<event') && !text.includes('<!DOCTYPE'))
    return refuse('not-an-event', 'no event element here; send CoT XML events back to back', 0);

  const root = parseXml(text);
  if ('kind' in root) {
    const offset = utf8(text.slice(0, root.at)).length;
    return refuse(root.kind, `${root.text}; send one well-formed event`, offset);
  }
  if (root.name !== 'event')
    return refuse('not-an-event', `the root element is ${root.name}, not event`, 0);
  return readEvent(root, text);
}

/** Reads one event from its element; `text` is the XML it stood in, where it did, for offsets. */
export function readEvent(root: XmlElement, text = ''): Result<Decoded, DecodeError> {
  const event = root.attributes ?? NONE;
  const malformed = (field: string, want: string): Result<never, DecodeError> => {
    const at = text.search(new RegExp(`\\s${field}\\s*=`));
    const where = at < 0 ? {} : { offset: utf8(text.slice(0, at + 1)).length };
    return fail({ kind: 'malformed', field, ...where, text: `${field} must be ${want}` });
  };

  for (const part of PARTS) if (event[part] !== undefined) return malformed(part, 'an element');
  if (event.version !== undefined && decimal(event.version) !== 2)
    return malformed('version', '2.0');
  if (!event.uid?.trim()) return malformed('uid', 'a name that is not blank');
  if (event.type === undefined || event.type.length > MOST_TYPE || !TYPE.test(event.type))
    return malformed('type', 'a CoT type such as a-u-G');
  const observedAt = parseInstant(event.time ?? '');
  if (observedAt === undefined) return malformed('time', 'an RFC 3339 time with a zone');
  const { start = event.time, stale } = event;
  if (start !== event.time && (start === undefined || parseInstant(start) === undefined))
    return malformed('start', 'an RFC 3339 time with a zone');
  const staleAt = stale === undefined ? undefined : parseInstant(stale);
  if (stale !== undefined && staleAt === undefined)
    return malformed('stale', 'an RFC 3339 time with a zone');

  const parts = partsOf(root);
  if (parts === undefined) return malformed('point', 'present once, and detail at most once');
  const point = parts.point.attributes ?? NONE;
  const lat = decimal(point.lat);
  if (lat === undefined || Math.abs(lat) > 90) return malformed('lat', 'degrees from -90 to 90');
  const lon = decimal(point.lon);
  if (lon === undefined || Math.abs(lon) > 180) return malformed('lon', 'degrees from -180 to 180');
  for (const name of ['hae', 'ce', 'le'])
    if (!isMeasure(point[name])) return malformed(name, 'a number of metres, or NaN where unknown');

  const message: Record<string, Json> = { ...event };
  message.point = point;
  if (parts.detail !== undefined) message.detail = parts.detail;
  if (parts.other.length > 0) message.other = parts.other;
  if (!isThing(event.type)) return ok({ message, sightings: [] });

  const height = heightOf(point.hae);
  const sigmaM = sigmaOf(point.ce);
  const nowhere = lat === 0 && lon === 0 && height === undefined && sigmaM === undefined;
  if (nowhere && !isDistress(event.type)) return ok({ message, sightings: [] });

  const classes = classOfType(event.type);
  const sighting: Sighting = {
    kind:
      classes.distress !== undefined ? 'event' : classes.mine === undefined ? 'object' : 'hazard',
    sensor: event.uid,
    observedAt,
    ...(!nowhere && { position: height === undefined ? { lon, lat } : { lon, lat, height } }),
    class: classes,
    identity: event.uid,
    ...(isSelfReport(event) && { selfReport: true }),
  };
  return ok({ message, sightings: [addDetails(sighting, event, parts.detail, staleAt, sigmaM)] });
}

type Parts = {
  readonly point: XmlElement;
  readonly detail: XmlElement | undefined;
  readonly other: readonly (XmlElement | string)[];
};

/** `undefined` without a point, with two points or with two details. */
function partsOf(root: XmlElement): Parts | undefined {
  let point: XmlElement | undefined;
  let detail: XmlElement | undefined;
  const other: (XmlElement | string)[] = [];
  for (const child of root.children ?? []) {
    if (typeof child === 'string') {
      // Stray words have no place of their own to go back to: neighbours become one text.
      const last = other[other.length - 1];
      if (typeof last === 'string') other[other.length - 1] = last + child;
      else other.push(child);
    } else if (child.name === 'point') {
      if (point !== undefined) return undefined;
      point = child;
    } else if (child.name === 'detail') {
      if (detail !== undefined) return undefined;
      detail = child;
    } else other.push(child);
  }
  return point === undefined ? undefined : { point, detail, other };
}

type Writable<T> = { -readonly [name in keyof T]: T[name] };

/** What the detail says: who made the event (`link` to its parent producer), name, words, motion. */
function addDetails(
  bare: Sighting,
  event: Attributes,
  detail: XmlElement | undefined,
  staleAt: Instant | undefined,
  sigmaM: number | undefined,
): Sighting {
  const sighting: Writable<Sighting> = bare;
  const attributes: Record<string, Json> = { cotType: event.type ?? '' };
  if (event.how !== undefined) attributes.how = event.how;
  if (staleAt !== undefined) attributes.staleAt = formatInstant(staleAt);
  if (sigmaM !== undefined) sighting.sigmaM = sigmaM;
  let producer: string | undefined;
  for (const child of detail?.children ?? []) {
    if (typeof child === 'string') continue;
    const told = child.attributes ?? NONE;
    if (child.name === 'link') {
      if (told.relation === 'p-p' && told.uid?.trim()) producer ??= told.uid;
    } else if (child.name === 'contact') {
      if (told.callsign?.trim()) attributes.callsign ??= told.callsign;
    } else if (child.name === 'remarks') {
      const words = child.children?.filter((part) => typeof part === 'string').join('') ?? '';
      if (words.trim() !== '') sighting.text ??= words;
    } else if (child.name === 'track') {
      const speedMps = decimal(told.speed);
      if (speedMps !== undefined && speedMps >= 0 && speedMps < UNKNOWN_FROM)
        sighting.speedMps = speedMps;
      const degrees = decimal(told.course);
      if (degrees !== undefined && Math.abs(degrees) <= 360) sighting.courseDeg = course(degrees);
    }
  }
  if (producer !== undefined) sighting.sensor = producer;
  sighting.attributes = attributes;
  const handling = handlingOf(event);
  if (handling !== undefined) sighting.handling = handling;
  if (isExercise(event)) sighting.exercise = true;
  return sighting;
}

/** `releasableTo` is the field's word; the schema's own spelling is `releaseableTo`. Both are met. */
function handlingOf(event: Attributes): Handling | undefined {
  const { access, caveat } = event;
  const to = event.releaseableTo ?? event.releasableTo;
  const marked = access !== undefined && access.trim() !== '' && access !== 'Undefined';
  if (!marked && !caveat?.trim() && to === undefined) return undefined;
  return {
    ...(marked && { access }),
    ...(caveat?.trim() && { caveat }),
    ...(to !== undefined && { releasableTo: to.split(/[\s,;]+/).filter((name) => name !== '') }),
  };
}

/** By `how`, a machine took the place from GNSS (m-g, with or without more): the thing tells of itself. */
const isSelfReport = ({ how }: Attributes): boolean => how !== undefined && /^m-g(?:-|$)/.test(how);

/** Simulated (`how` m-s) or from an exercise or simulation (`opex` e-…, s-…). */
const isExercise = (event: Attributes): boolean =>
  (event.how !== undefined && /^m-s(?:-|$)/.test(event.how)) ||
  (event.opex !== undefined && /^[es](?:-|$)/.test(event.opex));

/** Whether the text is a number, or one of the ways to write "unknown". */
const isMeasure = (text: string | undefined): boolean =>
  text === undefined ||
  decimal(text) !== undefined ||
  UNKNOWN_WORDS.has(text.trim().toLowerCase().replace(/^[+-]/, ''));

function sigmaOf(ce: string | undefined): number | undefined {
  const value = decimal(ce);
  return value !== undefined && value > 0 && value < UNKNOWN_FROM ? value : undefined;
}

function heightOf(hae: string | undefined): HeightAboveEllipsoid | undefined {
  const value = decimal(hae);
  const known = value !== undefined && value !== 0 && value > LOWEST_HAE && value < UNKNOWN_FROM;
  return known ? heightAboveEllipsoid(value) : undefined;
}

function refuseEncoding(bytes: Uint8Array): Result<never, DecodeError> {
  const [first, second] = bytes;
  if (first === 0xbf)
    return refuse('encoding', 'TAK Protocol version 1, not XML: use the format takproto', 0);
  const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const what =
    wide || bytes.includes(0) ? 'UTF-16, UTF-32 or NUL bytes' : 'bytes that are not UTF-8';
  return refuse('encoding', `${what}; send CoT as UTF-8`, 0);
}

const refuse = (kind: string, text: string, offset?: number): Result<never, DecodeError> =>
  fail({ kind, ...(offset !== undefined && { offset }), text });
