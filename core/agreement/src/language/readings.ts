import { type ClauseSource, clauseSchema } from './file-schema.ts';
import { noSuch } from './no-such.ts';
import { objectionsOf } from './schema-issue.ts';
import type { FieldPath, Terms } from './terms.ts';
import type { Words } from './words.ts';

/** A clause as one side reads it, or as all read it, in the words of the file. */
export interface Reading {
  /** `undefined` where all read the clause alike. */
  readonly name: string | undefined;
  /** What the reading says otherwise, as written. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** The whole clause as written, what the reading overrides in its place. */
  readonly written: Readonly<Record<string, unknown>>;
  /** The same with its units read. */
  readonly source: ClauseSource;
  /** False where the commission chose another. */
  readonly judged: boolean;
}

/** The clause as each side reads it; itself where all agree. */
export function readingsOf(
  clause: ClauseSource,
  written: Readonly<Record<string, unknown>>,
  terms: Terms,
): readonly Reading[] {
  const { readings, chosenReading } = clause;
  const { readings: _, ...plain } = written;
  if (readings === undefined) {
    if (chosenReading !== undefined)
      terms.refuse('chooses among readings, and there are none: take it out', 'chosenReading');
    return [{ name: undefined, overrides: {}, written: plain, source: clause, judged: true }];
  }
  const names = Object.keys(readings);
  if (names.length === 0) terms.refuse('names no reading: name one, or take it out', 'readings');
  if (chosenReading !== undefined && !names.includes(chosenReading))
    terms.refuse(noSuch('reading', chosenReading, names), 'chosenReading');
  return Object.entries(readings).flatMap(([name, overrides]) => {
    const joined = { ...plain, ...overrides };
    const read = clauseSchema.safeParse(joined);
    if (read.success) {
      const judged = chosenReading === undefined || chosenReading === name;
      return [{ name, overrides, written: joined, source: read.data, judged }];
    }
    for (const issue of read.error.issues)
      for (const { path, text } of objectionsOf(issue, clauseSchema, joined))
        terms.refuse(text, ...placeIn(name, overrides, path));
    return [];
  });
}

/** Words whose errors stand where a reading says what is wrong. `at`: where its clause stands. */
export const wordsOfReading = (words: Words, at: FieldPath, reading: Reading): Words => ({
  ...words,
  refuse: (field, text) =>
    words.refuse(
      [...at, ...placeIn(reading.name, reading.overrides, field.slice(at.length))],
      text,
    ),
});

/** Where a field of a reading stands: among what it overrides, or in the clause itself. */
const placeIn = (
  name: string | undefined,
  overrides: Readonly<Record<string, unknown>>,
  field: FieldPath,
): FieldPath =>
  name !== undefined && Object.hasOwn(overrides, field[0] ?? '')
    ? ['readings', name, ...field]
    : field;
