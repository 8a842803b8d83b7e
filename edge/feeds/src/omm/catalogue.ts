import type { Instant } from '@greenline/base';
import type { ElementSet } from '@greenline/coverage';

/** What a catalogue says of a satellite beside its elements. */
export interface CatalogueEntry extends ElementSet {
  /** International designator, as `1998-067A`. */
  readonly objectId?: string;
  /** 0 is SGP4; 4 is SGP4-XP, which SGP4 must not propagate. */
  readonly ephemerisType: number;
  readonly classification?: string;
  readonly elementSetNo?: number;
  readonly revAtEpoch?: number;
  /** The catalogue says that it is down. */
  readonly decayed?: true;
}

/** How far elements can be used for predicting passes. */
export type ElementStanding = 'current' | 'stale' | 'decayed';

const DAY_MS = 86_400_000;
/** Gravitational parameter of the earth (WGS 72, as SGP4 has it), km³/s²; equatorial radius, km. */
const MU = 398_600.8;
const RADIUS_KM = 6378.135;
/** Nothing orbits lower for as much as a revolution or two, km. */
const LOWEST_PERIGEE_KM = 80;
/** Above this many revolutions a day an orbit is low: drag spoils its elements sooner. */
const LOW_ORBIT = 6.4;

/** Height of the lowest point of the orbit above the equatorial radius, km. */
export function perigeeKm({ meanMotion, eccentricity }: ElementSet): number {
  const radiansPerSecond = (meanMotion * 2 * Math.PI) / 86_400;
  return (MU / radiansPerSecond ** 2) ** (1 / 3) * (1 - eccentricity) - RADIUS_KM;
}

/**
 * Whether elements still say where the satellite is: `decayed` where the catalogue says so or the orbit
 * meets the ground; `stale` a fortnight from their epoch in a low orbit, two months in a high one.
 */
export function standingOf(entry: CatalogueEntry, at: Instant | undefined): ElementStanding {
  if (entry.decayed || perigeeKm(entry) < LOWEST_PERIGEE_KM) return 'decayed';
  const most = entry.meanMotion > LOW_ORBIT ? 14 : 60;
  const days = at === undefined ? 0 : Math.abs(at - entry.epoch) / DAY_MS;
  return days > most ? 'stale' : 'current';
}
