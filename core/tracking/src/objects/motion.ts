import { COVARIANCE, EXISTENCE, INSIDE, MEAN, MODES, STRIDE, TIME } from './belief.ts';
import { addTurning } from './flight.ts';

/** How restless each mode is: white noise of acceleration, m²/s³. Cruise, manoeuvre, standing. */
const RESTLESS = [0.05, 10, 0.05];
/** Rates at which a mode gives way to another, per second; into standing only when slow. */
const RATES = [-0.12, 0.02, 0.1, 0.2, -0.5, 0.3, 0.01, 0.04, -0.05];
/** A standing object loses its speed within this many seconds. */
const BRAKING = 0.7;
/** From speeds of this order, m/s, objects come to a stand. */
const CREEPING = 2;
/** How far it may come to a stand from any speed where nobody can see it brake, as a share of what creeps. */
const UNWITNESSED = 0.1;
/** Objects that vanish, per second. */
const VANISHING = 0.002;

/** What a step of time does, whatever the object. */
interface Step {
  readonly dt: number;
  readonly turn: Float64Array;
  readonly survival: number;
  /** By mode: how speed moves the place, how it fades, and what noise is added. */
  readonly reach: Float64Array;
  readonly fade: Float64Array;
  readonly noise: Float64Array;
}

function stepOf(dt: number): Step {
  const turn = exponential(RATES, dt);
  const decay = Math.exp(-dt / BRAKING);
  const noise = new Float64Array(9);
  for (const [mode, q] of RESTLESS.entries())
    noise.set([(q * dt ** 3) / 3, (q * dt * dt) / 2, q * dt], 3 * mode);
  noise[6] = (noise[6] as number) + 0.01 * Math.min(dt, 1);
  noise[8] = (noise[8] as number) + 0.04 * Math.min(dt, 1);
  const reach = Float64Array.of(dt, dt, BRAKING * (1 - decay));
  const fade = Float64Array.of(1, 1, decay);
  return { dt, turn, survival: Math.exp(-VANISHING * dt), reach, fade, noise };
}

/** How far a mode may come to a stand, from 0 to 1: if its speed is low, or if none would see it brake. */
function stoppable(of: Float64Array, o: number, j: number, blind: boolean): number {
  const m = o + MEAN + 4 * j;
  const c = o + COVARIANCE + 10 * j;
  const low = CREEPING ** 2;
  const wide = low + ((of[c + 7] as number) + (of[c + 9] as number)) / 2;
  const vx = of[m + 2] as number;
  const vy = of[m + 3] as number;
  const slow = (low / wide) * Math.exp(-(vx * vx + vy * vy) / (2 * wide));
  return blind ? UNWITNESSED + (1 - UNWITNESSED) * slow : slow;
}

/** exp(rates × dt) of 3 × 3, by its series after halving. */
function exponential(rates: readonly number[], dt: number): Float64Array {
  const halvings = Math.max(0, Math.ceil(Math.log2(Math.max(dt, 1e-9))) + 4);
  const small = Float64Array.from(rates, (rate) => (rate * dt) / 2 ** halvings);
  let power = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  let sum = power.slice();
  for (let n = 1; n < 8; n++) {
    power = product(power, small, n);
    for (let i = 0; i < 9; i++) sum[i] = (sum[i] as number) + (power[i] as number);
  }
  for (let n = 0; n < halvings; n++) sum = product(sum, sum, 1);
  return sum;
}

/** a × b / by, of 3 × 3. */
function product(a: Float64Array, b: Float64Array, by: number) {
  const all = new Float64Array(9);
  for (let i = 0; i < 9; i += 3)
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += (a[i + k] as number) * (b[3 * k + j] as number);
      all[i + j] = sum / by;
    }
  return all;
}

const mixed = new Float64Array(STRIDE);

/** How objects move: it keeps what steps of time of one length share. */
export class Motion {
  readonly #steps = new Map<number, Step>();
  #last = stepOf(0);
  /** Whether some of what is followed may fly. */
  flying = false;

  /** Times are told to the millisecond: steps of one length share what they cost. */
  #step(dt: number): Step {
    if (this.#last.dt === dt) return this.#last;
    const key = Math.round(dt * 1000);
    let found = this.#steps.get(key);
    if (found === undefined) {
      if (this.#steps.size > 4096) this.#steps.clear();
      found = stepOf(key / 1000);
      this.#steps.set(key, found);
    }
    this.#last = found;
    return found;
  }

  /**
   * Moves a belief to a later time: modes mix (interacting multiple models, Blom 1988), then move.
   * `blind`: it is for a sensor that does not see what stands, and so cannot tell a stop from an end.
   */
  predict(of: Float64Array, o: number, t: number, blind = false): void {
    const dt = t - (of[o + TIME] as number);
    if (dt <= 0) return;
    const { turn, survival, reach, fade, noise } = this.#step(dt);
    // What moves fast does not stand the next moment: it brakes first.
    const fast0 = (of[o] as number) * (turn[2] as number) * (1 - stoppable(of, o, 0, blind));
    const fast1 = (of[o + 1] as number) * (turn[5] as number) * (1 - stoppable(of, o, 1, blind));
    for (let j = 0; j < MODES; j++) {
      const w0 = (of[o] as number) * (turn[j] as number) + (j === 0 ? fast0 : j === 2 ? -fast0 : 0);
      const w1 =
        (of[o + 1] as number) * (turn[3 + j] as number) + (j === 1 ? fast1 : j === 2 ? -fast1 : 0);
      const w2 = (of[o + 2] as number) * (turn[6 + j] as number);
      const total = w0 + w1 + w2;
      mixed[j] = total;
      const a = reach[j] as number;
      const d = fade[j] as number;
      let x = 0;
      let y = 0;
      let vx = 0;
      let vy = 0;
      for (let i = 0; i < MODES; i++) {
        const w = (i === 0 ? w0 : i === 1 ? w1 : w2) / total;
        const m = o + MEAN + 4 * i;
        x += w * (of[m] as number);
        y += w * (of[m + 1] as number);
        vx += w * (of[m + 2] as number);
        vy += w * (of[m + 3] as number);
      }
      let xx = 0;
      let xy = 0;
      let xvx = 0;
      let xvy = 0;
      let yy = 0;
      let yvx = 0;
      let yvy = 0;
      let uu = 0;
      let uv = 0;
      let vv = 0;
      for (let i = 0; i < MODES; i++) {
        const w = (i === 0 ? w0 : i === 1 ? w1 : w2) / total;
        const m = o + MEAN + 4 * i;
        const c = o + COVARIANCE + 10 * i;
        const ex = (of[m] as number) - x;
        const ey = (of[m + 1] as number) - y;
        const eu = (of[m + 2] as number) - vx;
        const ev = (of[m + 3] as number) - vy;
        xx += w * ((of[c] as number) + ex * ex);
        xy += w * ((of[c + 1] as number) + ex * ey);
        xvx += w * ((of[c + 2] as number) + ex * eu);
        xvy += w * ((of[c + 3] as number) + ex * ev);
        yy += w * ((of[c + 4] as number) + ey * ey);
        yvx += w * ((of[c + 5] as number) + ey * eu);
        yvy += w * ((of[c + 6] as number) + ey * ev);
        uu += w * ((of[c + 7] as number) + eu * eu);
        uv += w * ((of[c + 8] as number) + eu * ev);
        vv += w * ((of[c + 9] as number) + ev * ev);
      }
      const m = MEAN + 4 * j;
      mixed[m] = x + a * vx;
      mixed[m + 1] = y + a * vy;
      mixed[m + 2] = d * vx;
      mixed[m + 3] = d * vy;
      const c = COVARIANCE + 10 * j;
      const place = noise[3 * j] as number;
      const both = noise[3 * j + 1] as number;
      const speed = noise[3 * j + 2] as number;
      mixed[c] = xx + 2 * a * xvx + a * a * uu + place;
      mixed[c + 1] = xy + a * (xvy + yvx) + a * a * uv;
      mixed[c + 2] = d * (xvx + a * uu) + both;
      mixed[c + 3] = d * (xvy + a * uv);
      mixed[c + 4] = yy + 2 * a * yvy + a * a * vv + place;
      mixed[c + 5] = d * (yvx + a * uv);
      mixed[c + 6] = d * (yvy + a * vv) + both;
      mixed[c + 7] = d * d * uu + speed;
      mixed[c + 8] = d * d * uv;
      mixed[c + 9] = d * d * vv + speed;
    }
    if (this.flying) addTurning(mixed, dt);
    mixed[EXISTENCE] = (of[o + EXISTENCE] as number) * survival;
    mixed[TIME] = t;
    mixed[INSIDE] = of[o + INSIDE] as number;
    of.set(mixed, o);
  }

  /** Where the object is at a time, modes taken together; the belief itself stays as it is. */
  estimate(of: Float64Array, o: number, t: number, into: Float64Array): void {
    const { reach, fade, noise } = this.#step(Math.max(0, t - (of[o + TIME] as number)));
    let x = 0;
    let y = 0;
    let vx = 0;
    let vy = 0;
    let xx = 0;
    let xy = 0;
    let yy = 0;
    for (let j = 0; j < MODES; j++) {
      const w = of[o + j] as number;
      const m = o + MEAN + 4 * j;
      const c = o + COVARIANCE + 10 * j;
      const a = reach[j] as number;
      const px = (of[m] as number) + a * (of[m + 2] as number);
      const py = (of[m + 1] as number) + a * (of[m + 3] as number);
      x += w * px;
      y += w * py;
      vx += w * (fade[j] as number) * (of[m + 2] as number);
      vy += w * (fade[j] as number) * (of[m + 3] as number);
      const place = noise[3 * j] as number;
      xx +=
        w *
        ((of[c] as number) +
          2 * a * (of[c + 2] as number) +
          a * a * (of[c + 7] as number) +
          place +
          px * px);
      xy +=
        w *
        ((of[c + 1] as number) +
          a * ((of[c + 3] as number) + (of[c + 5] as number)) +
          a * a * (of[c + 8] as number) +
          px * py);
      yy +=
        w *
        ((of[c + 4] as number) +
          2 * a * (of[c + 6] as number) +
          a * a * (of[c + 9] as number) +
          place +
          py * py);
    }
    into[0] = x;
    into[1] = y;
    into[2] = vx;
    into[3] = vy;
    into[4] = xx - x * x;
    into[5] = xy - x * y;
    into[6] = yy - y * y;
  }
}
