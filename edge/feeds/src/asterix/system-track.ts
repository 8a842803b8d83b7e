import { heightAboveEllipsoid, type Instant } from '@greenline/base';
import type { Covariance, Sighting } from '@greenline/observation';
import { sixBitText } from '../bits.ts';
import { course } from '../number.ts';
import type { AsterixRecord } from './record.ts';
import { identityOf, octal, read, sensorOf } from './sensor.ts';
import { timeOfDay } from './time-of-day.ts';

const DEGREES_32 = 180 / 2 ** 25;
const RADIANS = Math.PI / 180;
/** Metres in one degree of latitude, near enough for an accuracy. */
const DEGREE_M = 111_195;
/** Sources of a geometric altitude that measure it: GNSS, 3D radar, triangulation, multilateration. */
const MEASURED_HEIGHT = [1, 2, 3, 7];

/**
 * Category 062: a tracker's own track, with its accuracies. The tracker is the sensor. None for the last
 * message of a track, and without position or time.
 */
export function trackOf062(record: AsterixRecord, receivedAt: Instant): Sighting | undefined {
  const { bytes } = record;
  const [time, place] = [record.at('070'), record.at('105')];
  if (time === 0 || place === 0) return undefined;
  const status = statusAt(record);
  if (status.ended) return undefined;
  const lat = read.i32(bytes, place) * DEGREES_32;
  const lon = read.i32(bytes, place + 4) * DEGREES_32;
  const [code, level, high, number, velocity] = [
    record.at('060'),
    record.at('136'),
    record.at('130'),
    record.at('040'),
    record.at('185'),
  ];
  const mode3a = code === 0 ? undefined : octal(read.u16(bytes, code));
  const { address, callsign } = aircraftAt(record);
  const identity = identityOf({ address, callsign, mode3a });
  const height =
    high === 0 || !MEASURED_HEIGHT.includes(status.heightSource)
      ? undefined
      : (read.i16(bytes, high) * 1905) / 1000;
  return {
    kind: 'object',
    sensor: sensorOf(record, record.at('010')),
    observedAt: timeOfDay(read.u24(bytes, time), receivedAt),
    position: {
      lon,
      lat,
      ...(height !== undefined && { height: heightAboveEllipsoid(height) }),
    },
    ...accuracyAt(record, lat),
    ...(velocity !== 0 && motion(bytes, velocity)),
    class: address !== undefined || mode3a !== undefined ? { aircraft: 1 } : {},
    ...(identity !== undefined && { identity }),
    attributes: {
      ...(number !== 0 && { trackNumber: read.u16(bytes, number) }),
      ...(level !== 0 && { flightLevel: read.i16(bytes, level) / 4 }),
      ...(mode3a !== undefined && { mode3a }),
      ...(callsign !== undefined && callsign !== '' && { callsign }),
      ...(status.coasting && { coasting: true }),
      ...(status.tentative && { tentative: true }),
    },
    ...(status.simulated && { exercise: true as const }),
  };
}

/** What item 080 says, as far as its extensions go. */
function statusAt(record: AsterixRecord) {
  const at = record.at('080');
  const octets: number[] = [];
  for (let i = at; at !== 0 && octets.length < 4; i++) {
    const octet = record.bytes[i] as number;
    octets.push(octet);
    if ((octet & 1) === 0) break;
  }
  const [first = 0, second = 0, , fourth = 0] = octets;
  return {
    heightSource: (first >> 2) & 7,
    tentative: (first & 0x02) !== 0,
    simulated: (second & 0x80) !== 0,
    ended: (second & 0x40) !== 0,
    coasting: (fourth & 0x80) !== 0,
  };
}

/** Address and callsign: what the aircraft said (380), else its flight plan (390) or item 245. */
function aircraftAt(record: AsterixRecord): { address?: number; callsign?: string } {
  const { bytes } = record;
  const derived = record.at('380') !== 0;
  const [address, said] = derived
    ? [record.partAt('380', 'ADR'), record.partAt('380', 'ID')]
    : [0, 0];
  const planned = said === 0 && record.at('390') !== 0 ? record.partAt('390', 'CS') : 0;
  const target = record.at('245');
  const callsign =
    said !== 0
      ? sixBitText(bytes, 8 * said, 8)
      : planned !== 0
        ? String.fromCharCode(...bytes.subarray(planned, planned + 7)).replace(/[^!-~]/g, '')
        : target !== 0 && (bytes[target] as number) >> 6 < 3
          ? sixBitText(bytes, 8 * (target + 1), 8)
          : undefined;
  return {
    ...(address !== 0 && { address: read.u24(bytes, address) }),
    ...(callsign !== undefined && { callsign }),
  };
}

/**
 * One sigma of the position, item 500: on the axes of the tracker's plane (east and north) with their
 * covariance, else in latitude and longitude. Zero means that it is not known.
 */
function accuracyAt(record: AsterixRecord, lat: number): Pick<Sighting, 'sigmaM' | 'covariance'> {
  if (record.at('500') === 0) return {};
  const { bytes } = record;
  const plane = record.partAt('500', 'APC');
  const degrees = record.partAt('500', 'APW');
  let sigmas: readonly [east: number, north: number];
  if (plane !== 0) sigmas = [read.u16(bytes, plane) / 2, read.u16(bytes, plane + 2) / 2];
  else if (degrees !== 0) {
    const north = read.u16(bytes, degrees) * DEGREES_32 * DEGREE_M;
    const east = read.u16(bytes, degrees + 2) * DEGREES_32 * DEGREE_M * Math.cos(lat * RADIANS);
    sigmas = [east, north];
  } else return {};
  const [east, north] = sigmas;
  if (!(east > 0 && north > 0)) return {};
  const shared = plane === 0 ? 0 : record.partAt('500', 'COV');
  const root = shared === 0 ? 0 : read.i16(bytes, shared) / 2;
  const product = Math.sign(root) * root * root;
  // A correlation of one or more is a mistake of the tracker: without it the sigmas still hold.
  const between = Math.abs(product) < east * north ? product : 0;
  if (east === north && between === 0) return { sigmaM: east };
  return { covariance: [east * east, between, north * north] as Covariance };
}

function motion(bytes: Uint8Array, at: number): Pick<Sighting, 'speedMps' | 'courseDeg'> {
  const east = read.i16(bytes, at) / 4;
  const north = read.i16(bytes, at + 2) / 4;
  const speedMps = Math.hypot(east, north);
  return speedMps === 0
    ? { speedMps }
    : { speedMps, courseDeg: course(Math.atan2(east, north) / RADIANS) };
}
