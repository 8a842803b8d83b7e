import { formatInstant, type Instant } from '@greenline/base';
import type { Visit } from '@greenline/declarations';
import type { Evidence } from '../../judging/look.ts';
import type { Hearing, Outcome } from '../../judging/rule.ts';
import {
  type Books,
  declaredElsewhere,
  type Elsewhere,
  type Sighting,
  seenElsewhere,
} from './books.ts';

/** What a clause says of the sites it speaks of. */
export interface Store {
  /** Sites that do not meet the criteria of a permanent storage site. */
  readonly holding: readonly string[];
  /** How long a thing seen at one site cannot be at another, ms; absent: nobody says. */
  readonly stays: number | undefined;
}

/** What a visit says of a site: its inventory as a whole first, then what was found besides. */
export function visited(
  books: Books,
  visit: Visit,
  store: Store,
  word: Evidence,
  hearing: Hearing,
): readonly Outcome[] {
  const { site, at, access } = visit;
  const stock = books.stocks.get(site);
  const declared = [...(stock?.serials ?? [])];
  const seen = new Set(visit.seen);
  const extra = [...seen].filter((serial) => stock?.serials.has(serial) !== true);
  const strays = extra.flatMap((serial) => declaredElsewhere(books, serial, site).slice(0, 1));
  const strayed = new Set(strays.map(({ serial }) => serial));
  const party = stock?.party ?? strays[0]?.known.party ?? 'unknown';
  const own = stock === undefined ? word : hearing.both(stock.evidence, word);
  const resting = (others: readonly Elsewhere<{ readonly evidence: Evidence }>[]): Evidence =>
    others.length === 0
      ? own
      : hearing.both(
          others
            .slice(-6)
            .map(({ known }) => known.evidence)
            .reduce(hearing.both),
          own,
        );
  const common = { subject: [site], party, at, unit: 'count', nature: 'substantive' } as const;

  /** Something held against the site; cleared where a visit no longer finds it. */
  const part = (
    name: string,
    nature: Outcome['nature'],
    said: readonly string[],
    words: string,
    evidence: Evidence = own,
    doubt?: string,
  ): readonly Outcome[] => {
    const key = `${site}\u001f${name}\u001f${nature}`;
    const found = said.length > 0;
    if (!found && !(access === 'full' && books.flagged.has(key))) return [];
    if (found) books.flagged.add(key);
    else books.flagged.delete(key);
    return [
      {
        ...common,
        nature,
        part: name,
        probability: found ? (doubt === undefined ? 1 : 0.5) : 0,
        what: name,
        against: `${said.length} ${said.length === 1 ? 'serial' : 'serials'} ${words} (limit 0)${found ? `: ${listed(said)}` : ''}`,
        measured: said.length,
        limit: 0,
        margin: said.length,
        evidence,
        ...(doubt === undefined || !found ? {} : { doubt }),
      },
    ];
  };

  const twice = visit.seen.filter((serial, i) => visit.seen.indexOf(serial) !== i);
  const both = [...seen].flatMap((serial) => seenElsewhere(books, serial, site).slice(0, 1));
  const sure = both.filter(({ known }) => isThereStill(known, at, store));
  const certain = twice.length + sure.length > 0;
  const also = certain ? sure : both;
  const papers = declared.flatMap((serial) => declaredElsewhere(books, serial, site).slice(0, 1));
  const stockless = stock === undefined ? [] : extra.filter((serial) => !strayed.has(serial));
  return [
    { ...common, ...wholeOf(books, visit, store), what: 'inventory', evidence: own },
    ...denial(books, visit, { ...common, evidence: own }),
    ...part(
      'wrong site',
      'substantive',
      strays.map(({ serial, site: other }) => `${serial} (declared at ${other})`),
      'of another site',
      resting(strays),
    ),
    ...part('undeclared', 'substantive', stockless, 'that no inventory names'),
    ...part(
      'duplicate',
      'substantive',
      [
        ...twice.map((serial) => `${serial} (on two things)`),
        ...also.map(
          ({ serial, site: other, known }) =>
            `${serial} (seen at ${other} at ${formatInstant(known.at)})`,
        ),
      ],
      'seen twice',
      resting(also),
      certain ? undefined : 'they may have been moved between the visits',
    ),
    ...part(
      'duplicate',
      'procedural',
      papers.map(({ serial, site: other }) => `${serial} (declared at ${other} too)`),
      'declared twice',
      resting(papers),
    ),
  ];
}

/** Access was denied, or is given again to a site where it was denied before. */
function denial(
  { flagged }: Books,
  { site, access }: Visit,
  common: Pick<Outcome, 'subject' | 'party' | 'at' | 'evidence'>,
): readonly Outcome[] {
  const key = `${site}\u001faccess`;
  if (access !== 'denied' && !flagged.has(key)) return [];
  if (access === 'denied') flagged.add(key);
  if (access === 'full') flagged.delete(key);
  const { subject, party, at, evidence } = common;
  return [
    {
      ...{ subject, party, at, evidence },
      nature: 'procedural',
      part: 'access',
      probability: { full: 0, partial: 0.5, denied: 1 }[access],
      what: 'access',
      against: access === 'denied' ? 'inspectors were not let in' : `access was ${access}`,
      ...(access === 'partial' ? { doubt: 'access was partial' } : {}),
    },
  ];
}

/** Whether the site keeps what its inventory says, and nothing else. */
function wholeOf(books: Books, visit: Visit, { holding }: Store) {
  const { site, access } = visit;
  const stock = books.stocks.get(site);
  const seen = new Set(visit.seen);
  const declared = [...(stock?.serials ?? [])];
  const unseen = declared.filter((serial) => !seen.has(serial));
  const extra = [...seen].filter((serial) => stock?.serials.has(serial) !== true);
  const measured = declared.length - unseen.length;
  const places = unseen.map((serial) => {
    const other = seenElsewhere(books, serial, site)[0];
    return other === undefined ? serial : `${serial} (seen at ${other.site})`;
  });
  const words = [
    stock === undefined
      ? `${seen.size} serials seen`
      : `${measured} of ${declared.length} declared serials seen`,
    ...(unseen.length === 0
      ? []
      : [`${access === 'full' ? 'missing' : 'not seen'}: ${listed(places)}`]),
    ...(extra.length === 0 ? [] : [`beyond it: ${listed(extra)}`]),
  ];
  const departs = access === 'full' && stock !== undefined ? unseen.length + extra.length : 0;
  const doubt =
    access === 'denied'
      ? 'access denied'
      : stock === undefined
        ? 'no inventory was declared'
        : access === 'partial'
          ? 'unverified: access was partial'
          : holding.includes(site) && departs === 0 && seen.size > 0
            ? 'a holding area does not meet the criteria of a permanent storage site'
            : undefined;
  return {
    probability: doubt === undefined ? Number(departs > 0) : 0.5,
    against: `${words.join('; ')}${departs === 0 ? '' : `; it departs from its inventory in ${departs} (limit 0)`}`,
    measured: stock === undefined ? seen.size : measured,
    ...(stock === undefined ? {} : { limit: declared.length }),
    ...(departs === 0 ? {} : { margin: departs }),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

const isThereStill = (known: Sighting, at: Instant, { stays = 0 }: Store): boolean =>
  at - known.at <= stays;

/** Names enough to go by: the visit's own record holds them all. */
export const listed = (names: readonly string[]): string =>
  names.length <= 40
    ? names.join(', ')
    : `${names.slice(0, 40).join(', ')} and ${names.length - 40} more`;
