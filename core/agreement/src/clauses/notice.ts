import { formatInstant, type Instant, roundDistance } from '@greenline/base';
import { type Notice, noticesFor } from '@greenline/declarations';
import { z } from 'zod';
import type { Evidence } from '../judging/look.ts';
import { type Look, probabilityWithin } from '../judging/look.ts';
import { partyWords, placeIn, subjectWords } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { durationText, durationWords, lengthWords } from '../language/quantity.ts';
import { match } from '../language/things.ts';

/**
 * An activity is announced a time ahead. Late notice is procedural; the activity is judged by
 * itself: whether it kept to the time and to the area that were announced.
 */
export const notice = clauseKind({
  kind: 'notice',
  summary:
    'An activity is announced a time ahead; late notice is procedural, the activity is judged by itself.',
  shape: {
    activity: z.string().describe('kind of notice'),
    lead: durationText,
    what: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('classes that are the activity, when seen'),
    zone: z.string().optional().describe('where the activity needs notice; absent: everywhere'),
  },
  describe: ({ activity, lead, what, zone }) =>
    `Notice of ${activity} is given at least ${durationWords(lead)} ahead${what === undefined ? '' : `; ${what.join(', ')}${zone === undefined ? '' : ` in ${zone}`} keep to the time and the area announced`}.`,
  prepare(clause, terms) {
    const things = clause.what === undefined ? undefined : terms.things(clause.what, 'what');
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    return ledgerRule<null>({
      of: ['declaration', 'object', 'event'],
      start: () => null,
      take(_, fact, hearing, look) {
        if (fact.fact === 'declaration')
          return fact.declaration.declaration === 'notice' &&
            fact.declaration.kind === clause.activity
            ? [given(fact.declaration, hearing.evidence(fact))]
            : [];
        const matched =
          look === undefined || things === undefined ? undefined : match(things, look);
        if (look === undefined || matched === undefined) return [];
        const here = zone === undefined ? 1 : (placeIn(zone.area, look, true)?.probability ?? 0.5);
        return here === 0
          ? []
          : kept(look, matched.what, here * matched.probability, hearing, hearing.evidence(fact));
      },
      say(row) {
        if (row.unit === 'h')
          return `notice ${row.subject.join(', ')} of ${partyWords(row.party)} came ${durationWords((row.measured ?? 0) * 3_600_000)} ahead, limit ${durationWords(clause.lead)}`;
        if (row.unit === undefined)
          return `${subjectWords(row)} goes on without any notice of ${clause.activity}`;
        if (row.unit === 'min')
          return `${subjectWords(row)} goes on ${durationWords((row.measured ?? 0) * 60_000)} outside the time announced in ${row.against} (limit 0 min)`;
        return `${subjectWords(row)} is ${lengthWords(row.measured ?? 0)} outside the area announced in ${row.against} (limit 0 m)`;
      },
    });

    function given(one: Notice, evidence: Evidence): Outcome {
      const ahead = one.from - one.receivedAt;
      const [measured, limit] = [ahead / 3_600_000, clause.lead / 3_600_000];
      return {
        subject: [one.id],
        party: one.party,
        nature: 'procedural',
        at: one.receivedAt,
        probability: Number(clause.strict === true ? ahead <= clause.lead : ahead < clause.lead),
        what: clause.activity,
        against: formatInstant(one.from),
        measured,
        limit,
        margin: limit - measured,
        unit: 'h',
        evidence,
      };
    }

    function kept(
      look: Look,
      what: string,
      share: number,
      hearing: Hearing,
      evidence: Evidence,
    ): readonly Outcome[] {
      const unknown = look.party === 'unknown';
      const notices = noticesFor(hearing.register, {
        kinds: [clause.activity],
        ...(unknown ? {} : { party: look.party }),
      });
      const common = {
        subject: [look.id],
        party: look.party,
        nature: 'substantive',
        at: look.at,
        what,
        evidence,
      } as const;
      const one = nearest(notices, look.at);
      if (one === undefined) return [{ ...common, probability: share }];
      const doubt = unknown ? { doubt: 'whose it is is unknown' } : {};
      const over = Math.max(0, look.at - one.to, one.from - look.at) / 60_000;
      const late =
        look.sigmaMs > 0
          ? 1 - probabilityWithin(look.at, look.sigmaMs, one.from, one.to)
          : Number(over > 0);
      const area = hearing.area(one);
      const placed = area === undefined ? undefined : placeIn(area, look, true);
      const outside =
        placed === undefined
          ? { probability: 0.5, doubt: 'place unknown' }
          : { probability: 1 - placed.probability };
      const away = Math.max(0, roundDistance(-(placed?.insideBy ?? 0)));
      return [
        {
          ...common,
          ...doubt,
          part: 'window',
          against: one.id,
          probability: late * share,
          measured: over,
          limit: 0,
          margin: over,
          unit: 'min',
        },
        {
          ...common,
          ...doubt,
          ...outside,
          part: 'area',
          against: one.id,
          probability: outside.probability * share,
          measured: away,
          limit: 0,
          margin: away,
          unit: 'm',
        },
      ];
    }
  },
});

/** The notice whose time is nearest to a moment; of equals the first by id. */
function nearest(notices: readonly Notice[], at: Instant): Notice | undefined {
  let best: Notice | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const one of notices) {
    const gap = Math.max(0, at - one.to, one.from - at);
    if (gap < least) {
      least = gap;
      best = one;
    }
  }
  return best;
}
