import { type Allowance, allowanceFrom, mostAtOnce, spend } from './allowance.ts';
import type { Scan } from './scan.ts';
import type { Sector } from './sector.ts';

/** Why a sound scan is not let in. */
export type Shed = 'unknown-sensor' | 'time' | 'rate' | 'copy';

/** Seconds: no scan is under way longer. Nor may the clock of arrivals jump further. */
const LONGEST_WAY = 300;
/** A clock may be ahead by less than this, seconds: by how much is found out. */
const AHEAD = 1;
const LONGEST_SILENCE = 86_400;

interface Sender {
  readonly allowance: Allowance;
  readonly times: Set<number>;
}

/** Lets scans in as they arrive, and sheds those that would bend time or flood the tracker. */
export class ScanDoor {
  readonly #periods: Sector['periods'];
  readonly #senders = new Map<string, Sender>();
  #now: number | undefined;

  constructor({ periods }: Sector) {
    this.#periods = periods;
  }

  /** Why this scan is shed; `undefined` if it may go in. */
  refuse(scan: Scan): Shed | undefined {
    const { sensor, t, ta } = scan;
    const period = this.#periods.get(sensor);
    if (period === undefined) return 'unknown-sensor';
    const now = this.#now ?? Math.max(0, ta);
    if (t - ta >= AHEAD || ta - t > LONGEST_WAY || t < -LONGEST_WAY) return 'time';
    if (ta < now - LONGEST_WAY || ta > now + LONGEST_SILENCE) return 'time';
    let sender = this.#senders.get(sensor);
    if (sender === undefined) {
      sender = { allowance: allowanceFrom(period, ta), times: new Set() };
      this.#senders.set(sensor, sender);
    }
    if (sender.times.has(t)) return 'copy';
    this.#now = Math.max(now, ta);
    if (!spend(sender.allowance, period, ta)) return 'rate';
    sender.times.add(t);
    // The set keeps the order in which times came.
    if (sender.times.size > 4 * mostAtOnce(period))
      for (const old of sender.times) {
        sender.times.delete(old);
        break;
      }
    return undefined;
  }
}
