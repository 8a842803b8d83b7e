import { roundDistance } from '@greenline/base';
import { type PreparedArea, probabilityInside } from '@greenline/geo';
import { lengthWords } from '../language/quantity.ts';
import type { Look } from './look.ts';
import type { Said } from './rule.ts';

/** Where a look lies with respect to an area. */
export interface Placed {
  readonly probability: number;
  /** Metres inside the boundary, to the millimetre; negative outside. */
  readonly insideBy: number;
}

/**
 * P(inside) of a look. `strict`: the boundary itself counts as inside. `undefined` where nobody
 * placed it.
 */
export function placeIn(area: PreparedArea, look: Look, strict = false): Placed | undefined {
  const { position, covariance } = look;
  if (position === undefined) return undefined;
  const insideBy = roundDistance(area.insideBy(position));
  if (covariance === undefined)
    return { probability: insideBy > 0 || (strict && insideBy === 0) ? 1 : 0, insideBy };
  return { probability: probabilityInside(area, position, covariance), insideBy };
}

/** P(inside) alone, the boundary inside; 0 where nobody placed it. Quicker than measuring how far. */
export function chanceIn(area: PreparedArea, { position, covariance }: Look): number {
  if (position === undefined) return 0;
  return covariance === undefined
    ? Number(area.contains(position.lon, position.lat))
    : probabilityInside(area, position, covariance);
}

/** Metres from a look to an area that it certainly lies outside of; 0 where it may lie in it. */
export function roomOutside(area: PreparedArea, look: Look): number {
  const placed = placeIn(area, look, true);
  return placed?.probability === 0 ? Math.max(0, -placed.insideBy) : 0;
}

/** What stands for a place that nobody knows: an even chance, and doubt. */
export const UNPLACED = {
  probability: 0.5,
  placeProbability: 0.5,
  room: 0,
  doubt: 'place unknown',
} as const;

/** `howitzer g1 of A`. */
export const subjectWords = (row: Pick<Said, 'what' | 'subject' | 'party'>): string =>
  `${row.what} ${row.subject.join(', ')} of ${partyWords(row.party)}`;

export const partyWords = (party: string): string =>
  party === 'unknown' ? 'an unknown party' : party === 'mission' ? 'the mission' : party;

/** `24.6 km ± 900 m`: no finer than the second digit of the error. */
export const lengthWithSigma = (metres: number, sigma: number): string =>
  sigma > 0
    ? `${lengthWords(asKnown(metres, sigma))} ± ${lengthWords(asKnown(sigma, sigma))}`
    : lengthWords(metres);

/** A value as precise as it is known. With no error, as it is. */
export function asKnown(value: number, sigma: number): number {
  if (!(sigma > 0) || !Number.isFinite(sigma)) return value;
  const step = 10 ** (Math.floor(Math.log10(sigma)) - 1);
  return roundDistance(Math.round(value / step) * step);
}

/** `400 m inside the zone`, `3 km outside the zone`. */
export const insideWords = (insideBy: number, zone: string, sigma: number): string =>
  insideBy === 0 && sigma === 0
    ? `on the boundary of ${zone}`
    : `${lengthWithSigma(Math.abs(insideBy), sigma)} ${insideBy >= 0 ? 'inside' : 'outside'} ${zone}`;
