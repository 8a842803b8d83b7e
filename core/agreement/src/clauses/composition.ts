import type { Instant } from '@greenline/base';
import { z } from 'zod';
import type { Evidence } from '../judging/look.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { listWords } from '../language/list-words.ts';
import { contradictoryNations } from './composition/contradictory-nations.ts';
import { exceeds, limitOn } from './composition/limit-on.ts';
import { announced, inForceAt, nextChange, people, type Stretch } from './composition/strength.ts';

/** Who has people where, and what was said of it last. */
interface Force {
  stretches: readonly Stretch[];
  /** Time went on to here; absent: nobody said. */
  now: Instant | undefined;
  /** All nations that must be equal have been there at once. */
  balanced: boolean;
  /** By subject: the latest outcome. */
  readonly told: Map<string, Outcome>;
}

/** Who may be deployed where, and with how many people. */
export const composition = clauseKind({
  kind: 'composition',
  summary: 'Which nations and alliances may have people in a zone, and how many.',
  shape: {
    zone: z.string().optional().describe('absent: all zones together'),
    bar: z.array(z.string()).optional().describe('nations that may have nobody there'),
    barAlliances: z
      .array(z.string())
      .optional()
      .describe('alliances under whose command nobody may be there'),
    only: z.array(z.string()).optional().describe('the only nations that may'),
    ceilings: z
      .record(z.string(), z.number().int().min(0))
      .optional()
      .describe('most people of a nation'),
    total: z.number().int().min(0).optional().describe('most people of all nations together'),
    equal: z
      .array(z.string())
      .min(2)
      .optional()
      .describe('nations that have as many people there as each other, once all have come'),
  },
  binds: 'every nation that deploys people',
  describe({ zone, bar = [], barAlliances = [], only, ceilings = {}, total, equal }, naming) {
    const nations = (ids: readonly string[], word: 'and' | 'or') =>
      listWords(ids.map(naming.party), word);
    const terms = [
      ...(bar.length === 0 ? [] : [`nobody from ${nations(bar, 'or')} may be deployed`]),
      ...(barAlliances.length === 0
        ? []
        : [`no forces may be under the command of ${listWords(barAlliances, 'or')}`]),
      ...(only === undefined ? [] : [`only ${nations(only, 'and')} may have people`]),
      ...Object.entries(ceilings).map(
        ([nation, most]) => `${naming.party(nation)} may have ${most} people at most`,
      ),
      ...(total === undefined ? [] : [`all nations together may have ${total} people at most`]),
      ...(equal === undefined
        ? []
        : [`${nations(equal, 'and')} must have as many people as each other, once all have come`]),
    ];
    return `In ${zone === undefined ? 'all zones together' : naming.zone(zone)}, ${terms.join('; ')}.`;
  },
  prepare(clause, terms) {
    contradictoryNations(clause, terms);
    const { zone, total, equal } = clause;
    if (zone !== undefined) terms.zone(zone, 'zone');
    const where = zone === undefined ? [] : [zone];
    return ledgerRule<Force>({
      of: ['declaration'],
      start: () => ({ stretches: [], now: undefined, balanced: false, told: new Map() }),
      take(force, fact, hearing) {
        if (fact.fact !== 'declaration' || fact.declaration.declaration !== 'deployment') return [];
        const { declaration } = fact;
        if (zone !== undefined && declaration.zone !== zone) return [];
        const { from, nation } = declaration;
        const known = force.now === undefined || force.now > from ? from : force.now;
        const ends = ended(force, known, hearing);
        const evidence = hearing.evidence(fact);
        force.stretches = announced(force.stretches, declaration, evidence);
        const told = assessed(force, from, [nation], evidence, hearing);
        force.stretches = force.stretches.filter(({ to }) => to === undefined || to > known);
        return [...ends, ...told];
      },
      tick(force, now, hearing) {
        force.now = now;
        return ended(force, now, hearing);
      },
      say(row) {
        const place = zone === undefined ? '' : ` in ${zone}`;
        const people = `${row.measured} people deployed${place}`;
        if (row.what === 'difference')
          return `people deployed${place} are not equal in number by ${row.measured} (limit 0): ${row.against}`;
        return row.what === 'all people'
          ? `all nations together have ${people}, limit ${row.limit}: ${row.against}`
          : `${row.party} has ${people}, limit ${row.limit ?? 'none'}: ${row.against}`;
      },
    });

    /** The ends of deployments that have come, in order of time. */
    function ended(force: Force, now: Instant, hearing: Hearing): readonly Outcome[] {
      const told: Outcome[] = [];
      for (;;) {
        const ends = force.stretches.flatMap(({ to }) => (to !== undefined && to <= now ? to : []));
        const at = ends.reduce((a, b) => (b < a ? b : a), ends[0] ?? now);
        const gone = force.stretches.filter(({ to }) => to === at);
        const [first] = gone;
        if (ends.length === 0 || first === undefined) return told;
        force.stretches = force.stretches.filter(({ to }) => to !== at);
        const evidence = gone.reduce((sum, one) => hearing.both(sum, one.evidence), first.evidence);
        const nations = [...new Set(gone.map(({ nation }) => nation))];
        told.push(...assessed(force, at, nations, evidence, hearing));
      }
    }

    function assessed(
      force: Force,
      at: Instant,
      nations: readonly string[],
      word: Evidence,
      hearing: Hearing,
    ): readonly Outcome[] {
      const there = inForceAt(force.stretches, at);
      const resting = (some: readonly Stretch[], all: readonly Stretch[]) => {
        const until = nextChange(all, at);
        return {
          at,
          ...(until === undefined ? {} : { until }),
          nature: 'substantive' as const,
          unit: 'count',
          evidence: some.slice(-7).reduce((sum, one) => hearing.both(sum, one.evidence), word),
        };
      };
      const outcomes = nations.flatMap((nation): readonly Outcome[] => {
        const own = there.filter((one) => one.nation === nation);
        const limited = limitOn(clause, nation, own);
        if (limited === undefined) return [];
        const { limit, measured, against, broken } = limited;
        const all = force.stretches.filter((one) => one.nation === nation);
        return [
          {
            ...resting(own, all),
            subject: [nation, ...where],
            party: nation,
            probability: Number(broken),
            what: 'people',
            against,
            measured,
            ...(limit === undefined ? {} : { limit, margin: measured - limit }),
          },
        ];
      });
      if (total !== undefined) {
        const measured = people(there);
        outcomes.push({
          ...resting(there, force.stretches),
          subject: zone === undefined ? ['all contingents'] : [zone],
          part: 'total',
          party: 'mission',
          probability: Number(exceeds(measured, total, clause)),
          what: 'all people',
          against: 'ceiling of all contingents',
          measured,
          limit: total,
          margin: measured - total,
        });
      }
      if (equal?.some((nation) => nations.includes(nation)) === true) {
        const strengths = equal.map((nation) =>
          people(there.filter((one) => one.nation === nation)),
        );
        force.balanced ||= strengths.every((one) => one > 0);
        const measured = Math.max(...strengths) - Math.min(...strengths);
        const theirs = (all: readonly Stretch[]) =>
          all.filter(({ nation }) => equal.includes(nation));
        if (force.balanced)
          outcomes.push({
            ...resting(theirs(there), theirs(force.stretches)),
            subject: [...equal, ...where],
            part: 'equal',
            party: 'unknown',
            probability: Number(measured > 0),
            what: 'difference',
            against: equal.map((nation, i) => `${nation} ${strengths[i]}`).join(', '),
            measured,
            limit: 0,
            margin: measured,
          });
      }
      return outcomes.flatMap((outcome) => succeeding(force, outcome, word, hearing));
    }

    /** What stood before lasted until now, whatever had been said of its end. */
    function succeeding(
      force: Force,
      outcome: Outcome,
      word: Evidence,
      hearing: Hearing,
    ): readonly Outcome[] {
      const key = [outcome.part ?? '', ...outcome.subject].join('\u001f');
      const before = force.told.get(key);
      force.told.set(key, outcome);
      const { at } = outcome;
      if (before?.evidence === undefined || before.at >= at) return [outcome];
      if (before.until !== undefined && before.until <= at) return [outcome];
      const { until: _, ...stood } = before;
      return [{ ...stood, at, evidence: hearing.both(before.evidence, word) }, outcome];
    }
  },
});
