import type { Instant } from '@greenline/base';
import type { Moment } from '../language/moment.ts';

/** When something holds, as written: from the latest beginning to the earliest end. */
export interface Window {
  readonly from: readonly Moment[];
  readonly to: readonly Moment[];
}

/** When it holds, worked out. `to` is exclusive; absent ends are open. */
export interface Span {
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
}

/** When both hold. */
export function overlap(a: Span, b: Span): Span {
  const from = a.from === undefined || (b.from !== undefined && b.from > a.from) ? b.from : a.from;
  const to = a.to === undefined || (b.to !== undefined && b.to < a.to) ? b.to : a.to;
  return { from, to };
}

/** `undefined` while a beginning has not come. An end that has not come is open. */
export function spanOf(
  window: Window,
  at: (moment: Moment) => Instant | undefined,
): Span | undefined {
  let from: Instant | undefined;
  for (const moment of window.from) {
    const begins = at(moment);
    if (begins === undefined) return undefined;
    if (from === undefined || begins > from) from = begins;
  }
  let to: Instant | undefined;
  for (const moment of window.to) {
    const ends = at(moment);
    if (ends !== undefined && (to === undefined || ends < to)) to = ends;
  }
  return { from, to };
}
