import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import { type Mobility, mobilityOf } from '../mobility.ts';
import { stepBetween } from '../plane.ts';

/** A position that a thing reports of itself, by GNSS as a rule, under its own name. */
export interface SelfReport {
  readonly at: Instant;
  readonly receivedAt: Instant;
  /** Half-width of the 95 % interval of its clock, seconds. */
  readonly clockS: number;
  readonly position: Position;
  /** One sigma on each axis, metres. */
  readonly sigmaM: number;
  readonly speedMps: number | undefined;
  readonly sensor: string;
  readonly mobility: Mobility;
}

/** Feeds in which things tell where they are. */
const SELF_REPORTING = new Set(['ais', 'adsb', 'opensky', 'remoteid', 'mavlink']);
/** Where nobody says how sharp a position or a clock is. */
const ASSUMED = { sigmaM: 30, clockS: 1 } as const;

/** `undefined` for what others saw. CoT says of itself whether a machine took its place from GNSS. */
export function selfReportOf(look: Observation): SelfReport | undefined {
  const { kind, identity, position, attributes = {}, feed } = look;
  if (kind !== 'object' || identity === undefined || position === undefined) return undefined;
  const { how, selfReported } = attributes;
  const gnss = typeof how === 'string' && how.startsWith('m-g');
  if (selfReported === false) return undefined;
  if (!SELF_REPORTING.has(feed) && !gnss && selfReported !== true) return undefined;
  const [east, , north] = look.covariance ?? [0, 0, 0];
  const sigma = look.sigmaM ?? Math.sqrt(Math.max(east, north));
  return {
    at: look.observedAt,
    receivedAt: look.receivedAt,
    clockS: look.uncertaintyS ?? ASSUMED.clockS,
    position,
    sigmaM: sigma > 0 ? sigma : ASSUMED.sigmaM,
    speedMps: look.speedMps,
    sensor: look.sensor,
    mobility: mobilityOf(look.class),
  };
}

export const metresBetween = (a: Position, b: Position): number => Math.hypot(...stepBetween(a, b));
