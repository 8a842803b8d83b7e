import { TOTAL } from '../chronicle/chronicle.ts';
import type { ReportMission } from '../report-mission.ts';

/** The lines of a region, or all of them. */
export const inRegion = <L extends { readonly region: string }>(
  lines: readonly L[],
  region: string,
): readonly L[] => (region === TOTAL ? lines : lines.filter((line) => line.region === region));

/** Lines with equal keys together, in order of their keys. */
export function grouped<L>(
  lines: readonly L[],
  keyOf: (line: L) => readonly string[],
): readonly L[][] {
  const groups = new Map<string, L[]>();
  for (const line of lines) {
    const key = keyOf(line).join('\u001f');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** The mission's parties in its own order, then everybody else by name. */
export function partyOrder(party: string, { parties }: ReportMission): string {
  const index = parties.findIndex(({ id }) => id === party);
  return `${index < 0 ? 9 : index}${party}`;
}
