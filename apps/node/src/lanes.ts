import { feeds, Quota } from '@greenline/feeds';
import type { Lane } from '@greenline/pipeline';

/** So many calls for help a second one sender may put before all else: anybody can make some up. */
const CALLS_PER_S = 2;

/** Which queue a message waits in: the one of its link, and the first for a call for help. */
export class Lanes {
  readonly #calls = new Quota({ mostPerS: CALLS_PER_S });

  /** `sender`: an address, a device, a principal. */
  of(format: string, bytes: Uint8Array, sender: string, lane: Lane = 'normal'): Lane {
    if (lane === 'alert' || feeds.get(format)?.urgent?.(bytes) !== true) return lane;
    return this.#calls.allows(sender) ? 'alert' : lane;
  }
}
