import { type Json, type JsonObject, utf8 } from '@greenline/base';
import type { Field, MessageType } from './schema.ts';
import { parseTimestamp } from './timestamp.ts';
import { UNKNOWN } from './wire-error.ts';

/**
 * Writes a message in the form of `readProtobuf` as protobuf, fields by number, presence explicit: what is
 * there is written, zeros too. Numbers of enumerations and times must be right: `fromProtobufJson` sees to it.
 */
export function writeProtobuf(message: JsonObject, type: MessageType): Buffer {
  const parts: Uint8Array[] = [];
  for (const field of type.fields) {
    const value = message[field.json];
    if (value === undefined || value === null) continue;
    if (!field.repeated) writeField(parts, field, value);
    else if (isPacked(field)) writePacked(parts, field, value as readonly Json[]);
    else for (const one of value as readonly Json[]) writeField(parts, field, one);
  }
  const unknown = message[UNKNOWN];
  if (typeof unknown === 'string') parts.push(Buffer.from(unknown, 'base64'));
  return Buffer.concat(parts);
}

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

const UNPACKED: ReadonlySet<Field['kind']> = new Set(['string', 'bytes', 'message', 'timestamp']);
const isPacked = (field: Field): boolean => !UNPACKED.has(field.kind);

/** Repeated numbers stand behind one length. */
function writePacked(parts: Uint8Array[], field: Field, values: readonly Json[]): void {
  if (values.length === 0) return;
  const bytes = Buffer.concat(values.map((value) => encoded(field, value)[1]));
  parts.push(varint(field.number * 8 + BYTES), varint(bytes.length), bytes);
}

function writeField(parts: Uint8Array[], field: Field, value: Json): void {
  const [wire, bytes] = encoded(field, value);
  parts.push(varint(field.number * 8 + wire));
  if (wire === BYTES) parts.push(varint(bytes.length));
  parts.push(bytes);
}

function encoded(field: Field, value: Json): readonly [wire: number, bytes: Uint8Array] {
  switch (field.kind) {
    case 'message':
      return [BYTES, writeProtobuf(value as JsonObject, field.message)];
    case 'string':
      return [BYTES, utf8(value as string)];
    case 'bytes':
      return [BYTES, Buffer.from(value as string, 'base64')];
    case 'timestamp':
      return [BYTES, timestamp(value as string)];
    case 'double': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(Number(value));
      return [FIXED_64, bytes];
    }
    case 'float': {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(Number(value));
      return [FIXED_32, bytes];
    }
    case 'enum':
      return [VARINT, signed(field.enumeration.byName.get(value as string) ?? Number(value))];
    case 'bool':
      return [VARINT, varint(value === true ? 1 : 0)];
    case 'uint64':
      return [VARINT, longVarint(BigInt(value as string))];
    case 'int32':
    case 'uint32':
      return [VARINT, signed(Number(value))];
  }
}

function timestamp(text: string): Uint8Array {
  const moment = parseTimestamp(text);
  if (moment === undefined) throw new Error(`no time: ${text}`);
  const parts: Uint8Array[] = [];
  if (moment.seconds !== 0) parts.push(varint(8), signed(moment.seconds));
  if (moment.nanos !== 0) parts.push(varint(16), varint(moment.nanos));
  return Buffer.concat(parts);
}

/** Protobuf writes a negative number as its 64-bit complement. */
const signed = (value: number): Uint8Array =>
  value < 0 ? longVarint(BigInt.asUintN(64, BigInt(value))) : varint(value);

/** A whole number from 0 to 2^53. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function longVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
