import { normalCdf } from '@greenline/base';
import { isA } from '@greenline/observation';
import type { Evidence } from '../judging/look.ts';
import type { Hearing } from '../judging/rule.ts';
import { addTo, type ExactSum, newSum, totalOf } from './exact-sum.ts';

/** One thing that is there, with a chance. */
interface Thing {
  readonly count: number;
  readonly evidence: Evidence;
  /** Why it may not belong to what is counted. */
  readonly doubt?: string | undefined;
}

/** One figure that somebody counted. */
export interface Tally extends Thing {
  readonly variance: number;
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
  /** By id: things seen one by one. Changed by `enterThing` and `dropThing` alone. */
  readonly things: Map<string, Thing>;
  /** What the things add up to, kept as they come and go. */
  readonly all: Running;
  /** Without those that are doubted. */
  readonly sure: Running;
  /** How many are doubted. */
  doubted: number;
  /** The things that were entered last, eight at most, in order. */
  latest: readonly string[];
}

interface Running {
  readonly count: ExactSum;
  readonly variance: ExactSum;
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
    account = {
      counts: new Map(),
      things: new Map(),
      all: { count: newSum(), variance: newSum() },
      sure: { count: newSum(), variance: newSum() },
      doubted: 0,
      latest: [],
    };
    accounts.set(key, account);
  }
  return account;
}

/** Enters how many of a class a party has. */
export function enterCount(account: Account, party: string, name: string, tally: Tally): void {
  account.counts.set(`${party}\u001f${name}`, tally);
}

/**
 * Enters one thing that is there with some chance; it leaves the account where there is none. With
 * `again` it is the last that was entered, known before or not.
 */
export function enterThing(
  account: Account,
  id: string,
  chance: number,
  evidence: Evidence,
  doubt?: string,
  again = false,
): void {
  if (chance === 0) {
    dropThing(account, id);
    return;
  }
  const { things } = account;
  const before = things.get(id);
  if (before === undefined || before.count !== chance || before.doubt !== doubt) {
    if (before !== undefined) weigh(account, before, -1);
    weigh(account, { count: chance, doubt }, 1);
  }
  if (again && before !== undefined) things.delete(id);
  things.set(id, { count: chance, evidence, doubt });
  if (again || before === undefined) account.latest = withLast(account.latest, id);
}

/** The same ids with this one last, eight at most. */
function withLast(latest: readonly string[], id: string): readonly string[] {
  if (latest.at(-1) === id) return latest;
  const found = latest.indexOf(id);
  const rest =
    found >= 0 ? latest.toSpliced(found, 1) : latest.length < LATEST ? latest : latest.slice(1);
  return [...rest, id];
}

export function dropThing(account: Account, id: string): void {
  const { things, latest } = account;
  const tally = things.get(id);
  if (tally === undefined) return;
  weigh(account, tally, -1);
  things.delete(id);
  if (latest.includes(id)) account.latest = [...things.keys()].slice(-LATEST);
}

const LATEST = 8;

function weigh(account: Account, { count, doubt }: Omit<Thing, 'evidence'>, sign: 1 | -1): void {
  const { all, sure } = account;
  const variance = count * (1 - count);
  addTo(all.count, sign * count);
  addTo(all.variance, sign * variance);
  if (doubt !== undefined) {
    account.doubted += sign;
    return;
  }
  addTo(sure.count, sign * count);
  addTo(sure.variance, sign * variance);
}

/** `last` is what the latest figure rests on; `kindOf` knows the kinds of models. */
export function sumOf(
  account: Account,
  last: Evidence,
  hearing: Hearing,
  kindOf = (name: string): string => name,
): Sum {
  const { counts, things, all, sure, latest } = account;
  if (counts.size > 0) return sumOfCounts(separate(counts, kindOf), last, hearing);
  // The last eight are enough to go by: the rest stand in the rows before.
  const resting: [Evidence, ...Evidence[]] = [last];
  for (const id of latest) {
    const thing = things.get(id);
    if (thing !== undefined) resting.push(thing.evidence);
  }
  const evidence = hearing.together(resting);
  const doubt = account.doubted > 0 ? firstDoubt(things.values()) : undefined;
  return { ...figureOf(all), evidence, doubt, sure: figureOf(sure) };
}

const figureOf = ({ count, variance }: Running): Figure => ({
  measured: totalOf(count),
  sigma: Math.sqrt(totalOf(variance)),
});

function sumOfCounts(tallies: readonly Tally[], last: Evidence, hearing: Hearing): Sum {
  const sure = tallies.filter(({ doubt }) => doubt === undefined);
  const evidence = hearing.together([last, ...tallies.slice(-LATEST).map((one) => one.evidence)]);
  return { ...added(tallies), evidence, doubt: firstDoubt(tallies), sure: added(sure) };
}

function firstDoubt(tallies: Iterable<Thing>): string | undefined {
  for (const { doubt } of tallies) if (doubt !== undefined) return doubt;
  return undefined;
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
