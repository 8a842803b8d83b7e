import { fail, hex, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, Sighting } from '@greenline/observation';
import { readLocalSet } from '../klv/local-set.ts';
import {
  beginsPacket,
  checkOf,
  itemsEnd,
  readPacket,
  splitKlv,
  UAS_DATALINK,
} from '../klv/packet.ts';
import { targetSightings } from '../misb0903/observe.ts';
import { platformSighting, sceneOf } from './observe.ts';
import { UAS } from './tags.ts';

/**
 * MISB ST 0601.19, UAS Datalink local set: KLV packets back to back.
 *
 * The message has every item by its tag: `name` (its end is the unit), `value`, `hex`; `special` where
 * the item says that there is no value, `items` for the sets within (ST 0102, 0806, 0903, 1206 …),
 * `error` where its bytes are no value of it. Unknown tags are kept as bytes. Time stamps are
 * microseconds since 1970, as sent.
 *
 * Sightings: the platform where it says it is, with its footprint and its security marks as handling;
 * and every moving target of a VMTI set within that has a place. A packet whose checksum is wrong
 * or absent is shown (`checksumOk` false or absent) and yields none: ST 0601 trusts it with nothing.
 */
export const misb0601: Feed = {
  format: 'misb0601',
  trustClass: 'link',
  recognises: (head) => beginsPacket(head) && hex(head.subarray(0, 16)) === UAS_DATALINK,
  split: splitKlv,
  decode: decodeMisb0601,
};

export function decodeMisb0601(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  const packet = readPacket(bytes);
  if (!packet.ok) return packet;
  const { label, from, to } = packet.value;
  if (label !== UAS_DATALINK)
    return fail({
      kind: 'other-set',
      offset: 0,
      text: `a set of label ${label} is not ST 0601; read it in its own format`,
    });
  const digits = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  const { items, brokenAt } = readLocalSet(UAS, bytes, from, itemsEnd(bytes, from, to), 0, digits);
  const check = checkOf(bytes, to);
  const message = {
    length: bytes.length,
    items,
    ...check,
    ...(brokenAt !== undefined && { brokenAt }),
  } as unknown as JsonObject;
  const sightings: Sighting[] = [];
  const scene = check.checksumOk === true ? sceneOf(items, receivedAt) : undefined;
  if (scene !== undefined) {
    const platform = platformSighting(items, scene);
    if (platform !== undefined) sightings.push(platform);
    const vmti = items[74]?.items;
    if (vmti !== undefined) sightings.push(...targetSightings(vmti, items, scene));
  }
  return ok({ message, sightings });
}
