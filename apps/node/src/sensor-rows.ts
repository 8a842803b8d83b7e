import { formatInstant, type Instant, instant } from '@greenline/base';
import type { Mission, SensorsShown } from '@greenline/pipeline';

/**
 * The sensor registry with how each sensor speaks, as `GET /api/sensors` answers. The last known position
 * stays, with its age, however long nothing comes.
 */
export function sensorRows({ sensors }: Mission, shown: SensorsShown, now: Instant) {
  const ageS = (at: Instant): number => Math.max(0, Math.round((now - at) / 1000));
  return shown.sensors.map(({ sensor, count, lastAt, last, silentSince, clock, offset }) => {
    const known = sensors.get(sensor);
    return {
      id: sensor,
      nation: known?.nation,
      kind: known?.kind,
      trust: known?.trust,
      releasableTo: known?.releasableTo,
      capabilities: known?.capabilities,
      footprint: known?.footprint,
      detectionProbability: known?.detectionProbability,
      position: known?.position,
      reportsEveryS: known?.reportsEveryS,
      reports: count,
      ageS: lastAt === undefined ? null : ageS(lastAt),
      silentSince: silentSince === undefined ? undefined : formatInstant(silentSince),
      clock,
      offset: offset && {
        ...offset,
        since: formatInstant(instant(Math.round(1000 * offset.since))),
      },
      last: last && { ...last, at: formatInstant(last.at), ageS: ageS(last.at) },
    };
  });
}
