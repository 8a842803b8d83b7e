import { heightAboveEllipsoid, type Instant, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Sighting } from '@greenline/observation';
import { decodeRemoteId } from '../remoteid/decode.ts';
import { cameraView } from './camera.ts';
import { type Fields, hundredth, known, numberIn, placeE7, thousandth } from './fields-of.ts';
import { openDroneId } from './open-drone-id.ts';

/** A message as its fields have it, and who sent it. */
export interface Told {
  readonly name: string;
  readonly fields: Fields;
  /** The vehicle's name of itself: `mavlink:` and its system number. */
  readonly sensor: string;
  readonly heardAt: Instant | undefined;
}

type Observe = (told: Told, at: Instant) => readonly Sighting[];

/** A count of microseconds from here on is since 1970, and not since the vehicle was switched on. */
const EPOCH_FROM_US = 1e15;
/** From a fix in two dimensions on. */
const FIXED = 2;

/** Which messages tell of a thing at a place; all others are messages only. */
const OBSERVERS: Readonly<Record<string, Observe>> = {
  GLOBAL_POSITION_INT: ({ fields, sensor }, at) =>
    vehicle(sensor, at, placeE7(fields), {
      ...motion(numberIn(fields, 'vx'), numberIn(fields, 'vy')),
      attributes: known({
        heightAboveSeaM: thousandth(fields, 'alt'),
        heightAboveHomeM: thousandth(fields, 'relative_alt'),
        headingDeg: hundredth(fields, 'hdg'),
        verticalSpeedMps: (0 - (numberIn(fields, 'vz') ?? 0)) / 100,
      }),
    }),
  GLOBAL_POSITION_INT_COV: ({ fields, sensor }, at) => {
    const [north, east] = [numberIn(fields, 'vx'), numberIn(fields, 'vy')];
    const covariance = fields.covariance as readonly (number | null)[];
    // The upper left of a matrix of six, north before east.
    const [nn, ne, ee] = [covariance[0], covariance[1], covariance[7]];
    const spread = nn && ee && nn > 0 && ee > 0 ? { covariance: [ee, ne ?? 0, nn] as const } : {};
    return vehicle(sensor, at, placeE7(fields), {
      ...spread,
      ...motion(scaled(north, 100), scaled(east, 100)),
      attributes: known({ heightAboveSeaM: thousandth(fields, 'alt') }),
    });
  },
  GPS_RAW_INT: ({ fields, sensor }, at) => {
    if ((numberIn(fields, 'fix_type') ?? 0) < FIXED) return [];
    const accuracy = thousandth(fields, 'h_acc');
    const ellipsoid = numberIn(fields, 'alt_ellipsoid');
    const speedMps = hundredth(fields, 'vel');
    const course = hundredth(fields, 'cog');
    return vehicle(sensor, at, placeE7(fields, ellipsoid ? ellipsoid / 1000 : undefined), {
      ...(accuracy !== undefined && accuracy > 0 && { sigmaM: accuracy }),
      ...(speedMps !== undefined && { speedMps }),
      ...(course !== undefined && { courseDeg: course % 360 }),
      attributes: known({
        heightAboveSeaM: thousandth(fields, 'alt'),
        fixType: numberIn(fields, 'fix_type'),
        satellites: numberIn(fields, 'satellites_visible'),
      }),
    });
  },
  HIGH_LATENCY2: ({ fields, sensor }, at) =>
    vehicle(sensor, at, placeE7({ lat: fields.latitude, lon: fields.longitude }), {
      speedMps: (numberIn(fields, 'groundspeed') ?? 0) / 5,
      attributes: known({
        heightAboveSeaM: numberIn(fields, 'altitude'),
        headingDeg: 2 * (numberIn(fields, 'heading') ?? 0),
      }),
    }),
  UTM_GLOBAL_POSITION: ({ fields, sensor }, at) => {
    const accuracy = thousandth(fields, 'h_acc');
    return vehicle(sensor, at, placeE7(fields), {
      ...(accuracy !== undefined && accuracy > 0 && { sigmaM: accuracy }),
      ...motion(numberIn(fields, 'vx'), numberIn(fields, 'vy')),
      attributes: known({ heightAboveSeaM: thousandth(fields, 'alt') }),
    });
  },
  CAMERA_FOV_STATUS: ({ fields, sensor }, at) => {
    const place = placeE7({ lat: fields.lat_camera, lon: fields.lon_camera });
    return vehicle(sensor, at, place, { attributes: cameraView(fields) });
  },
  CAMERA_TRACKING_GEO_STATUS: ({ fields, sensor }, at) => {
    const position = placeE7(fields);
    const tracking = numberIn(fields, 'tracking_status') === 1;
    if (position === undefined || !tracking) return [];
    const accuracy = numberIn(fields, 'h_acc');
    const [north, east] = [numberIn(fields, 'vel_n'), numberIn(fields, 'vel_e')];
    return [
      {
        kind: 'object',
        sensor,
        observedAt: at,
        position,
        ...(accuracy !== undefined && accuracy > 0 && { sigmaM: accuracy }),
        ...motion(scaled(north, 100), scaled(east, 100)),
        class: { object: 1 },
        identity: `${sensor}/tracked`,
        attributes: known({
          heightAboveSeaM: numberIn(fields, 'alt'),
          distanceM: numberIn(fields, 'dist'),
        }),
      },
    ];
  },
  ADSB_VEHICLE: ({ fields, sensor }, at) => {
    const flags = numberIn(fields, 'flags') ?? 0;
    const position = (flags & 1) === 0 ? undefined : placeE7(fields);
    if (position === undefined) return [];
    const callsign = String(fields.callsign ?? '').trim();
    const geometric = numberIn(fields, 'altitude_type') === 1;
    const height = (flags & 2) === 0 ? undefined : thousandth(fields, 'altitude');
    const emitter = numberIn(fields, 'emitter_type') ?? 0;
    return [
      {
        kind: 'object',
        sensor,
        observedAt: at,
        position:
          geometric && height !== undefined
            ? { ...position, height: heightAboveEllipsoid(height) }
            : position,
        ...((flags & 8) !== 0 && { speedMps: (numberIn(fields, 'hor_velocity') ?? 0) / 100 }),
        ...((flags & 4) !== 0 && { courseDeg: ((numberIn(fields, 'heading') ?? 0) / 100) % 360 }),
        class: { [EMITTER[emitter] ?? 'aircraft']: 1 },
        identity: `icao:${(numberIn(fields, 'ICAO_address') ?? 0).toString(16).padStart(6, '0')}`,
        attributes: known({
          ...(callsign !== '' && (flags & 16) !== 0 && { callSign: callsign }),
          ...(!geometric && { pressureAltitudeM: height }),
          squawk: (flags & 32) === 0 ? undefined : numberIn(fields, 'squawk'),
        }),
        selfReport: true,
        broadcast: true,
      },
    ];
  },
  AIS_VESSEL: ({ fields, sensor }, at) => {
    const position = placeE7(fields);
    if (position === undefined) return [];
    const name = String(fields.name ?? '').trim();
    return [
      {
        kind: 'object',
        sensor,
        observedAt: at,
        position,
        speedMps: (numberIn(fields, 'velocity') ?? 0) / 100,
        courseDeg: ((numberIn(fields, 'COG') ?? 0) / 100) % 360,
        class: { vessel: 1 },
        identity: `mmsi:${numberIn(fields, 'MMSI') ?? 0}`,
        attributes: known({ ...(name !== '' && { name }) }),
        selfReport: true,
        broadcast: true,
      },
    ];
  },
  OPEN_DRONE_ID_LOCATION: openDroneId,
  OPEN_DRONE_ID_MESSAGE_PACK: ({ fields }, at) => {
    const count = numberIn(fields, 'msg_pack_size') ?? 0;
    const size = numberIn(fields, 'single_message_size') ?? 0;
    const messages = fields.messages as readonly number[];
    const pack = Uint8Array.of(0xf2, size, count, ...messages.slice(0, size * count));
    const decoded = decodeRemoteId(pack, at);
    return decoded.ok ? decoded.value.sightings : [];
  },
};

/** ADS-B emitter categories that say more than "aircraft". */
const EMITTER: readonly (string | undefined)[] = Object.assign(new Array<string | undefined>(20), {
  7: 'rotary-wing',
  10: 'balloon',
  14: 'uncrewed-aircraft',
});

export function sightingsOf(told: Told): readonly Sighting[] {
  const observe = OBSERVERS[told.name];
  const at = observe === undefined ? undefined : (timeOf(told.fields) ?? told.heardAt);
  return observe === undefined || at === undefined ? [] : observe(told, at);
}

/** The message's own time, where it is one of the world's and not the vehicle's. */
function timeOf(fields: Fields): Instant | undefined {
  const us = numberIn(fields, 'time_usec') ?? numberIn(fields, 'time');
  return us !== undefined && us >= EPOCH_FROM_US && us < 4e15
    ? instant(Math.floor(us / 1000))
    : undefined;
}

/** The vehicle itself, as it reports. Without a place there is nothing to see. */
function vehicle(
  sensor: string,
  observedAt: Instant,
  position: Position | undefined,
  more: Partial<Sighting>,
): readonly Sighting[] {
  if (position === undefined) return [];
  return [
    {
      kind: 'object',
      sensor,
      observedAt,
      position,
      class: { 'uncrewed-aircraft': 1 },
      identity: sensor,
      selfReport: true,
      ...more,
    },
  ];
}

/** North and east in hundredths of a metre a second. */
function motion(
  north: number | undefined,
  east: number | undefined,
): Pick<Sighting, 'speedMps' | 'courseDeg'> {
  if (north === undefined || east === undefined) return {};
  const speedMps = Math.hypot(north, east) / 100;
  if (speedMps === 0) return { speedMps };
  return { speedMps, courseDeg: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360 };
}

const scaled = (value: number | undefined, by: number): number | undefined =>
  value === undefined ? undefined : value * by;
