import { fail, type Json, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed } from '@greenline/observation';
import { FieldRefusal, Fields } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { isIdentifier, readObject, type StixObject } from './object.ts';
import { sightingsIn } from './sightings.ts';

const MOST_BYTES = 8 * 1024 * 1024;
const MOST_OBJECTS = 20_000;

/**
 * STIX 2.1 bundles (OASIS, 10 June 2021), or one object alone.
 *
 * Every object must keep the rules of its type; types that nobody standardised are let through. Sightings,
 * and incidents that no sighting is of, become events of cyber kinds, placed where a location with
 * coordinates was named; TLP marks of both editions become handling. References that lead out of the bundle are left open.
 */
export const stix: Feed = {
  format: 'stix',
  trustClass: 'link',
  recognises: (head) => {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    const bundle = /"type"\s*:\s*"bundle"/.test(text) && /"bundle--/.test(text);
    return firstByte(head) === 0x7b && (bundle || /"spec_version"\s*:\s*"2\.[01]"/.test(text));
  },
  split: (file) => jsonMessages(file),
  decode: (message) => decodeStix(message),
};

export function decodeStix(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const json = readJson(bytes, MOST_BYTES);
  if (!json.ok) return json;
  try {
    const objects = readBundle(json.value);
    return ok({ message: json.value as JsonObject, sightings: sightingsIn(objects) });
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

function readBundle(json: Json): ReadonlyMap<string, StixObject> {
  const fields = new Fields(json, '');
  if (fields.raw('type') !== 'bundle') {
    const one = readObject(json, '');
    return new Map([[one.id, one]]);
  }
  const id = fields.text('id');
  if (!isIdentifier(id) || !id.startsWith('bundle--')) fields.refuse('id', 'bundle-- and a UUID');
  const version = fields.raw('spec_version');
  if (version !== undefined && version !== '2.1')
    fields.refuse('spec_version', 'absent: STIX 2.1 has it in each object', 'version');
  const list = fields.list('objects') ?? [];
  if (fields.has('objects') && list.length === 0)
    fields.refuse('objects', 'absent rather than an empty list');
  if (list.length > MOST_OBJECTS) fields.refuse('objects', `at most ${MOST_OBJECTS} objects`);
  const objects = new Map<string, StixObject>();
  for (const [i, one] of list.entries()) {
    const object = readObject(one, `objects[${i}]`);
    const other = objects.get(object.id);
    if (other !== undefined && other.json.modified === object.json.modified)
      object.fields.refuse('id', 'of one object: two of the same version stand here', 'duplicate');
    // Of several versions the latest speaks: timestamps in UTC sort as texts.
    if (other === undefined || String(other.json.modified) < String(object.json.modified))
      objects.set(object.id, object);
  }
  return objects;
}
