import type { Notice, Permit } from '@greenline/declarations';
import { KINDS } from '@greenline/observation';
import type { FieldPath, Terms } from '../../language/terms.ts';
import type { Things } from '../../language/things.ts';

/** What the names in a notice's or a permit's size stand for; `undefined` for a name that nobody knows. */
export type SizeNames = (name: string) => Things | undefined;

/**
 * Kinds of the taxonomy, classes and models of the agreement, and `personnel` for all persons. Each is
 * made out when a notice first names it: a clause does not use every class of the file.
 */
export function sizeNames(terms: Terms): SizeNames {
  const names = new Set([...KINDS, ...terms.classNames, PERSONNEL]);
  const known = new Map<string, Things>();
  return (name) => {
    let things = known.get(name);
    if (things === undefined && names.has(name)) {
      things = thingsNamed(terms, name);
      known.set(name, things);
    }
    return things;
  };
}

/** What a name stands for; counts and sizes may say it themselves, though it is no kind of thing. */
export function thingsNamed(terms: Terms, name: string, ...field: FieldPath): Things {
  const things = terms.things([name === PERSONNEL ? 'person' : name], ...field);
  return {
    words: name === PERSONNEL ? PERSONNEL : things.words,
    test: (said, attributes) => said === name || things.test(said, attributes),
  };
}

/** All persons, as treaties write it. */
export const PERSONNEL = 'personnel';

/** The figures of a notice's or a permit's size, by name; what is no number says nothing. */
export const figuresOf = ({ size = {} }: Notice | Permit): readonly (readonly [string, number])[] =>
  Object.entries(size).flatMap(([name, most]) =>
    typeof most === 'number' && most >= 0 ? [[name, most] as const] : [],
  );
