import { canonicalJson } from '@greenline/base';

/** One thing that a term says. */
export interface Aspect {
  /** What of the term, in words: `distance`, `exception 2(d)`. */
  readonly what: string;
  /** Equal where the meaning is, whatever the units it is written in. */
  readonly value: string;
  readonly words: string;
  /** Where it is a list whose order says nothing: its members in words. */
  readonly members?: readonly string[];
}

/** One thing that changed, or in which two readings part. Absent where it is not said. */
export interface Difference {
  readonly what: string;
  /** Under which reading, where the readings of a clause changed differently. */
  readonly reading?: string;
  readonly before?: string;
  readonly after?: string;
  /** Of a list: what came in and what went. */
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
}

export const aspect = (what: string, value: unknown, words: string): Aspect => ({
  what,
  value: canonicalJson(value),
  words,
});

/** A list whose order says nothing. */
export const listAspect = (
  what: string,
  values: readonly unknown[],
  members: readonly string[],
): Aspect => ({
  what,
  value: [...new Set(values.map((value) => canonicalJson(value)))].sort().join('\u001f'),
  words: members.join(', '),
  members,
});

/** In the order of the later aspects, those that went before what comes after them. */
export function differences(
  before: readonly Aspect[],
  after: readonly Aspect[],
): readonly Difference[] {
  const old = new Map(before.map((one) => [one.what, one]));
  const now = new Map(after.map((one) => [one.what, one]));
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((what) => {
    const [was, is] = [old.get(what), now.get(what)];
    if (was?.value === is?.value) return [];
    const change: Difference = {
      what,
      ...(was === undefined ? {} : { before: was.words }),
      ...(is === undefined ? {} : { after: is.words }),
    };
    if (was?.members === undefined || is?.members === undefined) return [change];
    const [oldMembers, newMembers] = [was.members, is.members];
    return [
      {
        ...change,
        added: newMembers.filter((one) => !oldMembers.includes(one)),
        removed: oldMembers.filter((one) => !newMembers.includes(one)),
      },
    ];
  });
}

/** Words longer than this do not stand in the middle of a sentence. */
const SHORT = 32;

/** A difference as one sentence. */
export function differenceSentence({
  what,
  before,
  after,
  added = [],
  removed = [],
}: Difference): string {
  const subject = /^(?:exception|reading) /.test(what)
    ? `${what.charAt(0).toUpperCase()}${what.slice(1)}`
    : `The ${what}`;
  if (before === undefined) return ended(`${subject} is added: ${after}`);
  if (after === undefined) return ended(`${subject} is taken out; it was: ${before}`);
  if (added.length + removed.length > 0) {
    const moves = [
      ...(added.length === 0 ? [] : [`now takes in ${added.join(', ')}`]),
      ...(removed.length === 0 ? [] : [`no longer takes in ${removed.join(', ')}`]),
    ];
    return `${subject} ${moves.join(', and ')}.`;
  }
  if (before === after) return `${subject} is drawn otherwise (${after} as before).`;
  return before.length > SHORT || after.length > SHORT
    ? ended(`${subject} was: ${before.replace(/\.$/, '')}; it is now: ${after}`)
    : `${subject} changes from ${before} to ${after}.`;
}

const ended = (words: string): string => (words.endsWith('.') ? words : `${words}.`);
