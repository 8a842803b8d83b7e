import type { Json } from '@greenline/base';
import type { FieldType, MessageField, MessageKind } from './message-kind.ts';
import { sizeOf } from './message-kind.ts';

/** Long enough for every message, and for the zeros that a sender leaves away. */
const padded = new Uint8Array(512);
const view = new DataView(padded.buffer);

/**
 * The fields of a payload, as the definitions name them. What a sender leaves away at the end is zero.
 *
 * NaN and infinities are `null`; numbers beyond 2^53 are decimal text; texts end at their first NUL.
 */
export function readFields(
  kind: MessageKind,
  bytes: Uint8Array,
  from: number,
  to: number,
  version: 1 | 2,
): Record<string, Json> {
  const length = Math.min(to - from, kind.bytes);
  for (let i = 0; i < length; i++) padded[i] = bytes[from + i] as number;
  padded.fill(0, length, kind.bytes);
  const fields: Record<string, Json> = {};
  for (const field of kind.fields) {
    if (field.extension && version === 1) break;
    fields[field.name] = readField(field);
  }
  return fields;
}

function readField({ type, count, offset }: MessageField): Json {
  if (count === undefined) return type === 'char' ? textAt(offset, 1) : valueAt(type, offset);
  if (type === 'char') return textAt(offset, count);
  const values: Json[] = [];
  const size = sizeOf(type);
  for (let i = 0; i < count; i++) values.push(valueAt(type, offset + i * size));
  return values;
}

function valueAt(type: FieldType, at: number): number | string | null {
  switch (type) {
    case 'u8':
    case 'char':
      return padded[at] as number;
    case 'i8':
      return view.getInt8(at);
    case 'u16':
      return view.getUint16(at, true);
    case 'i16':
      return view.getInt16(at, true);
    case 'u32':
      return view.getUint32(at, true);
    case 'i32':
      return view.getInt32(at, true);
    case 'f32':
      return finite(view.getFloat32(at, true));
    case 'f64':
      return finite(view.getFloat64(at, true));
    case 'u64':
    case 'i64': {
      const low = view.getUint32(at, true);
      const high = type === 'u64' ? view.getUint32(at + 4, true) : view.getInt32(at + 4, true);
      const near = high * 2 ** 32 + low;
      if (Number.isSafeInteger(near)) return near;
      return String(type === 'u64' ? view.getBigUint64(at, true) : view.getBigInt64(at, true));
    }
  }
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const decoder = new TextDecoder('utf-8');

function textAt(at: number, count: number): string {
  let end = at;
  let plain = '';
  for (; end < at + count && padded[end] !== 0; end++) {
    const byte = padded[end] as number;
    if (byte >= 0x80) {
      const zero = padded.indexOf(0, end);
      const to = zero < 0 || zero > at + count ? at + count : zero;
      return decoder.decode(padded.slice(at, to));
    }
    plain += String.fromCharCode(byte);
  }
  return plain;
}
