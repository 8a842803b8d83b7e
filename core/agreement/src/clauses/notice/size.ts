import type { Instant } from '@greenline/base';
import { type Notice, noticesFor, type Permit, type Register } from '@greenline/declarations';
import type { CountFact } from '../../fact.ts';
import type { Evidence, Look } from '../../judging/look.ts';
import { placeIn } from '../../judging/place.ts';
import type { Hearing, Outcome } from '../../judging/rule.ts';
import { match } from '../../language/things.ts';
import {
  type Account,
  accountOf,
  enterCount,
  enterThing,
  probabilityOver,
  sumOf,
} from '../tally.ts';
import { figuresOf, type SizeNames } from './size-names.ts';

/** What was announced or allowed, and of what size. */
export type Sized = Notice | Permit;

/** What was counted of announced activities: plain data. */
export interface Sizes {
  /** Ids of the notices or permits that state a size and may still go on. */
  readonly open: Set<string>;
  /** By notices, name and zone. */
  readonly accounts: Map<string, Account>;
  /** Notices and names of which somebody counted. */
  readonly counted: Set<string>;
}

export const noSizes = (): Sizes => ({ open: new Set(), accounts: new Map(), counted: new Set() });

export function enterSized({ open }: Sizes, sized: Sized): void {
  if (figuresOf(sized).length > 0) open.add(sized.id);
  else open.delete(sized.id);
}

/** The notices of an activity that go on at a moment, in order of id. */
export const goingOn = (
  register: Register,
  activity: string,
  party: string,
  at: Instant,
): readonly Notice[] =>
  noticesFor(register, { kinds: [activity], party }).filter(
    ({ from, to, receivedAt }) => from <= at && at <= to && receivedAt <= at,
  );

/** A count against what the party announced. Several activities at once are held against their sum. */
export function countedBeyond(
  sizes: Sizes,
  notices: readonly Sized[],
  fact: CountFact,
  names: SizeNames,
  strict: boolean,
  hearing: Hearing,
): readonly Outcome[] {
  const announced = new Set(notices.flatMap((one) => figuresOf(one).map(([name]) => name)));
  return [...announced].flatMap((name) => {
    const things = names(name);
    const counted = Object.keys(fact.class).find((one) => things?.test(one, {}) !== false);
    if (things === undefined || counted === undefined) return [];
    const stating = notices.filter((one) => figuresOf(one).some(([figure]) => figure === name));
    const ids = stating.map(({ id }) => id);
    for (const id of ids) sizes.counted.add(`${id}\u001f${name}`);
    const account = accountOf(sizes.accounts, [ids.join('+'), name, fact.zone].join('\u001f'));
    const evidence = hearing.evidence(fact);
    enterCount(account, fact.party, counted, {
      count: fact.count,
      variance: (fact.sigma ?? 0) ** 2,
      evidence,
    });
    const silent = notices.find((one) => !ids.includes(one.id));
    const doubt = silent === undefined ? {} : { doubt: `${silent.id} states no ${name}` };
    return [
      {
        ...beyond(stating, name, account, fact.party, fact.at, strict, evidence, hearing),
        account: fact.zone,
        ...doubt,
      },
    ];
  });
}

/** One thing more or less in an announced area, where nobody counted. */
export function seenBeyond(
  sizes: Sizes,
  all: ReadonlyMap<string, Sized>,
  look: Look,
  evidence: Evidence,
  names: SizeNames,
  strict: boolean,
  hearing: Hearing,
): readonly Outcome[] {
  const told: Outcome[] = [];
  const taken = new Set<string>();
  for (const id of sizes.open) {
    const notice = all.get(id);
    if (notice === undefined || notice.party !== look.party) continue;
    if (look.at > notice.to + DAY_MS) sizes.open.delete(id);
    if (look.at < notice.from || look.at > notice.to) continue;
    for (const [name] of figuresOf(notice)) {
      const things = names(name);
      const matched = things === undefined ? undefined : match(things, look);
      if (matched === undefined) continue;
      const area = hearing.area(notice);
      const here = area === undefined ? 0 : (placeIn(area, look, true)?.probability ?? 0);
      const chance = taken.has(name) ? 0 : here * matched.probability;
      const account = accountOf(sizes.accounts, [id, name, ''].join('\u001f'));
      if (chance === 0 && !account.things.has(look.id)) continue;
      if (chance > 0) taken.add(name);
      enterThing(account, look.id, chance, evidence);
      if (sizes.counted.has(`${id}\u001f${name}`)) continue;
      told.push(beyond([notice], name, account, look.party, look.at, strict, evidence, hearing));
    }
  }
  return told;
}

const DAY_MS = 86_400_000;

function beyond(
  notices: readonly Sized[],
  name: string,
  account: Account,
  party: string,
  at: Instant,
  strict: boolean,
  last: Evidence,
  hearing: Hearing,
): Outcome {
  const limit = notices
    .flatMap(figuresOf)
    .reduce((sum, [figure, most]) => (figure === name ? sum + most : sum), 0);
  const sum = sumOf(account, last, hearing);
  const ids = notices.map(({ id }) => id);
  const digests = ids.flatMap((id) => hearing.digestOf(id) ?? []);
  return {
    subject: [...ids, name],
    party,
    nature: 'substantive',
    part: 'size',
    at,
    probability: probabilityOver(sum, limit, strict),
    sigma: sum.sigma,
    what: name,
    against: ids.join(', '),
    measured: sum.measured,
    limit,
    margin: sum.measured - limit,
    unit: 'count',
    evidence: { ...sum.evidence, digests: [...digests, ...sum.evidence.digests].slice(-8) },
  };
}
