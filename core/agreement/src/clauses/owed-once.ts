import type { Instant } from '@greenline/base';
import type { Nature } from '../finding.ts';
import { partyWords } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { ledgerRule } from '../language/clause-kind.ts';
import type { Moment } from '../language/moment.ts';
import { percentWords } from '../language/quantity.ts';
import { farthest, type Report, type Turn, turnsOf, withWord } from './duty.ts';

/** What is owed, by whom. */
export interface Owed {
  readonly act: string;
  readonly parties: readonly string[];
  readonly nature: Nature;
  readonly ownWord: boolean;
}

/** So much of the whole by a moment. */
interface Step {
  readonly by: Moment;
  readonly share: number;
  readonly part: string | undefined;
}

/** What is known of one party's act: plain data. */
interface Doing {
  /** By the id of the fulfilment. */
  readonly reports: Map<string, Report>;
  /** By step: how the party was last told to stand. */
  readonly told: (Turn | undefined)[];
}

/**
 * An act done once, whole or in steps: overdue from its deadline until it is done. Done on the party's
 * own word alone is undetermined until the mission has seen it.
 */
export function owedOnce({ act, parties, nature, ownWord }: Owed, steps: readonly Step[]) {
  return ledgerRule<Map<string, Doing>>({
    of: ['declaration'],
    start: () => new Map(parties.map((party) => [party, { reports: new Map(), told: [] }])),
    take(doings, fact, hearing) {
      if (fact.fact !== 'declaration') return [];
      const { declaration } = fact;
      // A deadline may have come to be known.
      if (declaration.declaration === 'milestone') return fallen(doings, declaration.at, hearing);
      if (declaration.declaration !== 'fulfilment' || declaration.act !== act) return [];
      const { party, id, at, share = 1, verified = false } = declaration;
      const doing = doings.get(party);
      if (doing === undefined) return [];
      const evidence = hearing.evidence(fact);
      const until = settled(party, doing, at, hearing);
      const open = steps.flatMap((step, i) => {
        const told = doing.told[i];
        return told === undefined || told.standing === 'done'
          ? []
          : [outcome(party, doing, step, { ...told, at, evidence })];
      });
      const report = withWord(doing.reports.get(id), { at, share, evidence }, verified);
      doing.reports.set(id, report);
      return [...until, ...open, ...settled(party, doing, at, hearing)];
    },
    tick: fallen,
    say: (row) =>
      `${partyWords(row.party)} owed ${row.what} ${row.against}: ${percentWords(row.measured ?? 0)} done, limit ${percentWords(row.limit ?? 0)}`,
  });

  function fallen(doings: Map<string, Doing>, now: Instant, hearing: Hearing): readonly Outcome[] {
    return [...doings].flatMap(([party, doing]) => settled(party, doing, now, hearing));
  }

  /** How a party has come to stand since it was last told. */
  function settled(
    party: string,
    doing: Doing,
    now: Instant,
    hearing: Hearing,
  ): readonly Outcome[] {
    return steps.flatMap((step, i) => {
      const at = hearing.at(step.by);
      if (at === undefined) return [];
      const due = { at, share: step.share };
      const turns = turnsOf([...doing.reports.values()], due, ownWord, now);
      const told = doing.told[i];
      const last = turns.at(-1);
      const fresh = turns.filter((turn) => told === undefined || turn.at > told.at);
      // A word was taken back, or came late.
      if (last !== undefined && fresh.length === 0 && last.standing !== told?.standing)
        fresh.push({ ...last, at: now });
      doing.told[i] = fresh.at(-1) ?? told;
      return fresh.map((turn) => outcome(party, doing, step, turn));
    });
  }

  function outcome(
    party: string,
    { reports }: Doing,
    { by, share, part }: Step,
    { at, standing, evidence }: Turn,
  ): Outcome {
    const measured = farthest([...reports.values()], at)?.share ?? 0;
    return {
      subject: [act, party],
      party,
      nature,
      ...(part === undefined ? {} : { part }),
      at,
      probability: PROBABILITY[standing],
      what: act,
      against: `by ${by.text}`,
      measured,
      limit: share,
      margin: share - measured,
      unit: 'share',
      evidence,
      ...(standing === 'said' ? { doubt: NOT_VERIFIED } : {}),
    };
  }
}

/** P(breach) of each standing: what only the party says may be true or not. */
export const PROBABILITY = { overdue: 1, said: 0.5, done: 0 } as const;

export const NOT_VERIFIED = 'not verified';
