import { formatInstant } from '@greenline/base';
import type { Chronicle } from '../chronicle/chronicle.ts';
import { figure } from '../compare.ts';
import type { Period } from '../day-bounds.ts';
import type { SeriesBin } from '../report.ts';

/** Happenings in each stretch, beside the hours of looking; what nobody may know so finely is left out. */
export function seriesOf(now: Chronicle, stretches: readonly Period[]): readonly SeriesBin[] {
  if (stretches.length < 2) return [];
  return stretches.map(({ from, to }) => {
    const hours = now.hours?.find((one) => one.from === from);
    return {
      from: formatInstant(from),
      to: formatInstant(to),
      happenings: figure(now.happenings.filter(({ at }) => at >= from && at < to)),
      ...(hours !== undefined && { sensorHours: hours.sensorHours }),
    };
  });
}
