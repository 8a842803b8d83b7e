import { concat, utf8 } from '@greenline/base';
import { crcOf, crcStep } from './crc.ts';
import { MAGIC_1, MAGIC_2, readFrame } from './frame.ts';
import { type FieldType, type MessageKind, messageNamed, sizeOf } from './message-kind.ts';
import { signatureBytes } from './signing.ts';

/** A value of a field: a number, a whole number beyond 2^53, a text of characters, or several. */
export type FieldValue = number | bigint | string | readonly number[];

export interface Sender {
  readonly system: number;
  readonly component: number;
  readonly sequence: number;
}

/** How a frame is signed: key and number of the link, and tens of microseconds since 2015. */
export interface SigningLink {
  readonly key: Uint8Array;
  readonly link: number;
  readonly ticks: number;
}

/** The payload of a message; fields that are not given are zero. `undefined` for an unknown name. */
export function payloadOf(
  name: string,
  values: Readonly<Record<string, FieldValue>>,
): Uint8Array | undefined {
  const kind = messageNamed(name);
  return kind && fill(kind, values);
}

function fill(kind: MessageKind, values: Readonly<Record<string, FieldValue>>): Uint8Array {
  const payload = new Uint8Array(kind.bytes);
  const view = new DataView(payload.buffer);
  for (const { name, type, count = 1, offset } of kind.fields) {
    const value = values[name];
    if (value === undefined) continue;
    if (typeof value === 'string') payload.set(utf8(value).subarray(0, count), offset);
    else {
      const list = typeof value === 'object' ? value : [value];
      list.slice(0, count).forEach((one, i) => {
        put(view, type, offset + i * sizeOf(type), one);
      });
    }
  }
  return payload;
}

function put(view: DataView, type: FieldType, at: number, value: number | bigint): void {
  const near = Number(value);
  if (type === 'f32') view.setFloat32(at, near, true);
  else if (type === 'f64') view.setFloat64(at, near, true);
  else if (type === 'u64' || type === 'i64')
    view.setBigUint64(at, BigInt.asUintN(64, BigInt(value)), true);
  else if (sizeOf(type) === 4) view.setUint32(at, near >>> 0, true);
  else if (sizeOf(type) === 2) view.setUint16(at, near & 0xffff, true);
  else view.setUint8(at, near & 0xff);
}

/** A MAVLink 2 frame: zeros at the end of the payload are left away. `undefined` for an unknown name. */
export function frameOf(
  name: string,
  values: Readonly<Record<string, FieldValue>>,
  { system, component, sequence }: Sender,
  signing?: SigningLink,
): Uint8Array | undefined {
  const kind = messageNamed(name);
  if (kind === undefined) return undefined;
  const full = fill(kind, values);
  let length = full.length;
  while (length > 1 && full[length - 1] === 0) length -= 1;
  const { id } = kind;
  const numbers = [id & 0xff, (id >> 8) & 0xff, id >> 16];
  const flags = signing === undefined ? 0 : 1;
  const head = Uint8Array.of(MAGIC_2, length, flags, 0, sequence, system, component, ...numbers);
  const frame = closed(concat(head, full.subarray(0, length)), kind);
  return signing === undefined ? frame : signed(frame, signing);
}

/** A MAVLink 1 frame; `undefined` for a message that MAVLink 1 has not. */
export function oldFrameOf(
  name: string,
  values: Readonly<Record<string, FieldValue>>,
  { system, component, sequence }: Sender,
): Uint8Array | undefined {
  const kind = messageNamed(name);
  if (kind === undefined || kind.id > 255) return undefined;
  const payload = fill(kind, values).subarray(0, kind.baseBytes);
  const head = Uint8Array.of(MAGIC_1, payload.length, sequence, system, component, kind.id);
  return closed(concat(head, payload), kind);
}

function closed(bytes: Uint8Array, kind: MessageKind): Uint8Array {
  const crc = crcStep(crcOf(bytes, 1), kind.crcExtra);
  return concat(bytes, Uint8Array.of(crc & 0xff, crc >> 8));
}

function signed(frame: Uint8Array, { key, link, ticks }: SigningLink): Uint8Array {
  const stamp = Array.from({ length: 6 }, (_, i) => Math.floor(ticks / 256 ** i) % 256);
  const bytes = concat(frame, Uint8Array.of(link, ...stamp, 0, 0, 0, 0, 0, 0));
  const header = readFrame(bytes);
  if (header === undefined) throw new Error('a frame that was just written is one');
  bytes.set(signatureBytes(key, bytes, header), bytes.length - 6);
  return bytes;
}
