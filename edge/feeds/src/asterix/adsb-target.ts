import { heightAboveEllipsoid, type Instant } from '@greenline/base';
import type { Sighting } from '@greenline/observation';
import {
  CATEGORY_OF_ITEM_020,
  EMERGENCIES,
  kindOfCategory,
  sigmaOfNacp,
  sigmaOfNucp,
} from '../adsb-terms.ts';
import { sixBitText } from '../bits.ts';
import { course } from '../number.ts';
import { NAUTICAL_MILE_M } from '../units.ts';
import type { AsterixRecord } from './record.ts';
import { emergencyOfCode, icaoIdentity, octal, read, sensorOf } from './sensor.ts';
import { timeOfDay } from './time-of-day.ts';

/** "Greater than" markers of the geometric height: no height. */
const HEIGHT_BEYOND = 0x7fff;
const MOST_SPEED = 0x7fff;

/**
 * Category 021: what an aircraft said of itself, as a ground station heard it. A broadcast without keys,
 * however good the line of the station. None for fixed transponders, without a position or a time.
 */
export function reportOf021(record: AsterixRecord, receivedAt: Instant): Sighting | undefined {
  const { bytes } = record;
  const early = record.category.edition.startsWith('0.');
  const place = placeAt(record, early);
  const time = record.at('073') || record.at('071') || record.at('077') || record.at('030');
  if (place === undefined || time === 0) return undefined;
  const told = descriptorAt(record, early);
  if (told.fixed) return undefined;
  const [address, name, category, level, high, code, vector] = [
    record.at('080'),
    record.at('170'),
    record.at('020'),
    record.at('145'),
    record.at('140'),
    record.at('070'),
    record.at('160'),
  ];
  const emitter = category === 0 ? undefined : CATEGORY_OF_ITEM_020.get(bytes[category] as number);
  const mode3a = code === 0 ? undefined : octal(read.u16(bytes, code));
  const callsign = name === 0 ? '' : sixBitText(bytes, 8 * name, 8);
  const ticks = high === 0 ? HEIGHT_BEYOND : read.i16(bytes, high);
  const quality = early ? {} : qualityAt(record);
  const state = record.at('200');
  const priority =
    state === 0 || early ? undefined : EMERGENCIES[((bytes[state] as number) >> 2) & 7];
  const emergency = priority ?? (mode3a === undefined ? undefined : emergencyOfCode(mode3a));
  const sigmaM =
    quality.nacp !== undefined
      ? sigmaOfNacp(quality.nacp)
      : quality.nucp === undefined
        ? undefined
        : sigmaOfNucp(quality.nucp);
  return {
    kind: 'object',
    sensor: sensorOf(record, record.at('010')),
    observedAt: timeOfDay(read.u24(bytes, time), receivedAt),
    position: {
      ...place,
      ...(ticks !== HEIGHT_BEYOND && { height: heightAboveEllipsoid((ticks * 1905) / 1000) }),
    },
    ...(sigmaM !== undefined && { sigmaM }),
    ...(vector !== 0 && motionAt(bytes, vector)),
    class: { [kindOfCategory(emitter)]: 1 },
    ...(address !== 0 && { identity: icaoIdentity(read.u24(bytes, address)) }),
    attributes: {
      ...(emitter !== undefined && { emitterCategory: emitter }),
      ...(callsign !== '' && { callsign }),
      ...(mode3a !== undefined && { mode3a }),
      ...(level !== 0 && { flightLevel: read.i16(bytes, level) / 4 }),
      ...quality,
      ...(told.onGround && { onGround: true }),
      ...(emergency !== undefined && { emergency }),
    },
    selfReport: true,
    broadcast: true,
    ...(told.test && { exercise: true as const }),
  };
}

/** The position in high resolution where there is one. Before edition 1 item 131 is something else. */
function placeAt(record: AsterixRecord, early: boolean) {
  const { bytes } = record;
  const fine = early ? 0 : record.at('131');
  const at = fine || record.at('130');
  if (at === 0) return undefined;
  if (fine !== 0) return degrees(read.i32(bytes, at), read.i32(bytes, at + 4), 2 ** 30);
  return early && record.category.edition !== '0.23'
    ? degrees(read.i32(bytes, at), read.i32(bytes, at + 4), 2 ** 25)
    : degrees(read.i24(bytes, at), read.i24(bytes, at + 3), 2 ** 23);
}

const degrees = (lat: number, lon: number, half: number) => ({
  lon: (lon * 180) / half,
  lat: (lat * 180) / half,
});

/** Target report descriptor: on the ground, simulated or a test, a fixed transponder. */
function descriptorAt(record: AsterixRecord, early: boolean) {
  const at = record.at('040');
  const first = at === 0 ? 0 : (record.bytes[at] as number);
  if (early)
    return {
      onGround: (first & 0x40) !== 0,
      test: (first & 0x30) !== 0,
      fixed: (first & 0x08) !== 0,
    };
  const second = (first & 1) === 0 ? 0 : (record.bytes[at + 1] as number);
  return {
    onGround: (second & 0x40) !== 0,
    test: (second & 0x30) !== 0,
    fixed: (first & 0x02) !== 0,
  };
}

/**
 * Quality indicators, item 090, named as the link version (item 210) means them: NUCp and NUCr of version
 * 0; else NIC, NACv, and with the first extension NACp and SIL.
 */
function qualityAt(record: AsterixRecord): {
  nucp?: number;
  nic?: number;
  nacp?: number;
  nacv?: number;
  sil?: number;
  version?: number;
} {
  const at = record.at('090');
  const mops = record.at('210');
  const version = mops === 0 ? undefined : ((record.bytes[mops] as number) >> 3) & 7;
  const said = version === undefined ? {} : { version };
  if (at === 0) return said;
  const first = record.bytes[at] as number;
  const speed = first >> 5;
  const place = (first >> 1) & 0xf;
  if ((first & 1) === 0 || version === 0)
    return version === undefined || version > 0
      ? { nacv: speed, nic: place, ...said }
      : { nucp: place, ...said };
  const second = record.bytes[at + 1] as number;
  return {
    nacv: speed,
    nic: place,
    nacp: (second >> 1) & 0xf,
    sil: (second >> 5) & 3,
    ...said,
  };
}

/** Ground vector: 2⁻¹⁴ NM/s and 360/2¹⁶ degrees. Its first bit says "more than can be written". */
function motionAt(bytes: Uint8Array, at: number): Pick<Sighting, 'speedMps' | 'courseDeg'> {
  const courseDeg = course((read.u16(bytes, at + 2) * 360) / 65_536);
  const speed = read.u16(bytes, at);
  return speed > MOST_SPEED
    ? { courseDeg }
    : { speedMps: (speed * NAUTICAL_MILE_M) / 16_384, courseDeg };
}
