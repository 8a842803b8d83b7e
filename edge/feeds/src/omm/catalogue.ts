import type { Instant } from '@greenline/base';
import { type ElementSet, elementsAge } from '@greenline/coverage';

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

/** Gravitational parameter of the earth (WGS 72, as SGP4 has it), km³/s²; equatorial radius, km. */
const MU = 398_600.8;
const RADIUS_KM = 6378.135;
/** Nothing orbits lower for as much as a revolution or two, km. */
const LOWEST_PERIGEE_KM = 80;

/** Height of the lowest point of the orbit above the equatorial radius, km. */
export function perigeeKm({ meanMotion, eccentricity }: ElementSet): number {
  const radiansPerSecond = (meanMotion * 2 * Math.PI) / 86_400;
  return (MU / radiansPerSecond ** 2) ** (1 / 3) * (1 - eccentricity) - RADIUS_KM;
}

/**
 * Whether elements still say where the satellite is: `decayed` where the catalogue says so or the orbit
 * meets the ground; `stale` where passes reckoned from them would be.
 */
export function standingOf(entry: CatalogueEntry, at: Instant | undefined): ElementStanding {
  if (entry.decayed || perigeeKm(entry) < LOWEST_PERIGEE_KM) return 'decayed';
  return at !== undefined && elementsAge(entry, at).stale ? 'stale' : 'current';
}
