import type { Look } from '../judging/look.ts';
import { lengthWords } from '../language/quantity.ts';

/** Between which heights flight is free, in metres, and from where they are counted. */
export interface Heights {
  readonly floor?: number | undefined;
  readonly ceiling?: number | undefined;
  readonly heights?: 'ellipsoid' | 'ground' | undefined;
}

/** The height of a flight, counted from where the clause counts; `undefined` where nobody stated it. */
export function heightOf({ position, attributes }: Look, { heights }: Heights): number | undefined {
  if (heights !== 'ground') return position?.height;
  return typeof attributes.aboveGroundM === 'number' ? attributes.aboveGroundM : undefined;
}

/** The floor and the ceiling themselves are free, unless the clause is strict. */
export const isFree = (
  height: number,
  { floor = Number.NEGATIVE_INFINITY, ceiling = Number.POSITIVE_INFINITY }: Heights,
  strict: boolean,
): boolean => (strict ? height > floor && height < ceiling : height >= floor && height <= ceiling);

/** ` below 1.5 km or above 3 km above ground`. */
export function barredWords({ floor, ceiling, heights }: Heights): string {
  const barred = [
    ...(floor === undefined ? [] : [`below ${lengthWords(floor)}`]),
    ...(ceiling === undefined ? [] : [`above ${lengthWords(ceiling)}`]),
  ];
  if (barred.length === 0) return '';
  return ` ${barred.join(' or ')}${heights === 'ground' ? ' above ground' : ''}`;
}
