import {
  canonicalJson,
  compareBytes,
  concat,
  type Hasher,
  type Json,
  type JsonObject,
  utf8,
} from '@greenline/base';
import { leafHash, rootOf } from './tree.ts';

/** One field of a record: a value with nothing beneath it, and where it stands (RFC 6901). */
export interface Field {
  readonly pointer: string;
  readonly value: Json;
}

/** What a record is committed to by: one salted commitment a field, in the order of pointers. */
export interface Commitments {
  /** The record's digest: Merkle root over the commitments. */
  readonly root: Uint8Array;
  readonly fields: readonly Field[];
  readonly commitments: readonly Uint8Array[];
}

/** A record with an id, as every record envelope has. */
export type Committable = JsonObject & { readonly id: string };

const FIELD = Uint8Array.of(0x02);
/** Stands in no JSON text, so that no pointer and value can be read as another pair. */
const BETWEEN = Uint8Array.of(0x00);

/**
 * Commits to every field of a record, so that each can be shown, or not, on its own.
 *
 * Salts are HMACs over the record's id and the pointer: with `saltKey` they can be made again at
 * any time, and without it nobody can guess a field by trying values.
 */
export function commit(record: Committable, saltKey: Uint8Array, hasher: Hasher): Commitments {
  const fields = fieldsOf(record);
  const commitments = fields.map((field) =>
    commitmentOf(field, saltOf(record.id, field.pointer, saltKey, hasher), hasher),
  );
  const hashes = commitments.map((commitment) => leafHash(hasher, commitment));
  return { root: rootOf(hasher, hashes), fields, commitments };
}

/** SHA-256 over 0x02, salt, pointer, 0x00 and the value's canonical JSON. */
export const commitmentOf = (field: Field, salt: Uint8Array, hasher: Hasher): Uint8Array =>
  hasher.sha256(
    concat(FIELD, salt, utf8(field.pointer), BETWEEN, utf8(canonicalJson(field.value))),
  );

/** HMAC-SHA-256 over the record's id and the pointer, which starts where the first slash is. */
export function saltOf(
  recordId: string,
  pointer: string,
  saltKey: Uint8Array,
  hasher: Hasher,
): Uint8Array {
  if (recordId.includes('/')) throw new RangeError('a record id holds no slash');
  return hasher.hmacSha256(saltKey, utf8(recordId + pointer));
}

/** The fields of a record in the order of their pointers' UTF-8 bytes. Empty containers are fields. */
export function fieldsOf(record: JsonObject): Field[] {
  const fields: { key: Uint8Array; field: Field }[] = [];
  const visit = (value: Json, pointer: string): void => {
    const members = membersOf(value);
    if (members.length === 0 && pointer !== '')
      fields.push({ key: utf8(pointer), field: { pointer, value } });
    for (const [name, member] of members)
      visit(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  };
  visit(record, '');
  return fields.sort((a, b) => compareBytes(a.key, b.key)).map(({ field }) => field);
}

/** Named members that are there: `undefined` is as if it were not, as in canonical JSON. */
function membersOf(value: Json): [string, Json][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(
    (member): member is [string, Json] => member[1] !== undefined,
  );
}
