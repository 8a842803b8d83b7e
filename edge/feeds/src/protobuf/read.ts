import { fromUtf8, type Json } from '@greenline/base';
import type { Field, MessageType } from './schema.ts';
import { formatTimestamp } from './timestamp.ts';
import { MOST_DEPTH, UNKNOWN, WireRefusal } from './wire-error.ts';

export type OpenObject = { [name: string]: Json };

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;
const SHORT = 256;

/** The message at hand; decoding is synchronous, so one cursor serves all. */
let bytes: Buffer = Buffer.alloc(0);
let view: DataView = new DataView(new ArrayBuffer(0));
let at = 0;

/**
 * Reads one protobuf message by its table into what protobuf's JSON mapping makes of it: names in lower
 * camel case, enumerations by name, timestamps in RFC 3339, 64-bit numbers as text, bytes in base64. A
 * float is the shortest decimal that is the same float. Of a oneof the last one counts; a single field that
 * stands twice is refused; fields that the table does not know are kept as `unknownFields`. Throws `WireRefusal`, and nothing else.
 */
export function readProtobuf(message: Uint8Array, type: MessageType): OpenObject {
  bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  at = 0;
  const object: OpenObject = {};
  readInto(object, type, message.length, 0);
  return object;
}

function readInto(object: OpenObject, type: MessageType, end: number, depth: number): void {
  if (depth > MOST_DEPTH)
    throw new WireRefusal('depth', `more than ${MOST_DEPTH} messages deep; flatten it`, {
      offset: at,
    });
  const { byNumber } = type;
  let unknown: Buffer[] | undefined;
  while (at < end) {
    const from = at;
    const tag = readVarint(end);
    const wire = tag & 7;
    const number = tag >>> 3;
    const field = byNumber[number];
    if (field === undefined || !fits(field, wire)) {
      if (number === 0) throw malformed('a field of number 0', from);
      skip(wire, end);
      unknown ??= [];
      unknown.push(bytes.subarray(from, at));
      continue;
    }
    if (field.oneof !== undefined) replaceOthers(object, field);
    if (field.repeated) readRepeated(object, field, wire, end, depth);
    else if (object[field.json] === undefined) object[field.json] = readValue(field, end, depth);
    else throw malformed(`${field.name} stands twice`, from);
  }
  if (unknown !== undefined) object[UNKNOWN] = Buffer.concat(unknown).toString('base64');
}

const WIRE_OF: Readonly<Record<Field['kind'], number>> = {
  string: BYTES,
  bytes: BYTES,
  message: BYTES,
  timestamp: BYTES,
  bool: VARINT,
  int32: VARINT,
  uint32: VARINT,
  uint64: VARINT,
  enum: VARINT,
  double: FIXED_64,
  float: FIXED_32,
};

/** A repeated number may come packed: many behind one length. */
const fits = (field: Field, wire: number): boolean =>
  WIRE_OF[field.kind] === wire || (field.repeated && wire === BYTES);

function readRepeated(
  object: OpenObject,
  field: Field,
  wire: number,
  end: number,
  depth: number,
): void {
  let list = object[field.json] as Json[] | undefined;
  if (list === undefined) {
    list = [];
    object[field.json] = list;
  }
  if (wire === WIRE_OF[field.kind]) {
    list.push(readValue(field, end, depth));
    return;
  }
  const last = endOfBytes(end);
  while (at < last) list.push(readValue(field, last, depth));
}

function replaceOthers(object: OpenObject, field: Field): void {
  for (const other of field.oneof?.fields ?? [])
    if (other !== field && object[other.json] !== undefined) delete object[other.json];
}

function readValue(field: Field, end: number, depth: number): Json {
  switch (field.kind) {
    case 'string':
      return readText(end, field);
    case 'message': {
      const object: OpenObject = {};
      readInto(object, field.message, endOfBytes(end), depth + 1);
      return object;
    }
    case 'double':
      return finite(view.getFloat64(advance(8, end), true));
    case 'float':
      return shortest(view.getFloat32(advance(4, end), true));
    case 'enum': {
      const number = readVarint(end) | 0;
      return field.enumeration.byNumber.get(number) ?? number;
    }
    case 'int32':
      return readVarint(end) | 0;
    case 'uint32':
      return readVarint(end) >>> 0;
    case 'uint64':
      return readUint64(end);
    case 'bool':
      return readUint64(end) !== '0';
    case 'bytes': {
      const last = endOfBytes(end);
      const text = bytes.toString('base64', at, last);
      at = last;
      return text;
    }
    case 'timestamp':
      return readTimestamp(endOfBytes(end), field);
  }
}

/** The low 32 bits of a varint, which is at most ten bytes long. */
function readVarint(end: number): number {
  let value = 0;
  for (let shift = 0, i = 0; i < 10; i++, shift += 7) {
    if (at >= end) throw truncated();
    const byte = bytes[at++] as number;
    if (shift < 32) value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
  throw malformed('a varint of more than ten bytes', at);
}

function readUint64(end: number): string {
  let low = 0;
  let high = 0n;
  for (let i = 0; i < 10; i++) {
    if (at >= end) throw truncated();
    const byte = bytes[at++] as number;
    if (i < 7) low += (byte & 0x7f) * 2 ** (7 * i);
    else high |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80)
      return high === 0n ? String(low) : String(BigInt.asUintN(64, high | BigInt(low)));
  }
  throw malformed('a varint of more than ten bytes', at);
}

function endOfBytes(end: number): number {
  const length = readVarint(end);
  if (length > end - at) throw truncated();
  return at + length;
}

function advance(width: number, end: number): number {
  if (width > end - at) throw truncated();
  at += width;
  return at - width;
}

function readText(end: number, field: Field): string {
  const last = endOfBytes(end);
  const from = at;
  at = last;
  if (last - from < SHORT) {
    let i = from;
    while (i < last && (bytes[i] as number) - 1 < 0x7f && bytes[i] !== 0) i++;
    if (i === last) return bytes.toString('latin1', from, last);
  }
  const text = fromUtf8(bytes.subarray(from, last));
  if (text === undefined || text.includes('\0'))
    throw new WireRefusal('encoding', `${field.name} must be UTF-8 without NUL; correct it`, {
      field: field.json,
      offset: from,
    });
  return text;
}

function readTimestamp(end: number, field: Field): string {
  const from = at;
  let seconds = 0;
  let nanos = 0;
  while (at < end) {
    const tag = readVarint(end);
    if (tag === 0x08) seconds = Number(BigInt.asIntN(64, BigInt(readUint64(end))));
    else if (tag === 0x10) nanos = readVarint(end) | 0;
    else skip(tag & 7, end);
  }
  const text = formatTimestamp(seconds, nanos);
  if (text === undefined)
    throw new WireRefusal('malformed', `${field.name} must be a moment of the years 1 to 9999`, {
      field: field.json,
      offset: from,
    });
  return text;
}

function skip(wire: number, end: number): void {
  if (wire === VARINT) readVarint(end);
  else if (wire === FIXED_64) advance(8, end);
  else if (wire === BYTES) at = endOfBytes(end);
  else if (wire === FIXED_32) advance(4, end);
  else throw malformed(`wire type ${wire}, which nothing here has`, at);
}

function finite(value: number): Json {
  return Number.isFinite(value) ? value : String(value);
}

/** The decimal with fewest digits that is this float: 0.8, not 0.800000011920929. */
function shortest(value: number): Json {
  if (value > -1e7 && value < 1e7) {
    const rough = Math.round(value * 1e6) / 1e6;
    if (Math.fround(rough) === value) return rough + 0;
  }
  if (!Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return Number(value.toPrecision(9));
}

const truncated = (): WireRefusal =>
  new WireRefusal('truncated', 'the message ends within a field; send it whole', { offset: at });

const malformed = (what: string, offset: number): WireRefusal =>
  new WireRefusal('malformed', `${what}; send protobuf as its table says`, { offset });
