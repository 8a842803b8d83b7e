import { formatInstant } from '@greenline/base';
import { type Notice, noticesFor } from '@greenline/declarations';
import { z } from 'zod';
import type { CountFact } from '../fact.ts';
import type { Evidence, Look } from '../judging/look.ts';
import { partyWords, placeIn, roomOutside, subjectWords } from '../judging/place.ts';
import type { Hearing, Outcome, Said } from '../judging/rule.ts';
import { clauseKind, ledgerRule, sentence } from '../language/clause-kind.ts';
import { listWords } from '../language/list-words.ts';
import { durationText, durationWords, lengthWords } from '../language/quantity.ts';
import { anyOf, type Matched, match } from '../language/things.ts';
import { stretchWords } from '../language/time-words.ts';
import { kept, nearest } from './notice/kept.ts';
import {
  countedBeyond,
  enterSized,
  goingOn,
  noSizes,
  type Sizes,
  seenBeyond,
} from './notice/size.ts';
import { sizeNames, thingsNamed } from './notice/size-names.ts';
import { isBelow, type Threshold, unannounced } from './notice/threshold.ts';
import { countWords } from './tally.ts';

interface Announcements {
  readonly sizes: Sizes;
  /** Ids of things that were seen while nobody had announced anything. */
  readonly unannounced: Set<string>;
}

/**
 * An activity is announced a time ahead. Late notice is procedural; the activity is judged by
 * itself: whether it kept to the time, to the area and to the size that were announced.
 */
export const notice = clauseKind({
  kind: 'notice',
  summary:
    'An activity is announced a time ahead; late notice is procedural, the activity is judged by itself.',
  shape: {
    activity: z.string().describe('kind of notice'),
    lead: durationText.describe('how long ahead it is announced'),
    what: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('classes that are the activity, when seen'),
    zone: z.string().optional().describe('where the activity needs notice; absent: everywhere'),
    threshold: z
      .record(z.string(), z.number().positive())
      .optional()
      .describe('from how many of a class on it needs notice; absent: however small'),
  },
  binds: 'each party, and everybody else that announces or acts',
  describe({ activity, lead, what, zone, threshold }, naming) {
    const size =
      threshold === undefined
        ? ''
        : ` of at least ${listWords(
            Object.entries(threshold).map(
              ([name, least]) => `${least} ${naming.things([name], 'and')}`,
            ),
            'or',
          )}`;
    const acts =
      what === undefined
        ? ''
        : ` ${sentence(naming.things(what, 'and'))}${zone === undefined ? '' : ` in ${naming.zone(zone)}`} must keep to the time and the area announced, which is judged by itself.`;
    return `Notice of ${activity}${size} must be given at least ${stretchWords(lead)} ahead; late notice is a procedural breach.${acts} No more may take part than announced.`;
  },
  limits: ({ activity, lead, zone = 'every place' }) => [
    { about: `notice of ${activity} in ${zone}`, limit: durationWords(lead) },
  ],
  prepare(clause, terms) {
    const things = clause.what === undefined ? undefined : terms.things(clause.what, 'what');
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    const strict = clause.strict === true;
    const names = sizeNames(terms);
    const thresholds = Object.entries(clause.threshold ?? {}).map(
      ([name, least]): Threshold => ({
        name,
        least,
        things: thingsNamed(terms, name, 'threshold', name),
      }),
    );
    return ledgerRule<Announcements>({
      of: ['declaration', 'object', 'event', 'flight', 'count'],
      things: things ?? anyOf([]),
      room: ({ sizes }, look) =>
        zone === undefined || sizes.open.size > 0 ? 0 : roomOutside(zone.area, look),
      start: () => ({ sizes: noSizes(), unannounced: new Set() }),
      take(memory, fact, hearing, look) {
        if (fact.fact === 'declaration') {
          const { declaration } = fact;
          if (declaration.declaration !== 'notice' || declaration.kind !== clause.activity)
            return [];
          enterSized(memory.sizes, declaration);
          return [given(declaration, hearing.evidence(fact))];
        }
        if (fact.fact === 'count') return counted(memory, fact, hearing);
        if (look === undefined) return [];
        const matched = things === undefined ? undefined : match(things, look);
        if (matched === undefined) return [];
        const evidence = hearing.evidence(fact);
        return [
          ...seen(memory, look, matched, evidence, hearing),
          ...(look.of === 'object'
            ? seenBeyond(
                memory.sizes,
                hearing.register.notices,
                look,
                evidence,
                names,
                strict,
                hearing,
              )
            : []),
        ];
      },
      say,
    });

    function given(one: Notice, evidence: Evidence): Outcome {
      const ahead = one.from - one.receivedAt;
      const [measured, limit] = [ahead / 3_600_000, clause.lead / 3_600_000];
      const late = strict ? ahead <= clause.lead : ahead < clause.lead;
      const below = thresholds.length === 0 ? false : isBelow(thresholds, one);
      const owed = below === true ? {} : { limit, margin: limit - measured };
      return {
        subject: [one.id],
        party: one.party,
        nature: 'procedural',
        at: one.receivedAt,
        probability: below === true || !late ? 0 : below === undefined ? 0.5 : 1,
        what: clause.activity,
        against: formatInstant(one.from),
        measured,
        ...owed,
        unit: 'h',
        evidence,
        ...(below === undefined && late ? { doubt: 'its size is not stated' } : {}),
      };
    }

    function counted(memory: Announcements, fact: CountFact, hearing: Hearing) {
      if (zone !== undefined && (fact.zone !== zone.name || !zone.inForceAt(fact.at))) return [];
      const notices = goingOn(hearing.register, clause.activity, fact.party, fact.at);
      const { sizes } = memory;
      return [
        ...unannounced(sizes.accounts, thresholds, notices, fact, hearing),
        ...countedBeyond(sizes, notices, fact, names, strict, hearing),
      ];
    }

    /** Something that is the activity was seen. */
    function seen(
      memory: Announcements,
      look: Look,
      matched: Matched,
      evidence: Evidence,
      hearing: Hearing,
    ): readonly Outcome[] {
      const here = zone === undefined ? 1 : (placeIn(zone.area, look, true)?.probability ?? 0.5);
      if (here === 0) return [];
      const notices = noticesFor(hearing.register, {
        kinds: [clause.activity],
        ...(look.party === 'unknown' ? {} : { party: look.party }),
      });
      const common = {
        subject: [look.id],
        party: look.party,
        nature: 'substantive',
        at: look.at,
        what: matched.what,
        evidence,
      } as const;
      const one = nearest(notices, look.at);
      // One thing alone reaches no threshold.
      if (one === undefined && thresholds.length > 0) return [];
      if (one === undefined) {
        memory.unannounced.add(look.id);
        return [{ ...common, probability: here * matched.probability }];
      }
      if (thresholds.length > 0 && isBelow(thresholds, one) === true) return [];
      return [
        ...(memory.unannounced.delete(look.id)
          ? [{ ...common, probability: 0, against: one.id }]
          : []),
        ...kept(one, look, common, here * matched.probability, hearing),
      ];
    }

    function say(row: Said): string {
      const { activity, lead } = clause;
      const measured = row.measured ?? 0;
      if (row.unit === 'count') {
        const many = `${countWords(measured)}${row.sigma > 0 ? ` ± ${countWords(row.sigma)}` : ''} ${row.what}`;
        const whose = partyWords(row.party);
        if (row.against === '')
          return `${whose} has ${many} in ${row.subject[0]} without any notice of ${activity}, which is owed from ${row.limit} on`;
        return row.limit === undefined
          ? `${whose} has ${many} in ${row.subject[0]}, announced in ${row.against}`
          : `${whose} has ${many} in the ${activity} announced in ${row.against}, announced ${row.limit}`;
      }
      if (row.unit === 'h') {
        const ahead = measured * 3_600_000;
        const when =
          ahead < 0
            ? `${durationWords(-ahead)} after the beginning`
            : `${durationWords(ahead)} ahead`;
        const limit =
          row.limit === undefined
            ? 'and is below every size that needs notice'
            : `limit ${durationWords(lead)}`;
        return `notice ${row.subject.join(', ')} of ${partyWords(row.party)} came ${when}, ${limit}`;
      }
      if (row.unit === undefined)
        return row.against === undefined
          ? `${subjectWords(row)} goes on without any notice of ${activity}`
          : `${subjectWords(row)} is announced in ${row.against}`;
      if (row.unit === 'min')
        return `${subjectWords(row)} goes on ${durationWords(measured * 60_000)} outside the time announced in ${row.against} (limit 0 min)`;
      return `${subjectWords(row)} is ${lengthWords(measured)} outside the area announced in ${row.against} (limit 0 m)`;
    }
  },
});
