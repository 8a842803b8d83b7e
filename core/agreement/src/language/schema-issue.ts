import { nearestName } from '@greenline/declarations';
import type { z } from 'zod';
import { knownNames } from './known-names.ts';
import type { FieldPath } from './terms.ts';

/** What a schema has against a value, and at which path of it: one sentence with the remedy. */
export interface Objection {
  readonly path: FieldPath;
  readonly text: string;
}

/** More unknown keys of one place are not told. */
const MOST_KEYS = 100;

/** An issue of a schema in the words of the file. `value` is the whole that the schema was given. */
export function objectionsOf(
  issue: z.core.$ZodIssue,
  schema: z.core.$ZodType,
  value: unknown,
): readonly Objection[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol') as FieldPath;
  if (issue.code === 'unrecognized_keys') {
    const known = knownNames(schema, path, value);
    return issue.keys.slice(0, MOST_KEYS).map((key) => ({
      path: [...path, key],
      text: `${key} is not known here: ${meant(key, known) ?? 'take it out'}`,
    }));
  }
  if (issue.code === 'invalid_union' && issue.discriminator === undefined) {
    const branches = issue.errors.flat();
    // The branch that was meant is the one that took the value as far as it could.
    const meant = branches.find((one) => one.code === 'custom' || one.path.length > 0);
    const first = meant ?? (issue.message === 'Invalid input' ? branches[0] : undefined);
    if (first !== undefined) {
      const inner = { ...first, path: [...issue.path, ...first.path] } as z.core.$ZodIssue;
      return objectionsOf(inner, schema, value);
    }
  }
  return [{ path, text: textOf(issue, valueAt(value, path)) }];
}

function textOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_union': {
      if (issue.discriminator === undefined) return issue.message;
      const kinds = ((issue as { options?: readonly unknown[] }).options ?? []).map(String);
      return value === undefined
        ? `is missing: one of ${kinds.join(', ')}`
        : `there is no kind ${shown(value)}: ${oneOf(value, kinds)}`;
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      return value === undefined
        ? `is missing: one of ${values.join(', ')}`
        : `${shown(value)} is not known here: ${oneOf(value, values)}`;
    }
    case 'invalid_type': {
      const expected = EXPECTED[issue.expected] ?? issue.expected;
      const own = issue.message.startsWith('Invalid input: ') ? undefined : issue.message;
      if (value === undefined) return `is missing: ${own ?? `write ${expected}`}`;
      const quoted = issue.expected === 'string' && typeof value !== 'object';
      return own ?? `must be ${expected}${quoted ? ': put it in quotation marks' : ''}`;
    }
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'too_small':
      if (issue.origin === 'array') return `needs ${issue.minimum} at least`;
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'array') return `may have ${issue.maximum} at most`;
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    default:
      return issue.message;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a finite number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a pair of numbers',
  object: 'a mapping of keys to values',
  record: 'a mapping of names to values',
};

const oneOf = (value: unknown, known: readonly string[]): string =>
  meant(String(value), known) ?? `one of ${known.slice(0, 20).join(', ')}`;

const meant = (written: string, known: readonly string[]): string | undefined => {
  const near = nearestName(written, known);
  return near === undefined ? undefined : `did you mean ${near}?`;
};

/** A value in an error: the beginning of it. */
const shown = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

function valueAt(value: unknown, path: FieldPath): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string | number, unknown>)[part];
  }
  return at;
}
