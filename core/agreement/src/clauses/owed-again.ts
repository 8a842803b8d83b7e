import { type Instant, instant } from '@greenline/base';
import type { Evidence } from '../judging/look.ts';
import { partyWords } from '../judging/place.ts';
import type { Outcome } from '../judging/rule.ts';
import { ledgerRule } from '../language/clause-kind.ts';
import type { Moment } from '../language/moment.ts';
import { durationWords } from '../language/quantity.ts';
import type { Standing } from './duty.ts';
import { NOT_VERIFIED, type Owed, PROBABILITY } from './owed-once.ts';

/** When a party did it last: plain data. */
interface Latest {
  at: Instant | undefined;
  evidence: Evidence | undefined;
  standing: Standing;
}

/** An act done at least so often: overdue from the end of each interval until it is done again. */
export function owedAgain({ act, parties, nature, ownWord }: Owed, every: number, since: Moment) {
  return ledgerRule<Map<string, Latest>>({
    of: ['declaration'],
    start: () =>
      new Map(
        parties.map((party) => [party, { at: undefined, evidence: undefined, standing: 'done' }]),
      ),
    take(all, fact, hearing) {
      if (fact.fact !== 'declaration' || fact.declaration.declaration !== 'fulfilment') return [];
      const { party, at, verified = false, ...said } = fact.declaration;
      const latest = said.act === act ? all.get(party) : undefined;
      const before = latest?.at ?? hearing.at(since);
      if (latest === undefined || before === undefined || at < before) return [];
      const evidence = hearing.evidence(fact);
      const stretch = at - before;
      const until =
        stretch > every
          ? [
              outcome(party, instant(before + every), undefined, 'overdue', latest.evidence),
              outcome(party, at, stretch, 'overdue', evidence),
            ]
          : latest.at === undefined
            ? []
            : [outcome(party, at, stretch, latest.standing, evidence)];
      latest.at = at;
      latest.evidence = evidence;
      latest.standing = verified || ownWord ? 'done' : 'said';
      return [...until, outcome(party, at, 0, latest.standing, evidence)];
    },
    tick(all, now, hearing) {
      return [...all].flatMap(([party, latest]) => {
        const before = latest.at ?? hearing.at(since);
        return before !== undefined && now - before > every
          ? [outcome(party, instant(before + every), undefined, 'overdue', latest.evidence)]
          : [];
      });
    },
    say: (row) =>
      `${partyWords(row.party)} owed ${row.what} at least every ${durationWords(every)}: ${row.measured === undefined ? 'none came in time' : `${durationWords(row.measured * 3_600_000)} since the time before`}`,
  });

  function outcome(
    party: string,
    at: Instant,
    /** Since the time before; absent while it goes on. */
    stretch: number | undefined,
    standing: Standing,
    evidence: Evidence | undefined,
  ): Outcome {
    const limit = every / 3_600_000;
    const measured = (stretch ?? 0) / 3_600_000;
    return {
      subject: [act, party],
      party,
      nature,
      at,
      probability: PROBABILITY[standing],
      what: act,
      ...(stretch === undefined ? {} : { measured, margin: measured - limit }),
      limit,
      unit: 'h',
      evidence,
      ...(standing === 'said' ? { doubt: NOT_VERIFIED } : {}),
    };
  }
}
