import { compareBytes, fail, fromHex, type Hasher, hex, ok, type Result } from '@greenline/base';
import {
  type Commitments,
  type Committable,
  commit,
  commitmentOf,
  type Field,
  saltOf,
} from './commitment.ts';
import { readDisclosure } from './read-disclosure.ts';
import { largestPowerBelow, leafHash, nodeHash, rootOf } from './tree.ts';

/** A field opened to a reader, with what is needed to find its commitment again. */
export interface DisclosedField extends Field {
  /** Its place among the record's fields. */
  readonly index: number;
  /** 32 bytes in hex. */
  readonly salt: string;
}

/** Some fields of a record, provable against the record's root; of the others, only hashes. */
export interface Disclosure {
  /** Number of fields of the whole record. */
  readonly size: number;
  readonly disclosed: readonly DisclosedField[];
  /** Hashes of the subtrees in which nothing is opened, from left to right, in hex. */
  readonly siblings: readonly string[];
}

export type DisclosureError =
  /** The record has no field at this pointer. */
  | { readonly kind: 'no-such-field'; readonly pointer: string }
  /** The disclosure does not say what a disclosure says. */
  | { readonly kind: 'malformed'; readonly reason: string }
  /** Some field, salt, place or sibling is not the one committed to. */
  | { readonly kind: 'mismatch'; readonly reason: string };

/** Opens the fields at `pointers`, and every field beneath them. */
export function disclose(
  record: Committable,
  pointers: readonly string[],
  saltKey: Uint8Array,
  hasher: Hasher,
): Result<Disclosure, DisclosureError> {
  const committed = commit(record, saltKey, hasher);
  const within = (field: Field, pointer: string) =>
    field.pointer === pointer || field.pointer.startsWith(`${pointer}/`);
  const missing = pointers.find((p) => !committed.fields.some((field) => within(field, p)));
  if (missing !== undefined) return fail({ kind: 'no-such-field', pointer: missing });

  const disclosed = committed.fields.flatMap((field, index) =>
    pointers.some((pointer) => within(field, pointer))
      ? [{ ...field, index, salt: hex(saltOf(record.id, field.pointer, saltKey, hasher)) }]
      : [],
  );
  const size = committed.fields.length;
  return ok({ size, disclosed, siblings: siblingsOf(committed, disclosed, hasher) });
}

/** Whether the fields that a disclosure opens are ones that `root` was made from. */
export function verifyDisclosure(
  root: Uint8Array,
  disclosure: unknown,
  hasher: Hasher,
): Result<readonly Field[], DisclosureError> {
  const read = readDisclosure(disclosure);
  if (!read.ok) return read;
  const { size, disclosed, siblings } = read.value;

  const hashes = siblings.map((sibling) => fromHex(sibling) as Uint8Array);
  const leaves = disclosed.map((field) =>
    leafHash(hasher, commitmentOf(field, fromHex(field.salt) as Uint8Array, hasher)),
  );
  let nextSibling = 0;
  let nextLeaf = 0;
  const found = subtrees(size, disclosed, {
    closed: () => hashes[nextSibling++],
    open: () => leaves[nextLeaf++],
    join: (left, right) => left && right && nodeHash(hasher, left, right),
  });
  if (nextSibling !== hashes.length) return fail({ kind: 'malformed', reason: 'spare siblings' });
  if (found === undefined) return fail({ kind: 'malformed', reason: 'siblings are missing' });
  if (compareBytes(found, root) !== 0)
    return fail({ kind: 'mismatch', reason: 'the fields do not lead to the root' });
  return ok(disclosed.map(({ pointer, value }) => ({ pointer, value })));
}

function siblingsOf(
  committed: Commitments,
  disclosed: readonly DisclosedField[],
  hasher: Hasher,
): string[] {
  const hashes = committed.commitments.map((commitment) => leafHash(hasher, commitment));
  const siblings: string[] = [];
  subtrees(hashes.length, disclosed, {
    closed: (start, end) => void siblings.push(hex(rootOf(hasher, hashes.slice(start, end)))),
    open: () => undefined,
    join: () => undefined,
  });
  return siblings;
}

/** Walks a tree from left to right, stopping at leaves that are open and subtrees that have none. */
function subtrees<T>(
  size: number,
  disclosed: readonly DisclosedField[],
  visit: {
    closed: (start: number, end: number) => T;
    open: () => T;
    join: (left: T, right: T) => T;
  },
): T {
  let next = 0;
  const walk = (start: number, end: number): T => {
    if ((disclosed[next]?.index ?? size) >= end) return visit.closed(start, end);
    if (end - start === 1) {
      next++;
      return visit.open();
    }
    const split = start + largestPowerBelow(end - start);
    const left = walk(start, split);
    return visit.join(left, walk(split, end));
  };
  return walk(0, size);
}
