import { fail, type Json, type JsonObject, ok, parseInstant, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed } from '@greenline/observation';
import { FieldRefusal, Fields } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { allDifferent, checkBox, readItem, readLinks } from './item.ts';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

/**
 * SpatioTemporal Asset Catalog 1.0 and 1.1: items, item collections (pages of an API search among
 * them), collections and catalogues.
 *
 * An item says where a scene was taken, from when to when: one observation period a polygon of its
 * footprint, and one note that points to its assets as evidence. The period's detection probability is 0:
 * a scene in an archive was taken, and nobody has searched it yet. Collections and catalogues are messages only.
 */
export const stac: Feed = {
  format: 'stac',
  trustClass: 'link',
  recognises: (head) => {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    const first = firstByte(head);
    return (first === OPEN_OBJECT || first === OPEN_ARRAY) && /"stac_version"\s*:/.test(text);
  },
  split: (file) => jsonMessages(file, 'features'),
  decode: (message) => decodeStac(message),
};

export function decodeStac(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  try {
    return ok(readAny(json.value));
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

function readAny(json: Json): Decoded {
  const fields = new Fields(json, '');
  const message = json as JsonObject;
  const type = fields.oneOf('type', ['Feature', 'Collection', 'Catalog']);
  if (type === undefined) fields.refuse('type', 'Feature, Collection or Catalog', 'missing');
  const version = fields.text('stac_version');
  if (!/^1\.[01]\.\d+(?:-[\w.]+)?$/.test(version))
    fields.refuse('stac_version', '1.0 or 1.1', 'version');
  const extensions = fields.list('stac_extensions');
  if (extensions !== undefined && !allDifferent(extensions))
    fields.refuse('stac_extensions', 'a list of addresses, none twice');
  if (type === 'Feature') return { message, ...readItem(fields) };
  for (const name of ['id', 'description']) fields.text(name);
  readLinks(fields);
  if (type === 'Collection') readCollection(fields);
  return { message, sightings: [] };
}

function readCollection(fields: Fields): void {
  fields.text('license');
  const extent = new Fields(fields.raw('extent'), 'extent');
  const spatial = new Fields(extent.raw('spatial'), 'extent.spatial');
  const boxes = spatial.list('bbox') ?? spatial.refuse('bbox', 'a list of boxes', 'missing');
  if (boxes.length === 0 || boxes.length === 2)
    spatial.refuse('bbox', 'one box, or one over all and the parts after it');
  for (const box of boxes)
    checkBox(Array.isArray(box) ? box : [], () =>
      spatial.refuse('bbox', 'boxes of four or six numbers'),
    );
  const temporal = new Fields(extent.raw('temporal'), 'extent.temporal');
  const spans =
    temporal.list('interval') ?? temporal.refuse('interval', 'a list of spans', 'missing');
  if (spans.length === 0) temporal.refuse('interval', 'a list that is not empty');
  const isTime = (one: Json | undefined) =>
    one === null ||
    (typeof one === 'string' && parseInstant(one.replace(/^(.{10}) /, '$1T')) !== undefined);
  for (const span of spans)
    if (!Array.isArray(span) || span.length !== 2 || !span.every(isTime))
      temporal.refuse('interval', 'spans of two times, or null for an open end');
}
