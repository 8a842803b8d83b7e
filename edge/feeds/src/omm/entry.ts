import { type Instant, instant, type Json, type JsonObject } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';
import { decimal } from '../number.ts';
import { type CatalogueEntry, standingOf } from './catalogue.ts';

/** Names of an OMM with what was written under them. */
export type OmmFields = ReadonlyMap<string, string>;

/** What is wrong with one name; caught where the message's result is made. */
export class OmmRefusal extends Error {
  readonly error: DecodeError;
  constructor(kind: string, field: string, text: string) {
    super(text);
    this.error = { kind, field, text };
  }
}

const EPOCH = /^(\d{4})-(?:(\d\d)-(\d\d)|(\d{3}))T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z?$/;

/** Microseconds since 1970 of a CCSDS time (calendar or day of the year), UTC; `undefined` where it is none. */
export function epochUsOf(text: string): number | undefined {
  const match = EPOCH.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, dayOfYear, hour, minute, second] = match
    .slice(1, 8)
    .map((part) => Number(part ?? Number.NaN)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const byDay = !Number.isNaN(dayOfYear);
  const date = byDay ? Date.UTC(year, 0, dayOfYear) : Date.UTC(year, month - 1, day);
  const real = new Date(date);
  const exists = byDay
    ? dayOfYear >= 1 && real.getUTCFullYear() === year
    : real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
  if (!exists || year < 1957 || hour > 23 || minute > 59 || second > 59) return undefined;
  const micros = Math.round(Number(`0.${match[8] ?? '0'}`) * 1e6);
  return date * 1000 + ((hour * 60 + minute) * 60 + second) * 1e6 + micros;
}

/** As OMM writes it: `2020-10-13T04:52:48.472320`, UTC without a mark. */
export const epochText = (us: number): string => {
  const seconds = Math.floor(us / 1e6);
  const micros = String(us - seconds * 1e6).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${micros}`;
};

/** The elements that a message's fields hold, checked. Throws `OmmRefusal`. */
export function elementsOf(fields: OmmFields): CatalogueEntry {
  const number = (name: string, least: number, most: number): number | undefined => {
    const text = fields.get(name);
    if (text === undefined) return undefined;
    const value = decimal(text);
    if (value === undefined || value < least || value > most)
      throw new OmmRefusal('malformed', name, `${name} must be a number from ${least} to ${most}`);
    return value;
  };
  const needed = (name: string, least: number, most: number): number => {
    const value = number(name, least, most);
    if (value === undefined) throw new OmmRefusal('missing', name, `${name} is missing`);
    return value;
  };
  const whole = (name: string, most: number): number | undefined => {
    const value = number(name, 0, most);
    if (value !== undefined && !Number.isInteger(value))
      throw new OmmRefusal('malformed', name, `${name} must be a whole number`);
    return value;
  };
  const fixed = (name: string, allowed: RegExp, want: string): void => {
    const text = fields.get(name);
    if (text !== undefined && !allowed.test(text))
      throw new OmmRefusal('unsupported', name, `${name} must be ${want}; SGP4 needs it`);
  };
  fixed('CENTER_NAME', /^EARTH$/i, 'EARTH');
  fixed('REF_FRAME', /^TEME(?:OFDATE)?$/i, 'TEME');
  fixed('TIME_SYSTEM', /^UTC$/i, 'UTC');
  fixed('MEAN_ELEMENT_THEORY', /^(?:SGP|SGP4|SGP\/SGP4|SGP4-?XP)$/i, 'SGP4');
  const epoch = fields.get('EPOCH');
  if (epoch === undefined) throw new OmmRefusal('missing', 'EPOCH', 'EPOCH is missing');
  const epochUs = epochUsOf(epoch);
  if (epochUs === undefined)
    throw new OmmRefusal(
      'malformed',
      'EPOCH',
      'EPOCH must be a time as 2026-03-10T10:00:00.000000',
    );
  const objectName = fields.get('OBJECT_NAME');
  const objectId = fields.get('OBJECT_ID');
  const classification = fields.get('CLASSIFICATION_TYPE');
  if (classification !== undefined && !/^[UCS]$/.test(classification))
    throw new OmmRefusal(
      'malformed',
      'CLASSIFICATION_TYPE',
      'CLASSIFICATION_TYPE must be U, C or S',
    );
  const elementSetNo = whole('ELEMENT_SET_NO', 99_999);
  const revAtEpoch = whole('REV_AT_EPOCH', 9_999_999);
  const eccentricity = needed('ECCENTRICITY', 0, 1);
  if (eccentricity === 1)
    throw new OmmRefusal('malformed', 'ECCENTRICITY', 'ECCENTRICITY must be below 1');
  const noradCatId = whole('NORAD_CAT_ID', 999_999_999);
  if (noradCatId === undefined)
    throw new OmmRefusal('missing', 'NORAD_CAT_ID', 'NORAD_CAT_ID is missing');
  return {
    noradCatId: String(noradCatId),
    ...(objectName !== undefined && { objectName }),
    ...(objectId !== undefined && { objectId }),
    epoch: instant(epochUs / 1000),
    meanMotion: needed('MEAN_MOTION', 1e-6, 20),
    eccentricity,
    inclination: needed('INCLINATION', 0, 180),
    raOfAscNode: needed('RA_OF_ASC_NODE', -360, 360),
    argOfPericenter: needed('ARG_OF_PERICENTER', -360, 360),
    meanAnomaly: needed('MEAN_ANOMALY', -360, 360),
    ephemerisType: whole('EPHEMERIS_TYPE', 9) ?? 0,
    ...(classification !== undefined && { classification }),
    ...(elementSetNo !== undefined && { elementSetNo }),
    ...(revAtEpoch !== undefined && { revAtEpoch }),
    bstar: needed('BSTAR', -10, 10),
    meanMotionDot: number('MEAN_MOTION_DOT', -10, 10) ?? 0,
    meanMotionDdot: number('MEAN_MOTION_DDOT', -10, 10) ?? 0,
    ...(fields.get('DECAY_DATE') !== undefined && { decayed: true }),
  };
}

/**
 * The catalogue entry that `decode` prints: the elements under OMM's names, as numbers, equal from every
 * form; `flags` warn of what must not be propagated blindly.
 */
export function entryOf(elements: CatalogueEntry, receivedAt: Instant | undefined): JsonObject {
  const standing = standingOf(elements, receivedAt);
  const flags = [
    ...(standing === 'current' ? [] : [standing]),
    ...(elements.ephemerisType === 4 ? ['sgp4-xp'] : []),
  ];
  const entry: Record<string, Json | undefined> = {
    OBJECT_NAME: elements.objectName,
    OBJECT_ID: elements.objectId,
    CENTER_NAME: 'EARTH',
    REF_FRAME: 'TEME',
    TIME_SYSTEM: 'UTC',
    MEAN_ELEMENT_THEORY: 'SGP4',
    EPOCH: epochText(Math.round(elements.epoch * 1000)),
    MEAN_MOTION: elements.meanMotion,
    ECCENTRICITY: elements.eccentricity,
    INCLINATION: elements.inclination,
    RA_OF_ASC_NODE: elements.raOfAscNode,
    ARG_OF_PERICENTER: elements.argOfPericenter,
    MEAN_ANOMALY: elements.meanAnomaly,
    EPHEMERIS_TYPE: elements.ephemerisType,
    CLASSIFICATION_TYPE: elements.classification,
    NORAD_CAT_ID: Number(elements.noradCatId),
    ELEMENT_SET_NO: elements.elementSetNo,
    REV_AT_EPOCH: elements.revAtEpoch,
    BSTAR: elements.bstar,
    MEAN_MOTION_DOT: elements.meanMotionDot,
    MEAN_MOTION_DDOT: elements.meanMotionDdot,
    ...(flags.length > 0 && { flags }),
  };
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}
