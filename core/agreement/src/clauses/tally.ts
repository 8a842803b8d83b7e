import { normalCdf } from '@greenline/base';
import { isA } from '@greenline/observation';
import type { Evidence } from '../judging/look.ts';
import type { Hearing } from '../judging/rule.ts';

/** One figure that somebody counted. */
export interface Tally {
  readonly count: number;
  readonly variance: number;
  readonly evidence: Evidence;
}

/**
 * How many there are, as far as is known.
 *
 * A later count of the same class replaces the earlier; counts of classes within a class that was
 * itself counted are not added to it. Things seen one by one are counted where nobody counted.
 */
export interface Account {
  /** By party and class name: the latest count of each. */
  readonly counts: Map<string, Tally>;
  /** By id: things seen one by one. */
  readonly things: Map<string, Tally>;
}

/** What stands in an account, added up. */
export interface Sum {
  readonly measured: number;
  /** One sigma; 0 where all is exact. */
  readonly sigma: number;
  readonly evidence: Evidence;
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
): void {
  if (chance === 0) things.delete(id);
  else things.set(id, { count: chance, variance: chance * (1 - chance), evidence });
}

/** `last` is what the latest figure rests on. */
export function sumOf(account: Account, last: Evidence, hearing: Hearing): Sum {
  const { counts, things } = account;
  const tallies = counts.size > 0 ? separate(counts) : [...things.values()];
  let measured = 0;
  let variance = 0;
  for (const tally of tallies) {
    measured += tally.count;
    variance += tally.variance;
  }
  // The last eight are enough to go by: the rest stand in the rows before.
  const evidence = tallies
    .slice(-8)
    .reduce((sum, tally) => hearing.both(sum, tally.evidence), last);
  return { measured, sigma: Math.sqrt(variance), evidence };
}

/** P(more than a limit), or as many where the limit itself is too many. */
export const probabilityOver = (
  { measured, sigma }: Pick<Sum, 'measured' | 'sigma'>,
  limit: number,
  strict: boolean,
): number =>
  sigma > 0
    ? normalCdf((measured - limit) / sigma)
    : Number(strict ? measured >= limit : measured > limit);

/** Counts of which none is part of another: a count of guns is left out beside one of artillery. */
function separate(counts: ReadonlyMap<string, Tally>): readonly Tally[] {
  const keys = [...counts.keys()].map((key) => key.split('\u001f') as [string, string]);
  return [...counts.entries()]
    .filter(([key]) => {
      const [party, name] = key.split('\u001f') as [string, string];
      return !keys.some(([other, wider]) => other === party && wider !== name && isA(name, wider));
    })
    .map(([, tally]) => tally);
}

/** A count as people write it. */
export const countWords = (value: number): string => String(Number(value.toFixed(3)));
