import type { Json } from '@greenline/base';
import { sixBitText, unsigned } from '../bits.ts';
import { altitudeOf12, identityOf13 } from './altitude.ts';
import type { Cpr } from './cpr.ts';

/** What the 56 bits of an extended squitter say. Units are in the names; absent: not said. */
export type Squitter =
  | {
      readonly is: 'identification';
      /** Emitter category, as `A5`. */
      readonly category?: string;
      readonly callsign: string;
    }
  | {
      readonly is: 'surface-position';
      readonly speedKt?: number;
      readonly trackDeg?: number;
      readonly cpr: Cpr;
    }
  | {
      readonly is: 'airborne-position';
      readonly altitudeFeet?: number;
      /** Height above the ellipsoid instead of a pressure altitude. */
      readonly heightMetres?: number;
      readonly surveillanceStatus: number;
      readonly cpr: Cpr;
    }
  | Velocity
  | { readonly is: 'aircraft-status'; readonly emergency: number; readonly squawk?: string }
  | TargetState
  | OperationalStatus
  | { readonly is: 'no-position' | 'reserved'; readonly bits: string };

export interface Velocity {
  readonly is: 'velocity';
  readonly subtype: number;
  readonly nacv: number;
  /** Over the ground (subtypes 1 and 2). */
  readonly eastKt?: number;
  readonly northKt?: number;
  /** Through the air (subtypes 3 and 4). */
  readonly headingDeg?: number;
  readonly airspeedKt?: number;
  readonly airspeed?: 'indicated' | 'true';
  readonly verticalRateFpm?: number;
  readonly verticalSource: 'geometric' | 'barometric';
  /** Geometric minus pressure altitude. */
  readonly geometricMinusBaroFeet?: number;
}

export interface TargetState {
  readonly is: 'target-state';
  readonly nacp: number;
  readonly sil: number;
  readonly silSupplement: number;
  readonly nicBaro: number;
  readonly selectedAltitudeFeet?: number;
  readonly baroSettingHpa?: number;
  readonly selectedHeadingDeg?: number;
}

export interface OperationalStatus {
  readonly is: 'operational-status';
  readonly surface: boolean;
  readonly version: number;
  readonly nicA?: number;
  readonly nicC?: number;
  readonly nacp?: number;
  readonly sil?: number;
  readonly silSupplement?: number;
  readonly gva?: number;
  readonly capability: string;
  readonly operationalMode: string;
}

/** First bit of the ME field in a message of 112 bits. */
const ME = 32;

/** Reads the ME field of a message of fourteen octets, by its type code. */
export function squitterOf(message: Uint8Array): Squitter {
  const at = (from: number, count: number): number => unsigned(message, ME + from, count);
  const type = at(0, 5);
  if (type >= 1 && type <= 4) return identification(message, type, at(5, 3));
  if (type >= 5 && type <= 8) return surface(at);
  if ((type >= 9 && type <= 18) || (type >= 20 && type <= 22)) return airborne(type, at);
  if (type === 19) return velocity(at);
  if (type === 28 && at(5, 3) === 1)
    return {
      is: 'aircraft-status',
      emergency: at(8, 3),
      ...(at(11, 13) !== 0 && { squawk: identityOf13(at(11, 13)) }),
    };
  if (type === 29 && at(5, 2) === 1) return targetState(at);
  if (type === 31 && at(5, 3) <= 1) return operationalStatus(at);
  const bits = Buffer.from(message.subarray(4, 11)).toString('hex');
  return { is: type === 0 ? 'no-position' : 'reserved', bits };
}

type At = (from: number, count: number) => number;

function identification(message: Uint8Array, type: number, category: number): Squitter {
  const set = 'DCBA'[type - 1] as string;
  return {
    is: 'identification',
    ...(category !== 0 && { category: `${set}${category}` }),
    callsign: sixBitText(message, ME + 8, 8),
  };
}

const cprOf = (at: At): Cpr => ({ odd: at(21, 1) === 1, lat: at(22, 17), lon: at(39, 17) });

function surface(at: At): Squitter {
  const speedKt = groundSpeed(at(5, 7));
  return {
    is: 'surface-position',
    ...(speedKt !== undefined && { speedKt }),
    ...(at(12, 1) === 1 && { trackDeg: (at(13, 7) * 360) / 128 }),
    cpr: cprOf(at),
  };
}

/** Movement field: the lower end of each step, knots. RTCA DO-260B, table 2-15. */
function groundSpeed(movement: number): number | undefined {
  const steps: readonly (readonly [first: number, from: number, step: number])[] = [
    [124, 175, 0],
    [109, 100, 5],
    [94, 70, 2],
    [39, 15, 1],
    [13, 2, 0.5],
    [9, 1, 0.25],
    [2, 0.125, 0.125],
    [1, 0, 0],
  ];
  if (movement === 0 || movement > 124) return undefined;
  const [first = 1, from = 0, step = 0] = steps.find(([lowest]) => movement >= lowest) ?? [];
  return from + (movement - first) * step;
}

function airborne(type: number, at: At): Squitter {
  const code = at(8, 12);
  const geometric = type >= 20;
  const altitudeFeet = geometric ? undefined : altitudeOf12(code);
  return {
    is: 'airborne-position',
    ...(altitudeFeet !== undefined && { altitudeFeet }),
    ...(geometric && code !== 0 && { heightMetres: code }),
    surveillanceStatus: at(5, 2),
    cpr: cprOf(at),
  };
}

function velocity(at: At): Squitter {
  const subtype = at(5, 3);
  if (subtype < 1 || subtype > 4) return { is: 'reserved', bits: at(0, 32).toString(16) };
  const times = subtype === 2 || subtype === 4 ? 4 : 1;
  const speed = (from: number): number | undefined => {
    const raw = at(from, 10);
    return raw === 0 ? undefined : (raw - 1) * times;
  };
  const rate = at(37, 9);
  const difference = at(49, 7);
  const common = {
    is: 'velocity' as const,
    subtype,
    nacv: at(10, 3),
    ...(rate !== 0 && { verticalRateFpm: signedBy(at(36, 1), (rate - 1) * 64) }),
    verticalSource: at(35, 1) === 0 ? ('geometric' as const) : ('barometric' as const),
    ...(difference !== 0 && {
      geometricMinusBaroFeet: signedBy(at(48, 1), (difference - 1) * 25),
    }),
  };
  if (subtype <= 2) {
    const [east, north] = [speed(14), speed(25)];
    return {
      ...common,
      ...(east !== undefined && { eastKt: signedBy(at(13, 1), east) }),
      ...(north !== undefined && { northKt: signedBy(at(24, 1), north) }),
    };
  }
  const airspeedKt = speed(25);
  return {
    ...common,
    ...(at(13, 1) === 1 && { headingDeg: (at(14, 10) * 360) / 1024 }),
    ...(airspeedKt !== undefined && { airspeedKt }),
    airspeed: at(24, 1) === 0 ? 'indicated' : 'true',
  };
}

/** Never minus zero. */
const signedBy = (sign: number, value: number): number =>
  sign === 1 && value !== 0 ? -value : value;

function targetState(at: At): TargetState {
  const altitude = at(9, 11);
  const baro = at(20, 9);
  return {
    is: 'target-state',
    nacp: at(39, 4),
    nicBaro: at(43, 1),
    sil: at(44, 2),
    silSupplement: at(7, 1),
    ...(altitude !== 0 && { selectedAltitudeFeet: (altitude - 1) * 32 }),
    ...(baro !== 0 && { baroSettingHpa: 800 + (baro - 1) * 0.8 }),
    ...(at(29, 1) === 1 && { selectedHeadingDeg: (at(30, 9) * 180) / 256 }),
  };
}

/** Version 0 has no more than its version; versions 1 and 2 differ in their supplements. */
function operationalStatus(at: At): OperationalStatus {
  const surfaceStatus = at(5, 3) === 1;
  const version = at(40, 3);
  const bits = (from: number, count: number): string =>
    at(from, count)
      .toString(16)
      .padStart(Math.ceil(count / 4), '0');
  return {
    is: 'operational-status',
    surface: surfaceStatus,
    version,
    ...(version > 0 && { nicA: at(43, 1), nacp: at(44, 4), sil: at(50, 2) }),
    ...(version > 1 && surfaceStatus && { nicC: at(19, 1) }),
    ...(version > 1 && { silSupplement: at(54, 1) }),
    ...(version > 1 && !surfaceStatus && { gva: at(48, 2) }),
    capability: surfaceStatus ? bits(8, 12) : bits(8, 16),
    operationalMode: bits(24, 16),
  };
}

/** As a part of the message. */
export const squitterJson = (squitter: Squitter): Record<string, Json> => {
  const { is, ...said } = squitter;
  return { says: is, ...(said as unknown as Record<string, Json>) };
};
