import { fail, hex, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed, RawMessage, Sighting } from '@greenline/observation';
import { isCapture } from '../capture/capture.ts';
import type { Items } from '../klv/item.ts';
import { readLocalSet } from '../klv/local-set.ts';
import {
  beginsPacket,
  type Check,
  checkOf,
  itemsEnd,
  readPacket,
  splitKlv,
  UAS_DATALINK,
  VMTI,
  VTRACK,
} from '../klv/packet.ts';
import { instantOfUs, numberOf, wordsOf } from '../klv/values.ts';
import { type Scene, sceneOf } from '../misb0601/observe.ts';
import { UAS } from '../misb0601/tags.ts';
import {
  classOf,
  locatedBy,
  motionOf,
  ontologiesOf,
  seriesOf,
  targetSightings,
} from './observe.ts';
import { trackTable, vmtiTable } from './tags.ts';

const NONE: Items = {};

/**
 * MISB ST 0903.5, moving targets found in video: VMTI and VTrack packets with their own labels, the VMTI
 * sets of ST 0601 packets (item 74, with the outer packet's frame for the places), or one bare VMTI set.
 * Values of editions 0903.3 and earlier are read by their own mapping.
 *
 * Sightings: the targets that have a place; the points of a track. A packet whose checksum is wrong
 * yields none. A bare set has no checksum of a packet and is taken as it is.
 */
export const misb0903: Feed = {
  format: 'misb0903',
  trustClass: 'link',
  recognises: (head) => beginsPacket(head) && [VMTI, VTRACK].includes(hex(head.subarray(0, 16))),
  split: bareOrPackets,
  decode: decodeMisb0903,
};

/** A file that does not begin with a label, and is one local set from end to end, is one message. */
function bareOrPackets(file: Uint8Array): Iterable<Result<RawMessage, DecodeError>> {
  if (beginsPacket(file) || isCapture(file) || !isBareSet(file)) return splitKlv(file);
  return [ok({ bytes: file, offset: 0 })];
}

function isBareSet(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || beginsPacket(bytes)) return false;
  const { items, brokenAt } = readLocalSet(vmtiTable(bytes, 0, bytes.length), bytes);
  return brokenAt === undefined && Object.values(items).some((item) => item.name !== 'unknown');
}

export function decodeMisb0903(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  if (isBareSet(bytes)) return decodeSet(bytes, 0, bytes.length, receivedAt, {});
  const packet = readPacket(bytes);
  if (!packet.ok) return packet;
  const { label, from, to } = packet.value;
  const check = checkOf(bytes, to);
  if (label === VMTI) return decodeSet(bytes, from, to, receivedAt, check);
  if (label === VTRACK) return decodeTrack(bytes, from, to, receivedAt, check);
  if (label === UAS_DATALINK) return decodeWithin(bytes, from, to, receivedAt, check);
  return fail({
    kind: 'other-set',
    offset: 0,
    text: `a set of label ${label} is not ST 0903; read it in its own format`,
  });
}

function decodeSet(
  bytes: Uint8Array,
  from: number,
  end: number,
  receivedAt: Instant | undefined,
  check: Check,
): Result<Decoded, DecodeError> {
  const to = itemsEnd(bytes, from, end);
  const { items, brokenAt } = readLocalSet(vmtiTable(bytes, from, to), bytes, from, to);
  const message = messageOf('vmti', bytes, items, check, brokenAt);
  const observedAt = instantOfUs(numberOf(items, 2)) ?? receivedAt;
  if (!believed(bytes, check) || observedAt === undefined) return ok({ message, sightings: [] });
  const scene = sceneAlone(wordsOf(items, 10) ?? wordsOf(items, 3), observedAt);
  return ok({ message, sightings: targetSightings(items, NONE, scene) });
}

function decodeWithin(
  bytes: Uint8Array,
  from: number,
  to: number,
  receivedAt: Instant | undefined,
  check: Check,
): Result<Decoded, DecodeError> {
  const { items } = readLocalSet(UAS, bytes, from, itemsEnd(bytes, from, to));
  const vmti = items[74]?.items;
  if (vmti === undefined)
    return fail({
      kind: 'no-vmti',
      field: '74',
      text: 'the ST 0601 packet has no VMTI set; leave it out',
    });
  const scene = check.checksumOk === true ? sceneOf(items, receivedAt) : undefined;
  const sightings = scene === undefined ? [] : targetSightings(vmti, items, scene);
  return ok({ message: messageOf('vmti', bytes, vmti, check), sightings });
}

function decodeTrack(
  bytes: Uint8Array,
  from: number,
  end: number,
  receivedAt: Instant | undefined,
  check: Check,
): Result<Decoded, DecodeError> {
  const to = itemsEnd(bytes, from, end);
  const { items, brokenAt } = readLocalSet(trackTable(bytes, from, to), bytes, from, to);
  const message = messageOf('vtrack', bytes, items, check, brokenAt);
  if (!believed(bytes, check)) return ok({ message, sightings: [] });
  const sensor = wordsOf(items, 12) ?? wordsOf(items, 10) ?? 'misb0903';
  const track = items[3]?.value;
  const words = ontologiesOf(items);
  const sightings: Sighting[] = [];
  for (const { items: point } of seriesOf(items, 101)) {
    const place = locatedBy(point[13]?.value);
    const observedAt = instantOfUs(numberOf(point, 1) ?? numberOf(items, 2)) ?? receivedAt;
    if (place === undefined || observedAt === undefined) continue;
    const { from: placedFrom, ...where } = place;
    sightings.push({
      kind: 'object',
      sensor,
      observedAt,
      ...where,
      ...motionOf(point[15]?.value as { east?: number; north?: number } | undefined),
      class: classOf({ ...point, 5: point[8] } as Items, words),
      ...(typeof track === 'string' && { identity: track }),
      attributes: { placedFrom },
    });
  }
  return ok({ message, sightings });
}

/** A packet that stands alone must prove itself; a set handed over bare cannot. */
const believed = (bytes: Uint8Array, check: Check): boolean =>
  beginsPacket(bytes) ? check.checksumOk === true : true;

const sceneAlone = (sensor: string | undefined, observedAt: Instant): Scene => ({
  sensor: sensor ?? 'misb0903',
  observedAt,
  footprint: undefined,
  handling: undefined,
  exercise: false,
});

function messageOf(
  set: 'vmti' | 'vtrack',
  bytes: Uint8Array,
  items: Items,
  check: Check,
  brokenAt?: number,
): JsonObject {
  const broken = brokenAt === undefined ? {} : { brokenAt };
  return { set, length: bytes.length, items, ...check, ...broken } as unknown as JsonObject;
}
