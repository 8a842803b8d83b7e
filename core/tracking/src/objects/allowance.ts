/** A sensor may send this many times as often as it says, and so many at once after a silence. */
const HASTE = 2;
const AT_ONCE = 8;
const CATCHING_UP = 60;

/** How many scans a sensor may still send: plain data. */
export interface Allowance {
  credit: number;
  /** Seconds: when it was last asked for. */
  at: number;
}

/** What a sensor may send at once that sends every `period` seconds. */
export const mostAtOnce = (period: number): number => AT_ONCE + CATCHING_UP / period;

export const allowanceFrom = (period: number, at: number): Allowance => ({
  credit: mostAtOnce(period),
  at,
});

/** Takes one scan off the allowance; false where it is used up. */
export function spend(allowance: Allowance, period: number, at: number): boolean {
  const gained = (HASTE * Math.max(0, at - allowance.at)) / period;
  allowance.credit = Math.min(mostAtOnce(period), allowance.credit + gained);
  allowance.at = Math.max(allowance.at, at);
  if (allowance.credit < 1) return false;
  allowance.credit -= 1;
  return true;
}
