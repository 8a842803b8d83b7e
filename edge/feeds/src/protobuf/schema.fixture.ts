import type { Json } from '@greenline/base';
import fc from 'fast-check';
import type { OpenObject } from './read.ts';
import type { Field, MessageType } from './schema.ts';
import { formatTimestamp } from './timestamp.ts';

/** Any message of a table, in the form in which it is read; sub-messages to a depth. */
export function anyMessage(type: MessageType, depth = 3): fc.Arbitrary<OpenObject> {
  const fields = type.fields.filter(({ kind }) => depth > 0 || kind !== 'message');
  const values = Object.fromEntries(
    fields.map((field) => {
      const one = anyValue(field, depth);
      return [field.json, field.repeated ? fc.array(one, { minLength: 1, maxLength: 3 }) : one];
    }),
  );
  return fc
    .record(values, { requiredKeys: [] })
    .map((message) => withOneOfEach(message as OpenObject, type));
}

function withOneOfEach(message: OpenObject, type: MessageType): OpenObject {
  for (const { fields } of type.oneofs) {
    const [, ...others] = fields.filter(({ json }) => message[json] !== undefined);
    for (const { json } of others) delete message[json];
  }
  return message;
}

const finite = { noNaN: true, noDefaultInfinity: true } as const;

function anyValue(field: Field, depth: number): fc.Arbitrary<Json> {
  switch (field.kind) {
    case 'message':
      return anyMessage(field.message, depth - 1);
    case 'string':
      return fc
        .string({ unit: 'grapheme', maxLength: 40 })
        .map((text) => text.replaceAll('\0', ''));
    case 'bytes':
      return fc.uint8Array({ maxLength: 20 }).map((b) => Buffer.from(b).toString('base64'));
    case 'bool':
      return fc.boolean();
    case 'double':
      return fc.double(finite).map((value) => value + 0);
    case 'float':
      return fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 8 + 0);
    case 'int32':
      return fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    case 'uint32':
      return fc.integer({ min: 0, max: 2 ** 32 - 1 });
    case 'uint64':
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
    case 'enum':
      return fc.constantFrom(...field.enumeration.byName.keys());
    case 'timestamp':
      return fc
        .tuple(
          fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }),
          fc.integer({ min: 0, max: 999_999_999 }),
        )
        .map(([seconds, nanos]) => formatTimestamp(seconds, nanos) ?? '');
  }
}
