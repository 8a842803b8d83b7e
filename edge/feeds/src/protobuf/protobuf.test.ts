import {
  create,
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import {
  Edition,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_timestamp,
} from '@bufbuild/protobuf/wkt';
import { fromHex } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sapientMessage, sapientSchema } from '../sapient/fields.ts';
import { fromProtobufJson } from './json.ts';
import { readProtobuf } from './read.ts';
import { anyMessage } from './schema.fixture.ts';
import { type Field, messageOf, type Schema, schemaOf } from './schema.ts';
import { WireRefusal } from './wire-error.ts';
import { writeProtobuf } from './write.ts';

const WIDE = schemaOf(`
Wide
  1 name string
  2 wide Wide
  3 seven uint64
  4 four uint32
  5 raw bytes
  6 yes bool
  7 kind Kind *
  8 less int32 *
  2047 far double
enum Kind KIND_UNSPECIFIED=0 KIND_ONE=1
`);
const wide = messageOf(WIDE, 'Wide');

/** The same table as @bufbuild/protobuf reads it: its word against ours. */
function peerOf(schema: Schema, name: string): DescMessage {
  const flat = (text: string) => text.replaceAll('.', '_');
  const enumerations = new Map(
    [...schema.values()].flatMap(({ fields }) =>
      fields.map(({ enumeration }) => [enumeration.name, enumeration] as const),
    ),
  );
  enumerations.delete('');
  const typeOf = ({ kind, message, enumeration }: Field) => {
    if (kind === 'timestamp') return '.google.protobuf.Timestamp';
    if (kind === 'message') return `.t.${flat(message.name)}`;
    return kind === 'enum' ? `.t.${flat(enumeration.name)}` : '';
  };
  const file = create(FileDescriptorProtoSchema, {
    name: 't.proto',
    package: 't',
    syntax: 'editions',
    edition: Edition.EDITION_2023,
    dependency: ['google/protobuf/timestamp.proto'],
    messageType: [...schema.values()].map(({ name: message, fields, oneofs }) => ({
      name: flat(message),
      oneofDecl: oneofs.map(({ name: oneof }) => ({ name: oneof })),
      field: fields.map((field) => ({
        name: field.name,
        jsonName: field.json,
        number: field.number,
        label: field.repeated
          ? FieldDescriptorProto_Label.REPEATED
          : FieldDescriptorProto_Label.OPTIONAL,
        type: FieldDescriptorProto_Type[
          (field.kind === 'timestamp'
            ? 'MESSAGE'
            : field.kind.toUpperCase()) as keyof typeof FieldDescriptorProto_Type
        ],
        typeName: typeOf(field),
        ...(field.oneof !== undefined && { oneofIndex: oneofs.indexOf(field.oneof) }),
      })),
    })),
    enumType: [...enumerations.values()].map(({ name: enumeration, byName }) => ({
      name: flat(enumeration),
      value: [...byName].map(([word, number]) => ({ name: word, number })),
    })),
  });
  const set = create(FileDescriptorSetSchema, {
    file: [file_google_protobuf_timestamp.proto, file],
  });
  const found = createFileRegistry(set).getMessage(`t.${flat(name)}`);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

const refused = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof WireRefusal) return error.error;
    throw error;
  }
  return undefined;
};
const bytesOf = (text: string) => fromHex(text.replaceAll(' ', '')) ?? new Uint8Array();

describe.each([
  ['SAPIENT', sapientSchema, sapientMessage],
  ['every kind of field', WIDE, wide],
])('a protobuf message of %s', (_, schema, type) => {
  const peer = peerOf(schema, type.name);

  it('is read as another library wrote it', () => {
    fc.assert(
      fc.property(anyMessage(type), (message) => {
        const bytes = toBinary(peer, fromJson(peer, message as JsonValue));
        expect(readProtobuf(bytes, type)).toEqual(message);
      }),
    );
  });

  it('is written so that another library reads the same', () => {
    fc.assert(
      fc.property(anyMessage(type), (message) => {
        const bytes = writeProtobuf(message, type);
        expect(toJson(peer, fromBinary(peer, bytes))).toEqual(message);
      }),
    );
  });

  it('comes back from its JSON, whichever way its names are spelled', () => {
    const snake = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const respelled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(respelled);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          /^[A-Z]/.test(name) ? name : snake(name),
          respelled(one),
        ]),
      );
    };
    fc.assert(
      fc.property(anyMessage(type), (message) => {
        expect(fromProtobufJson(message, type)).toEqual(message);
        expect(fromProtobufJson(respelled(message) as never, type)).toEqual(message);
      }),
    );
  });
});

describe('a protobuf message', () => {
  it('keeps what its table does not know, and writes it back', () => {
    const bytes = bytesOf('0a0141 92 03 02 4142 9803 05 1203 0a0142');
    const message = readProtobuf(bytes, wide);
    expect(message).toEqual({ name: 'A', wide: { name: 'B' }, unknownFields: 'kgMCQUKYAwU=' });
    expect(readProtobuf(writeProtobuf(message, wide), wide)).toEqual(message);
  });

  it('takes packed and single numbers alike', () => {
    expect(
      readProtobuf(bytesOf('3a020001 3801 4201ff 01 4005'.replace('ff 01', '7f')), wide),
    ).toEqual({ kind: ['KIND_UNSPECIFIED', 'KIND_ONE', 'KIND_ONE'], less: [127, 5] });
  });

  it('keeps a value of an enumeration that nobody knows as its number', () => {
    expect(readProtobuf(bytesOf('3809'), wide)).toEqual({ kind: [9] });
  });

  it('writes a float as the shortest decimal that is the same float', () => {
    const schema = messageOf(schemaOf('F\n  1 f float'), 'F');
    for (const value of [0.8, 1.3, 1e-20, 16_777_216, 3.4e38, -0.1]) {
      const message = readProtobuf(writeProtobuf({ f: value }, schema), schema);
      expect(message).toEqual({ f: value });
    }
  });

  it.each([
    ['ends within a field', '0a05 41', 'truncated'],
    ['has a varint without end', '20 ffffffffffffffffffff01', 'malformed'],
    ['holds half a character', '0a02 c328', 'encoding'],
    ['holds NUL', '0a01 00', 'encoding'],
    ['says one thing twice', '0a0141 0a0142', 'malformed'],
    ['has a field of number 0', '0000', 'malformed'],
    ['ends a group that nobody began', '0c', 'malformed'],
    ['is nested without end', '', 'depth'],
  ])('that %s is refused', (_, text, kind) => {
    let bytes = bytesOf(text);
    if (kind === 'depth')
      for (let i = 0; i < 60; i++)
        bytes = new Uint8Array([
          0x12,
          ...(bytes.length < 128
            ? [bytes.length]
            : [(bytes.length & 127) | 128, bytes.length >> 7]),
          ...bytes,
        ]);
    expect(refused(() => readProtobuf(bytes, wide))).toMatchObject({ kind });
  });

  it.each([
    ['a name that the table does not have', { nmae: 'A' }, 'unknown-field', 'nmae'],
    ['a text for a number', { wide: { four: 'four' } }, 'malformed', 'wide.four'],
    ['a number out of range', { four: -1 }, 'malformed', 'four'],
    ['a word that is not in the enumeration', { kind: ['KIND_TWO'] }, 'malformed', 'kind[0]'],
    ['both spellings of a name', { Name: 'A' }, 'unknown-field', 'Name'],
    ['bytes that are not base64', { raw: '*' }, 'malformed', 'raw'],
  ])('in JSON with %s is refused by its path', (_, json, kind, field) => {
    expect(refused(() => fromProtobufJson(json, wide))).toMatchObject({ kind, field });
  });

  it('in JSON may have numbers as texts, and null for nothing', () => {
    expect(fromProtobufJson({ four: '7', seven: 7, far: '1.5', name: null }, wide)).toEqual({
      four: 7,
      seven: '7',
      far: 1.5,
    });
  });
});
