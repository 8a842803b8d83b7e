import {
  formatInstant,
  type Instant,
  type Json,
  type JsonObject,
  parseInstant,
} from '@greenline/base';
import { decimal } from '../number.ts';
import { WireRefusal } from '../protobuf/wire-error.ts';
import { parseXml, writeXml, type XmlElement } from '../xml.ts';

/** What the typed parts of a detail are called in XML. */
const ELEMENT_OF: Readonly<Record<string, string>> = {
  contact: 'contact',
  group: '__group',
  precisionLocation: 'precisionlocation',
  status: 'status',
  takv: 'takv',
  track: 'track',
};
const PART_OF = new Map(Object.entries(ELEMENT_OF).map(([part, element]) => [element, part]));
/** Attributes that a typed part can hold; an element with others stays XML. Numbers are marked. */
const HOLDS: Readonly<Record<string, Readonly<Record<string, 'text' | 'whole' | 'number'>>>> = {
  contact: { endpoint: 'text', callsign: 'text' },
  group: { name: 'text', role: 'text' },
  precisionLocation: { geopointsrc: 'text', altsrc: 'text' },
  status: { battery: 'whole' },
  takv: { device: 'text', platform: 'text', os: 'text', version: 'text' },
  track: { speed: 'number', course: 'number' },
};
const ATTRIBUTES = ['type', 'uid', 'how', 'access', 'qos', 'opex', 'caveat', 'releaseableTo'];
const TIMES = { time: 'sendTime', start: 'startTime', stale: 'staleTime' } as const;
const LAST_MS = 253_402_300_799_999;

/**
 * A CotEvent as the XML element it stands for. Protobuf leaves zeros out, so an absent latitude is 0; texts
 * that are empty were never said. What is in `xmlDetail` comes before a typed part of the same name.
 */
export function elementOf(event: JsonObject): XmlElement {
  const attributes: Record<string, string> = { version: '2.0' };
  for (const name of ATTRIBUTES) {
    const text = event[name];
    if (typeof text === 'string' && text !== '') attributes[name] = text;
  }
  for (const [name, field] of Object.entries(TIMES)) {
    const ms = Number(event[field] ?? 0);
    if (ms > LAST_MS)
      throw new WireRefusal('malformed', `${field} must be milliseconds before the year 10000`, {
        field: `cotEvent.${field}`,
      });
    if (ms > 0) attributes[name] = formatInstant(ms as Instant);
  }
  const point: Record<string, string> = {};
  for (const name of ['lat', 'lon', 'hae', 'ce', 'le']) point[name] = String(event[name] ?? 0);
  const children: XmlElement[] = [{ name: 'point', attributes: point }];
  if (event.detail !== undefined) children.push(detailOf(event.detail as JsonObject));
  return { name: 'event', attributes, children };
}

function detailOf(detail: JsonObject): XmlElement {
  const fragment = fragmentOf(detail.xmlDetail);
  const told = new Set(fragment.map((child) => (typeof child === 'string' ? '' : child.name)));
  const typed: XmlElement[] = [];
  for (const [part, name] of Object.entries(ELEMENT_OF)) {
    const value = detail[part] as JsonObject | undefined;
    if (value === undefined || told.has(name)) continue;
    const attributes: Record<string, string> = {};
    for (const [attribute, kind] of Object.entries(HOLDS[part] ?? {})) {
      const said = value[attribute];
      if (said !== undefined && said !== '') attributes[attribute] = String(said);
      else if (kind !== 'text') attributes[attribute] = '0';
    }
    typed.push({ name, attributes });
  }
  return { name: 'detail', children: [...typed, ...fragment] };
}

/** `xmlDetail` is the inside of a detail; some senders put the element itself around it. */
function fragmentOf(xml: Json | undefined): readonly (XmlElement | string)[] {
  if (typeof xml !== 'string' || xml.trim() === '') return [];
  const bare = xml.replace(/^\s*<\?xml[^>]*\?>/, '');
  const root = parseXml(`<detail>${bare}</detail>`);
  if ('kind' in root)
    throw new WireRefusal(root.kind, `xmlDetail: ${root.text}; send a well-formed fragment`, {
      field: 'cotEvent.detail.xmlDetail',
    });
  const children = root.children ?? [];
  const [only] = children;
  const wrapped = children.length === 1 && typeof only === 'object' && only.name === 'detail';
  return wrapped ? (only.children ?? []) : children;
}

/**
 * The CotEvent of a CoT message as `decodeCot` gives it. Elements that a typed part holds wholly become
 * one; all else stays as it is in `xmlDetail`.
 */
export function cotEventOf(message: JsonObject): JsonObject {
  const event: Record<string, Json> = {};
  for (const name of ATTRIBUTES) {
    const text = message[name];
    if (typeof text === 'string') event[name] = text;
  }
  for (const [name, field] of Object.entries(TIMES)) {
    const text = message[name];
    const at = typeof text === 'string' ? parseInstant(text) : undefined;
    if (at !== undefined && at >= 0) event[field] = String(at);
  }
  const point = (message.point ?? {}) as JsonObject;
  for (const name of ['lat', 'lon', 'hae', 'ce', 'le']) {
    const value = decimal(point[name] as string | undefined);
    // What XML writes as NaN or leaves out is unknown; protobuf has a number for that.
    event[name] = value ?? UNKNOWN_MEASURE;
  }
  const detail = message.detail as unknown as XmlElement | undefined;
  if (detail !== undefined) event.detail = typedDetail(detail.children ?? []);
  return event;
}

const UNKNOWN_MEASURE = 999_999;

function typedDetail(children: readonly (XmlElement | string)[]): JsonObject {
  const detail: Record<string, Json> = {};
  let rest = '';
  for (const child of children) {
    const part = typeof child === 'string' ? undefined : PART_OF.get(child.name);
    if (typeof child === 'string' || part === undefined) {
      rest += typeof child === 'string' ? writeText(child) : writeXml(child);
      continue;
    }
    // What stands in `xmlDetail` hides a typed part, so of several of one name all stay there.
    const alone = children.every(
      (other) => other === child || typeof other === 'string' || other.name !== child.name,
    );
    const typed = alone ? typedPart(child, HOLDS[part] ?? {}) : undefined;
    if (typed === undefined) rest += writeXml(child);
    else detail[part] = typed;
  }
  if (rest !== '') detail.xmlDetail = rest;
  return detail;
}

const writeText = (text: string): string => writeXml({ name: 'x', children: [text] }).slice(3, -4);

function typedPart(
  element: XmlElement,
  holds: Readonly<Record<string, 'text' | 'whole' | 'number'>>,
): JsonObject | undefined {
  if ((element.children ?? []).length > 0) return undefined;
  const part: Record<string, Json> = {};
  for (const [name, text] of Object.entries(element.attributes ?? {})) {
    const kind = holds[name];
    if (kind === undefined) return undefined;
    if (kind === 'text') {
      // An empty text and none at all are the same in protobuf.
      if (text === '') return undefined;
      part[name] = text;
      continue;
    }
    const value = decimal(text);
    const exact = value !== undefined && String(value) === text;
    if (!exact || (kind === 'whole' && !(Number.isInteger(value) && value >= 0 && value < 2 ** 32)))
      return undefined;
    part[name] = value;
  }
  // A number that is not there would come back as 0.
  for (const [name, kind] of Object.entries(holds))
    if (kind !== 'text' && part[name] === undefined) return undefined;
  return part;
}
