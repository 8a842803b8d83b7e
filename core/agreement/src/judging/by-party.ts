import type { Look } from './look.ts';
import type { Assessment } from './rule.ts';

/**
 * Assesses a look by what binds its own party. Whose it is is unknown: what all readings agree on
 * stands, otherwise the gravest is told and there is doubt.
 */
export function byParty(
  parties: readonly string[],
  look: Look,
  /** What differs between the parties, as `lines`. */
  what: string,
  assess: (party: string) => Assessment | undefined,
): Assessment | undefined {
  const whose =
    look.party === 'unknown' ? parties : parties.filter((party) => party === look.party);
  const views = whose.flatMap((party) => assess(party) ?? []);
  return views.reduce<Assessment | undefined>(
    (told, view) => (told === undefined ? view : either(told, view, what)),
    undefined,
  );
}

function either(first: Assessment, second: Assessment, what: string): Assessment {
  const graver = isGraver(second, first) ? second : first;
  const milder = graver === first ? second : first;
  const room = Math.min(first.room, second.room);
  if (graver.probability - milder.probability < 1e-6) return { ...graver, room };
  return {
    ...graver,
    room,
    doubt: graver.doubt ?? `whose it is is unknown, and the parties’ ${what} differ`,
  };
}

/**
 * Of two equally probable views the one further beyond its limit is told, or nearer where there is no
 * limit, whichever party's it is.
 */
const isGraver = (one: Assessment, other: Assessment): boolean =>
  one.probability > other.probability ||
  (one.probability === other.probability && beyond(one) > beyond(other));

const beyond = ({ margin, measured = 0 }: Assessment): number => margin ?? -measured;
