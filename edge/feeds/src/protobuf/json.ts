import type { Json } from '@greenline/base';
import type { OpenObject } from './read.ts';
import type { Field, MessageType } from './schema.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';
import { MOST_DEPTH, UNKNOWN, WireRefusal } from './wire-error.ts';

const BASE_64 = /^(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2,3}={0,2})?$/;
const INTEGER = /^-?\d{1,20}(?:\.0*)?$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MOST_DIGITS = 400;

/**
 * Reads protobuf's JSON mapping by a table, into the form in which `readProtobuf` writes: both spellings of
 * names are taken, numbers as texts too, enumerations by name or number; null is absent. A name that the
 * table does not know and two of a oneof are refused, as the mapping says. Throws `WireRefusal`.
 */
export function fromProtobufJson(value: Json, type: MessageType, path = '', depth = 0): OpenObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw malformed(path || 'message', 'an object');
  if (depth > MOST_DEPTH)
    throw new WireRefusal('depth', `more than ${MOST_DEPTH} messages deep; flatten it`, {
      field: path,
    });
  const object: OpenObject = {};
  for (const [name, member] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (name === UNKNOWN && typeof member === 'string') {
      if (!BASE_64.test(member)) throw malformed(here, 'base64');
      object[UNKNOWN] = member;
      continue;
    }
    const field = type.byName.get(name);
    if (field === undefined)
      throw new WireRefusal('unknown-field', `${here} is no field of ${type.name}; leave it out`, {
        field: here,
      });
    if (member === null || member === undefined) continue;
    if (object[field.json] !== undefined)
      throw new WireRefusal('duplicate-name', `${here} stands twice; keep one`, { field: here });
    for (const other of field.oneof?.fields ?? [])
      if (object[other.json] !== undefined)
        throw new WireRefusal(
          'oneof',
          `${here} cannot stand beside ${other.json}; keep one of them`,
          { field: here },
        );
    object[field.json] = field.repeated
      ? listOf(member as Json, field, here, depth)
      : readMember(member as Json, field, here, depth);
  }
  return inOrder(object, type);
}

/** Fields by number, as they stand on the wire: the same message is the same text. */
function inOrder(object: OpenObject, type: MessageType): OpenObject {
  const ordered: OpenObject = {};
  for (const { json } of type.fields) {
    const value = object[json];
    if (value !== undefined) ordered[json] = value;
  }
  const unknown = object[UNKNOWN];
  if (unknown !== undefined) ordered[UNKNOWN] = unknown;
  return ordered;
}

function listOf(value: Json, field: Field, path: string, depth: number): Json {
  if (!Array.isArray(value)) throw malformed(path, 'an array');
  return (value as readonly Json[]).map((one, i) => readMember(one, field, `${path}[${i}]`, depth));
}

function readMember(value: Json, field: Field, path: string, depth: number): Json {
  switch (field.kind) {
    case 'message':
      return fromProtobufJson(value, field.message, path, depth + 1);
    case 'string':
      if (typeof value !== 'string') throw malformed(path, 'a text');
      return value;
    case 'bool':
      if (typeof value !== 'boolean') throw malformed(path, 'true or false');
      return value;
    case 'enum':
      return enumerated(value, field, path);
    case 'bytes':
      if (typeof value !== 'string' || !BASE_64.test(value)) throw malformed(path, 'base64');
      return Buffer.from(value, 'base64').toString('base64');
    case 'timestamp': {
      const moment = typeof value === 'string' ? parseTimestamp(value) : undefined;
      const text = moment && formatTimestamp(moment.seconds, moment.nanos);
      if (text === undefined) throw malformed(path, 'an RFC 3339 time with a zone');
      return text;
    }
    case 'double':
    case 'float':
      return decimalOf(value, field, path);
    case 'int32':
      return integerOf(value, path, -(2n ** 31n), 2n ** 31n - 1n);
    case 'uint32':
      return integerOf(value, path, 0n, 2n ** 32n - 1n);
    case 'uint64':
      return String(integerText(value, path, 0n, 2n ** 64n - 1n));
  }
}

function enumerated(value: Json, field: Field, path: string): Json {
  const { byName, byNumber, name } = field.enumeration;
  if (typeof value === 'string' && byName.has(value)) return value;
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31)
    return byNumber.get(value) ?? value;
  throw malformed(path, `a value of ${name}`);
}

const SPECIAL = new Set(['NaN', 'Infinity', '-Infinity']);

function decimalOf(value: Json, field: Field, path: string): Json {
  if (typeof value === 'string' && SPECIAL.has(value)) return value;
  const number =
    typeof value === 'string' && value.length < MOST_DIGITS && DECIMAL.test(value.trim())
      ? Number(value)
      : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw malformed(path, 'a number');
  if (field.kind === 'float' && !Number.isFinite(Math.fround(number)))
    throw malformed(path, 'a number of 32 bits');
  return number + 0;
}

const integerOf = (value: Json, path: string, least: bigint, most: bigint): number =>
  Number(integerText(value, path, least, most));

function integerText(value: Json, path: string, least: bigint, most: bigint): bigint {
  let whole: bigint | undefined;
  if (typeof value === 'number' && Number.isInteger(value)) whole = BigInt(value);
  else if (typeof value === 'string' && INTEGER.test(value))
    whole = BigInt(value.replace(/\..*/, ''));
  if (whole === undefined || whole < least || whole > most)
    throw malformed(path, `a whole number from ${least} to ${most}`);
  return whole;
}

const malformed = (field: string, want: string): WireRefusal =>
  new WireRefusal('malformed', `${field} must be ${want}`, { field });
