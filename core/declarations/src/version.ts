import { type Digest, fail, ok, type Result } from '@greenline/base';
import type { Said } from './said.ts';
import { MISSION } from './word.ts';

/** One version of a declaration, as the ones that follow need to know it: plain data. */
export interface Version {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly digest: Digest;
  /** `mission`, or the party or nation that declared it. */
  readonly by: string;
}

/** Why somebody’s words are no further version of a declaration. */
export interface VersionRefusal {
  readonly kind: 'not-theirs' | 'superseded' | 'not-newest';
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

/**
 * The version that somebody’s words make of a declaration, `known` being its versions so far.
 *
 * The newest over again is itself: who did not hear the receipt may send once more. Whoever spoke last
 * speaks on, and the mission always may; where it has, only the mission does. An earlier version does
 * not come back by being sent again, or whoever kept it could take later words back.
 */
export function versionAfter(
  known: readonly Version[],
  { declaration, digest, supersedes }: Said,
  by: string,
): Result<Version, VersionRefusal> {
  const newest = known.at(-1);
  const field = 'id' in declaration ? 'id' : 'site';
  if (newest !== undefined && newest.by !== by && by !== MISSION) {
    const whose = newest.by === MISSION ? 'stands as the mission last declared it' : 'is taken';
    const text = `${whose}: choose another, or ask the mission’s staff`;
    return fail({ kind: 'not-theirs', field, text });
  }
  if (newest?.digest === digest) return ok(newest);
  if (known.some((version) => version.digest === digest)) {
    const text = `is an earlier version, superseded since: to return to it, write it with "supersedes":"${newest?.digest}"`;
    return fail({ kind: 'superseded', field, text });
  }
  if (supersedes !== undefined && supersedes !== newest?.digest) {
    const text = `names no version, or not the newest (${newest?.digest ?? 'there is none'}): look at that one first`;
    return fail({ kind: 'not-newest', field: 'supersedes', text });
  }
  return ok({ version: (newest?.version ?? 0) + 1, digest, by });
}
