import { z } from 'zod';
import type { Evidence, Look } from '../judging/look.ts';
import { partyWords, placeIn } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { match } from '../language/things.ts';
import {
  type Account,
  accountOf,
  countWords,
  enterCount,
  enterThing,
  probabilityOver,
  sumOf,
} from './tally.ts';

/**
 * No more than a number of things of some classes in a zone at one time.
 *
 * A later count of the same class replaces the earlier; counts of classes within a class that was
 * itself counted are not added to it. Things seen one by one are counted where nobody counted.
 */
export const cap = clauseKind({
  kind: 'cap',
  summary: 'No more than a number of things of these classes in a zone at one time.',
  shape: {
    what: z.array(z.string()).min(1),
    zone: z.string(),
    atMost: z.number().int().min(0),
    per: z.enum(['party', 'zone']).optional().describe('absent: each party by itself'),
  },
  describe: ({ what, zone, atMost, per }) =>
    `No more than ${atMost} ${what.join(', ')} ${per === 'zone' ? 'of both parties together ' : 'of each party '}in ${zone}.`,
  prepare(clause, terms) {
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    const whose = (party: string): string => (clause.per === 'zone' ? 'all' : party);
    return ledgerRule<Map<string, Account>>({
      of: ['count', 'object'],
      start: () => new Map(),
      take(accounts, fact, hearing, look) {
        if (fact.fact === 'count') {
          const matched = Object.keys(fact.class).find((name) => things.test(name, {}) !== false);
          if (fact.zone !== zone.name || matched === undefined || !zone.inForceAt(fact.at))
            return [];
          const account = accountOf(accounts, whose(fact.party));
          enterCount(account, fact.party, matched, {
            count: fact.count,
            variance: (fact.sigma ?? 0) ** 2,
            evidence: hearing.evidence(fact),
          });
          return [outcome(account, fact.party, fact.at, hearing, hearing.evidence(fact))];
        }
        if (look === undefined) return [];
        const matched = match(things, look);
        if (matched === undefined || !zone.inForceAt(look.at)) return [];
        const account = accountOf(accounts, whose(look.party));
        const inside = insideChance(look) * matched.probability;
        const known = account.things.has(look.id);
        if (inside === 0 && !known) return [];
        enterThing(account, look.id, inside, hearing.evidence(fact));
        return account.counts.size > 0
          ? []
          : [outcome(account, look.party, look.at, hearing, hearing.evidence(fact))];
      },
      say: (row) =>
        `${partyWords(row.party)} has ${countWords(row.measured ?? 0)}${row.sigma > 0 ? ` ± ${countWords(row.sigma)}` : ''} ${row.what} in ${row.against}, limit ${row.limit}`,
    });

    function insideChance(look: Look): number {
      return placeIn(zone.area, look, true)?.probability ?? 0;
    }

    function outcome(
      account: Account,
      party: string,
      at: Outcome['at'],
      hearing: Hearing,
      last: Evidence,
    ): Outcome {
      const sum = sumOf(account, last, hearing);
      const { measured, sigma, evidence } = sum;
      return {
        subject: [zone.name],
        party: clause.per === 'zone' ? 'unknown' : party,
        nature: 'substantive',
        account: whose(party),
        at,
        probability: probabilityOver(sum, clause.atMost, clause.strict === true),
        sigma,
        what: things.words,
        against: zone.words,
        measured,
        limit: clause.atMost,
        margin: measured - clause.atMost,
        unit: 'count',
        evidence,
      };
    }
  },
});
