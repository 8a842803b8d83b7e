import type { AsterixRecord } from './record.ts';

/** System area code and identification code as a sensor's name, as `asterix:25/201`. */
export function sensorOf({ bytes }: AsterixRecord, at: number): string {
  return `asterix:${bytes[at] ?? 0}/${bytes[at + 1] ?? 0}`;
}

const u16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
const u24 = (bytes: Uint8Array, at: number): number =>
  u16(bytes, at) * 256 + (bytes[at + 2] as number);

/** Big-endian numbers at a place that the record was found to hold. */
export const read = {
  u16,
  u24,
  i16: (bytes: Uint8Array, at: number): number => (u16(bytes, at) << 16) >> 16,
  i24: (bytes: Uint8Array, at: number): number => (u24(bytes, at) << 8) >> 8,
  i32: (bytes: Uint8Array, at: number): number => (u16(bytes, at) << 16) | u16(bytes, at + 2),
};

/** Four octal digits of a Mode 3/A code. */
export const octal = (code: number): string => (code & 0xfff).toString(8).padStart(4, '0');

/** An aircraft's address as its identity, the same from every feed: `icao:3c660c`. */
export const icaoIdentity = (address: number): string =>
  `icao:${address.toString(16).padStart(6, '0')}`;

/** Codes that say something by themselves: unlawful interference, no radio, emergency. */
const EMERGENCY: ReadonlyMap<string, string> = new Map([
  ['7500', 'unlawful-interference'],
  ['7600', 'no-communications'],
  ['7700', 'general'],
]);
export const emergencyOfCode = (code: string): string | undefined => EMERGENCY.get(code);

/**
 * What an aircraft goes by: its address, else its callsign, else a Mode 3/A code of its own. Codes that
 * end in 00 and 7777 are given to many at once.
 */
export function identityOf(said: {
  readonly address?: number | undefined;
  readonly callsign?: string | undefined;
  readonly mode3a?: string | undefined;
}): string | undefined {
  if (said.address !== undefined && said.address !== 0) return icaoIdentity(said.address);
  if (said.callsign !== undefined && said.callsign !== '') return `callsign:${said.callsign}`;
  if (said.mode3a === undefined || /00$|^7777$/.test(said.mode3a)) return undefined;
  return `mode3a:${said.mode3a}`;
}
