import type { Instant } from '@greenline/base';
import type { Inventory, Visit } from '@greenline/declarations';
import type { Evidence } from '../../judging/look.ts';

/** What a party declared to keep at a site. */
export interface Stock {
  readonly party: string;
  readonly serials: ReadonlySet<string>;
  readonly evidence: Evidence;
}

/** When inspectors saw a thing, and what that rests on. */
export interface Sighting {
  readonly at: Instant;
  readonly evidence: Evidence;
}

/** What is declared and what was seen, site by site: plain data. */
export interface Books {
  readonly stocks: Map<string, Stock>;
  /** By site and serial: what was seen there last, until a visit or an inventory says it is gone. */
  readonly seen: Map<string, Map<string, Sighting>>;
  /** By site: what was taken out of its inventory and is declared nowhere since. */
  readonly withdrawn: Map<string, readonly string[]>;
  /** Sites and parts that something was held against, and that were not cleared since. */
  readonly flagged: Set<string>;
}

export const emptyBooks = (): Books => ({
  stocks: new Map(),
  seen: new Map(),
  withdrawn: new Map(),
  flagged: new Set(),
});

/** Enters what a party declares of a site; gives what it declares no longer. */
export function enterStock(
  { stocks, seen }: Books,
  { site, party, serials }: Inventory,
  evidence: Evidence,
): readonly string[] {
  const before = stocks.get(site);
  const now = new Set(serials);
  stocks.set(site, { party, serials: now, evidence });
  const gone = [...(before?.serials ?? [])].filter((serial) => !now.has(serial));
  // What its own inventory moves away may be seen elsewhere.
  for (const serial of gone) seen.get(site)?.delete(serial);
  return gone;
}

/** Enters what a visit saw. A partial visit says nothing of what it did not see. */
export function enterVisit(
  { seen }: Books,
  visit: Pick<Visit, 'site' | 'at' | 'access' | 'seen'>,
  evidence: Evidence,
): void {
  const { site, at, access } = visit;
  if (access === 'denied') return;
  const before = access === 'partial' ? seen.get(site) : undefined;
  const sightings = new Map(before ?? []);
  for (const serial of visit.seen) sightings.set(serial, { at, evidence });
  seen.set(site, sightings);
}

/** A site other than this one, what is known there of a thing, and what that rests on. */
export interface Elsewhere<T> {
  readonly serial: string;
  readonly site: string;
  readonly known: T;
}

/** The other sites whose inventories name a thing. */
export const declaredElsewhere = (
  { stocks }: Books,
  serial: string,
  site: string,
): readonly Elsewhere<Stock>[] =>
  [...stocks].flatMap(([other, stock]) =>
    other !== site && stock.serials.has(serial) ? [{ serial, site: other, known: stock }] : [],
  );

/** The other sites where a thing was seen last. */
export const seenElsewhere = (
  { seen }: Books,
  serial: string,
  site: string,
): readonly Elsewhere<Sighting>[] =>
  [...seen].flatMap(([other, sightings]) => {
    const known = other === site ? undefined : sightings.get(serial);
    return known === undefined ? [] : [{ serial, site: other, known }];
  });
