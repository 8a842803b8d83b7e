import type { Digest, Instant } from '@greenline/base';
import type { Register } from '@greenline/declarations';
import type { PreparedArea } from '@greenline/geo';
import type { Fact } from '../fact.ts';
import type { Hypothesis, Nature } from '../finding.ts';
import type { Moment } from '../language/moment.ts';
import type { Things } from '../language/things.ts';
import type { Evidence, Look } from './look.ts';

/** What was measured against what. Distances in metres. */
export interface Measured {
  readonly measured?: number;
  readonly limit?: number;
  /** How far beyond the limit: positive on the side of a breach. */
  readonly margin?: number;
  readonly unit?: string;
}

/** What a clause makes of one subject, before time windows and exceptions are weighed. */
export interface Assessment extends Measured {
  /** P(breach), class included. */
  readonly probability: number;
  /** P(the place is one where the clause is broken), class left out. */
  readonly placeProbability: number;
  /**
   * Metres to the nearest place where the assessment could change, for a place known exactly.
   * 0 where that is not known: the subject is then judged at every look.
   */
  readonly room: number;
  /** The most probable class that the clause covers. */
  readonly what: string;
  /** Which line, zone or limit it was held against, in words. */
  readonly against?: string;
  /** Why it cannot be more than `undetermined`. */
  readonly doubt?: string;
  /** P(breach) whatever the truth of what is doubted; absent: it may be none. */
  readonly atLeast?: number;
}

/** The clause does not apply where the subject is now, and cannot before it has gone so far. */
export interface Elsewhere {
  readonly elsewhere: true;
  readonly room: number;
}

/** A rule about where things are. The judge fuses looks, weighs exceptions and keeps the rows. */
export interface PlaceRule {
  readonly form: 'place';
  /** Which part of the clause it judges, where the clause has other rules besides: joined to the cite. */
  readonly part?: string;
  readonly of: readonly Look['of'][];
  /** It never says anything of things that belong to none of these; absent: nothing is ruled out. */
  readonly things?: Things;
  /** The area that the clause speaks of, where there is one: exceptions are cut out of it. */
  readonly area?: PreparedArea;
  /** The clause holds from this moment on: one clock decides, so it belongs to the window. */
  readonly begins?: Moment;
  /** The place does not matter, nor how well it is known. */
  readonly anywhere?: boolean;
  /** `undefined` where the clause does not apply to the subject, wherever it is. */
  assess(look: Look, hearing: Hearing): Assessment | Elsewhere | undefined;
  /** One clause of a sentence, subject first: `howitzer g1 of A stands 24.6 km from the line`. */
  say(row: Said): string;
}

/** What a row knows when it is put into words. */
export interface Said extends Measured {
  readonly subject: readonly string[];
  readonly party: string;
  readonly at: Instant;
  readonly probability: number;
  /** One sigma of what was measured, in its unit; 0 for exact. */
  readonly sigma: number;
  readonly what: string;
  readonly against?: string | undefined;
}

/** What a ledger rule found out about one subject. */
export interface Outcome extends Measured {
  readonly subject: readonly string[];
  readonly party: string;
  readonly nature: Nature;
  /** Tells rows of one subject apart where the ids do not: whose count it is. */
  readonly account?: string;
  /** Which part of the clause, where it says several things: joined to the cite. */
  readonly part?: string;
  readonly at: Instant;
  /** Until when words already spoken say that it stays so; absent: nobody knows. */
  readonly until?: Instant;
  /** Nothing more can come of it: its row ends here. */
  readonly over?: true;
  readonly probability: number;
  readonly sigma?: number;
  readonly what: string;
  readonly against?: string;
  readonly doubt?: string;
  /** A row tells the latest such judgement and not the gravest: what is known only grows. */
  readonly latest?: true;
  /** P(breach) whatever the truth of what is doubted; absent: it may be none. */
  readonly atLeast?: number;
  /** Who may have done it, where that is not what was looked at last. */
  readonly hypotheses?: readonly Hypothesis[];
  /** About something that happened once: what is said of it later replaces what was said before. */
  readonly once?: true;
  /** Absent where nothing was declared at all: a duty that fell due in silence. */
  readonly evidence: Evidence | undefined;
}

/** What a rule may ask while it judges. */
export interface Hearing {
  readonly register: Register;
  /** When a moment of the agreement is; `undefined` while its milestone has not come. */
  at(moment: Moment): Instant | undefined;
  /** A declared area, prepared once. */
  area(declared: Readonly<{ id: string; area: unknown }>): PreparedArea | undefined;
  evidence(fact: Fact): Evidence;
  /** Of the latest word under this id. */
  digestOf(declaration: string): Digest | undefined;
  /** What two things rest on, together. */
  both(a: Evidence, b: Evidence): Evidence;
  /** What several things rest on, one joined to the other in order. */
  together(all: readonly [Evidence, ...Evidence[]]): Evidence;
}

/** A rule that keeps account: of counts, of notices, of duties that fall due. Memory is plain data. */
export interface LedgerRule<Memory = unknown> {
  readonly form: 'ledger';
  /** Which part of the clause it judges, where the clause has other rules besides. */
  readonly part?: string;
  /** Which facts it takes; of objects and events the fused look comes along. */
  readonly of: readonly Fact['fact'][];
  /** Looks at things that belong to none of these change nothing; absent: nothing is ruled out. */
  readonly things?: Things;
  /** The rule itself weighs how well places are known. */
  readonly anywhere?: boolean;
  /**
   * Looks at a thing far from every boundary change nothing: a place rule of the same clause measures
   * how far it is from those that matter here.
   */
  readonly besidePlaces?: boolean;
  /**
   * Metres that a thing may go before a look at it can say or change anything, while no term begins
   * or ends; 0 where this one may. Absent: every look may.
   */
  room?(memory: Memory, look: Look): number;
  start(): Memory;
  take(memory: Memory, fact: Fact, hearing: Hearing, look: Look | undefined): readonly Outcome[];
  /** Time went on: what has fallen due? */
  tick?(memory: Memory, now: Instant, hearing: Hearing): readonly Outcome[];
  say(row: Said): string;
}

export type Rule = PlaceRule | LedgerRule;
