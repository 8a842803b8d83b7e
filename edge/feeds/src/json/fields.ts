import {
  heightAboveEllipsoid,
  type Instant,
  type Json,
  type JsonObject,
  parseInstant,
} from '@greenline/base';
import { checkPosition, type Position } from '@greenline/geo';
import type { DecodeError } from '@greenline/observation';
import { type ClassProbabilities, isKind } from '@greenline/observation';

/** A field that is not as it should be; caught where the message's result is made. */
export class FieldRefusal extends Error {
  readonly error: DecodeError;
  constructor(kind: string, field: string, want: string) {
    super(field);
    this.error = { kind, field, text: `${field} must be ${want}` };
  }
}

/** The members of one JSON object, read one by one; the first that is wrong ends the reading. */
export class Fields {
  readonly #object: JsonObject;
  readonly #path: string;

  constructor(value: Json | undefined, path: string) {
    if (!isObject(value))
      throw new FieldRefusal('malformed', path === '' ? 'message' : path, 'an object');
    this.#object = value;
    this.#path = path;
  }

  has(name: string): boolean {
    const value = this.#object[name];
    return value !== undefined && value !== null;
  }

  /** Not there at all: not even as null. */
  missing(name: string): boolean {
    return this.#object[name] === undefined;
  }

  raw(name: string): Json | undefined {
    return this.#object[name] ?? undefined;
  }

  refuse(name: string, want: string, kind = 'malformed'): never {
    throw new FieldRefusal(kind, this.path(name), want);
  }

  path(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.refuse(name, 'a text that is not blank');
  }

  optionalText(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#object[name];
    if (typeof value !== 'string') return this.refuse(name, 'a text');
    return value.trim() === '' ? undefined : value;
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#object[name];
    const word = words.find((one) => one === value);
    return word ?? this.refuse(name, words.join(', '));
  }

  number(name: string, least: number, most: number): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#object[name];
    if (typeof value !== 'number' || value < least || value > most)
      return this.refuse(name, `a number from ${least} to ${most}`);
    return value;
  }

  /** A spread in its unit: zero, negative and above `unknown` count as "not said". */
  spread(name: string, unknown: number): number | undefined {
    const value = this.number(name, -Number.MAX_VALUE, Number.MAX_VALUE);
    return value !== undefined && value > 0 && value < unknown ? value : undefined;
  }

  count(name: string): number | undefined {
    const value = this.number(name, 1, 10_000);
    if (value !== undefined && !Number.isInteger(value))
      return this.refuse(name, 'a whole number from 1 to 10000');
    return value;
  }

  time(name: string): Instant {
    return this.optionalTime(name) ?? this.refuse(name, 'an RFC 3339 time with a zone');
  }

  optionalTime(name: string): Instant | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#object[name];
    const read = typeof value === 'string' ? parseInstant(value) : undefined;
    return read ?? this.refuse(name, 'an RFC 3339 time with a zone');
  }

  flag(name: string): boolean {
    if (!this.has(name)) return false;
    const value = this.#object[name];
    return typeof value === 'boolean' ? value : this.refuse(name, 'true or false');
  }

  object(name: string): JsonObject | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#object[name];
    return isObject(value) ? value : this.refuse(name, 'an object');
  }

  list(name: string): readonly Json[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#object[name];
    return Array.isArray(value) ? (value as readonly Json[]) : this.refuse(name, 'a list');
  }

  /** `{lon, lat, height?}`: degrees, and metres above the ellipsoid. */
  position(name: string): Position | undefined {
    if (!this.has(name)) return undefined;
    const { lon, lat, height } = this.object(name) ?? {};
    return positionOf(lon, lat, height ?? undefined, this.path(name));
  }

  /** Names of the taxonomy with their probabilities, adding up to no more than one. */
  classes(name: string): ClassProbabilities {
    const classes: Record<string, number> = {};
    let sum = 0;
    for (const [kind, probability] of Object.entries(this.object(name) ?? {})) {
      if (!isKind(kind)) return this.refuse(`${name}.${kind}`, 'a kind of the taxonomy');
      if (typeof probability !== 'number' || probability < 0 || probability > 1)
        return this.refuse(`${name}.${kind}`, 'a probability from 0 to 1');
      classes[kind] = probability;
      sum += probability;
    }
    return sum <= 1 + 1e-9 ? classes : this.refuse(name, 'probabilities that add up to at most 1');
  }
}

/** Longitude first; a pair that fits only the other way round is refused as swapped. */
export function positionOf(
  lon: Json | undefined,
  lat: Json | undefined,
  height: Json | undefined,
  path: string,
): Position {
  if (typeof lon !== 'number' || typeof lat !== 'number')
    throw new FieldRefusal('malformed', path, 'longitude and latitude in degrees');
  const checked = checkPosition({ lon, lat });
  if (!checked.ok)
    throw checked.error.kind === 'swapped'
      ? new FieldRefusal('swapped', path, 'longitude before latitude')
      : new FieldRefusal('out-of-range', path, 'within ±180° of longitude and ±90° of latitude');
  if (height === undefined) return { lon, lat };
  if (typeof height !== 'number' || Math.abs(height) > 1e6)
    throw new FieldRefusal('malformed', path, 'at a height in metres');
  return { lon, lat, height: heightAboveEllipsoid(height) };
}

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
