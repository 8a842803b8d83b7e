import { canonicalJson, compareBytes, fail, ok, type Result, utf8 } from '@greenline/base';
import type { DisclosedField, Disclosure } from './disclosure.ts';

/** More fields than any record has: a hostile size cannot make the walk long. */
const MOST_FIELDS = 1 << 20;

/** Reads what came from outside as a disclosure: each part there, in range and in order. */
export function readDisclosure(
  value: unknown,
): Result<Disclosure, { readonly kind: 'malformed'; readonly reason: string }> {
  const malformed = (reason: string) => fail({ kind: 'malformed', reason } as const);
  const { size, disclosed, siblings } = members(value);
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > MOST_FIELDS)
    return malformed('the size is out of range');
  if (!Array.isArray(disclosed) || disclosed.length === 0) return malformed('nothing is disclosed');
  if (!Array.isArray(siblings) || !siblings.every(isHash))
    return malformed('the siblings are not hashes of 32 bytes in hex');

  const fields: DisclosedField[] = [];
  for (const [at, candidate] of disclosed.entries()) {
    const field = readField(candidate, size);
    if (field === undefined) return malformed(`field ${at}: no index, pointer, salt or value`);
    const before = fields.at(-1);
    if (before !== undefined && !isAfter(field, before))
      return malformed(`field ${at}: out of the order of indices and pointers`);
    fields.push(field);
  }
  return ok({ size, disclosed: fields, siblings });
}

function readField(candidate: unknown, size: number): DisclosedField | undefined {
  const { index, pointer, salt, value } = members(candidate);
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= size)
    return undefined;
  if (typeof pointer !== 'string' || !isHash(salt) || !hasCanonicalForm(value)) return undefined;
  return { index, pointer, salt, value };
}

/** Indices and pointers rise together, or two fields could claim one place. */
const isAfter = (field: DisclosedField, before: DisclosedField): boolean =>
  field.index > before.index && compareBytes(utf8(field.pointer), utf8(before.pointer)) > 0;

function hasCanonicalForm(value: unknown): value is DisclosedField['value'] {
  try {
    return canonicalJson(value) !== '';
  } catch {
    return false;
  }
}

const isHash = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

const members = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
