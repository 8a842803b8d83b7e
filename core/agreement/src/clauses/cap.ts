import { normalCdf } from '@greenline/base';
import { isA } from '@greenline/observation';
import { z } from 'zod';
import type { Evidence, Look } from '../judging/look.ts';
import { partyWords, placeIn } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { match } from '../language/things.ts';

/** One figure that somebody counted. */
interface Tally {
  readonly count: number;
  readonly variance: number;
  readonly evidence: Evidence;
}

/** What is known of one party in the zone. */
interface Account {
  /** By class name: the latest count of each. */
  readonly counts: Map<string, Tally>;
  /** By id: things seen in the zone one by one. */
  readonly things: Map<string, Tally>;
}

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
          account.counts.set(`${fact.party}\u001f${matched}`, {
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
        if (inside === 0) account.things.delete(look.id);
        else
          account.things.set(look.id, {
            count: inside,
            variance: inside * (1 - inside),
            evidence: hearing.evidence(fact),
          });
        return account.counts.size > 0
          ? []
          : [outcome(account, look.party, look.at, hearing, hearing.evidence(fact))];
      },
      say: (row) =>
        `${partyWords(row.party)} has ${count(row.measured ?? 0)}${row.sigma > 0 ? ` ± ${count(row.sigma)}` : ''} ${row.what} in ${row.against}, limit ${row.limit}`,
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
      const tallies =
        account.counts.size > 0 ? separate(account.counts) : [...account.things.values()];
      let measured = 0;
      let variance = 0;
      for (const tally of tallies) {
        measured += tally.count;
        variance += tally.variance;
      }
      // The last eight are enough to go by: the rest stand in the rows before.
      const evidence = tallies
        .slice(-8)
        .reduce((sum, tally) => hearing.both(sum, tally.evidence), last);
      const over = clause.strict === true ? measured >= clause.atMost : measured > clause.atMost;
      const sigma = Math.sqrt(variance);
      const probability =
        variance > 0 ? normalCdf((measured - clause.atMost) / sigma) : Number(over);
      return {
        subject: [zone.name],
        party: clause.per === 'zone' ? 'unknown' : party,
        nature: 'substantive',
        account: whose(party),
        at,
        probability,
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

function accountOf(accounts: Map<string, Account>, party: string): Account {
  let account = accounts.get(party);
  if (account === undefined) {
    account = { counts: new Map(), things: new Map() };
    accounts.set(party, account);
  }
  return account;
}

/** Counts of which none is part of another: a count of guns is left out beside one of artillery. */
function separate(counts: ReadonlyMap<string, Tally>): readonly Tally[] {
  const keys = [...counts.keys()].map((key) => key.split('\u001f') as [string, string]);
  return [...counts.entries()]
    .filter(([key]) => {
      const [party, name] = key.split('\u001f') as [string, string];
      return !keys.some(([other, wider]) => other === party && wider !== name && isA(name, wider));
    })
    .map(([, tally]) => tally);
}

const count = (value: number): string => String(Number(value.toFixed(3)));
