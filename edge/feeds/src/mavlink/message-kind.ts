import { utf8 } from '@greenline/base';
import { crcOf, crcStep } from './crc.ts';
import { TABLE } from './table.ts';

export type FieldType =
  | 'u8'
  | 'i8'
  | 'u16'
  | 'i16'
  | 'u32'
  | 'i32'
  | 'u64'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'char';

/** One field of a message, where it lies on the wire. */
export interface MessageField {
  readonly name: string;
  readonly type: FieldType;
  /** How many, for an array; absent for a single value. */
  readonly count?: number;
  /** Byte offset in the payload. */
  readonly offset: number;
  /** Only MAVLink 2 has it, and older senders have not. */
  readonly extension: boolean;
}

/** One message of the definitions, as it is sent. */
export interface MessageKind {
  readonly id: number;
  readonly name: string;
  /** In the order of the wire: larger types first, extensions behind. */
  readonly fields: readonly MessageField[];
  /** Bytes of the whole payload, and without the extensions: all of a MAVLink 1 message. */
  readonly bytes: number;
  readonly baseBytes: number;
  /** The byte that ties a frame's check code to this definition. */
  readonly crcExtra: number;
}

const SIZE: Readonly<Record<FieldType, number>> = {
  u8: 1,
  i8: 1,
  char: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  f32: 4,
  u64: 8,
  i64: 8,
  f64: 8,
};

/** Names of the types in the definitions, which the check code is made over. */
const LONG_NAME: Readonly<Record<FieldType, string>> = {
  u8: 'uint8_t',
  i8: 'int8_t',
  char: 'char',
  u16: 'uint16_t',
  i16: 'int16_t',
  u32: 'uint32_t',
  i32: 'int32_t',
  f32: 'float',
  u64: 'uint64_t',
  i64: 'int64_t',
  f64: 'double',
};

export const sizeOf = (type: FieldType): number => SIZE[type];

/** Lines of the table that nobody has asked for yet, by number and by name. */
const lines = new Map<number, string>();
const numbers = new Map<string, number>();
for (const line of TABLE.trim().split('\n')) {
  const [id = '', name = ''] = line.split(' ', 2);
  lines.set(Number(id), line);
  numbers.set(name, Number(id));
}
const kinds = new Map<number, MessageKind>();

/** The numbers of all messages of the definitions. */
export const messageIds = (): readonly number[] => [...lines.keys()];

/** A message by its number; `undefined` for one that the definitions have not. */
export function messageKind(id: number): MessageKind | undefined {
  const known = kinds.get(id);
  if (known !== undefined) return known;
  const line = lines.get(id);
  if (line === undefined) return undefined;
  const kind = kindOf(line);
  kinds.set(id, kind);
  return kind;
}

export function messageNamed(name: string): MessageKind | undefined {
  const id = numbers.get(name);
  return id === undefined ? undefined : messageKind(id);
}

type Declared = Omit<MessageField, 'offset'>;

function kindOf(line: string): MessageKind {
  const [id = '', name = '', ...words] = line.split(' ');
  const border = words.includes('+') ? words.indexOf('+') : words.length;
  const base = words.slice(0, border).map((word) => declared(word, false));
  // Larger types first; among equals the order of the definition.
  base.sort((a, b) => SIZE[b.type] - SIZE[a.type]);
  const extensions = words.slice(border + 1).map((word) => declared(word, true));
  let offset = 0;
  let baseBytes = 0;
  const fields = [...base, ...extensions].map((field) => {
    const placed = { ...field, offset };
    offset += SIZE[field.type] * (field.count ?? 1);
    if (!field.extension) baseBytes = offset;
    return placed;
  });
  return { id: Number(id), name, fields, bytes: offset, baseBytes, crcExtra: extraOf(name, base) };
}

function declared(word: string, extension: boolean): Declared {
  const [, name = '', type = 'u8', count] = /^(\w+):(\w+)(?:\[(\d+)\])?$/.exec(word) ?? [];
  return {
    name,
    type: type as FieldType,
    ...(count !== undefined && { count: Number(count) }),
    extension,
  };
}

/** The check code of names and types, folded to a byte: a changed definition is another message. */
function extraOf(name: string, base: readonly Declared[]): number {
  let crc = crcOf(utf8(`${name} `));
  for (const { type, name: field, count } of base) {
    const words = utf8(`${LONG_NAME[type]} ${field} `);
    crc = crcOf(words, 0, words.length, crc);
    if (count !== undefined) crc = crcStep(crc, count);
  }
  return (crc & 0xff) ^ (crc >> 8);
}
