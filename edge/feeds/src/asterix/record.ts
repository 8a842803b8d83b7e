import { fail, type Json, type JsonObject, ok, type Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';
import { hexOf } from '../bits.ts';
import { sizeOf, TRUNCATED, walkCompound } from './size.ts';
import type { Category, Profile } from './table.ts';
import { itemValue, type Units } from './value.ts';

/** Where the items of one record are; nothing is read yet. */
export class AsterixRecord {
  readonly category: Category;
  readonly bytes: Uint8Array;
  /** One past the record's last octet. */
  readonly end: number;
  readonly #profile: Profile;
  /** By field reference number: place, 0 where the item is absent, and size in octets. */
  readonly #places: readonly number[];
  readonly #sizes: readonly number[];

  constructor(
    category: Category,
    profile: Profile,
    bytes: Uint8Array,
    places: readonly number[],
    sizes: readonly number[],
    end: number,
  ) {
    this.category = category;
    this.bytes = bytes;
    this.end = end;
    this.#profile = profile;
    this.#places = places;
    this.#sizes = sizes;
  }

  /** Place of an item; 0 where the record has none: no item stands at the start of a block. */
  at(item: string): number {
    const number = this.#profile.numberOf.get(item);
    return number === undefined ? 0 : (this.#places[number] as number);
  }

  /** Place of a part of a compound item; 0 where there is none. */
  partAt(item: string, part: string): number {
    const number = this.#profile.numberOf.get(item);
    const at = number === undefined ? 0 : (this.#places[number] as number);
    const layout = number === undefined ? undefined : this.#profile.slots[number]?.layout;
    if (at === 0 || typeof layout !== 'object' || layout.kind !== 'compound') return 0;
    let found = 0;
    walkCompound(layout, this.bytes, at, this.end, (index, place) => {
      if (layout.parts[index]?.name === part) found = place;
    });
    return found;
  }

  /** All values by item, as the document names them, and their units. */
  message(): JsonObject {
    const items: Record<string, Json> = {};
    const units: Units = {};
    for (const [number, { name, layout }] of this.#profile.slots.entries()) {
      const at = this.#places[number] as number;
      if (at === 0) continue;
      const size = this.#sizes[number] as number;
      if (layout === 'explicit') items[name] = this.#explicit(name, at, size, units);
      else if (typeof layout === 'object')
        items[`I${name}`] = itemValue(layout, this.bytes, at, size, `I${name}`, units);
    }
    const { category, edition } = this.category;
    return { category, edition, items, units };
  }

  /** The expansion field by its layout where it fits, else as bytes: nations define their own. */
  #explicit(name: string, at: number, size: number, units: Units): Json {
    const { re } = this.category;
    if (name === 'RE' && re !== undefined) {
      const fits = sizeOf(re, this.bytes, at + 1, at + size) === size - 1;
      if (fits) return itemValue(re, this.bytes, at + 1, size - 1, name, units);
    }
    return hexOf(this.bytes, 8 * (at + 1), 8 * (size - 1));
  }
}

/**
 * Finds the items of the record that begins at `from` and ends at or before `end`.
 *
 * Refused with the item and its place: what does not fit, a field specification that announces an item
 * which the edition does not have, an item that contradicts its own length.
 */
export function readRecord(
  category: Category,
  bytes: Uint8Array,
  from: number,
  end: number,
): Result<AsterixRecord, DecodeError> {
  let at = from;
  while (at < end && ((bytes[at] as number) & 1) === 1) at += 1;
  if (at >= end) return refuse(category, 'truncated', 'FSPEC', from);
  at += 1;
  const octets = at - from;
  const profile = profileOf(category, bytes, from, at);
  const { slots } = profile;
  // Plain lists: short-lived, and several times cheaper to make than typed arrays.
  const places = new Array<number>(slots.length).fill(0);
  const sizes = new Array<number>(slots.length).fill(0);
  const take = (number: number): DecodeError | undefined => {
    const slot = slots[number];
    if (slot === undefined || slot.layout === 'spare')
      return errorOf(category, 'contradictory', `FRN ${number + 1}`, at);
    const { name, layout } = slot;
    if (layout === 'rfs') return takeSequence();
    const size =
      layout === 'explicit' ? sizeOfExplicit(bytes, at, end) : sizeOf(layout, bytes, at, end);
    if (size <= 0)
      return errorOf(category, size === TRUNCATED ? 'truncated' : 'contradictory', name, at);
    if (places[number] !== 0) return errorOf(category, 'contradictory', name, at);
    places[number] = at;
    sizes[number] = size;
    at += size;
    return undefined;
  };
  /** Random field sequencing: a count, then each item behind its field reference number. */
  const takeSequence = (): DecodeError | undefined => {
    if (at >= end) return errorOf(category, 'truncated', 'RFS', at);
    const count = bytes[at] as number;
    at += 1;
    for (let i = 0; i < count; i++) {
      const number = (bytes[at] ?? 0) - 1;
      if (at >= end) return errorOf(category, 'truncated', 'RFS', at);
      if (slots[number]?.layout === 'rfs') return errorOf(category, 'contradictory', 'RFS', at);
      at += 1;
      const error = take(number);
      if (error !== undefined) return error;
    }
    return undefined;
  };
  for (let octet = 0; octet < octets; octet++) {
    const announced = bytes[from + octet] as number;
    for (let bit = 0; bit < 7; bit++) {
      if ((announced & (0x80 >> bit)) === 0) continue;
      const error = take(octet * 7 + bit);
      if (error !== undefined) return fail(error);
    }
  }
  return ok(new AsterixRecord(category, profile, bytes, places, sizes, at));
}

/** Category 001 has a profile for plots and one for tracks: item 020 says which. */
function profileOf(category: Category, bytes: Uint8Array, from: number, items: number): Profile {
  const { profile, trackProfile } = category;
  const announced = bytes[from] as number;
  if (trackProfile === undefined || (announced & 0x40) === 0) return profile;
  const descriptor = items + ((announced & 0x80) === 0 ? 0 : 2);
  return ((bytes[descriptor] ?? 0) & 0x80) === 0 ? profile : trackProfile;
}

/** A length octet that counts itself: zero contradicts itself. */
function sizeOfExplicit(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return TRUNCATED;
  const size = bytes[at] as number;
  return at + size <= end ? size : TRUNCATED;
}

const refuse = (
  category: Category,
  kind: string,
  item: string,
  offset: number,
): Result<never, DecodeError> => fail(errorOf(category, kind, item, offset));

export function errorOf(
  { category, edition }: Category,
  kind: string,
  item: string,
  offset: number,
): DecodeError {
  const field = /^\d/.test(item) ? `I${String(category).padStart(3, '0')}/${item}` : item;
  const why = kind === 'truncated' ? 'does not fit into the record' : 'contradicts the record';
  return {
    kind,
    field,
    offset,
    text: `${field} ${why}; check the edition (read as ${edition}) and send whole records`,
  };
}
