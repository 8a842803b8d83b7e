import { concat, fromHex } from '@greenline/base';
import { checksumOf } from './packet.ts';

/** Writes a BER length in its shortest form. */
export function berLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

/** Writes a BER-OID number. */
export function berOid(value: number): Uint8Array {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    bytes.unshift(0x80 | (rest % 128));
  return Uint8Array.from(bytes);
}

/** Writes the items of a local set, in the order given. */
export const localSet = (
  items: readonly (readonly [tag: number, value: Uint8Array])[],
): Uint8Array =>
  concat(...items.flatMap(([tag, value]) => [berOid(tag), berLength(value.length), value]));

/** Writes a packet: label, length, set and, unless it is left out, the checksum of ST 0601. */
export function klvPacket(label: string, set: Uint8Array, checked = true): Uint8Array {
  const check = checked ? Uint8Array.of(1, 2, 0, 0) : new Uint8Array();
  const length = berLength(set.length + check.length);
  const packet = concat(fromHex(label) ?? new Uint8Array(), length, set, check);
  if (!checked) return packet;
  const sum = checksumOf(packet, packet.length - 2);
  packet.set([sum >> 8, sum & 0xff], packet.length - 2);
  return packet;
}
