import type { Json } from '@greenline/base';
import { Cursor, signed, unsigned } from '../klv/cursor.ts';
import { fromImapb, imapb } from '../klv/imapb.ts';
import { balanced, floatOf, pack, type Read, textOf, uuidOf } from '../klv/item.ts';
import { COUNTRY_CODING } from '../klv/security.ts';

const LATITUDE = imapb(-90, 90);
const LONGITUDE = imapb(-180, 180);
const HEIGHT = imapb(-900, 9000);
const WAVELENGTH_NM = imapb(0, 1e9);
const CORRELATION = imapb(-1, 1);
const LATITUDE_32 = balanced(90, 4);
const LONGITUDE_32 = balanced(180, 4);

/** Item 47: eight flags. */
export const flags: Read = (bytes, from, to) => {
  if (to - from !== 1) return undefined;
  const value = bytes[from] as number;
  const flag = (bit: number) => (value & (1 << bit)) !== 0;
  return {
    value,
    flags: {
      laserRangeOn: flag(0),
      autoTrackOn: flag(1),
      irPolarityBlackHot: flag(2),
      icingDetected: flag(3),
      slantRangeMeasured: flag(4),
      imageInvalid: flag(5),
    },
  };
};

/** Item 81: two pixels of the horizon, per cent of the image, and where they lie on the ground. */
export const imageHorizon = pack((bytes) => {
  if (bytes.length !== 4 && bytes.length !== 20) return undefined;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = bytes;
  const place = (at: number) => ({
    lat: LATITUDE_32(bytes, at, at + 4, 0)?.value ?? null,
    lon: LONGITUDE_32(bytes, at + 4, at + 8, 0)?.value ?? null,
  });
  const places = bytes.length === 20 ? [place(4), place(12)] : [{}, {}];
  return [
    { xPercent: x0, yPercent: y0, ...places[0] },
    { xPercent: x1, yPercent: y1, ...places[1] },
  ];
});

/** Item 94: motion imagery core identifier, ST 1204. */
export const coreIdentifier = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const version = cursor.number(1);
  const usage = cursor.number(1);
  if (usage < 0) return undefined;
  const value: Record<string, Json> = { version };
  const parts = [
    ['sensor', (usage >> 5) & 3],
    ['platform', (usage >> 3) & 3],
    ['window', (usage >> 2) & 1],
    ['minor', (usage >> 1) & 1],
  ] as const;
  for (const [name, present] of parts) {
    if (present === 0) continue;
    const id = uuidOf(cursor.take(16) ?? new Uint8Array());
    if (id === undefined) return undefined;
    value[name] = id;
    if (name === 'sensor' || name === 'platform')
      value[`${name}IdType`] = ['', 'managed', 'virtual', 'physical'][present] as string;
  }
  return cursor.left === 0 ? value : undefined;
});

/**
 * Item 102: sigmas and correlations of the items before it, ST 1010.
 *
 * Sigmas are in the units of their items; correlations are the upper triangle, row by row.
 */
export const sdcc = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const size = cursor.oid();
  const control = cursor.number(1);
  if (size < 1 || size > 64 || control < 0) return undefined;
  const long = control >= 0x80;
  const second = long ? cursor.number(1) : 0;
  if (second < 0) return undefined;
  const sigmaBytes = long ? second & 0xf : (control >> 4) & 7;
  const rhoBytes = long ? control & 0xf : control & 7;
  const sparse = long ? (control & 0x20) !== 0 : (control & 8) !== 0;
  const rhoMapped = long ? (control & 0x10) !== 0 : true;
  const sigmaMapped = long && (second & 0x10) !== 0;
  const pairs = (size * (size - 1)) / 2;
  const present = sparse ? cursor.take(Math.ceil(pairs / 8)) : undefined;
  if (sparse && present === undefined) return undefined;
  const value: Record<string, Json> = { size };
  if (sigmaBytes > 0) {
    const sigmas: Json[] = [];
    for (let i = 0; i < size; i++) {
      const raw = cursor.take(sigmaBytes);
      if (raw === undefined) return undefined;
      // What a mapped sigma's bounds are depends on the item, so it is kept as its code.
      sigmas.push(sigmaMapped ? unsigned(raw) : finite(floatOf(raw)));
    }
    value[sigmaMapped ? 'sigmaCodes' : 'sigmas'] = sigmas;
  }
  if (rhoBytes > 0) {
    const correlations: Json[] = [];
    for (let i = 0; i < pairs; i++) {
      if (present !== undefined && ((present[i >> 3] as number) & (0x80 >> (i & 7))) === 0) {
        correlations.push(0);
        continue;
      }
      const raw = cursor.take(rhoBytes);
      if (raw === undefined) return undefined;
      correlations.push(finite(rhoMapped ? fromImapb(CORRELATION, raw) : floatOf(raw)));
    }
    value.correlations = correlations;
  }
  return cursor.left === 0 ? value : undefined;
});

const finite = (value: unknown): Json =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Item 115, and 116 in short: a command to the platform, its words and when it was sent. */
export const controlCommand = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const id = cursor.oid();
  const words = cursor.prefixed();
  if (id < 0 || words === undefined) return undefined;
  const command = { id, command: textOf(words) };
  if (cursor.left === 0) return command;
  return cursor.left === 8 ? { ...command, atUs: unsigned(bytes, cursor.at) } : undefined;
});

/** Items 116 and 121: numbers one after another, BER-OID. */
export const oidList = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const numbers: number[] = [];
  while (cursor.left > 0) {
    const one = cursor.oid();
    if (one < 0) return undefined;
    numbers.push(one);
  }
  return numbers;
});

/** Item 122: how countries are coded, and over, by and from which country. Blank is not known. */
export const countryCodes = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const method = cursor.prefixed();
  if (method === undefined || method.length > 2) return undefined;
  const coding = unsigned(method);
  const value: Record<string, Json> = { codingMethod: coding };
  const meaning = COUNTRY_CODING[coding];
  if (meaning !== undefined) value.codingMethodMeaning = meaning;
  for (const name of ['overflight', 'operator', 'manufacture']) {
    if (cursor.left === 0) break;
    const country = cursor.prefixed();
    if (country === undefined) return undefined;
    if (country.length > 0) value[name] = textOf(country);
  }
  return value;
});

/** Item 127: frames a second, a fraction. */
export const frameRate: Read = (bytes, from, to) => {
  const cursor = new Cursor(bytes, from, to);
  const numerator = cursor.oid();
  const denominator = cursor.left > 0 ? cursor.oid() : 1;
  if (numerator < 0 || denominator <= 0 || cursor.left > 0) return undefined;
  return { value: numerator / denominator, numerator, denominator };
};

/** Items 128 and 138 to 141: records, each behind its length. */
const recordsOf = (
  bytes: Uint8Array,
  read: (cursor: Cursor) => Json | undefined,
): Json | undefined => {
  const cursor = new Cursor(bytes);
  const records: Json[] = [];
  while (cursor.left > 0) {
    const raw = cursor.prefixed();
    const record = raw === undefined ? undefined : read(new Cursor(raw));
    if (record === undefined) return undefined;
    records.push(record);
  }
  return records;
};

export const wavelengths = pack((bytes) =>
  recordsOf(bytes, (cursor) => {
    const id = cursor.oid();
    const least = cursor.take(4);
    const most = cursor.take(4);
    if (id < 0 || least === undefined || most === undefined) return undefined;
    const minNm = finite(fromImapb(WAVELENGTH_NM, least));
    const maxNm = finite(fromImapb(WAVELENGTH_NM, most));
    return { id, minNm, maxNm, name: textOf(cursor.take(cursor.left) ?? new Uint8Array()) };
  }),
);

/** A place: latitude, longitude and, unless it is left out, height above the ellipsoid. */
function place(raw: Uint8Array): Json | undefined {
  if (raw.length !== 8 && raw.length !== 11) return undefined;
  const lat = finite(fromImapb(LATITUDE, raw, 0, 4));
  const lon = finite(fromImapb(LONGITUDE, raw, 4, 8));
  if (raw.length === 8) return { lat, lon };
  return { lat, lon, heightM: finite(fromImapb(HEIGHT, raw, 8, 11)) };
}

/** Item 130: take-off and recovery; one place alone is both. */
export const airbases = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const value: Record<string, Json> = {};
  for (const name of ['takeOff', 'recovery']) {
    if (cursor.left === 0) {
      if (value.takeOff !== undefined) value.recovery = value.takeOff;
      break;
    }
    const raw = cursor.prefixed();
    if (raw === undefined) return undefined;
    if (raw.length === 0) continue;
    const at = place(raw);
    if (at === undefined) return undefined;
    value[name] = at;
  }
  return value;
});

const PAYLOADS = ['electro optical', 'lidar', 'radar', 'SIGINT', 'SAR'];

export const payloads = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const count = cursor.oid();
  if (count < 0) return undefined;
  const records = recordsOf(bytes.subarray(cursor.at), (record) => {
    const id = record.oid();
    const type = record.oid();
    const name = record.prefixed();
    if (id < 0 || type < 0 || name === undefined) return undefined;
    const meaning = PAYLOADS[type];
    return { id, type, ...(meaning !== undefined && { meaning }), name: textOf(name) };
  });
  return records === undefined ? undefined : { count, records };
});

/** Item 139: the payloads in use, a bit each, the first payload the lowest bit. */
export const activePayloads = pack((bytes) => {
  // The bits count from the least significant of the last byte.
  const active: number[] = [];
  for (let i = bytes.length - 1; i >= 0; i--)
    for (let bit = 0; bit < 8; bit++)
      if (((bytes[i] as number) & (1 << bit)) !== 0) active.push(8 * (bytes.length - 1 - i) + bit);
  return active;
});

/** Item 140: what hangs where. Kept so that an armed platform of the mission is seen to be one. */
export const stores = pack((bytes) =>
  recordsOf(bytes, (record) => {
    const [station, hardpoint, carriage, store, status] = Array.from({ length: 5 }, () =>
      record.oid(),
    );
    const type = record.prefixed();
    if (status === undefined || status < 0 || type === undefined) return undefined;
    return { station, hardpoint, carriage, store, status, type: textOf(type) } as Json;
  }),
);

export const waypoints = pack((bytes) =>
  recordsOf(bytes, (record) => {
    const id = record.oid();
    const order = record.take(2);
    if (id < 0 || order === undefined) return undefined;
    const value: Record<string, Json> = { id, order: signed(order) };
    if (record.left > 0) {
      const mode = record.number(1);
      value.mode = (mode & 1) === 0 ? 'automated' : 'manual';
      value.source = (mode & 2) === 0 ? 'pre-planned' : 'ad hoc';
    }
    if (record.left > 0) {
      const at = place(record.take(record.left) ?? new Uint8Array());
      if (at === undefined) return undefined;
      value.place = at;
    }
    return value;
  }),
);

const AZIMUTH = imapb(0, 360);
const ELEVATION = imapb(-180, 180);

/** Item 142: the directions that the sensor can look in, as start and range; absent: not known. */
export const viewDomain = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const value: Record<string, Json> = {};
  for (const [name, start] of [
    ['azimuth', AZIMUTH],
    ['elevation', ELEVATION],
    ['roll', AZIMUTH],
  ] as const) {
    if (cursor.left === 0) break;
    const raw = cursor.prefixed();
    if (raw === undefined || raw.length % 2 !== 0) return undefined;
    if (raw.length === 0) continue;
    const half = raw.length / 2;
    value[name] = {
      startDeg: finite(fromImapb(start, raw, 0, half)),
      rangeDeg: finite(fromImapb(AZIMUTH, raw, half)),
    };
  }
  return value;
});

/** Item 143: which of the metadata substreams this is, by number or by UUID. */
export const substream = pack((bytes) => {
  const cursor = new Cursor(bytes);
  const id = cursor.oid();
  if (id < 0) return undefined;
  if (cursor.left === 0) return { id };
  const universal = uuidOf(cursor.take(cursor.left) ?? new Uint8Array());
  return universal === undefined ? undefined : { id, universal };
});
