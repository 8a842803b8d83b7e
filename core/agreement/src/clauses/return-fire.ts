import { canonicalJson, type Digest } from '@greenline/base';
import { z } from 'zod';
import { answerWords, sinceProvoked } from '../judging/answer-words.ts';
import { type Excuse, excuseFor } from '../judging/excuse.ts';
import { around, type Fires, noFires, remember, takeOut } from '../judging/fires.ts';
import { type Evidence, type Look, probabilityWithin } from '../judging/look.ts';
import { partyWords, placeIn } from '../judging/place.ts';
import { type Fire, probabilityBefore } from '../judging/provocation.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { durationText, lengthText, lengthWords } from '../language/quantity.ts';
import { timeText } from '../language/schema.ts';
import { match } from '../language/things.ts';
import { stretchWords } from '../language/time-words.ts';

/** Fire stays in memory beyond the time for an answer: for late reports, and for calls that wait for a reply. */
const LATE_MS = 3_600_000;
const WAIT_MS = 24 * 3_600_000;

/**
 * Fire is barred; an answer to fire of the other party is allowed, where the clause says so only
 * after a call on the coordination mechanism has failed, and only on order.
 *
 * The one kind of clause in which what one party did changes what is found about the other.
 */
export const returnFire = clauseKind({
  kind: 'return-fire',
  summary:
    'No fire, but in answer to the other party’s, once the mechanism was tried in vain and on order.',
  shape: {
    start: timeText.describe('the moment from which fire is forbidden'),
    window: durationText.describe('how long after fire of the other party fire is an answer to it'),
    what: z.array(z.string()).min(1).optional().describe('absent: all fire'),
    zone: z.string().optional().describe('where fire is barred; absent: anywhere'),
    near: lengthText
      .optional()
      .describe('fire of the other party farther away than this is not answered; absent: any'),
    mechanism: z
      .boolean()
      .optional()
      .describe('a call on the mechanism must have failed between the two'),
    order: z.boolean().optional().describe('it must have been ordered: attribute ordered'),
  },
  describe({ start, window, what = ['fire'], zone, near, mechanism, order }, naming) {
    const where = zone === undefined ? '' : ` in ${naming.zone(zone)}`;
    const close = near === undefined ? '' : `, at most ${lengthWords(near)} away`;
    const tried = mechanism === true ? ', after a call on the mechanism failed' : '';
    const ordered = order === true ? ', and on order' : '';
    return `There may be no ${naming.things(what, 'or')}${where} from ${naming.time(start)} on, but in answer to fire of the other party${close} at most ${stretchWords(window)} before${tried}${ordered}.`;
  },
  prepare(clause, terms) {
    if (clause.when !== undefined)
      terms.refuse('a clause of the kind return-fire takes no condition: leave it out', 'when');
    const begins = terms.moment(clause.start, 'start');
    const things = terms.things(clause.what ?? ['fire'], 'what');
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    const time = { ms: clause.window, strict: clause.strict === true };
    const asked = {
      time,
      nearM: clause.near,
      mechanism: clause.mechanism === true,
      order: clause.order === true,
    };
    const keepMs = time.ms + (asked.mechanism ? WAIT_MS : LATE_MS);
    const [first, second] = terms.parties;
    const judges = new Set([first, second, 'private', 'unknown']);
    const otherOf = (party: string) =>
      party === first ? second : party === second ? first : undefined;
    return ledgerRule<Fires>({
      of: ['event', 'declaration'],
      anywhere: true,
      start: noFires,
      take(fires, fact, hearing, look) {
        if (fact.fact === 'declaration') {
          const { declaration } = fact;
          if (declaration.declaration !== 'mechanism-call' || !asked.mechanism) return [];
          const { party } = declaration;
          return fires.list
            .filter((fire) => fire.party === party || fire.party === 'unknown')
            .flatMap((fire) => judged(fire, fires, hearing, fact.digest));
        }
        if (look === undefined) return [];
        const before = takeOut(fires, look.id);
        const fire = fireOf(look, hearing.evidence(fact), before);
        if (fire !== undefined) remember(fires, fire, keepMs);
        const changed = [before, fire].filter((one) => one !== undefined);
        const answers = changed.flatMap((by) =>
          around(fires, by, time).filter(
            (one) =>
              one !== fire &&
              answerers(one.party, by.party).length > 0 &&
              probabilityBefore(by, one, time) > 0,
          ),
        );
        return [...new Set([...(fire === undefined ? [] : [fire]), ...answers])].flatMap((one) =>
          judged(one, fires, hearing, fact.digest),
        );
      },
      say: (row) =>
        `${row.what} ${row.subject.join(', ')} by ${partyWords(row.party)} ${row.against}`,
    });

    function fireOf(look: Look, evidence: Evidence, before: Fire | undefined): Fire | undefined {
      const matched = match(things, look);
      if (matched === undefined) return undefined;
      const placed =
        zone === undefined ? { probability: 1 } : placeIn(zone.area, look, clause.strict);
      const vague = zone !== undefined && look.accuracyUnknown;
      const { ordered } = look.attributes;
      return {
        id: look.id,
        at: look.at,
        sigmaMs: look.sigmaMs,
        party: look.party,
        hypotheses: look.hypotheses ?? [],
        what: matched.what,
        share: matched.probability,
        here: zone?.inForceAt(look.at) === false ? 0 : vague ? 0.5 : (placed?.probability ?? 0.5),
        position: look.position,
        covariance: look.covariance,
        accuracyUnknown: look.accuracyUnknown,
        ordered: typeof ordered === 'boolean' ? ordered : undefined,
        classDoubt: matched.doubt,
        placeDoubt: placed === undefined ? 'place unknown' : vague ? 'accuracy unknown' : undefined,
        evidence,
        told: before?.evidence.digests[0] === evidence.digests[0] ? before?.told : undefined,
        since: before?.since ?? [],
      };
    }

    function judged(fire: Fire, fires: Fires, hearing: Hearing, by: Digest): readonly Outcome[] {
      const start = hearing.at(begins);
      if (start === undefined || !judges.has(fire.party)) return [];
      const after = probabilityWithin(fire.at, fire.sigmaMs, start, undefined);
      const scope = after * fire.here * fire.share;
      if (scope < 1e-6) return [];
      const calls = [...hearing.register.calls.values()];
      const excuse = excuseFor(
        fire,
        fires,
        (one) => {
          if (fire.party === 'private') return undefined;
          const whose = answerers(fire.party, one.party);
          return whose.length === 0
            ? undefined
            : calls.filter((call) => whose.includes(call.party));
        },
        asked,
      );
      const unbound = clause.parties !== undefined && fire.party === 'unknown';
      const doubts = [
        fire.classDoubt,
        fire.placeDoubt,
        unbound ? 'whose it is is unknown' : undefined,
      ].filter((one) => one !== undefined);
      const certain = doubts.length === 0;
      doubts.push(...excuse.doubts);
      const found = {
        probability: scope * (1 - excuse.sure),
        atLeast: certain ? scope * (1 - excuse.possible) : 0,
        ...(doubts.length === 0 ? {} : { doubt: [...new Set(doubts)].join('; ') }),
        against: answerWords(fire, excuse.best, asked, otherOf(fire.party)),
        ...sinceProvoked(fire, excuse.best, time.ms),
      };
      const told = canonicalJson(found);
      if (told === fire.told) return [];
      if (fire.told !== undefined) fire.since = [...fire.since, by].slice(-4);
      fire.told = told;
      return [
        {
          ...found,
          subject: [fire.id],
          party: fire.party,
          hypotheses: fire.hypotheses,
          nature: 'substantive',
          once: true,
          at: fire.at,
          what: fire.what,
          evidence: evidenceOf(fire, excuse, hearing),
        },
      ];
    }

    /** Who may have fired an answer to the one: a fire of a party is answered by the other. */
    function answerers(party: string, provoker: string): readonly string[] {
      const may = provoker === 'unknown' ? terms.parties : [otherOf(provoker) ?? ''];
      return may.filter((one) => one !== '' && (party === 'unknown' || party === one));
    }
  },
});

/** What a fire and what may have provoked it rest on; trusted as far as the fire itself is. */
function evidenceOf(fire: Fire, { best, others }: Excuse, hearing: Hearing): Evidence {
  const call = best?.call === undefined ? undefined : hearing.digestOf(best.call.id);
  const all = [...others.map((one) => one.evidence), fire.evidence].reduce(hearing.both);
  const digests = [
    ...all.digests,
    ...fire.since,
    ...(call === undefined ? [] : [call]),
    ...fire.evidence.digests,
  ];
  return {
    ...all,
    digests: [...new Set(digests)].slice(-8),
    authenticated: fire.evidence.authenticated,
  };
}
