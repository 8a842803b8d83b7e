import { type Digest, digestOfJson, type Hasher } from '@greenline/base';

/**
 * To whom a record may go. Its shape maps to STANAG 4774 categories, under our own policy id.
 *
 * All lists are sorted and without repetition, so that equal labels are equal bytes.
 */
export interface Label {
  /** Id of the labelling policy, as `greenline/1`. */
  readonly policy: string;
  /** Who owns the record: a nation's id, a party's id or `mission`. */
  readonly owner: string;
  /** To whom beyond the owner and mission staff. Empty: to nobody else. `public` is everybody. */
  readonly releasableTo: readonly string[];
  /** To whom it may not go, whatever else says it may. */
  readonly notReleasableTo: readonly string[];
  /** Handling caveats as the owner wrote them, kept through every hop. */
  readonly caveats: readonly string[];
  /** The owner alone decides on any further release. */
  readonly originatorControlled: boolean;
  /** Made in an exercise or by the simulation: never in an operational report. */
  readonly exercise: boolean;
}

/** Digest of the label's canonical JSON; records carry this instead of the label. */
export type LabelId = Digest;

const ACCESS = 'access: ';

/** The caveat under which a label keeps a classification that a message bore as `access`. */
export const accessCaveat = (access: string): string => ACCESS + access;

/** The classification that a caveat keeps; `undefined` for every other caveat. */
export const accessOf = (caveat: string): string | undefined =>
  caveat.startsWith(ACCESS) ? caveat.slice(ACCESS.length) : undefined;

export const LABEL_POLICY = 'greenline/1';

/** A label in normal form; whatever is not said is the closed choice. */
export function label(
  parts: { readonly owner: string } & Partial<Omit<Label, 'policy' | 'owner'>>,
): Label {
  return {
    policy: LABEL_POLICY,
    owner: parts.owner,
    releasableTo: readers(parts.releasableTo ?? []),
    notReleasableTo: sortedSet(parts.notReleasableTo ?? []),
    caveats: sortedSet(parts.caveats ?? []),
    originatorControlled: parts.originatorControlled ?? false,
    exercise: parts.exercise ?? false,
  };
}

export const labelId = (hasher: Hasher, value: Label): LabelId => digestOfJson(hasher, value);

/**
 * The label of a record made from records with these two labels: it may go only where both may go.
 *
 * Commutative, associative and idempotent. Records of several owners belong to the `mission`, and
 * stay releasable to nobody to whom one of their owners did not release them.
 */
export function rollUp(a: Label, b: Label): Label {
  return {
    policy: LABEL_POLICY,
    owner: a.owner === b.owner ? a.owner : 'mission',
    releasableTo: commonReaders(a, b),
    notReleasableTo: sortedSet([...a.notReleasableTo, ...b.notReleasableTo]),
    caveats: sortedSet([...a.caveats, ...b.caveats]),
    originatorControlled: a.originatorControlled || b.originatorControlled,
    exercise: a.exercise || b.exercise,
  };
}

function commonReaders(a: Label, b: Label): readonly string[] {
  if (a.releasableTo.includes('public')) return b.releasableTo;
  if (b.releasableTo.includes('public')) return a.releasableTo;
  return a.releasableTo.filter((reader) => b.releasableTo.includes(reader));
}

/** Everybody includes each. */
const readers = (to: readonly string[]): readonly string[] =>
  to.includes('public') ? ['public'] : sortedSet(to);

const sortedSet = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();
