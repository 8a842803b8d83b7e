import { normalCdf } from '@greenline/base';

/** Seconds after which it is known how fast an object usually goes. */
const KNOWN = 12;
/** Metres per second: from this speed on it has a course; below that it stands. */
const UNDER_WAY = 4;
const STANDING = 3;
/** Metres per second about its usual speed within which it goes as usual: below, and above. */
const SLOWER = 2;
const FASTER = 2.5;
/** Its usual speed is the mean of about as many seconds. */
const MEMORY = 30;
/** How much of a higher speed is believed each second, and of a lower one, which may be for a bend only. */
const RISE = 0.5;
const FALL = 0.02;
/** How often who goes at all goes at its usual speed. */
const CRUISING = 0.9;
/** Metres per second, squared: how far its usual speed may be off. */
const SPREAD = 0.5;
/** Who sets off again: how often straight on and aside, and one sigma of each, radians. */
const STRAIGHT = { often: 0.6, sigma: 0.15 };
const ASIDE = { often: 0.37, angle: 1.5, sigma: 0.4 };
/** How an object has moved so far: its usual speed, m/s; latest course, a unit vector (0: none yet). */
export interface Habit {
  readonly cruise: number;
  /** For how many seconds it went at that speed, `MEMORY` at most. */
  readonly asUsual: number;
  readonly east: number;
  readonly north: number;
  /** Since when it is followed, seconds; and when that was learnt last. */
  readonly from: number;
  readonly t: number;
}

/** By id: the speed and the course that an object keeps through a stop, which tell it from another. */
export class Habits {
  readonly #of = new Map<number, { -readonly [K in keyof Habit]: Habit[K] }>();

  get size(): number {
    return this.#of.size;
  }

  of(id: number): Habit | undefined {
    const habit = this.#of.get(id);
    return habit === undefined ? undefined : { ...habit };
  }

  learn(id: number, t: number, vx: number, vy: number): void {
    let habit = this.#of.get(id);
    if (habit === undefined) {
      habit = { cruise: 0, asUsual: 0, east: 0, north: 0, from: t, t };
      this.#of.set(id, habit);
    }
    habit.t = t;
    const speed = Math.sqrt(vx * vx + vy * vy);
    const more = speed - habit.cruise;
    if (more > FASTER) {
      habit.asUsual = 1;
      habit.cruise += RISE * more;
    } else if (more > -SLOWER) {
      habit.asUsual = Math.min(MEMORY, habit.asUsual + 1);
      habit.cruise += more / habit.asUsual;
    } else if (speed > UNDER_WAY) habit.cruise += FALL * more;
    if (speed < UNDER_WAY) return;
    habit.east = vx / speed;
    habit.north = vy / speed;
  }

  /** Forgets what has not been heard of for so long. */
  forget(before: number): void {
    for (const [id, { t }] of this.#of) if (t < before) this.#of.delete(id);
  }

  written(): ReadonlyMap<number, Habit> {
    return this.#of;
  }

  restore(habits: ReadonlyMap<number, Habit>): void {
    this.#of.clear();
    for (const [id, habit] of habits) this.#of.set(id, { ...habit });
  }
}

interface Velocity {
  readonly vx: number;
  readonly vy: number;
  /** Variance on one axis, m²/s². */
  readonly vv: number;
}

/** How usual a velocity is for an object that moved as it did before: a logarithm. */
export function usual(habit: Habit | undefined, before: Velocity, now: Velocity): number {
  if (habit === undefined) return 0;
  const { cruise, east, north, from, t } = habit;
  const { vx, vy, vv } = now;
  const speed = Math.hypot(vx, vy);
  let sum = 0;
  if (t - from >= KNOWN && cruise > UNDER_WAY) {
    const sigma = Math.sqrt(vv + SPREAD);
    const off = speed - cruise;
    const slower = normalCdf(-off / sigma) / cruise;
    sum += Math.log(CRUISING * normal(off, sigma) + (1 - CRUISING) * slower + 0.001);
  }
  const stood = Math.hypot(before.vx, before.vy) < STANDING;
  if (stood && speed > STANDING && (east !== 0 || north !== 0)) {
    const turned = Math.atan2(east * vy - north * vx, east * vx + north * vy);
    const sigma = Math.hypot(STRAIGHT.sigma, Math.sqrt(vv) / speed);
    const straight = STRAIGHT.often * normal(turned, sigma);
    const beside = Math.abs(turned) - ASIDE.angle;
    const aside = (ASIDE.often / 2) * normal(beside, Math.hypot(ASIDE.sigma, sigma));
    const anywhere = (1 - STRAIGHT.often - ASIDE.often) / (2 * Math.PI);
    sum += Math.log(2 * Math.PI * (straight + aside + anywhere));
  }
  return sum;
}

const normal = (x: number, sigma: number): number =>
  Math.exp(-0.5 * (x / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI));
