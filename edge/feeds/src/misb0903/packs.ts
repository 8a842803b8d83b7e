import type { Json } from '@greenline/base';
import { Cursor, unsigned } from '../klv/cursor.ts';
import { fromImapb, imapb } from '../klv/imapb.ts';
import { type ItemTable, pack, type Read } from '../klv/item.ts';
import { readLocalSet } from '../klv/local-set.ts';

/** A value stretched over a range, as one edition of the standard stretches it. `null`: there is none. */
export type Scaled = (bytes: Uint8Array, from: number, to: number) => number | null;

/** Since ST 0903.4: IMAPB. */
export function byImapb(min: number, max: number): Scaled {
  const mapping = imapb(min, max);
  return (bytes, from, to) => {
    const value = fromImapb(mapping, bytes, from, to);
    return typeof value === 'number' ? value : null;
  };
}

/** Until ST 0903.3: all codes in use, from min to max. */
export const byRange =
  (min: number, max: number): Scaled =>
  (bytes, from, to) =>
    min + ((max - min) * unsigned(bytes, from, to)) / (2 ** (8 * (to - from)) - 1);

const DEEPEST = 8;
/** More targets in one frame than any system reports; ST 0903 counts them in three bytes. */
const MOST_IN_SERIES = 16_384;

/** Locations, velocities and accelerations, in the mapping of one edition. */
export function placesOf(scaled: (min: number, max: number) => Scaled): {
  readonly location: Read;
  readonly locations: Read;
  readonly motion: Read;
} {
  const [latitude, longitude, height] = [scaled(-90, 90), scaled(-180, 180), scaled(-900, 19_000)];
  const [speed, sigma, correlation] = [scaled(-900, 900), scaled(0, 650), scaled(-1, 1)];
  const three = (read: Scaled, bytes: Uint8Array, at: number) =>
    [at, at + 2, at + 4].map((from) => read(bytes, from, from + 2));

  /** Sigmas and correlations, east, north and up, that may close a location or a velocity. */
  const spread = (bytes: Uint8Array, at: number): Record<string, Json> | undefined => {
    const left = bytes.length - at;
    if (left !== 0 && left !== 6 && left !== 12) return undefined;
    return {
      ...(left > 0 && { sigmas: three(sigma, bytes, at) }),
      ...(left > 6 && { correlations: three(correlation, bytes, at + 6) }),
    };
  };
  const locationOf = (bytes: Uint8Array): Json | undefined => {
    const rest = spread(bytes, 10);
    if (rest === undefined) return undefined;
    const [lat, lon] = [latitude(bytes, 0, 4), longitude(bytes, 4, 8)];
    return { lat, lon, heightM: height(bytes, 8, 10), ...rest };
  };
  return {
    location: pack(locationOf),
    locations: pack((bytes) => seriesOf(bytes, locationOf)),
    motion: pack((bytes) => {
      const rest = spread(bytes, 6);
      const [east, north, up] = three(speed, bytes, 0);
      return rest === undefined ? undefined : ({ east, north, up, ...rest } as Json);
    }),
  };
}

function seriesOf<T extends Json>(
  bytes: Uint8Array,
  read: (one: Uint8Array) => T | undefined,
): T[] | undefined {
  const cursor = new Cursor(bytes);
  const series: T[] = [];
  while (cursor.left > 0) {
    const raw = cursor.prefixed();
    const one = raw === undefined ? undefined : read(raw);
    if (one === undefined || series.length === MOST_IN_SERIES) return undefined;
    series.push(one);
  }
  return series;
}

/** Whole numbers one after another, each behind its length. */
export const numbers = pack((bytes) =>
  seriesOf(bytes, (raw) => (raw.length > 6 ? undefined : unsigned(raw))),
);

/** Runs of pixels: the first pixel behind its length, and how many. */
export const pixelRuns = pack((bytes) =>
  seriesOf(bytes, (raw) => {
    const cursor = new Cursor(raw);
    const first = cursor.prefixed();
    const count = cursor.length();
    return first === undefined || count < 0 ? undefined : [unsigned(first), count];
  }),
);

/** Row and column of a focal plane array. */
export const arrayIndex = pack((bytes) =>
  bytes.length === 2 ? { row: bytes[0] as number, column: bytes[1] as number } : undefined,
);

/** Red, green, blue. */
export const colour = pack((bytes) =>
  bytes.length === 3
    ? { red: bytes[0] as number, green: bytes[1] as number, blue: bytes[2] as number }
    : undefined,
);

/** Sets one after another, each behind its length; with `numbered` each begins with its number, BER-OID. */
export const seriesOfSets =
  (table: () => ItemTable, numbered?: string): Read =>
  (bytes, from, to, depth) => {
    if (depth >= DEEPEST) return undefined;
    const series = seriesOf(bytes.subarray(from, to), (raw) => {
      const cursor = new Cursor(raw);
      const number = numbered === undefined ? undefined : cursor.oid();
      if (number !== undefined && number < 0) return undefined;
      const { items, brokenAt } = readLocalSet(table(), raw, cursor.at, raw.length, depth + 1);
      return {
        ...(numbered !== undefined && { [numbered]: number }),
        items,
        ...(brokenAt !== undefined && { brokenAt }),
      } as Json;
    });
    return series === undefined ? undefined : { value: series };
  };
