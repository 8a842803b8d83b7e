/** How a field's values stand on the wire and in JSON. */
export type Kind =
  | 'string'
  | 'bytes'
  | 'bool'
  | 'double'
  | 'float'
  | 'int32'
  | 'uint32'
  | 'uint64'
  | 'timestamp'
  | 'enum'
  | 'message';

export interface Field {
  readonly number: number;
  /** As the table has it, `object_id`. */
  readonly name: string;
  /** As JSON has it, `objectId`. */
  readonly json: string;
  readonly kind: Kind;
  readonly repeated: boolean;
  readonly mandatory: boolean;
  readonly format: 'ulid' | 'uuid' | undefined;
  readonly oneof: Oneof | undefined;
  readonly message: MessageType;
  readonly enumeration: Enumeration;
}

/** Fields of which a message has one at most; exactly one where it is mandatory. */
export interface Oneof {
  readonly name: string;
  readonly mandatory: boolean;
  readonly fields: readonly Field[];
}

export interface MessageType {
  readonly name: string;
  /** By number. */
  readonly fields: readonly Field[];
  readonly byNumber: readonly (Field | undefined)[];
  /** By both spellings of the name. */
  readonly byName: ReadonlyMap<string, Field>;
  readonly oneofs: readonly Oneof[];
}

export interface Enumeration {
  readonly name: string;
  readonly byNumber: ReadonlyMap<number, string>;
  readonly byName: ReadonlyMap<string, number>;
}

export type Schema = ReadonlyMap<string, MessageType>;

const SCALARS: ReadonlySet<string> = new Set<Kind>([
  'string',
  'bytes',
  'bool',
  'double',
  'float',
  'int32',
  'uint32',
  'uint64',
  'timestamp',
]);
const NO_MESSAGE: MessageType = {
  name: '',
  fields: [],
  byNumber: [],
  byName: new Map(),
  oneofs: [],
};
const NO_ENUM: Enumeration = { name: '', byNumber: new Map(), byName: new Map() };

type Open<T> = { -readonly [name in keyof T]: T[name] };

/**
 * Reads a table of messages: a message's name on a line of its own, a line for each field below it, as
 * `  5 location Location /location_oneof`. After number, name and type stand `*` (repeated), `!`
 * (mandatory), `ulid`, `uuid` and the oneof it belongs to, `/!name` where one of them must be there.
 * An enumeration is one line: `enum Name NAME_UNSPECIFIED=0 NAME_FIRST=1`. A type is looked for beside
 * the message first, then outside, as protobuf does. Throws where the table is wrong: it is ours.
 */
export function schemaOf(table: string): Schema {
  const messages = new Map<string, Open<MessageType> & { lines: string[] }>();
  const enumerations = new Map<string, Enumeration>();
  let current: string[] = [];
  for (const line of table.split('\n')) {
    const words = line.trim();
    if (words === '') continue;
    if (words.startsWith('enum ')) {
      const [, name = '', ...values] = words.split(' ');
      const pairs = values.map((value): [string, number] => {
        const [word = '', number = ''] = value.split('=');
        return [word, Number(number)];
      });
      enumerations.set(name, {
        name,
        byName: new Map(pairs),
        byNumber: new Map(pairs.map(([word, number]) => [number, word])),
      });
    } else if (/^\d/.test(words)) current.push(words);
    else {
      current = [];
      messages.set(words, { ...NO_MESSAGE, name: words, lines: current });
    }
  }
  for (const message of messages.values()) complete(message, messages, enumerations);
  return messages;
}

function complete(
  message: Open<MessageType> & { lines: string[] },
  messages: ReadonlyMap<string, MessageType>,
  enumerations: ReadonlyMap<string, Enumeration>,
): void {
  const oneofs = new Map<string, Oneof & { fields: Field[] }>();
  message.fields = message.lines.map((line) => {
    const [number = '', name = '', type = '', ...marks] = line.split(' ');
    const choice = marks.find((mark) => mark.startsWith('/'))?.slice(1);
    let oneof: (Oneof & { fields: Field[] }) | undefined;
    if (choice !== undefined) {
      const plain = choice.replace('!', '');
      oneof = oneofs.get(plain) ?? { name: plain, mandatory: choice.startsWith('!'), fields: [] };
      oneofs.set(plain, oneof);
    }
    const found = SCALARS.has(type) ? undefined : inScope(message.name, type, messages);
    const listed = SCALARS.has(type) ? undefined : inScope(message.name, type, enumerations);
    if (!SCALARS.has(type) && found === undefined && listed === undefined)
      throw new Error(`${message.name}.${name}: no type ${type}`);
    const kind = SCALARS.has(type) ? (type as Kind) : found === undefined ? 'enum' : 'message';
    const field: Field = {
      number: Number(number),
      name,
      json: name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      kind,
      repeated: marks.includes('*'),
      mandatory: marks.includes('!'),
      format: marks.includes('ulid') ? 'ulid' : marks.includes('uuid') ? 'uuid' : undefined,
      oneof,
      message: found ?? NO_MESSAGE,
      enumeration: listed ?? NO_ENUM,
    };
    oneof?.fields.push(field);
    return field;
  });
  message.fields = message.fields.toSorted((a, b) => a.number - b.number);
  const byNumber: (Field | undefined)[] = [];
  const byName = new Map<string, Field>();
  for (const field of message.fields) {
    byNumber[field.number] = field;
    byName.set(field.name, field).set(field.json, field);
  }
  message.byNumber = byNumber;
  message.byName = byName;
  message.oneofs = [...oneofs.values()];
}

/** Within `A.B`, a type `T` is `A.B.T`, else `A.T`, else `T`. */
function inScope<T>(within: string, type: string, all: ReadonlyMap<string, T>): T | undefined {
  for (let scope = within; ; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('.')))) {
    const found = all.get(scope === '' ? type : `${scope}.${type}`);
    if (found !== undefined || scope === '') return found;
  }
}

/** A message of a schema by its name; our own mistake where it has none. */
export function messageOf(schema: Schema, name: string): MessageType {
  const message = schema.get(name);
  if (message === undefined) throw new Error(`no message ${name}`);
  return message;
}
