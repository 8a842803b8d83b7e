import { type Instant, instant } from '@greenline/base';
import { z } from 'zod';
import type { Evidence } from '../judging/look.ts';
import type { Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { durationText, durationWords } from '../language/quantity.ts';
import { timeText } from '../language/schema.ts';

/** When the last inspection was, and what it rests on. */
interface Duty {
  /** Absent until the first interval begins. */
  last: Instant | undefined;
  evidence: Evidence | undefined;
}

/** The mission inspects a zone or a site at least so often: a duty of the mission itself. */
export const inspection = clauseKind({
  kind: 'inspection',
  summary: 'The mission inspects a zone or a site at least so often.',
  shape: {
    zone: z.string().optional(),
    site: z.string().optional(),
    every: durationText,
    since: timeText.describe('from when the first interval runs'),
  },
  describe: ({ zone, site, every }) =>
    `The mission inspects ${zone ?? site} at least every ${durationWords(every)}.`,
  prepare(clause, terms) {
    const { zone, site, every } = clause;
    if ((zone === undefined) === (site === undefined)) terms.refuse('say either zone or site');
    if (zone !== undefined) terms.zone(zone, 'zone');
    const since = terms.moment(clause.since, 'since');
    const place = zone ?? site ?? '';
    return ledgerRule<Duty>({
      of: ['declaration'],
      start: () => ({ last: undefined, evidence: undefined }),
      take(duty, fact, hearing) {
        if (fact.fact !== 'declaration' || fact.declaration.declaration !== 'inspection') return [];
        const { at } = fact.declaration;
        const last = duty.last ?? hearing.at(since);
        if (fact.declaration.zone !== zone || fact.declaration.site !== site) return [];
        if (last === undefined || at < last) return [];
        const evidence = hearing.evidence(fact);
        const due = instant(last + every);
        const silence = at - last;
        const outcomes =
          at > due
            ? [
                outcome(due, silence, duty.evidence ?? evidence),
                outcome(at, silence, evidence),
                outcome(at, 0, evidence),
              ]
            : [outcome(at, silence, evidence)];
        duty.last = at;
        duty.evidence = evidence;
        return outcomes;
      },
      tick(duty, now, hearing) {
        const last = duty.last ?? hearing.at(since);
        return last !== undefined && now - last > every
          ? [outcome(instant(last + every), now - last, duty.evidence)]
          : [];
      },
      say: (row) =>
        `${durationWords((row.measured ?? 0) * 3_600_000)} since the mission inspected ${place} the time before, limit ${durationWords(every)}`,
    });

    function outcome(at: Instant, silence: number, evidence: Evidence | undefined): Outcome {
      const measured = silence / 3_600_000;
      const limit = every / 3_600_000;
      return {
        subject: [place],
        party: 'mission',
        nature: 'substantive',
        at,
        probability: Number(silence > every),
        what: 'inspection',
        measured,
        limit,
        margin: measured - limit,
        unit: 'h',
        evidence,
      };
    }
  },
});
