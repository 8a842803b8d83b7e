import serialise from 'canonicalize';

/** What JSON can hold. `undefined` members of an object are left out when it is written. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * The one way to write a value down (RFC 8785): equal values give equal text, on every machine.
 *
 * Throws on NaN, infinities, lone surrogates and what JSON cannot hold: those are our own mistakes.
 */
export function canonicalJson(value: unknown): string {
  const text = plainText(value) ?? serialise(value);
  if (text === undefined) throw new TypeError('nothing to write: the value has no JSON form');
  return text;
}

/**
 * Plain values, by the engine's own writer, which is three times as fast: given members in order it
 * writes RFC 8785. `undefined` where it would not: the library then writes or refuses.
 */
function plainText(value: unknown): string | undefined {
  const sorted = inOrder(value, 0);
  const text = sorted === undefined ? undefined : JSON.stringify(sorted);
  // Only a lone surrogate is written so.
  return text?.includes('\\ud') === false ? text : undefined;
}

/** Deeper than this the library writes, which needs no stack for it and finds circles. */
const DEEPEST = 32;

/** The same value, every object's members in order; `undefined` where there is anything but plain values. */
function inOrder(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'object':
      if (value === null) return null;
      if (depth === DEEPEST) return undefined;
      return Array.isArray(value) ? listInOrder(value, depth) : objectInOrder(value, depth);
    default:
      return undefined;
  }
}

function listInOrder(list: readonly unknown[], depth: number): unknown[] | undefined {
  const items: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    const item = inOrder(list[i], depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function objectInOrder(object: object, depth: number): object | undefined {
  const kind = Object.getPrototypeOf(object);
  if (kind !== Object.prototype && kind !== null) return undefined;
  const sorted: Record<string, unknown> = {};
  for (const name of sortedNames(object)) {
    const member = (object as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    const written = inOrder(member, depth + 1);
    // An object keeps names that are numbers, and its prototype, in no order of ours.
    if (written === undefined || startsAsNumber(name) || name === '__proto__') return undefined;
    sorted[name] = written;
  }
  return sorted;
}

/** By UTF-16 code units. Insertion is quicker than a sort for the few names that objects have. */
function sortedNames(object: object): readonly string[] {
  const names = Object.keys(object);
  if (names.length > 32) return names.sort();
  for (let i = 1; i < names.length; i++) {
    const name = names[i] as string;
    let j = i - 1;
    for (; j >= 0 && (names[j] as string) > name; j--) names[j + 1] = names[j] as string;
    names[j + 1] = name;
  }
  return names;
}

function startsAsNumber(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}
