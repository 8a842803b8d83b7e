import type { Notice } from '@greenline/declarations';
import type { CountFact } from '../../fact.ts';
import type { Hearing, Outcome } from '../../judging/rule.ts';
import type { Things } from '../../language/things.ts';
import { type Account, accountOf, enterCount, probabilityOver, sumOf } from '../tally.ts';
import { figuresOf } from './size-names.ts';

/** From how many things on an activity needs notice: so many are enough. */
export interface Threshold {
  readonly name: string;
  readonly things: Things;
  readonly least: number;
}

/** Whether an activity of the announced size needs no notice; `undefined` where no size is stated. */
export function isBelow(thresholds: readonly Threshold[], notice: Notice): boolean | undefined {
  const figures = figuresOf(notice);
  if (figures.length === 0) return undefined;
  return thresholds.every(({ things, least }) => {
    const announced = figures.filter(([name]) => things.test(name, {}) !== false);
    return announced.reduce((sum, [, most]) => sum + most, 0) < least;
  });
}

/** A count of what needs notice from a threshold on, and whether there is one. */
export function unannounced(
  accounts: Map<string, Account>,
  thresholds: readonly Threshold[],
  notices: readonly Notice[],
  fact: CountFact,
  hearing: Hearing,
): readonly Outcome[] {
  return thresholds.flatMap(({ name, things, least }) => {
    const counted = Object.keys(fact.class).find((one) => things.test(one, {}) !== false);
    if (counted === undefined) return [];
    const key = ['threshold', name, fact.zone, fact.party].join('\u001f');
    const account = accountOf(accounts, key);
    enterCount(account, fact.party, counted, {
      count: fact.count,
      variance: (fact.sigma ?? 0) ** 2,
      evidence: hearing.evidence(fact),
    });
    const sum = sumOf(account, hearing.evidence(fact), hearing);
    const ids = notices.map(({ id }) => id);
    const digests = ids.flatMap((id) => hearing.digestOf(id) ?? []);
    const limited = ids.length > 0 ? {} : { limit: least, margin: sum.measured - least };
    return [
      {
        subject: [fact.zone, name],
        account: fact.party,
        party: fact.party,
        nature: 'substantive' as const,
        part: 'unannounced',
        at: fact.at,
        probability: ids.length > 0 ? 0 : probabilityOver(sum, least, true),
        sigma: sum.sigma,
        what: name,
        against: ids.join(', '),
        measured: sum.measured,
        ...limited,
        unit: 'count',
        evidence: { ...sum.evidence, digests: [...digests, ...sum.evidence.digests].slice(-8) },
      },
    ];
  });
}
