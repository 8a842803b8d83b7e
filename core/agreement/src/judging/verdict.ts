import { roundProbability } from '@greenline/base';
import type { Verdict } from '../finding.ts';
import { match } from '../language/things.ts';
import type { PreparedAgreement } from '../prepared.ts';
import type { Clause } from './clause.ts';
import { type Exception, exceptionRoom, type Weighed, weigh } from './exception.ts';
import { type Evidence, greatestSigma, type Look, probabilityWithin } from './look.ts';
import type { Snapshot } from './row.ts';
import type { Assessment, Hearing, Measured, Outcome, PlaceRule } from './rule.ts';
import type { Span } from './span.ts';
import { KEPT } from './subject.ts';
import { waiversOf, weighWaivers } from './waiver.ts';

/** The whole judgement of one clause about one look. */
export interface Judgement {
  /** Absent where the clause does not apply where the subject is now. */
  readonly snapshot: Snapshot | undefined;
  readonly room: number;
  readonly weighed: readonly Weighed[];
}

/** Who may be judged by a clause: `doubt` where that hangs on whose the thing is. */
export function binds(
  clause: Clause,
  party: string,
  missionSide: ReadonlySet<string>,
): boolean | 'doubt' {
  if (clause.parties === undefined) return !missionSide.has(party);
  if (clause.parties.has(party)) return true;
  return party === 'unknown' ? 'doubt' : false;
}

/** What of the agreement a judgement of a look needs besides its clause. */
type Judged = Pick<PreparedAgreement, 'missionSide' | 'parties' | 'timezone'>;

/** Judges a look by a clause about places; `undefined` where the clause does not apply. */
export function judgeLook(
  clause: Clause,
  rule: PlaceRule,
  span: Span | undefined,
  look: Look,
  evidence: Evidence,
  { missionSide, parties, timezone }: Judged,
  hearing: Hearing,
): Judgement | undefined {
  if (span === undefined || !rule.of.includes(look.of)) return undefined;
  const bound = binds(clause, look.party, missionSide);
  if (bound === false) return undefined;
  const timely = probabilityWithin(look.at, look.sigmaMs, span.from, span.to);
  if (roundProbability(timely) === 0) return undefined;
  const condition = clause.condition?.(look) ?? (clause.condition === undefined ? true : undefined);
  if (condition === false) return undefined;
  const plain = withoutExempt(clause.exceptions, look);
  const unexcused = rule.assess(plain.look, hearing);
  const assessed = unexcused ?? (plain.words.length > 0 ? rule.assess(look, hearing) : undefined);
  if (assessed === undefined) return undefined;
  if ('elsewhere' in assessed) return { snapshot: undefined, room: assessed.room, weighed: [] };
  if (unexcused === undefined) return exempt(assessed, look, evidence, plain.words);

  const { probability: broken, placeProbability } = assessed;
  const waivers = waiversOf(clause.cite, parties, hearing);
  // Where nothing is broken, there is nothing to excuse.
  const weighed =
    broken > 0
      ? [
          ...clause.exceptions.flatMap(
            (one) =>
              weigh(one, plain.look, placeProbability, { timezone, span, timely }, hearing) ?? [],
          ),
          ...weighWaivers(waivers, plain.look, placeProbability, hearing),
        ]
      : NOTHING;
  const unexcusedShare = weighed.reduce((share, one) => share * (1 - one.chance), timely);
  const probability = broken * unexcusedShare;
  const sure = (assessed.atLeast ?? 0) * unexcusedShare >= clause.breachAt;
  const excused = weighed.some((one) => one.best);
  const breaching = probability >= clause.breachAt;
  const vague = look.accuracyUnknown && rule.anywhere !== true;
  const untrusted = distrust(evidence);
  const hard =
    vague && untrusted !== undefined
      ? `accuracy unknown; ${untrusted}`
      : vague
        ? 'accuracy unknown'
        : untrusted;
  // What could only make a breach less likely is no matter where there is none.
  const soft =
    probability <= clause.compliantAt
      ? undefined
      : ((sure ? undefined : assessed.doubt) ??
        weighed.find((one) => one.doubt !== undefined)?.doubt ??
        (bound === 'doubt' ? 'whose it is is unknown' : undefined) ??
        (condition === undefined
          ? 'its condition cannot be decided from what is known'
          : undefined) ??
        (excused && breaching ? 'the best estimate lies within an exception' : undefined));
  const doubt = hard ?? soft;
  const certain = assessed.room > 0 && clause.condition === undefined && waivers.length === 0;
  const free = broken === 0 ? Number.POSITIVE_INFINITY : roomInside(clause, look, hearing);
  return {
    snapshot: snapshotOf(
      assessed,
      look,
      withDeclarations(evidence, weighed, hearing),
      roundProbability(vague ? probability * 0.5 : probability),
      doubt,
      weighed.length === 0 ? plain.words : [...plain.words, ...weighed.map((one) => one.word)],
    ),
    room: certain ? Math.min(assessed.room, free) : 0,
    weighed,
  };
}

/** How far a subject that breaks a clause may go before exceptions or dwell could change that. */
const roomInside = (clause: Clause, look: Look, hearing: Hearing): number =>
  clause.dwellMs > 0 ? 0 : exceptionRoom(clause.exceptions, look, hearing);

/** Breach, compliant or undetermined; doubt allows nothing but the last. */
export function verdictOf(
  clause: Clause,
  snapshot: Pick<Snapshot, 'probability' | 'doubt'>,
): Verdict {
  if (snapshot.doubt !== undefined) return 'undetermined';
  if (snapshot.probability >= clause.breachAt) return 'breach';
  return snapshot.probability <= clause.compliantAt ? 'compliant' : 'undetermined';
}

/** Why evidence alone cannot carry a verdict. */
export function distrust(evidence: Evidence): string | undefined {
  if (evidence.authenticated) return undefined;
  return evidence.sources.length <= 1
    ? 'unauthenticated, single source'
    : 'unauthenticated sources only';
}

/** Why a ledger's outcome is no verdict; where the verdict is the same either way, there is no doubt. */
export function doubtOf(clause: Clause, outcome: Outcome): string | undefined {
  const { doubt, probability, atLeast } = outcome;
  if (atLeast === undefined) return doubt;
  return probability <= clause.compliantAt || atLeast >= clause.breachAt ? undefined : doubt;
}

const exempt = (
  assessed: Assessment,
  look: Look,
  evidence: Evidence,
  words: readonly string[],
): Judgement => ({
  snapshot: snapshotOf(assessed, look, evidence, 0, undefined, words),
  room: assessed.room,
  weighed: NOTHING,
});

function snapshotOf(
  assessed: Assessment,
  look: Look,
  evidence: Evidence,
  probability: number,
  doubt: string | undefined,
  exceptions: readonly string[],
): Snapshot {
  const { unit } = assessed;
  const snapshot: Draft = {
    at: look.at,
    probability,
    party: look.party,
    what: assessed.what,
    against: assessed.against,
    sigma: unit === 'm' ? greatestSigma(look.covariance) : unit === 's' ? look.sigmaMs / 1000 : 0,
    doubt,
    exceptions,
    evidence,
  };
  if (look.stand !== undefined) snapshot.stand = look.stand;
  if (look.hypotheses !== undefined) snapshot.hypotheses = look.hypotheses;
  return withMeasure(snapshot, assessed);
}

/** What a ledger rule found, as a row keeps it; `look`: at whatever the fact was about. */
export function snapshotOfOutcome(
  outcome: Outcome,
  probability: number,
  doubt: string | undefined,
  exceptions: readonly string[],
  evidence: Evidence,
  look: Look | undefined,
): Snapshot {
  const snapshot: Draft = {
    at: outcome.at,
    probability: roundProbability(probability),
    party: outcome.party,
    what: outcome.what,
    against: outcome.against,
    sigma: outcome.sigma ?? 0,
    doubt,
    exceptions,
    evidence,
  };
  const hypotheses = outcome.hypotheses ?? look?.hypotheses;
  if (hypotheses !== undefined) snapshot.hypotheses = hypotheses;
  if (outcome.latest !== undefined) snapshot.latest = outcome.latest;
  return withMeasure(snapshot, outcome);
}

type Draft = { -readonly [K in keyof Snapshot]: Snapshot[K] };

/** Made at every look by every clause: spreading what may be absent costs as much as the rest. */
function withMeasure(snapshot: Draft, { measured, limit, margin, unit }: Measured): Snapshot {
  if (measured !== undefined) snapshot.measured = measured;
  if (limit !== undefined) snapshot.limit = limit;
  if (margin !== undefined) snapshot.margin = margin;
  if (unit !== undefined) snapshot.unit = unit;
  return snapshot;
}

const NOTHING: readonly never[] = [];

/** The look without the classes that an exception takes out. */
function withoutExempt(
  exceptions: readonly Exception[],
  look: Look,
): { readonly look: Look; readonly words: readonly string[] } {
  if (!exceptions.some(({ kind }) => kind === 'class')) return { look, words: NOTHING };
  const words: string[] = [];
  let classes = look.classes;
  for (const exception of exceptions) {
    if (exception.kind !== 'class') continue;
    const matched = match(exception.things, look);
    if (matched === undefined) continue;
    words.push(`${exception.cite}: ${matched.what} is exempt`);
    classes = Object.fromEntries(
      Object.entries(classes).filter(
        ([name]) => exception.things.test(name, look.attributes) !== true,
      ),
    );
  }
  return words.length === 0 ? { look, words } : { look: { ...look, classes }, words };
}

/** A breach begins only this far beyond the limit: P(beyond) may be high a metre past it. */
export const beyondHysteresis = (clause: Clause, snapshot: Snapshot): boolean =>
  clause.hysteresisM === 0 || snapshot.unit !== 'm' || (snapshot.margin ?? 0) >= clause.hysteresisM;

/** Permits and notices that were weighed belong to what the judgement rests on. */
function withDeclarations(
  evidence: Evidence,
  weighed: readonly Weighed[],
  hearing: Hearing,
): Evidence {
  if (weighed.length === 0) return evidence;
  const more = weighed.flatMap((one) =>
    one.ids.flatMap((id) => {
      const digest = hearing.digestOf(id);
      return digest === undefined ? [] : [digest];
    }),
  );
  return more.length === 0
    ? evidence
    : { ...evidence, digests: [...evidence.digests, ...more].slice(-KEPT) };
}
