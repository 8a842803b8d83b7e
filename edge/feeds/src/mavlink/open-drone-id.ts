import { heightAboveEllipsoid, hex, type Instant } from '@greenline/base';
import type { Sighting } from '@greenline/observation';
import { ACCURACY_M, observedAt, RADIUS_95, STATUS } from '../remoteid/location.ts';
import { type Fields, known, numberIn, placeE7 } from './fields-of.ts';
import type { Told } from './observe.ts';

const UNKNOWN_DIRECTION = 36_100;
const UNKNOWN_SPEED = 25_500;
const UNKNOWN_VERTICAL = 6300;
const UNKNOWN_ALTITUDE = -1000;

/**
 * Remote ID that a receiver passes on, or that the vehicle itself sends: the aircraft at its place.
 * Anybody can send such a broadcast, so it is marked as one.
 */
export function openDroneId({ fields, sensor }: Told, heardAt: Instant): readonly Sighting[] {
  const at = placeE7({ lat: fields.latitude, lon: fields.longitude });
  if (at === undefined) return [];
  const altitude = numberIn(fields, 'altitude_geodetic');
  const height = numberIn(fields, 'height');
  const speed = numberIn(fields, 'speed_horizontal') ?? UNKNOWN_SPEED;
  const direction = numberIn(fields, 'direction') ?? UNKNOWN_DIRECTION;
  const vertical = numberIn(fields, 'speed_vertical') ?? UNKNOWN_VERTICAL;
  const bound = ACCURACY_M[numberIn(fields, 'horizontal_accuracy') ?? 0];
  const stamp = {
    timestampS: numberIn(fields, 'timestamp') ?? 0xffff,
    tsAccCode: numberIn(fields, 'timestamp_accuracy') ?? 0,
  };
  const geodetic = altitude !== undefined && altitude !== UNKNOWN_ALTITUDE;
  return [
    {
      kind: 'object',
      sensor: 'remoteid',
      ...observedAt(stamp, heardAt),
      position: geodetic ? { ...at, height: heightAboveEllipsoid(altitude) } : at,
      ...(bound !== undefined && { sigmaM: bound / RADIUS_95 }),
      ...(speed < UNKNOWN_SPEED && { speedMps: speed / 100 }),
      ...(direction < UNKNOWN_DIRECTION && { courseDeg: (direction / 100) % 360 }),
      class: { 'uncrewed-aircraft': 1 },
      identity: senderOf(fields) ?? sensor,
      attributes: known({
        status: STATUS[numberIn(fields, 'status') ?? 0] ?? 'undeclared',
        heardBy: sensor,
        heightM: height === UNKNOWN_ALTITUDE ? undefined : height,
        verticalSpeedMps: vertical === UNKNOWN_VERTICAL ? undefined : vertical / 100,
      }),
      selfReport: true,
      broadcast: true,
    },
  ];
}

/** The id or the address of the aircraft that was heard; `undefined` where it is the sender itself. */
function senderOf(fields: Fields): string | undefined {
  const bytes = fields.id_or_mac;
  if (!Array.isArray(bytes) || bytes.every((byte) => byte === 0)) return undefined;
  const used = Uint8Array.from(bytes as number[]);
  const end = used.findLastIndex((byte) => byte !== 0) + 1;
  const name = used.subarray(0, end);
  const printable = name.every((byte) => byte >= 0x20 && byte < 0x7f);
  return printable && end > 6 ? String.fromCharCode(...name) : `mac:${hex(name)}`;
}
