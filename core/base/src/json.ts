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
  const text = serialise(value);
  if (text === undefined) throw new TypeError('nothing to write: the value has no JSON form');
  return text;
}
