import { type Instant, type JsonObject, parseInstant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import { checkPosition } from '@greenline/geo';
import { nearestName } from './nearest-name.ts';

/** Which field of a record is wrong, and what to write instead. */
export interface FieldError {
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

/** Who has so many to mend has the wrong form. */
const MOST_ERRORS = 50;

/**
 * Reads the fields of one JSON object that came from outside, and keeps what is wrong with each.
 *
 * After an error the readers return placeholders: nothing read may be used unless `error` is
 * `undefined`. A name that nobody reads and that looks like a slip of one that is known is an error;
 * other unknown names are left alone.
 */
export class Fields {
  /** The first of each field, in the order in which they were found; the first fifty. */
  readonly errors: FieldError[] = [];
  readonly #object: JsonObject;
  /** The names that were asked for, in the order of asking; some twice. */
  readonly #known: string[] = [];
  readonly #refused = new Set<string>();

  constructor(object: JsonObject) {
    this.#object = object;
  }

  get error(): FieldError | undefined {
    return this.errors[0];
  }

  refuse(field: string, text: string): void {
    if (this.errors.length >= MOST_ERRORS || this.#refused.has(field)) return;
    this.#refused.add(field);
    this.errors.push({ field, text });
  }

  raw(name: string): unknown {
    this.#known.push(name);
    return this.#object[name];
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  text(name: string): string {
    const value = this.raw(name);
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.refuse(
      name,
      value === undefined ? `is missing: write a text` : 'must be a text, not empty',
    );
    return '';
  }

  maybeText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  /** A finite number from `least` to `most`. */
  number(name: string, least = -Infinity, most = Infinity): number {
    const value = this.raw(name);
    if (typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most)
      return value;
    this.refuse(name, `must be a number${range(least, most)}, not ${shown(value)}`);
    return 0;
  }

  maybeNumber(name: string, least = -Infinity, most = Infinity): number | undefined {
    return this.has(name) ? this.number(name, least, most) : undefined;
  }

  instant(name: string): Instant {
    const value = this.raw(name);
    const at = typeof value === 'string' ? parseInstant(value) : undefined;
    if (at !== undefined) return at;
    this.refuse(name, `must be a time as 2026-03-10T06:00:00Z, not ${shown(value)}`);
    return 0 as Instant;
  }

  maybeInstant(name: string): Instant | undefined {
    return this.has(name) ? this.instant(name) : undefined;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.raw(name);
    const found = values.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    const near = typeof value === 'string' ? nearestName(value, values) : undefined;
    const remedy = near === undefined ? values.join(', ') : `did you mean ${near}?`;
    this.refuse(name, `${shown(value)} is not one of the known words: ${remedy}`);
    return values[0] as T;
  }

  texts(name: string): readonly string[] {
    const value = this.raw(name);
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.refuse(name, 'must be a list of texts');
    return [];
  }

  maybeObject(name: string): JsonObject | undefined {
    const value = this.raw(name);
    if (value === undefined || isObject(value)) return value;
    this.refuse(name, 'must be an object');
    return undefined;
  }

  position(name: string): Position {
    const value = this.raw(name);
    if (!isObject(value)) {
      this.refuse(name, 'must be {"lon": …, "lat": …} in degrees');
      return { lon: 0, lat: 0 };
    }
    return this.place(name, value);
  }

  /** A position written into an object that has other members besides. */
  place(name: string, value: JsonObject): Position {
    const { lon, lat, height } = value;
    const position = { lon: Number(lon), lat: Number(lat) };
    const sound = typeof lon === 'number' && typeof lat === 'number';
    const checked = checkPosition(position);
    if (!sound || !checked.ok) {
      const swapped = !checked.ok && checked.error.kind === 'swapped';
      this.refuse(
        name,
        swapped
          ? 'lon and lat look exchanged: longitude comes first'
          : 'needs lon from -180 to 180 and lat from -90 to 90, in degrees',
      );
    }
    if (height === undefined) return position;
    if (typeof height !== 'number' || !Number.isFinite(height))
      this.refuse(`${name}.height`, 'must be metres above the ellipsoid, or left out');
    return { ...position, height: height as NonNullable<Position['height']> };
  }

  /** The first error, counting names that look like a slip of a known one. */
  finish(): FieldError | undefined {
    for (const name of Object.keys(this.#object)) {
      if (this.#known.includes(name)) continue;
      const near = nearestName(name, this.#known);
      if (near !== undefined) this.refuse(name, `is not known here; did you mean ${near}?`);
    }
    return this.error;
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 40);

function range(least: number, most: number): string {
  if (Number.isFinite(least) && Number.isFinite(most)) return ` from ${least} to ${most}`;
  if (Number.isFinite(least)) return ` of at least ${least}`;
  return '';
}
