import type { Json } from '@greenline/base';
import type { Payload } from './payload.ts';

/** How the bits of a field become a value; `undefined` for "not available". */
export type Reading = (payload: Payload, from: number, bits: number) => Json | undefined;

/** Name of a field with its unit, width in bits, and how it is read. Nameless: spare. */
export type Field = readonly [name: string | undefined, bits: number, read?: Reading];

export const number: Reading = (payload, from, bits) => payload.unsigned(from, bits);
export const flag: Reading = (payload, from) => payload.unsigned(from, 1) === 1;
export const text: Reading = (payload, from, bits) => payload.text(from, bits) || undefined;

/** A number in steps of 1/`steps`; `absent` is the marker for "not available". */
export const scaled =
  (steps: number, absent: number): Reading =>
  (payload, from, bits) => {
    const value = payload.unsigned(from, bits);
    return value === absent ? undefined : value / steps;
  };
export const unless = (absent: number): Reading => scaled(1, absent);

/** Longitude or latitude in degrees from 1/`steps` minutes; beyond `most` degrees it is not available. */
export const degrees =
  (steps: number): Reading =>
  (payload, from, bits) =>
    payload.signed(from, bits) / (60 * steps);

/** Rate of turn, degrees a minute to starboard: 4.733 √rate; ±127 only say "faster than can be told". */
export const turn: Reading = (payload, from, bits) => {
  const value = payload.signed(from, bits);
  if (value === -128) return undefined;
  if (Math.abs(value) === 127)
    return value > 0 ? 'more than 5°/30 s right' : 'more than 5°/30 s left';
  return (Math.sign(value) * Math.round(10 * (value / 4.733) ** 2)) / 10 + 0;
};

/** Day and minute of arrival, MM-DDTHH:MM; `undefined` where month or day is not given. */
export const arrival: Reading = (payload, from) => {
  const [month, day] = [payload.unsigned(from, 4), payload.unsigned(from + 4, 5)];
  const [hour, minute] = [payload.unsigned(from + 9, 5), payload.unsigned(from + 14, 6)];
  if (month === 0 || month > 12 || day === 0) return undefined;
  const two = (value: number): string => String(value).padStart(2, '0');
  return hour > 23 || minute > 59
    ? `${two(month)}-${two(day)}`
    : `${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
};

/** Distances from the antenna in metres, bow, stern, port, starboard; `undefined` for all zero. */
export const dimensions: Reading = (payload, from) => {
  const [bowM, sternM] = [payload.unsigned(from, 9), payload.unsigned(from + 9, 9)];
  const [portM, starboardM] = [payload.unsigned(from + 18, 6), payload.unsigned(from + 24, 6)];
  return bowM + sternM + portM + starboardM === 0 ? undefined : { bowM, sternM, portM, starboardM };
};
