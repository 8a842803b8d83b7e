import type { Instant } from '@greenline/base';
import type { Sighting } from '@greenline/observation';
import type { AsterixRecord } from './record.ts';
import { read, sensorOf } from './sensor.ts';
import { timeOfDay } from './time-of-day.ts';

/** Messages of categories 002 and 034 that say: something radiates at us from this direction. */
const STROBES: Readonly<Record<number, readonly number[]>> = { 2: [], 34: [4, 6, 7] };

/**
 * What a radar says of itself (categories 002, 034): a jamming strobe is an event in a direction. All
 * else (north marks, sector crossings, status) is the sensor's health, and a message only.
 */
export function serviceOf(record: AsterixRecord, receivedAt: Instant): Sighting | undefined {
  const { bytes } = record;
  const type = record.at('000');
  const strobe =
    type !== 0 && STROBES[record.category.category]?.includes(bytes[type] as number) === true;
  if (!strobe) return undefined;
  const [time, window, sector] = [record.at('030'), record.at('100'), record.at('020')];
  const bearingDeg =
    window !== 0
      ? middle(read.u16(bytes, window + 4), read.u16(bytes, window + 6))
      : sector !== 0
        ? ((bytes[sector] as number) * 360) / 256
        : undefined;
  return {
    kind: 'event',
    sensor: sensorOf(record, record.at('010')),
    observedAt: time === 0 ? receivedAt : timeOfDay(read.u24(bytes, time), receivedAt),
    ...(bearingDeg !== undefined && { polar: { bearingDeg } }),
    class: { jamming: 1 },
    attributes: {
      asset: 'radar',
      messageType: bytes[type] as number,
      ...(bearingDeg !== undefined && { azimuthDeg: bearingDeg }),
    },
  };
}

/** Halfway clockwise from the start of a window to its end, degrees. */
function middle(start: number, end: number): number {
  const width = (end - start + 65_536) % 65_536;
  return (((start + width / 2) % 65_536) * 360) / 65_536;
}
