import type { Instant } from '@greenline/base';
import { distanceBetween } from '@greenline/geo';

/** Something that happened once, where it is known. */
export interface Located {
  readonly id: string;
  readonly at: Instant;
  readonly place: { readonly lon: number; readonly lat: number } | undefined;
}

/** Two happenings so near in time and place belong to one occasion. */
const APART_MS = 10 * 60_000;
const APART_M = 10_000;

/**
 * The happenings that hang together with one of them, each within ten minutes and ten kilometres of
 * another; in order of time. One that nothing places hangs together with none.
 */
export function clusterOf(
  happenings: readonly Located[],
  id: string,
): readonly Located[] | undefined {
  const known = new Map(happenings.map((one) => [one.id, one]));
  const first = known.get(id);
  if (first === undefined) return undefined;
  const ordered = [...known.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const found = new Set([first]);
  for (const one of found) {
    for (const other of ordered) {
      if (found.has(other) || Math.abs(other.at - one.at) > APART_MS) continue;
      if (isNear(one, other)) found.add(other);
    }
  }
  return ordered.filter((one) => found.has(one));
}

function isNear({ place: a }: Located, { place: b }: Located): boolean {
  return a !== undefined && b !== undefined && distanceBetween(a, b) <= APART_M;
}
