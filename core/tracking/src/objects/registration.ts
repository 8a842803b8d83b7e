import { at } from './belief.ts';
import type { Detections } from './detections.ts';

/** How far off a sensor may have been surveyed, metres. */
const FARTHEST = 600;
const BIN = 50;
const SIDE = (2 * FARTHEST) / BIN;
/** Pairs that agree within this many metres are taken as one voice. */
const NEAR = 100;
/** So many pairs, and this share of what could pair, make a judgement. */
const ENOUGH = 10;
const SHARE = 0.4;
/** A sensor is corrected when it is off by more than this, metres and standard errors. */
const OFF = 30;
const CERTAIN = 6;
/** Seconds until a sensor is judged again. */
const AGAIN = 20;

export interface Judged {
  /** Metres by which what the sensor says lies east and north of where things are. */
  dx: number;
  dy: number;
  votes: number;
  next: number;
  /** When it was first found wrong; absent while it was never. */
  since?: number;
}

/**
 * Where each sensor is wrong about its own place, told from objects that others follow.
 *
 * Every detection votes for the offsets that would lay it on an object nearby; true ones agree,
 * chance pairs do not. Whoever is heard first is believed: the frame is theirs.
 */
export class Registration {
  #sensors = new Map<string, Judged>();
  readonly #bins = new Int32Array(SIDE * SIDE);
  readonly #found = new Int32Array(2048);
  #dx: number[] = [];
  #dy: number[] = [];

  written(): ReadonlyMap<string, Judged> {
    return this.#sensors;
  }

  restore(sensors: ReadonlyMap<string, Judged>): void {
    this.#sensors = new Map(sensors);
  }

  of(sensor: string): Judged | undefined {
    return this.#sensors.get(sensor);
  }

  due(sensor: string, t: number): boolean {
    return (this.#sensors.get(sensor)?.next ?? Number.NEGATIVE_INFINITY) <= t;
  }

  /** Begins a vote on a scan read as the sensor tells it. */
  open(): void {
    this.#dx = [];
    this.#dy = [];
  }

  /** Adds the offsets from one object to every detection that may be it. */
  vote(x: number, y: number, detections: Detections): void {
    const n = detections.near(x, y, FARTHEST, FARTHEST, this.#found);
    for (let f = 0; f < n; f++) {
      const k = this.#found[f] as number;
      this.#dx.push(at(detections.x, k) - x);
      this.#dy.push(at(detections.y, k) - y);
    }
  }

  /** Judges the sensor if the vote is clear; `pairs` is how many could have been true. */
  close(sensor: string, t: number, pairs: number): void {
    const needed = Math.max(ENOUGH, SHARE * pairs);
    const [x, y] = this.#peak();
    let [dx, dy, agreeing, spread] = this.#mean(x, y);
    [dx, dy, agreeing, spread] = this.#mean(dx, dy);
    if (agreeing < needed) return;
    const [, , unmoved] = this.#mean(0, 0);
    const off = Math.hypot(dx, dy);
    const wrong = off > OFF && off > (CERTAIN * spread) / Math.sqrt(agreeing);
    const judged = this.#sensors.get(sensor) ?? { dx: 0, dy: 0, votes: 0, next: t };
    judged.next = t + AGAIN;
    this.#sensors.set(sensor, judged);
    const known = judged.votes > 0;
    if (!wrong || (!known && unmoved > agreeing)) return;
    judged.votes += 1;
    judged.since ??= t;
    judged.dx += (dx - judged.dx) / judged.votes;
    judged.dy += (dy - judged.dy) / judged.votes;
  }

  /** The middle of the three by three bins with most votes. */
  #peak(): readonly [number, number] {
    const bins = this.#bins.fill(0);
    for (const [i, dx] of this.#dx.entries()) {
      const column = Math.floor((dx + FARTHEST) / BIN);
      const row = Math.floor(((this.#dy[i] as number) + FARTHEST) / BIN);
      if (column < 0 || column >= SIDE || row < 0 || row >= SIDE) continue;
      bins[row * SIDE + column] = (bins[row * SIDE + column] as number) + 1;
    }
    let most = -1;
    let peak: readonly [number, number] = [0, 0];
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

  /** Mean offset of the votes near one, how many they are, and their spread. */
  #mean(x: number, y: number): [dx: number, dy: number, votes: number, spread: number] {
    let n = 0;
    let sx = 0;
    let sy = 0;
    let square = 0;
    for (const [i, dx] of this.#dx.entries()) {
      const dy = this.#dy[i] as number;
      const far = (dx - x) ** 2 + (dy - y) ** 2;
      if (far > NEAR ** 2) continue;
      n += 1;
      sx += dx;
      sy += dy;
      square += far;
    }
    return n === 0 ? [x, y, 0, 0] : [sx / n, sy / n, n, Math.sqrt(square / n)];
  }
}
