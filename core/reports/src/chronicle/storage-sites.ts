import { formatInstant } from '@greenline/base';
import type { Inventory, Visit } from '@greenline/declarations';
import type { Period } from '../day-bounds.ts';
import type { SiteStanding, StorageSite } from '../report.ts';
import type { DeclaredRecord } from './records.ts';

/**
 * Every site that an inventory or a visit names, as its last visit before the period's end found it.
 *
 * A visit is held against the inventory that held when it was made. One that saw a part says nothing
 * of the whole; at a holding area nothing counts as stored, whatever is there.
 */
export function storageSites(
  declared: readonly DeclaredRecord[],
  { to }: Period,
  holding: readonly string[],
): readonly StorageSite[] {
  const known = declared.filter(({ recordedAt }) => recordedAt < to);
  const of = <D extends 'inventory' | 'visit'>(kind: D) =>
    known.filter(
      (one): one is Extract<DeclaredRecord, { declaration: D }> => one.declaration === kind,
    );
  const inventories = Map.groupBy(of('inventory'), ({ site }) => site);
  const visits = Map.groupBy(
    of('visit').filter(({ at }) => at < to),
    ({ site }) => site,
  );
  const sites = [...new Set([...inventories.keys(), ...visits.keys()])].sort();
  return sites.map((site): StorageSite => {
    const visit = lastOf(visits.get(site) ?? [], ({ at }) => at);
    const until = visit?.at ?? to;
    const inventory = lastOf(
      (inventories.get(site) ?? []).filter(({ at }) => at === undefined || at <= until),
      ({ at }) => at ?? Number.NEGATIVE_INFINITY,
    );
    return {
      site,
      party: inventory?.party ?? 'unknown',
      standing: standingOf(inventory, visit, holding.includes(site)),
      ...(visit !== undefined && { visitedAt: formatInstant(visit.at) }),
      ...(inventory !== undefined && { declared: new Set(inventory.serials).size }),
      ...(visit !== undefined && visit.access !== 'denied' && { seen: new Set(visit.seen).size }),
      records: [inventory?.digest, visit?.digest].filter((id) => id !== undefined).sort(),
    };
  });
}

function standingOf(
  inventory: Inventory | undefined,
  visit: Visit | undefined,
  holding: boolean,
): SiteStanding {
  if (holding) return 'holding';
  if (visit === undefined) return 'not-visited';
  if (visit.access !== 'full') return visit.access;
  if (inventory === undefined) return 'undeclared';
  const seen = new Set(visit.seen);
  const declared = new Set(inventory.serials);
  const whole =
    seen.size === visit.seen.length &&
    seen.size === declared.size &&
    [...seen].every((serial) => declared.has(serial));
  return whole ? 'complete' : 'departs';
}

/** The latest; of two at one moment the one that came later. */
function lastOf<R extends DeclaredRecord>(
  records: readonly R[],
  at: (record: R) => number,
): R | undefined {
  return records.reduce<R | undefined>((last, one) => {
    if (last === undefined) return one;
    const order =
      at(one) - at(last) || one.recordedAt - last.recordedAt || one.version - last.version;
    return order >= 0 ? one : last;
  }, undefined);
}
