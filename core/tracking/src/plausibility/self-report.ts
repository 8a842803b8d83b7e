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

/** Where nobody says how sharp a position or a clock is. */
const ASSUMED = { sigmaM: 30, clockS: 1 } as const;

/** `undefined` for what others saw. */
export function selfReportOf(look: Observation): SelfReport | undefined {
  const { kind, selfReport, identity, position } = look;
  if (kind !== 'object' || selfReport === undefined) return undefined;
  if (identity === undefined || position === undefined) return undefined;
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
