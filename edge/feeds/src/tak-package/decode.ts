import { createHash } from 'node:crypto';
import {
  fail,
  fromUtf8,
  type Instant,
  type Json,
  type JsonObject,
  ok,
  type Result,
} from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { decodeCot } from '../cot/decode.ts';
import { beginsEvent, EventFramer } from '../cot/framer.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { readZip, type ZipEntry } from './zip.ts';

const MANIFEST = 'MANIFEST/manifest.xml';
const LOCAL_HEADER = [0x50, 0x4b, 0x03, 0x04];
const MOST_EVENTS = 10_000;

/**
 * TAK data package (mission package, manifest version 2): a zip of CoT events and of what is attached.
 *
 * The events say what they say alone. Every other file is named with its SHA-256 and its size in
 * `attachments`; those that the manifest attaches to an event's uid are the sighting's `files` too. The
 * package itself is the evidence: its bytes are kept whole.
 */
export const takPackage: Feed = {
  format: 'tak-package',
  trustClass: 'link',
  recognises: (head) => LOCAL_HEADER.every((byte, i) => head[i] === byte),
  *split(file) {
    if (file.length > 0) yield ok({ bytes: file, offset: 0 });
  },
  decode: decodePackage,
};

interface Attachment {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Of the event that the manifest attaches it to. */
  readonly uid?: string;
}

export function decodePackage(
  bytes: Uint8Array,
  _receivedAt?: Instant,
): Result<Decoded, DecodeError> {
  const zip = readZip(bytes);
  if (!zip.ok) return refuse(zip.error.kind, zip.error.text);
  const listed = zip.value.find(({ name }) => name === MANIFEST);
  if (listed === undefined) return refuse('missing', `${MANIFEST} is missing: no data package`);
  const manifest = manifestOf(listed);
  if (!manifest.ok) return manifest;

  const events: JsonObject[] = [];
  const sightings: Sighting[] = [];
  const attachments: Attachment[] = [];
  const refused: Json[] = [];
  for (const entry of zip.value) {
    if (entry === listed) continue;
    const opened = entry.open();
    if (!opened.ok) {
      // What cannot be bounded is not taken in part: nobody would know what is missing.
      if (opened.error.kind === 'too-long')
        return refuse('too-long', `${entry.name}: ${opened.error.text}`);
      refused.push({ entry: entry.name, ...opened.error });
      continue;
    }
    const said = eventsIn(opened.value);
    if (said === undefined) {
      const uid = manifest.value.uids.get(entry.name);
      attachments.push({
        name: entry.name,
        sha256: createHash('sha256').update(opened.value).digest('hex'),
        bytes: opened.value.length,
        ...(uid !== undefined && { uid }),
      });
      continue;
    }
    for (const one of said) {
      if (!one.ok) refused.push({ entry: entry.name, ...one.error } as unknown as JsonObject);
      else if (events.length >= MOST_EVENTS)
        return refuse('too-long', `more than ${MOST_EVENTS} events; send them in parts`);
      else {
        events.push(one.value.message);
        sightings.push(...one.value.sightings);
      }
    }
  }
  const message = {
    ...manifest.value.parameters,
    events,
    attachments,
    ...(refused.length > 0 && { refused }),
  } as unknown as JsonObject;
  return ok({ message, sightings: sightings.map((one) => withFiles(one, attachments)) });
}

function withFiles(sighting: Sighting, attachments: readonly Attachment[]): Sighting {
  const files = attachments.filter(({ uid }) => uid !== undefined && uid === sighting.identity);
  if (files.length === 0) return sighting;
  const attributes = { ...sighting.attributes, files: files as unknown as Json };
  return { ...sighting, attributes };
}

/** `undefined` where a file holds no CoT. */
function eventsIn(file: Uint8Array): readonly Result<Decoded, DecodeError>[] | undefined {
  const framer = new EventFramer();
  const framed = [...framer.push(file), ...framer.end()];
  const [first] = framed;
  if (first?.ok !== true || !beginsEvent(first.value.bytes)) return undefined;
  return framed.map((one) => (one.ok ? decodeCot(one.value.bytes) : one));
}

interface Manifest {
  readonly parameters: JsonObject;
  /** Uid of the event a file belongs to, by the file's name. */
  readonly uids: ReadonlyMap<string, string>;
}

function manifestOf(entry: ZipEntry): Result<Manifest, DecodeError> {
  const opened = entry.open();
  if (!opened.ok) return refuse(opened.error.kind, `${MANIFEST}: ${opened.error.text}`);
  const text = fromUtf8(opened.value)?.replace(/^\uFEFF/, '');
  if (text === undefined) return refuse('encoding', `${MANIFEST} must be UTF-8`);
  const root = parseXml(text.replace(/^\s*<\?xml[^>]*\?>\s*/, ''));
  if ('kind' in root) return refuse(root.kind, `${MANIFEST}: ${root.text}`);
  if (root.name !== 'MissionPackageManifest')
    return refuse('malformed', `${MANIFEST}: the root element is ${root.name}`);
  const parameters: Record<string, Json> = {};
  const uids = new Map<string, string>();
  for (const part of elementsOf(root)) {
    if (part.name === 'Configuration')
      for (const [name, value] of parametersOf(part))
        if (name === 'uid' || name === 'name') parameters[name] = value;
    if (part.name === 'Contents')
      for (const content of elementsOf(part)) {
        const name = content.attributes?.zipEntry;
        const uid = parametersOf(content).get('uid');
        if (name !== undefined && uid !== undefined) uids.set(name, uid);
      }
  }
  return ok({ parameters, uids });
}

const elementsOf = (element: XmlElement): readonly XmlElement[] =>
  (element.children ?? []).filter((child) => typeof child !== 'string');

const parametersOf = (element: XmlElement): ReadonlyMap<string, string> =>
  new Map(
    elementsOf(element)
      .filter(({ name }) => name === 'Parameter')
      .map(({ attributes }) => [attributes?.name ?? '', attributes?.value ?? '']),
  );

const refuse = (kind: string, text: string): Result<never, DecodeError> =>
  fail({ kind, offset: 0, text });
