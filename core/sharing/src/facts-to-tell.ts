import { canonicalJson, type Instant } from '@greenline/base';
import { type CoarseFact, HOUR_MS } from './coarse-fact.ts';
import type { ReleaseState, ToldSubject, WaitingHour } from './release-state.ts';
import type { ReleasedCell } from './released.ts';

/** A coarse fact and the id of its subject here, which never leaves. */
export interface FactWithin {
  readonly within: string;
  readonly coarse: CoarseFact;
}

/** Of each subject the first look of each hour, of each event what was known; the surest first. */
export function factsToTell(
  hour: WaitingHour,
  state: ReleaseState<unknown>,
): readonly FactWithin[] {
  const facts: FactWithin[] = [];
  for (const [within, { coarse }] of hour.events) facts.push({ within, coarse });
  for (const [at, subjects] of hour.objects) {
    const released = state.released.get(at) ?? new Set<string>();
    state.released.set(at, released);
    for (const [within, { coarse }] of subjects) {
      if (released.has(within)) continue;
      released.add(within);
      if (!stepsNextDoor(coarse, state.told.get(state.subjects.get(within) ?? '')))
        facts.push({ within, coarse });
    }
  }
  const texts = facts.map((fact) => [canonicalJson(fact.coarse), fact] as const);
  return texts
    .sort(([a, one], [b, other]) => surer(one.coarse, other.coarse) || (a < b ? -1 : 1))
    .map(([, fact]) => fact);
}

/** Below 0 where more is known of the one than of the other, 0 where as much. */
function surer(one: CoarseFact, other: CoarseFact): number {
  const share = (fact: CoarseFact) => Math.max(...Object.values(fact.class));
  const spread = ({ covariance }: CoarseFact) => covariance?.[0] ?? Number.MAX_VALUE;
  return (
    share(other) - share(one) ||
    spread(one) - spread(other) ||
    (other.sources ?? 0) - (one.sources ?? 0)
  );
}

/** Whether a subject was shown in a neighbouring cell the same day. */
function stepsNextDoor(coarse: CoarseFact, before: ToldSubject | undefined): boolean {
  if (before?.cell === undefined || coarse.cell === undefined || !before.shown) return false;
  if (dayOf(before.at) !== dayOf(coarse.at) || before.cell.id === coarse.cell.id) return false;
  return touch(before.cell, coarse.cell);
}

/** Whether two cells share an edge or a corner; not across 180°, where there is no mission. */
function touch(one: ReleasedCell, other: ReleasedCell): boolean {
  const [a, b] = [cornersOf(one), cornersOf(other)];
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function cornersOf({ polygon }: ReleasedCell) {
  const [lons, lats] = [polygon.map(([lon]) => lon), polygon.map(([, lat]) => lat)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  return { west, east, south: Math.min(...lats), north: Math.max(...lats) };
}

/** Days since 1970, UTC. */
export const dayOf = (at: Instant): number => Math.floor(at / (24 * HOUR_MS));
