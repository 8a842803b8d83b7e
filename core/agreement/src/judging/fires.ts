import type { Instant } from '@greenline/base';
import { type AnswerTime, FAR, type Fire } from './provocation.ts';

/** Fire that is remembered, in order of time: plain data. */
export interface Fires {
  readonly list: Fire[];
  /** When each was, by its id. */
  readonly times: Map<string, Instant>;
  /** The worst clock so far, one sigma in ms. */
  worstMs: number;
}

export const noFires = (): Fires => ({ list: [], times: new Map(), worstMs: 0 });

/** Remembers a fire, and forgets what lies more than `keepMs` before it. */
export function remember(fires: Fires, fire: Fire, keepMs: number): void {
  const { list, times } = fires;
  list.splice(indexAt(list, fire.at + 1), 0, fire);
  times.set(fire.id, fire.at);
  fires.worstMs = Math.max(fires.worstMs, fire.sigmaMs);
  const stale = indexAt(list, fire.at - keepMs);
  for (const { id } of list.splice(0, stale)) times.delete(id);
}

/** Forgets one that is told anew. */
export function takeOut({ list, times }: Fires, id: string): Fire | undefined {
  const at = times.get(id);
  if (at === undefined) return undefined;
  times.delete(id);
  let index = indexAt(list, at);
  while (list[index]?.id !== id) index++;
  return list.splice(index, 1)[0];
}

/** All that may answer a fire, or be answered by it, as far as their times allow. */
export function around({ list, worstMs }: Fires, fire: Fire, time: AnswerTime): readonly Fire[] {
  const far = time.ms + FAR * (fire.sigmaMs + worstMs);
  return list.slice(indexAt(list, fire.at - far), indexAt(list, fire.at + far + 1));
}

/** The last one before a fire, not longer before it than this, of which something holds. */
export function lastBefore(
  { list }: Fires,
  fire: Fire,
  withinMs: number,
  holds: (one: Fire) => boolean,
): Fire | undefined {
  for (let i = indexAt(list, fire.at) - 1; i >= 0; i--) {
    const one = list[i] as Fire;
    if (one.at < fire.at - withinMs) return undefined;
    if (holds(one)) return one;
  }
  return undefined;
}

/** Index of the first fire at or after a moment. */
function indexAt(list: readonly Fire[], at: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Fire).at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
