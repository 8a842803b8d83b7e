import { fail, fromUtf8, type Instant, type Json, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, RawMessage } from '@greenline/observation';
import { columnsIn, csvMessages, readCsvMessage } from '../csv/records.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { type NamedElement, nameElements, textOf, xmlText } from '../xml-document.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { elementsOf, entryOf, type OmmFields, OmmRefusal } from './entry.ts';

const LESS = 0x3c;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const MOST_BYTES = 256 * 1024;
const NEEDED = ['EPOCH', 'MEAN_MOTION', 'ECCENTRICITY', 'NORAD_CAT_ID'];
const KVN_HEAD = /^\s*CCSDS_OMM_VERS\s*=/m;

/**
 * Orbit Mean-Elements Messages (CCSDS 502.0-B-3) in all forms that are met: XML (`omm`, or many in an
 * `ndm`), key = value, and the JSON and CSV of CelesTrak and Space-Track. Catalogue entries, no observations.
 */
export const omm: Feed = {
  format: 'omm',
  trustClass: 'link',
  recognises: (head) => {
    const text = Buffer.from(head).toString('latin1');
    const first = firstByte(head);
    if (first === LESS) return /<(?:\w+:)?omm[\s>]/.test(text);
    if (first === OPEN_OBJECT || first === OPEN_ARRAY)
      return NEEDED.every((name) => text.includes(`"${name}"`));
    const columns = columnsIn(head);
    return KVN_HEAD.test(text.slice(0, 4096)) || NEEDED.every((name) => columns.includes(name));
  },
  split: (file) => {
    const first = firstByte(file);
    if (first === LESS) return piecesOf(file, /<(?:\w+:)?omm[\s>]/g, /<\/(?:\w+:)?omm\s*>/g);
    if (first === OPEN_OBJECT || first === OPEN_ARRAY) return jsonMessages(file);
    const text = Buffer.from(file.subarray(0, 4096)).toString('latin1');
    return KVN_HEAD.test(text) ? piecesOf(file, /^[ \t]*CCSDS_OMM_VERS/gm) : csvMessages(file);
  },
  decode: decodeOmm,
};

/** From each beginning to the end that follows it, or to the next beginning where there is no end to look for. */
function* piecesOf(
  file: Uint8Array,
  begin: RegExp,
  end?: RegExp,
): Generator<Result<RawMessage, DecodeError>> {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1');
  const starts = [...text.matchAll(begin)].map(({ index }) => index);
  const ends =
    end === undefined ? [] : [...text.matchAll(end)].map((match) => match.index + match[0].length);
  let done = 0;
  let e = 0;
  for (const [i, from] of starts.entries()) {
    if (from < done) continue;
    while (e < ends.length && (ends[e] as number) <= from) e += 1;
    done = (end === undefined ? starts[i + 1] : ends[e]) ?? text.length;
    yield ok({ bytes: file.subarray(from, done), offset: from });
  }
  if (starts.length === 0 && text.trim() !== '') yield ok({ bytes: file, offset: 0 });
}

export function decodeOmm(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  const elements = readOmm(bytes);
  return elements.ok
    ? ok({ message: entryOf(elements.value, receivedAt), sightings: [] })
    : elements;
}

/** Reads one message, whichever form it is in. */
export function readOmm(bytes: Uint8Array): Result<CatalogueEntry, DecodeError> {
  if (bytes.length > MOST_BYTES)
    return fail({ kind: 'too-long', text: `a message has at most ${MOST_BYTES} bytes` });
  const fields = fieldsOf(bytes);
  if (!fields.ok) return fields;
  try {
    return ok(elementsOf(fields.value));
  } catch (error) {
    if (error instanceof OmmRefusal) return fail(error.error);
    throw error;
  }
}

function fieldsOf(bytes: Uint8Array): Result<OmmFields, DecodeError> {
  const first = firstByte(bytes);
  if (first === LESS) return fieldsOfXml(bytes);
  if (first === OPEN_OBJECT || first === OPEN_ARRAY) return fieldsOfJson(bytes);
  const text = fromUtf8(bytes);
  if (text === undefined)
    return fail({ kind: 'encoding', offset: 0, text: 'bytes that are not UTF-8' });
  return KVN_HEAD.test(text) ? fieldsOfKvn(text) : readCsvMessage(bytes);
}

function fieldsOfJson(bytes: Uint8Array): Result<OmmFields, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  const value = json.value;
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return fail({ kind: 'malformed', text: 'an object of elements is needed' });
  const fields = new Map<string, string>();
  for (const [name, one] of Object.entries(value) as [string, Json][]) {
    if (one === null || one === '') continue;
    if (typeof one !== 'string' && typeof one !== 'number')
      return fail({ kind: 'malformed', field: name, text: `${name} must be a number or a text` });
    fields.set(name, String(one));
  }
  return ok(fields);
}

/** Every element without children is a name and its value. */
function fieldsOfXml(bytes: Uint8Array): Result<OmmFields, DecodeError> {
  const text = xmlText(bytes);
  if (text === undefined)
    return fail({ kind: 'encoding', offset: 0, text: 'bytes in no known encoding' });
  const document = parseXml(text);
  if ('kind' in document)
    return fail({ kind: document.kind, offset: document.at, text: document.text });
  const root = nameElements(withoutPrefixes(document));
  if (typeof root === 'string') return fail({ kind: 'xml', text: root });
  const messages = root.name === 'omm' ? [root] : childrenNamed(root, 'omm');
  const [message, second] = messages;
  if (message === undefined || second !== undefined)
    return fail({
      kind: 'malformed',
      field: 'omm',
      text: 'one omm is needed; send one message at a time',
    });
  const fields = new Map<string, string>();
  const pending = [message];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    const inner = one.children.filter((child) => typeof child !== 'string');
    pending.push(...inner);
    const value = textOf(one).trim();
    if (inner.length > 0 || value === '' || one.name === 'COMMENT') continue;
    if (fields.has(one.name))
      return fail({
        kind: 'malformed',
        field: one.name,
        text: `${one.name} stands twice; keep one`,
      });
    fields.set(one.name, value);
  }
  return ok(fields);
}

/** A piece cut out of an `ndm` has left the declarations of its prefixes behind. */
const withoutPrefixes = ({ name, children = [] }: XmlElement): XmlElement => ({
  name: name.replace(/^.*:/, ''),
  children: children.map((child) => (typeof child === 'string' ? child : withoutPrefixes(child))),
});

const childrenNamed = (element: NamedElement, name: string): readonly NamedElement[] =>
  element.children
    .filter((child) => typeof child !== 'string')
    .filter((child) => child.name === name);

/** `NAME = value [unit]`, one a line. */
function fieldsOfKvn(text: string): Result<OmmFields, DecodeError> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '' || /^\s*COMMENT\b/.test(line)) continue;
    const [, name, value] = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      return fail({ kind: 'malformed', text: `"${line.slice(0, 40)}" is no NAME = value` });
    if (fields.has(name))
      return fail({ kind: 'malformed', field: name, text: `${name} stands twice; keep one` });
    const bare = value.replace(/\s*\[[^\]]*\]\s*$/, '').trim();
    if (bare !== '') fields.set(name, bare);
  }
  return ok(fields);
}
