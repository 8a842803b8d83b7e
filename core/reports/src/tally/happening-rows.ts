import type { Chronicle } from '../chronicle/chronicle.ts';
import { compared, countOf, figure } from '../compare.ts';
import type { HappeningRow } from '../report.ts';
import { inRegion } from './grouped.ts';

/** Types that are counted where nothing of them happened: that is what readers look for. */
const ALWAYS_TOLD = ['explosion', 'burst', 'shot'];

/** What happened, by type and region, beside the period before. */
export function happeningRows(
  now: Chronicle,
  before: Chronicle | undefined,
  regions: readonly string[],
): readonly HappeningRow[] {
  const found = [...now.happenings, ...(before?.happenings ?? [])].map(({ type }) => type);
  const excused = new Set(
    now.judgements
      .filter(({ excusedBy }) => excusedBy.length > 0)
      .flatMap(({ subject }) => subject),
  );
  const others = [...new Set(found)].filter((type) => !ALWAYS_TOLD.includes(type)).sort();
  return [...ALWAYS_TOLD, ...others].flatMap((type) => {
    const ofNow = now.happenings.filter((one) => one.type === type);
    const ofBefore = before?.happenings.filter((one) => one.type === type);
    return regions.map((region) => {
      const effort = now.effort.get(region);
      const lines = inRegion(ofNow, region);
      const earlier = ofBefore && inRegion(ofBefore, region);
      const going = (direction: string) =>
        countOf(
          lines.filter((one) => one.direction === direction),
          effort,
        );
      const known = (means: 'heard' | 'seen' | 'camera') =>
        countOf(
          lines.filter((one) => one.means.includes(means)),
          effort,
        );
      const permitted = figure(lines.filter(({ id }) => excused.has(id)));
      return {
        type,
        region,
        all: compared(lines, effort, earlier, before?.effort.get(region)),
        outgoing: going('outgoing'),
        incoming: going('incoming'),
        undetermined: going('undetermined'),
        ...(permitted.value > 0 && { excused: permitted }),
        ...(now.exact && {
          heard: known('heard'),
          seen: known('seen'),
          camera: known('camera'),
        }),
      };
    });
  });
}
