import { heightAboveEllipsoid, type Json } from '@greenline/base';
import { checkPosition, type Position } from '@greenline/geo';

/** The fields of a message, as the definitions name them. */
export type Fields = Readonly<Record<string, Json | undefined>>;

/** "Not known", where a field is signed and 32 bits wide, or unsigned and 16. */
const UNKNOWN_32 = 0x7fff_ffff;
const UNKNOWN_16 = 0xffff;

export const numberIn = (fields: Fields, name: string): number | undefined => {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
};

export function thousandth(fields: Fields, name: string): number | undefined {
  const value = numberIn(fields, name);
  return value === undefined || value === UNKNOWN_32 ? undefined : value / 1000;
}

/** Of an unsigned field of 16 bits. */
export function hundredth(fields: Fields, name: string): number | undefined {
  const value = numberIn(fields, name);
  return value === undefined || value === UNKNOWN_16 ? undefined : value / 100;
}

/** Degrees times ten million. Zero north of zero east is what senders without a fix fill in. */
export function placeE7(fields: Fields, heightM?: number): Position | undefined {
  const [lat, lon] = [numberIn(fields, 'lat'), numberIn(fields, 'lon')];
  if (lat === undefined || lon === undefined || (lat === 0 && lon === 0)) return undefined;
  const position = { lon: lon / 1e7, lat: lat / 1e7 };
  if (!checkPosition(position).ok) return undefined;
  return heightM === undefined ? position : { ...position, height: heightAboveEllipsoid(heightM) };
}

/** Without what nobody knows. */
export function known(values: Fields): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) kept[name] = value;
  return kept;
}
