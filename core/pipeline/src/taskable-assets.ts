import { type Instant, instant } from '@greenline/base';
import type { Sensor, SensorRegistry, SensorTasking } from '@greenline/observation';
import type { TaskableAsset, Want } from '@greenline/planning';

const DAY = 86_400_000;
/** Passes are looked for no further ahead. */
const MOST_DAYS = 62;

/** The sensors of a mission that can be given tasks, as their entries in its register say. */
export const taskableAssets = (sensors: SensorRegistry): readonly TaskableAsset[] =>
  [...sensors.values()].flatMap((sensor) => {
    const { tasking } = sensor;
    return tasking === undefined ? [] : [assetOf(sensor, tasking)];
  });

function assetOf({ id, nation }: Sensor, tasking: SensorTasking): TaskableAsset {
  const { wants, passesS, ...more } = tasking;
  return {
    ...{ ...more, id, nation, wants: wants as readonly Want[] },
    ...(passesS !== undefined && { looks: (_, from, to) => passes(passesS, from, to) }),
  };
}

/** Moments of certain times of day (UTC, seconds after midnight, in order) in a span. */
function passes(passesS: readonly number[], from: Instant, to: Instant): readonly Instant[] {
  const found: Instant[] = [];
  const first = Math.floor(from / DAY) * DAY;
  for (let day = first; day <= to && day < first + MOST_DAYS * DAY; day += DAY)
    for (const seconds of passesS) {
      const at = day + seconds * 1000;
      if (at >= from && at <= to) found.push(instant(at));
    }
  return found;
}
