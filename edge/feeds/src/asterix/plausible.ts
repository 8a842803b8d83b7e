import type { DecodeError } from '@greenline/observation';
import { type AsterixRecord, errorOf } from './record.ts';
import { read } from './sensor.ts';
import { TICKS_A_DAY } from './time-of-day.ts';

/** Times of day, 24 bits, by category. */
const TIMES: Readonly<Record<number, readonly string[]>> = {
  1: [],
  2: ['030'],
  21: ['071', '072', '073', '075', '077', '030'],
  34: ['030'],
  48: ['140'],
  62: ['070'],
  65: ['030'],
};

/**
 * What a record says that cannot be: no source, a time of day of 24 hours or more, a latitude beyond the
 * pole. `undefined` for one that may be true. The last tells a wrong edition from the right one too.
 */
export function plausible(record: AsterixRecord): DecodeError | undefined {
  const { bytes, category } = record;
  if (record.at('010') === 0) return errorOf(category, 'missing', '010', 0);
  for (const item of TIMES[category.category] ?? []) {
    const at = record.at(item);
    if (at !== 0 && read.u24(bytes, at) >= TICKS_A_DAY)
      return errorOf(category, 'out-of-range', item, at);
  }
  return badPlace(record);
}

function badPlace(record: AsterixRecord): DecodeError | undefined {
  const { bytes, category } = record;
  const check = (item: string, halfLat: number, wide: boolean): DecodeError | undefined => {
    const at = record.at(item);
    if (at === 0) return undefined;
    const lat = wide ? read.i32(bytes, at) : read.i24(bytes, at);
    const lon = wide ? read.i32(bytes, at + 4) : read.i24(bytes, at + 3);
    const beyond = Math.abs(lat) > halfLat / 2 || Math.abs(lon) > halfLat;
    return beyond ? errorOf(category, 'out-of-range', item, at) : undefined;
  };
  if (category.category === 62) return check('105', 2 ** 25, true);
  if (category.category !== 21) return undefined;
  if (category.edition === '0.26') return check('130', 2 ** 25, true);
  if (category.edition === '0.23') return check('130', 2 ** 23, false);
  return check('130', 2 ** 23, false) ?? check('131', 2 ** 30, true);
}
