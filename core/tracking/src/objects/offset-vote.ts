import type { Detections } from './detections.ts';
import { NO_ERROR, type SensorError } from './sensor-error.ts';

/** How far off a sensor may have been surveyed, metres, and how far turned, radians. */
const FARTHEST = 600;
const MOST_TURN = 0.06;
const BIN = 50;
const SIDE = (2 * FARTHEST) / BIN;
const TURNS = 60;
/** Pairs whose ranges differ by less may differ by a turn alone, metres. */
const RANGES = 60;
/** Pairs that agree within this many metres are taken as one voice. */
const NEAR = 100;
const CLOSE = 50;
/** So many pairs, and this share of what could pair, make a judgement. */
const ENOUGH = 10;
const SHARE = 0.4;
/** Of few, so many and this share will do, where hardly one pair would agree by chance. Fewer detections say nothing. */
export const FEW = 4;
const FEW_SHARE = 0.7;
const BY_CHANCE = 0.5;
/** A sensor is corrected when it is off by more than this, metres and standard errors. */
const OFF = 30;
const CERTAIN = 6;

/**
 * One sensor's gross error: every detection votes for the offsets that would lay it on an object
 * nearby, and for the turns; true ones agree, chance pairs do not.
 */
export class OffsetVote {
  readonly #bins = new Int32Array(SIDE * SIDE);
  readonly #found = new Int32Array(2048);
  /** Pairs: where the object lies from the sensor, and how far beside it the detection. */
  #x = new Float64Array(1024);
  #y = new Float64Array(1024);
  #dx = new Float64Array(1024);
  #dy = new Float64Array(1024);
  #pairs = 0;
  #objects = 0;
  #origin: readonly [number, number] = [0, 0];

  open(origin: readonly [number, number]): void {
    this.#origin = origin;
    this.#objects = 0;
    this.#pairs = 0;
  }

  /** Adds the offsets from one object to every detection that may be it. */
  add(x: number, y: number, detections: Detections): void {
    const n = detections.near(x, y, FARTHEST, FARTHEST, this.#found);
    this.#objects += 1;
    if (this.#pairs + n > this.#x.length) this.#grow();
    for (let f = 0; f < n; f++) {
      const k = this.#found[f] as number;
      const i = this.#pairs++;
      this.#x[i] = x - this.#origin[0];
      this.#y[i] = y - this.#origin[1];
      this.#dx[i] = (detections.x[k] as number) - x;
      this.#dy[i] = (detections.y[k] as number) - y;
    }
  }

  /**
   * What the vote says: an error, none (`NO_ERROR`) or that it is not clear. `real` is how many
   * detections may be true; only what stands still can be `turned`.
   */
  close(real: number, turned: boolean): SensorError | undefined {
    const possible = Math.min(this.#objects, real);
    const chance = (this.#pairs - possible) * (CLOSE / FARTHEST) ** 2;
    const enough = chance < BY_CHANCE ? Math.max(FEW, FEW_SHARE * possible) : ENOUGH;
    const needed = Math.max(Math.min(ENOUGH, enough), SHARE * possible);
    if (this.#pairs < needed) return undefined;
    const unmoved = this.#agreeing(NO_ERROR, CLOSE);
    let best = this.#moved();
    let close = this.#agreeing(best, CLOSE);
    const turn = turned ? this.#turned() : best;
    const closeTurned = turned ? this.#agreeing(turn, CLOSE) : close;
    if (closeTurned > close) [best, close] = [turn, closeTurned];
    const both = this.#rigid(best);
    const closeBoth = this.#agreeing(both, CLOSE);
    if (closeBoth > 1.15 * close) [best, close] = [both, closeBoth];
    const agreeing = this.#agreeing(best, NEAR);
    if (Math.max(agreeing, unmoved) < needed) return undefined;
    if (unmoved >= close) return NO_ERROR;
    const [off, spread] = this.#size(best);
    return off > OFF && off > (CERTAIN * spread) / Math.sqrt(agreeing) ? best : NO_ERROR;
  }

  /** The offset alone that most pairs agree on. */
  #moved(): SensorError {
    let [dx, dy] = this.#peak();
    for (let round = 0; round < 2; round++) {
      let n = 0;
      let sx = 0;
      let sy = 0;
      for (let i = 0; i < this.#pairs; i++) {
        const ex = this.#dx[i] as number;
        const ey = this.#dy[i] as number;
        if ((ex - dx) ** 2 + (ey - dy) ** 2 > NEAR ** 2) continue;
        n += 1;
        sx += ex;
        sy += ey;
      }
      if (n === 0) break;
      dx = sx / n;
      dy = sy / n;
    }
    return { ...NO_ERROR, dx, dy };
  }

  /** The turn alone that most pairs agree on. */
  #turned(): SensorError {
    const turns: number[] = [];
    for (let i = 0; i < this.#pairs; i++) {
      const x = this.#x[i] as number;
      const y = this.#y[i] as number;
      const zx = x + (this.#dx[i] as number);
      const zy = y + (this.#dy[i] as number);
      if (Math.abs(Math.sqrt(zx * zx + zy * zy) - Math.sqrt(x * x + y * y)) > RANGES) continue;
      const turn = Math.atan2(x * zy - y * zx, x * zx + y * zy);
      if (Math.abs(turn) < MOST_TURN) turns.push(turn);
    }
    const width = (2 * MOST_TURN) / TURNS;
    const bins = new Int32Array(TURNS);
    for (const turn of turns) {
      const bin = Math.min(TURNS - 1, Math.floor((turn + MOST_TURN) / width));
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const three = (b: number) => (bins[b - 1] ?? 0) + (bins[b] ?? 0) + (bins[b + 1] ?? 0);
    let peak = 1;
    for (let b = 1; b < TURNS - 1; b++) if (three(b) > three(peak)) peak = b;
    const middle = (peak + 0.5) * width - MOST_TURN;
    const near = turns.filter((turn) => Math.abs(turn - middle) < 1.5 * width);
    const turn = near.reduce((sum, one) => sum + one, 0) / Math.max(1, near.length);
    return { ...NO_ERROR, turn };
  }

  /** Offset and turn together that fit best the pairs near a first guess. */
  #rigid(guess: SensorError): SensorError {
    let error = guess;
    for (let round = 0; round < 3; round++) {
      let n = 0;
      let sx = 0;
      let sy = 0;
      let sdx = 0;
      let sdy = 0;
      const kept: number[] = [];
      for (let i = 0; i < this.#pairs; i++) {
        if (this.#beyond(i, error) > NEAR ** 2) continue;
        kept.push(i);
        n += 1;
        sx += this.#x[i] as number;
        sy += this.#y[i] as number;
        sdx += this.#dx[i] as number;
        sdy += this.#dy[i] as number;
      }
      if (n < FEW) return guess;
      const mx = sx / n;
      const my = sy / n;
      const mdx = sdx / n;
      const mdy = sdy / n;
      let turned = 0;
      let square = 0;
      for (const i of kept) {
        const x = (this.#x[i] as number) - mx;
        const y = (this.#y[i] as number) - my;
        turned += x * ((this.#dy[i] as number) - mdy) - y * ((this.#dx[i] as number) - mdx);
        square += x * x + y * y;
      }
      const turn = turned / Math.max(1, square);
      if (Math.abs(turn) > MOST_TURN) return guess;
      error = { ...NO_ERROR, dx: mdx + turn * my, dy: mdy - turn * mx, turn };
    }
    return error;
  }

  #beyond(i: number, { dx, dy, turn }: SensorError): number {
    const ex = (this.#dx[i] as number) - dx + turn * (this.#y[i] as number);
    const ey = (this.#dy[i] as number) - dy - turn * (this.#x[i] as number);
    return ex * ex + ey * ey;
  }

  #agreeing(error: SensorError, within: number): number {
    let n = 0;
    for (let i = 0; i < this.#pairs; i++) if (this.#beyond(i, error) < within ** 2) n += 1;
    return n;
  }

  /** By how much an error moves the pairs that agree on it, and their spread about it. */
  #size(error: SensorError): readonly [off: number, spread: number] {
    let [n, off, square] = [0, 0, 0];
    for (let i = 0; i < this.#pairs; i++) {
      const beyond = this.#beyond(i, error);
      if (beyond > NEAR ** 2) continue;
      n += 1;
      square += beyond;
      off += Math.hypot(
        error.dx - error.turn * (this.#y[i] as number),
        error.dy + error.turn * (this.#x[i] as number),
      );
    }
    return n === 0 ? [0, 0] : [off / n, Math.sqrt(square / n)];
  }

  /** The middle of the three by three bins with most votes. */
  #peak(): [number, number] {
    const bins = this.#bins.fill(0);
    for (let i = 0; i < this.#pairs; i++) {
      const column = Math.floor(((this.#dx[i] as number) + FARTHEST) / BIN);
      const row = Math.floor(((this.#dy[i] as number) + FARTHEST) / BIN);
      if (column < 0 || column >= SIDE || row < 0 || row >= SIDE) continue;
      bins[row * SIDE + column] = (bins[row * SIDE + column] as number) + 1;
    }
    let most = -1;
    let peak: [number, number] = [0, 0];
    for (let row = 1; row < SIDE - 1; row++)
      for (let column = 1; column < SIDE - 1; column++) {
        let votes = 0;
        for (let r = row - 1; r <= row + 1; r++)
          for (let c = column - 1; c <= column + 1; c++) votes += bins[r * SIDE + c] as number;
        if (votes <= most) continue;
        most = votes;
        peak = [(column + 0.5) * BIN - FARTHEST, (row + 0.5) * BIN - FARTHEST];
      }
    return peak;
  }

  /** Room for all that one more object may be paired with. */
  #grow(): void {
    const longer = (old: Float64Array) => {
      const next = new Float64Array(2 * old.length + this.#found.length);
      next.set(old);
      return next;
    };
    this.#x = longer(this.#x);
    this.#y = longer(this.#y);
    this.#dx = longer(this.#dx);
    this.#dy = longer(this.#dy);
  }
}
