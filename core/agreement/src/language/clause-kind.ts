import type { z } from 'zod';
import type { LedgerRule, PlaceRule, Rule } from '../judging/rule.ts';
import type { Naming } from './naming.ts';
import type { Terms } from './terms.ts';

/** One limit of a clause: on what, as `tank in buffer`, and how much, as `75`. */
export interface ClauseLimit {
  readonly about: string;
  readonly limit: string;
}

/** One kind of clause: what it may say, and the rules that come of it. */
export interface ClauseKind {
  /** As a file writes it, `no-presence`. */
  readonly kind: string;
  /** One sentence for the schema and the printout. */
  readonly summary: string;
  /** Parameters besides those that every clause has. */
  readonly shape: z.ZodRawShape;
  /** Several where places and accounts are judged apart: each but the first names its part. */
  prepare(clause: Record<string, unknown>, terms: Terms): readonly Rule[];
  /** The clause in plain English, without its number. */
  describe(clause: Record<string, unknown>, naming: Naming): string;
  /** Whom it binds where it names nobody, as `the mission`; absent: everybody but the mission. */
  readonly binds?: string;
  /** Its limits, so that `check` can tell two clauses that contradict; absent: it has none. */
  limits?(clause: Record<string, unknown>): readonly ClauseLimit[];
}

/** Ties the type of a kind's parameters to its schema; the file's schema has checked them before. */
export function clauseKind<const S extends z.ZodRawShape>(kind: {
  readonly kind: string;
  readonly summary: string;
  readonly shape: S;
  prepare(clause: Parameters<S>, terms: Terms): Rule | readonly Rule[];
  describe(clause: Parameters<S>, naming: Naming): string;
  readonly binds?: string;
  limits?(clause: Parameters<S>): readonly ClauseLimit[];
}): ClauseKind {
  const { limits, ...rest } = kind;
  return {
    ...rest,
    prepare: (clause, terms) => {
      const made = kind.prepare(clause as Parameters<S>, terms);
      return 'form' in made ? [made] : made;
    },
    describe: (clause, naming) => kind.describe(clause as Parameters<S>, naming),
    ...(limits === undefined ? {} : { limits: (clause) => limits(clause as Parameters<S>) }),
  };
}

type Parameters<S extends z.ZodRawShape> = z.output<z.ZodObject<S>> & {
  readonly cite: string;
  readonly strict?: boolean | undefined;
  readonly parties?: readonly string[] | undefined;
  readonly when?: string | undefined;
  readonly standardOfProof?: { readonly compliant?: number | undefined } | undefined;
};

export const placeRule = (rule: Omit<PlaceRule, 'form'>): Rule => ({ form: 'place', ...rule });

/** The judge hands back only memory that `start` made, so its type may be forgotten in between. */
export const ledgerRule = <M>(rule: Omit<LedgerRule<M>, 'form'>): Rule => {
  const { tick, room } = rule;
  return {
    form: 'ledger',
    ...(rule.part === undefined ? {} : { part: rule.part }),
    of: rule.of,
    ...(rule.things === undefined ? {} : { things: rule.things }),
    ...(rule.anywhere === undefined ? {} : { anywhere: rule.anywhere }),
    ...(rule.besidePlaces === undefined ? {} : { besidePlaces: rule.besidePlaces }),
    ...(room === undefined ? {} : { room: (memory, look) => room(memory as M, look) }),
    start: () => rule.start(),
    take: (memory, fact, hearing, look) => rule.take(memory as M, fact, hearing, look),
    ...(tick === undefined
      ? {}
      : { tick: (memory, now, hearing) => tick(memory as M, now, hearing) }),
    say: (row) => rule.say(row),
  };
};

/** The first letter made a capital one. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `07:00 to 09:00 local time`. */
export const hoursWords = (hours: string): string =>
  `${hours
    .split('-')
    .map((part) => part.trim())
    .join(' to ')} local time`;
