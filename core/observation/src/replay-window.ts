/** So many counters back from the highest are told apart; what is older is refused unseen. */
export const WINDOW = 64;

/** Which of a device's counters were taken: the highest, and those just before it. Plain data. */
export interface ReplayWindow {
  readonly highest: number;
  /** Bit i is set where `highest - i` was taken. */
  readonly taken: bigint;
}

/**
 * Whether a counter is new. Those in the window may come in any order, each once; a device counts from 1.
 *
 * After the anti-replay service of IPsec (RFC 4303, section 3.4.3), with counters below 2^53.
 */
export function isFresh(window: ReplayWindow | undefined, counter: number): boolean {
  if (!Number.isSafeInteger(counter) || counter < 1) return false;
  if (window === undefined || counter > window.highest) return true;
  const back = window.highest - counter;
  return back < WINDOW && ((window.taken >> BigInt(back)) & 1n) === 0n;
}

/** The window once a counter is taken. Only for counters that are fresh. */
export function taken(window: ReplayWindow | undefined, counter: number): ReplayWindow {
  if (window === undefined) return { highest: counter, taken: 1n };
  const ahead = counter - window.highest;
  if (ahead <= 0) return { ...window, taken: window.taken | (1n << BigInt(-ahead)) };
  const shifted = ahead >= WINDOW ? 0n : window.taken << BigInt(ahead);
  return { highest: counter, taken: BigInt.asUintN(WINDOW, shifted) | 1n };
}
