import { normalCdf } from '@greenline/base';
import { isA } from '@greenline/observation';
import type { Evidence } from '../judging/look.ts';
import type { Hearing } from '../judging/rule.ts';

/** One figure that somebody counted. */
export interface Tally {
  readonly count: number;
  readonly variance: number;
  readonly evidence: Evidence;
  /** Why it may not belong to what is counted. */
  readonly doubt?: string;
}

/**
 * How many there are, as far as is known.
 *
 * A later count of the same class replaces the earlier; counts of classes within a class that was
 * itself counted are not added to it. Things seen one by one are counted where nobody counted.
 */
export interface Account {
  /** By party and class name: the latest count of each, whoever counted. */
  readonly counts: Map<string, Tally>;
  /** By id: things seen one by one. */
  readonly things: Map<string, Tally>;
}

/** Figures added up. */
export interface Figure {
  readonly measured: number;
  /** One sigma; 0 where all is exact. */
  readonly sigma: number;
}

/** What stands in an account, added up. */
export interface Sum extends Figure {
  readonly evidence: Evidence;
  /** Why some of it may not belong; `sure` is the rest. */
  readonly doubt: string | undefined;
  readonly sure: Figure;
}

export function accountOf(accounts: Map<string, Account>, key: string): Account {
  let account = accounts.get(key);
  if (account === undefined) {
    account = { counts: new Map(), things: new Map() };
    accounts.set(key, account);
  }
  return account;
}

/** Enters how many of a class a party has. */
export function enterCount(account: Account, party: string, name: string, tally: Tally): void {
  account.counts.set(`${party}\u001f${name}`, tally);
}

/** Enters one thing that is there with some chance; it leaves the account where there is none. */
export function enterThing(
  { things }: Account,
  id: string,
  chance: number,
  evidence: Evidence,
  doubt?: string,
): void {
  const variance = chance * (1 - chance);
  if (chance === 0) things.delete(id);
  else things.set(id, { count: chance, variance, evidence, ...(doubt && { doubt }) });
}

/** `last` is what the latest figure rests on; `kindOf` knows the kinds of models. */
export function sumOf(
  account: Account,
  last: Evidence,
  hearing: Hearing,
  kindOf = (name: string): string => name,
): Sum {
  const { counts, things } = account;
  const tallies = counts.size > 0 ? separate(counts, kindOf) : [...things.values()];
  const sure = tallies.filter(({ doubt }) => doubt === undefined);
  // The last eight are enough to go by: the rest stand in the rows before.
  const evidence = tallies
    .slice(-8)
    .reduce((sum, tally) => hearing.both(sum, tally.evidence), last);
  const doubt = tallies.find((tally) => tally.doubt !== undefined)?.doubt;
  return { ...added(tallies), evidence, doubt, sure: added(sure) };
}

function added(tallies: readonly Tally[]): Figure {
  let measured = 0;
  let variance = 0;
  for (const tally of tallies) {
    measured += tally.count;
    variance += tally.variance;
  }
  return { measured, sigma: Math.sqrt(variance) };
}

/** P(more than a limit), or as many where the limit itself is too many. */
export const probabilityOver = (
  { measured, sigma }: Figure,
  limit: number,
  strict: boolean,
): number =>
  sigma > 0
    ? normalCdf((measured - limit) / sigma)
    : Number(strict ? measured >= limit : measured > limit);

/** P(fewer than a limit), or as few where the limit itself is too few. */
export const probabilityUnder = (
  { measured, sigma }: Figure,
  limit: number,
  strict: boolean,
): number => probabilityOver({ measured: -measured, sigma }, -limit, strict);

/** Counts of which none is part of another: a count of guns is left out beside one of artillery. */
function separate(
  counts: ReadonlyMap<string, Tally>,
  kindOf: (name: string) => string,
): readonly Tally[] {
  const keys = [...counts.keys()].map((key) => key.split('\u001f') as [string, string]);
  return [...counts.entries()]
    .filter(([key]) => {
      const [party, name] = key.split('\u001f') as [string, string];
      return !keys.some(
        ([other, wider]) => other === party && wider !== name && isA(kindOf(name), wider),
      );
    })
    .map(([, tally]) => tally);
}

/** A count as people write it. */
export const countWords = (value: number): string => String(Number(value.toFixed(3)));
