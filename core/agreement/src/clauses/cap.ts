import { z } from 'zod';
import type { CountFact, Fact } from '../fact.ts';
import type { Evidence, Look } from '../judging/look.ts';
import { chanceIn, partyWords, roomOutside } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { match } from '../language/things.ts';
import {
  type Account,
  accountOf,
  countWords,
  dropThing,
  enterCount,
  enterThing,
  probabilityOver,
  probabilityUnder,
  sumOf,
} from './tally.ts';

/**
 * No more, or no fewer, than a number of things of some classes in a zone at one time.
 *
 * A later count of the same class replaces the earlier, whoever counted; counts of classes within a
 * class that was itself counted are not added to it. Things seen one by one are counted where nobody
 * counted, against a most only: that fewer were seen does not say that fewer are there. Who is exempt
 * is left out of the class (`without`).
 */
export const cap = clauseKind({
  kind: 'cap',
  summary: 'No more, or no fewer, than a number of things of these classes in a zone at one time.',
  shape: {
    what: z.array(z.string()).min(1),
    zone: z.string(),
    atMost: z.number().int().min(0).optional().describe('the most that may be there at one time'),
    atLeast: z.number().int().min(1).optional().describe('the fewest that must be there'),
    per: z.enum(['party', 'zone']).optional().describe('absent: each party by itself'),
  },
  describe: ({ what, zone, atMost, atLeast, per }, naming) =>
    `No ${atMost === undefined ? 'fewer' : 'more'} than ${atMost ?? atLeast} ${naming.things(what, 'and')} ${per === 'zone' ? 'of both parties together' : 'of each party'} may be in ${naming.zone(zone)} at one time.`,
  limits: ({ what, zone, atMost, atLeast, per = 'party' }) => {
    const [side, figure] = atMost === undefined ? ['least', atLeast] : ['most', atMost];
    return what.map((name) => ({
      about: `the ${side} ${name} in ${zone} by ${per}`,
      limit: String(figure),
    }));
  },
  prepare(clause, terms) {
    const { atMost, atLeast, per, parties, strict = false } = clause;
    if ((atMost === undefined) === (atLeast === undefined))
      terms.refuse('say either atMost or atLeast');
    const limit = atMost ?? atLeast ?? 0;
    const beyond = atMost === undefined ? probabilityUnder : probabilityOver;
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    const whose = (party: string): string => (per === 'zone' ? 'all' : party);
    const bound = (party: string): boolean =>
      parties === undefined
        ? !terms.missionSide.has(party)
        : parties.includes(party) || party === 'unknown';
    return ledgerRule<Map<string, Account>>({
      of: atMost === undefined ? ['count'] : ['count', 'object'],
      things,
      room: (_, look) => roomOutside(zone.area, look),
      start: () => new Map(),
      take(accounts, fact, hearing, look) {
        if (fact.fact === 'count') return counted(accounts, fact, hearing);
        return look === undefined ? [] : seen(accounts, look, hearing, fact);
      },
      say: (row) =>
        `${per === 'zone' ? 'all parties have' : `${partyWords(row.party)} has`} ${countWords(row.measured ?? 0)}${row.sigma > 0 ? ` ± ${countWords(row.sigma)}` : ''} ${row.what} in ${row.against}, limit ${atMost === undefined ? 'at least ' : ''}${row.limit}`,
    });

    function counted(
      accounts: Map<string, Account>,
      fact: CountFact,
      hearing: Hearing,
    ): readonly Outcome[] {
      const { class: classes, party, at, count, sigma = 0 } = fact;
      const matched = match(things, { classes, attributes: {} });
      if (matched === undefined || fact.zone !== zone.name || !bound(party) || !zone.inForceAt(at))
        return [];
      const { probability, what, doubt } = matched;
      const evidence = hearing.evidence(fact);
      const account = accountOf(accounts, whose(party));
      enterCount(account, party, what, {
        count: count * probability,
        variance: (sigma * probability) ** 2 + count * probability * (1 - probability),
        evidence,
        ...(doubt === undefined ? {} : { doubt }),
      });
      return [outcome(account, party, at, hearing, evidence)];
    }

    function seen(
      accounts: Map<string, Account>,
      look: Look,
      hearing: Hearing,
      fact: Fact,
    ): readonly Outcome[] {
      const { id, party, at } = look;
      const matched = match(things, look);
      if (matched === undefined || !bound(party) || !zone.inForceAt(at)) return [];
      const inside = chanceIn(zone.area, look) * matched.probability;
      const own = whose(party);
      const owner = accounts.get(own)?.things.has(id) === true ? own : ownerOf(accounts, id);
      if (inside === 0 && owner === undefined) return [];
      const told = (whose: string, theirs: Account, rests: Evidence): readonly Outcome[] =>
        theirs.counts.size > 0 ? [] : [outcome(theirs, whose, at, hearing, rests)];
      const evidence = hearing.evidence(fact);
      const account = accountOf(accounts, own);
      const before = owner === undefined ? undefined : accountOf(accounts, owner);
      const gone = before?.things.get(id);
      if (before !== undefined && before !== account) dropThing(before, id);
      enterThing(account, id, inside, evidence, matched.doubt, true);
      // Whose it is may have come to be known, or to be doubted.
      if (owner === undefined || before === undefined || gone === undefined || before === account)
        return told(party, account, evidence);
      const left = told(owner, before, hearing.both(gone.evidence, evidence));
      return [...left, ...told(party, account, evidence)];
    }

    function outcome(
      account: Account,
      party: string,
      at: Outcome['at'],
      hearing: Hearing,
      last: Evidence,
    ): Outcome {
      const sum = sumOf(account, last, hearing, terms.kindOf);
      const { measured, sigma, evidence, doubt } = sum;
      return {
        subject: [zone.name],
        party: per === 'zone' ? 'unknown' : party,
        nature: 'substantive',
        account: whose(party),
        at,
        probability: beyond(sum, limit, strict),
        sigma,
        what: things.words,
        against: zone.words,
        measured,
        limit,
        margin: atMost === undefined ? limit - measured : measured - limit,
        unit: 'count',
        evidence,
        ...(doubt === undefined ? {} : { doubt, atLeast: beyond(sum.sure, limit, strict) }),
      };
    }
  },
});

/** In whose account a thing stands. */
function ownerOf(accounts: ReadonlyMap<string, Account>, id: string): string | undefined {
  for (const [owner, { things }] of accounts) if (things.has(id)) return owner;
  return undefined;
}
