import type { Instant, Json } from '@greenline/base';
import type { Polar, Sighting } from '@greenline/observation';
import { sixBitText } from '../bits.ts';
import { course } from '../number.ts';
import { NAUTICAL_MILE_M } from '../units.ts';
import type { AsterixRecord } from './record.ts';
import { emergencyOfCode, identityOf, octal, read, sensorOf } from './sensor.ts';
import { timeOfDay, truncatedTimeOfDay } from './time-of-day.ts';

/** What the two categories of one radar's targets have in common, taken from where each keeps it. */
interface Target {
  readonly observedAt: Instant;
  readonly polar: Polar;
  readonly address?: number;
  readonly callsign?: string;
  readonly mode3a?: string;
  /** The reply of a transponder was part of it: it flies. */
  readonly replied: boolean;
  readonly test: boolean;
  readonly attributes: Record<string, Json>;
}

/**
 * Category 048. None for a track that was not seen in this scan (its place is a guess), for the end of a
 * track, for a fixed transponder that the radar checks itself by, and without a place or a time.
 */
export function targetOf048(record: AsterixRecord, receivedAt: Instant): Sighting | undefined {
  const { bytes } = record;
  const [time, place, described] = [record.at('140'), record.at('040'), record.at('020')];
  if (time === 0 || place === 0) return undefined;
  const descriptor = described === 0 ? 0xe0 : (bytes[described] as number);
  const type = descriptor >> 5;
  if (described !== 0 && (type === 0 || (descriptor & 0x02) !== 0)) return undefined;
  const more = (descriptor & 1) === 1 ? (bytes[described + 1] as number) : 0;
  const status = record.at('170');
  const ended =
    status !== 0 && ((bytes[status] as number) & 1) === 1 && (bytes[status + 1] as number) >= 0x80;
  if (ended) return undefined;
  const [code, level, high, address, callsign, track] = [
    record.at('070'),
    record.at('090'),
    record.at('110'),
    record.at('220'),
    record.at('240'),
    record.at('161'),
  ];
  const flightLevel = level === 0 ? undefined : flightLevelAt(bytes, level);
  const told = high === 0 ? undefined : (((read.u16(bytes, high) << 18) >> 18) * 762) / 100;
  const name = callsign === 0 ? undefined : sixBitText(bytes, 8 * callsign, 8);
  const beyond = record.at('RE') !== 0 && (more & 0x40) !== 0 ? extendedRange(record) : undefined;
  return sightingOf(record, {
    observedAt: timeOfDay(read.u24(bytes, time), receivedAt),
    polar: polarOf(
      beyond ?? read.u16(bytes, place) / 256,
      read.u16(bytes, place + 2),
      told ?? heightOf(flightLevel),
    ),
    ...(address !== 0 && { address: read.u24(bytes, address) }),
    ...(name !== undefined && { callsign: name }),
    ...(code !== 0 && { mode3a: octal(read.u16(bytes, code)) }),
    replied: described === 0 || type !== 1,
    test: (descriptor & 0x10) !== 0 || (more & 0x80) !== 0,
    attributes: {
      detection: TYPES_048[type] ?? 'unknown',
      ...(flightLevel !== undefined && { flightLevel }),
      ...(track !== 0 && { trackNumber: read.u16(bytes, track) & 0xfff }),
    },
  });
}

/** Category 001, plots and tracks. Its time is the end of a time of day, or the reception. */
export function targetOf001(record: AsterixRecord, receivedAt: Instant): Sighting | undefined {
  const { bytes } = record;
  const [place, described, time] = [record.at('040'), record.at('020'), record.at('141')];
  if (place === 0) return undefined;
  const descriptor = described === 0 ? 0x30 : (bytes[described] as number);
  const detection = (descriptor >> 4) & 3;
  if (detection === 0 || (descriptor & 0x02) !== 0) return undefined;
  const more = (descriptor & 1) === 1 ? (bytes[described + 1] as number) : 0;
  const status = record.at('170');
  const ended =
    status !== 0 && ((bytes[status] as number) & 1) === 1 && (bytes[status + 1] as number) >= 0x80;
  if (ended) return undefined;
  const [code, level, track] = [record.at('070'), record.at('090'), record.at('161')];
  const flightLevel = level === 0 ? undefined : flightLevelAt(bytes, level);
  return sightingOf(record, {
    observedAt: time === 0 ? receivedAt : truncatedTimeOfDay(read.u16(bytes, time), receivedAt),
    polar: polarOf(read.u16(bytes, place) / 128, read.u16(bytes, place + 2), heightOf(flightLevel)),
    ...(code !== 0 && { mode3a: octal(read.u16(bytes, code)) }),
    replied: detection !== 1,
    test: (descriptor & 0x40) !== 0 || (more & 0x80) !== 0,
    attributes: {
      detection: ['none', 'psr', 'ssr', 'psr+ssr'][detection] as string,
      ...(flightLevel !== undefined && { flightLevel }),
      ...(track !== 0 && { trackNumber: read.u16(bytes, track) }),
    },
  });
}

const TYPES_048 = [
  'none',
  'psr',
  'ssr',
  'psr+ssr',
  'mode-s-all-call',
  'mode-s-roll-call',
  'psr+mode-s-all-call',
  'psr+mode-s-roll-call',
];

function sightingOf(record: AsterixRecord, target: Target): Sighting {
  const { observedAt, polar, callsign, mode3a, attributes } = target;
  const identity = identityOf(target);
  const emergency = mode3a === undefined ? undefined : emergencyOfCode(mode3a);
  return {
    kind: 'object',
    sensor: sensorOf(record, record.at('010')),
    observedAt,
    polar,
    ...motionAt(record),
    class: target.replied ? { aircraft: 1 } : {},
    ...(identity !== undefined && { identity }),
    attributes: {
      ...attributes,
      ...(mode3a !== undefined && { mode3a }),
      ...(callsign !== undefined && callsign !== '' && { callsign }),
      ...(emergency !== undefined && { emergency }),
      azimuthDeg: polar.bearingDeg,
      ...(polar.slantRangeM !== undefined && { slantRangeM: polar.slantRangeM }),
    },
    ...(target.test && { exercise: true as const }),
  };
}

/** Calculated velocity, item 200: 2⁻¹⁴ NM/s and 360/2¹⁶ degrees. */
function motionAt(record: AsterixRecord): Pick<Sighting, 'speedMps' | 'courseDeg'> {
  const at = record.at('200');
  if (at === 0) return {};
  return {
    speedMps: (read.u16(record.bytes, at) * NAUTICAL_MILE_M) / 16_384,
    courseDeg: course((read.u16(record.bytes, at + 2) * 360) / 65_536),
  };
}

const polarOf = (rangeNm: number, azimuth: number, heightM: number | undefined): Polar => ({
  bearingDeg: (azimuth * 360) / 65_536,
  slantRangeM: rangeNm * NAUTICAL_MILE_M,
  ...(heightM !== undefined && { heightM }),
});

/** In flight levels; a level that is not validated or garbled is none. */
function flightLevelAt(bytes: Uint8Array, at: number): number | undefined {
  const value = read.u16(bytes, at);
  return (value & 0xc000) !== 0 ? undefined : ((value << 18) >> 18) / 4;
}

const heightOf = (flightLevel: number | undefined): number | undefined =>
  flightLevel === undefined ? undefined : (flightLevel * 3048) / 100;

/** Range beyond 256 NM, from the expansion field. */
function extendedRange(record: AsterixRecord): number | undefined {
  const items = record.message().items as { RE?: { ERR?: number } } | undefined;
  const range = typeof items?.RE === 'object' ? items.RE.ERR : undefined;
  return typeof range === 'number' ? range : undefined;
}
