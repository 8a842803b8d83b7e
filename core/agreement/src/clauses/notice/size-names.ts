import type { Notice } from '@greenline/declarations';
import { KINDS } from '@greenline/observation';
import type { Terms } from '../../language/terms.ts';
import type { Things } from '../../language/things.ts';

/** What the names in a notice's size stand for; `undefined` for a name that nobody knows. */
export type SizeNames = (name: string) => Things | undefined;

/** Kinds of the taxonomy, `personnel` for all persons, and what the clause itself names. */
export function sizeNames(terms: Terms, named: Iterable<readonly [string, Things]>): SizeNames {
  const known = new Map<string, Things>([
    ...KINDS.map((kind) => [kind, terms.things([kind])] as const),
    [PERSONNEL, personnel(terms)],
    ...named,
  ]);
  return (name) => known.get(name);
}

/** Counts and sizes may say `personnel`, which is no kind of the taxonomy. */
export function personnel(terms: Terms): Things {
  const persons = terms.things(['person']);
  return {
    words: PERSONNEL,
    test: (name, attributes) => name === PERSONNEL || persons.test(name, attributes),
  };
}

export const PERSONNEL = 'personnel';

/** The figures of a notice's size, by name; what is no number says nothing. */
export const figuresOf = ({ size = {} }: Notice): readonly (readonly [string, number])[] =>
  Object.entries(size).flatMap(([name, most]) =>
    typeof most === 'number' && most >= 0 ? [[name, most] as const] : [],
  );
