import { type Instant, instant } from '@greenline/base';
import type { Items } from './item.ts';

/** The number of an item; `undefined` where it is absent, or says that there is no value. */
export function numberOf(items: Items, tag: number): number | undefined {
  const value = items[tag]?.value;
  return typeof value === 'number' ? value : undefined;
}

/** The words of an item; blank is absent. */
export function wordsOf(items: Items, tag: number): string | undefined {
  const value = items[tag]?.value;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The first of several items that has a number. */
export function firstNumber(items: Items, ...tags: readonly number[]): number | undefined {
  for (const tag of tags) {
    const value = numberOf(items, tag);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A day before anybody flew these, and the last one that RFC 3339 can write, ms. */
const EARLIEST_MS = 0;
const LATEST_MS = 253_402_300_799_999;

/** Microseconds since 1970 as an instant; `undefined` where that is no time. What is finer is cut off. */
export function instantOfUs(us: number | undefined): Instant | undefined {
  if (us === undefined) return undefined;
  const ms = Math.floor(us / 1000);
  return ms > EARLIEST_MS && ms <= LATEST_MS ? instant(ms) : undefined;
}
