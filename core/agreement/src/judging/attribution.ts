import { normalCdf } from '@greenline/base';
import { measureFromLine } from '@greenline/geo';
import { isA, probabilityOf } from '@greenline/observation';
import type { EventFact } from '../fact.ts';
import type { Hypothesis } from '../finding.ts';
import { type NamedLine, sideOf } from '../language/terms.ts';
import { greatestSigma } from './look.ts';

/** Who may have done an act, and whether that can be said. */
export interface Attribution {
  /** A party, `private`, or `unknown`. */
  readonly party: string;
  /** Empty where nothing is attributed, as with a restriction that monitors met face to face. */
  readonly hypotheses: readonly Hypothesis[];
}

/** What the geometry says of who holds the ground: the first line in force. */
export interface Ground {
  readonly parties: readonly [string, string];
  readonly lines: Iterable<NamedLine>;
}

/** Assumed of a source that names an actor: it is right ten times as often as it is wrong. */
const NAMED = 10;
/** What the ground can say at most, for or against: whoever fires may have crossed the line. */
const GROUND = 20;
/** Odds of 19 to 1 are a probability of 0.95. */
const ENOUGH = 19;
const WITNESSES = 2;

/** Fire of which the place is the actor’s own. */
const FROM_HERE = ['launch', 'muzzle-flash'];

/**
 * Who did it: hypotheses with likelihood ratios, each against somebody else having done it.
 *
 * An act is attributed when two independent sources name the same actor and no hypothesis is as likely;
 * never by one source, and never by the place alone. Reports that nobody vouches for name nobody.
 */
export function attribute(fact: EventFact, ground: Ground): Attribution {
  const stated = fact.party ?? 'unknown';
  if (probabilityOf(fact.class, 'happening') === 0) return { party: stated, hypotheses: [] };
  const named = fact.party === undefined || fact.trust === 'unauthenticated' ? 0 : namers(fact);
  const names = new Set<string>([...ground.parties, 'private', ...(named > 0 ? [stated] : [])]);
  const onSide = holdersOf(fact, ground);
  const weighed = [...names].map((party) => {
    const basis: string[] = [];
    let ratio = 1;
    if (named > 0) {
      ratio *= (party === stated ? NAMED : 1 / NAMED) ** named;
      if (party === stated) basis.push(`named by ${named} ${named === 1 ? 'source' : 'sources'}`);
    }
    const share = onSide?.get(party);
    if (share !== undefined) {
      ratio *= share;
      basis.push(share >= 1 ? 'came from its side of the line' : 'came from the other side');
    }
    if (party === 'private') {
      const { ownInitiative, underOrders } = fact.attributes ?? {};
      if (ownInitiative === true) ratio *= NAMED;
      if (underOrders === true) ratio /= NAMED;
      if (ownInitiative === true) basis.push('said to have acted on own initiative');
      if (underOrders === true) basis.push('said to have acted under orders');
    }
    return { party, likelihoodRatio: Number(ratio.toPrecision(3)), basis };
  });
  // The likeliest first: no party stands before the other for its name.
  const hypotheses = weighed.sort((a, b) => b.likelihoodRatio - a.likelihoodRatio);
  const own = hypotheses.find(({ party }) => party === stated);
  const rival = Math.max(
    ...hypotheses.filter(({ party }) => party !== stated).map((one) => one.likelihoodRatio),
  );
  const certain = own !== undefined && own.likelihoodRatio >= ENOUGH && own.likelihoodRatio > rival;
  return { party: named >= WITNESSES && certain ? stated : 'unknown', hypotheses };
}

/** How many independent sources name the party of an event. Relays of one sensor are one source. */
const namers = (fact: EventFact): number => new Set(fact.namedBy ?? fact.sources ?? []).size;

/** For fire that leaves from where it was placed: how much the ground speaks for each party. */
function holdersOf(fact: EventFact, ground: Ground): ReadonlyMap<string, number> | undefined {
  const { position, covariance, direction, at } = fact;
  const left = Object.keys(fact.class).some((name) => FROM_HERE.some((kind) => isA(name, kind)));
  if (position === undefined || (direction !== 'outgoing' && !left)) return undefined;
  if (direction === 'incoming' || fact.accuracyUnknown === true) return undefined;
  // As sure of the side as of the nearest edge alone: the odds are cut off long before that errs.
  const sigma = Math.max(LEAST_SIGMA, greatestSigma(covariance));
  for (const line of ground.lines) {
    if (!line.inForceAt(at)) continue;
    return new Map(
      ground.parties.flatMap((party) => {
        const side = sideOf(line, party);
        if (side === undefined) return [];
        const { signed } = measureFromLine(line.line, side, position);
        return [[party, oddsOf(normalCdf(signed / sigma))] as const];
      }),
    );
  }
  return undefined;
}

/** A millimetre: beside a line, an exact place is on one side of it. */
const LEAST_SIGMA = 0.001;

const oddsOf = (chance: number): number =>
  Math.min(GROUND, Math.max(1 / GROUND, chance / (1 - chance)));

/** `attribution undetermined: A 10 : 1 (named by 1 source), private persons are not excluded (Hague Regulations, art. 41)`. */
export function attributionWords(party: string, hypotheses: readonly Hypothesis[]): string {
  if (hypotheses.length === 0) return '';
  const spoken = hypotheses
    .filter(({ basis }) => basis.length > 0)
    .map((one) => `${one.party} ${one.likelihoodRatio} : 1 (${one.basis.join(', ')})`);
  const known = party === 'unknown' ? 'undetermined' : party;
  const privately =
    party === 'unknown' ? ['private persons are not excluded (Hague Regulations, art. 41)'] : [];
  return `, attribution ${known}: ${[...spoken, ...privately].join(', ')}`;
}
