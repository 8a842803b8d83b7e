import type { ObjectFact } from '@greenline/agreement';
import { canonicalJson, type Instant } from '@greenline/base';
import { cellOf } from '@greenline/geo';
import { type CoarseObject, coarsenFact, hourOf, LEAST_CELL_M } from './coarse-fact.ts';

/** What one sensor saw in one cell at one moment, the first of an hour: how many, by sort. */
interface Scan {
  readonly at: Instant;
  readonly counts: Map<string, number>;
}

/** An hour of looks: the first of each sensor in each cell, and the most of each sort in one of them. */
export interface HourOfLooks {
  readonly scans: Map<string, Scan>;
  readonly most: Map<string, number>;
}

/** What is alike to those who know the cell and the hour only. */
export const alike = ({ class: classes, party, cell }: CoarseObject): string =>
  canonicalJson([Object.keys(classes)[0] ?? 'object', party ?? '', cell.id]);

/**
 * Counts one look at one thing towards how many were seen at once.
 *
 * Things that one sensor told apart in one moment are as many, wherever in the cell they stood: the
 * number says nothing of the distances between them, as a count of tracks would.
 */
export function countSeen(
  hours: Map<number, HourOfLooks>,
  fact: ObjectFact,
  options: { readonly cellM: number; readonly models?: readonly string[] },
): void {
  const sensor = fact.sources?.[0];
  if (sensor === undefined || !Number.isFinite(fact.position.lon + fact.position.lat)) return;
  const hour = hourOf(fact.at);
  const looks = hours.get(hour) ?? { scans: new Map<string, Scan>(), most: new Map() };
  hours.set(hour, looks);
  const cell = cellOf(fact.position, Math.max(LEAST_CELL_M, options.cellM));
  const key = `${sensor} ${cell.id}`;
  const scan = looks.scans.get(key) ?? { at: fact.at, counts: new Map<string, number>() };
  looks.scans.set(key, scan);
  if (scan.at !== fact.at) return;
  const coarse = coarsenFact(fact, options);
  if (coarse?.fact !== 'object') return;
  const sort = alike(coarse);
  const count = (scan.counts.get(sort) ?? 0) + 1;
  scan.counts.set(sort, count);
  looks.most.set(sort, Math.max(count, looks.most.get(sort) ?? 0));
}
