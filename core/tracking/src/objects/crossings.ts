import { at } from './belief.ts';
import type { Detections } from './detections.ts';
import { insideBy } from './field.ts';
import { type BearingLine, crossingOf, fitLines, type LineFit, missedBy } from './line-fit.ts';
import { FASTEST, type Scan } from './scan.ts';

/** Seconds between bearings that may be of one moment. */
const WINDOW = 3;
/** A bearing that something known explains with this probability begins nothing. */
const EXPLAINED = 0.5;
/** With more bearings than this of one scan that nothing explains, crossings mean nothing. */
const CROWD = 24;
/** Squared standard errors by which a bearing may miss the crossing of others. */
const GATE = 9;
/** Scans and seconds in which sensors must agree on a crossing, and how far and fast it may move. */
const AGREED = 4;
const AGREED_S = 2;
const SAME = 100;
const MOST_SEEDS = 64;
/** Objects to a square metre where nothing else has ever looked: one in ten square kilometres. */
const DARK = 1e-7;
/** No object begins surer than this at a crossing, or less sure. */
const SUREST = 0.3;
const LEAST = 0.01;
/** Metres, one sigma, beyond which a crossing is no place. */
const WIDEST = 250;

/** One sensor's latest bearings that nothing known explains: plain data. */
interface Unexplained {
  readonly t: number;
  readonly scan: Pick<Scan, 'origin' | 'field' | 'pd'>;
  lines: BearingLine[];
}

/** A crossing that is not an object yet: of two sensors, by name; of more, by none. */
interface Seed {
  readonly sensors: string;
  x: number;
  y: number;
  t: number;
  readonly from: number;
  scans: number;
}

/** An object at a crossing: how much likelier than chance, and the bearings it rests on. */
interface Weighed {
  readonly odds: number;
  readonly fit: LineFit;
  readonly lines: readonly BearingLine[];
  /** The two that it rests on, by name; of more, none. */
  readonly sensors: string;
}

/** Where an object may begin. */
export interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  readonly existence: number;
  /** Which detection of the scan it rests on. */
  readonly detection: number;
}

export interface CrossingsState {
  readonly latest: ReadonlyMap<string, Unexplained>;
  readonly seeds: readonly Seed[];
}

/**
 * Bearings of several sensors that nothing known explains, and where they cross.
 *
 * A crossing of two may be a ghost. Where three sensors agree for two seconds an object begins; two
 * alone begin one only where neither bearing crosses anything else. How probable it is follows from how
 * well they agree, and from how many bearings there are to agree by chance.
 */
export class Crossings {
  #latest = new Map<string, Unexplained>();
  #seeds: Seed[] = [];

  written(): CrossingsState {
    return { latest: this.#latest, seeds: this.#seeds };
  }

  restore({ latest, seeds }: CrossingsState): void {
    this.#latest = new Map(
      [...latest].map(([key, one]) => [key, { ...one, lines: [...one.lines] }]),
    );
    this.#seeds = seeds.map((seed) => ({ ...seed }));
  }

  /** Whether no bearings are fresh enough to meet others. */
  isQuiet(t: number): boolean {
    for (const one of this.#latest.values())
      if (one.lines.length > 0 && Math.abs(t - one.t) <= 2 * WINDOW) return false;
    return true;
  }

  /**
   * Takes the bearings of a scan. `alone` weighs that each is of nothing known, `heard` what all that is
   * known says to it; `density` is of objects not seen yet, to a square metre.
   */
  take(
    scan: Scan,
    { size, value }: Detections,
    alone: Float64Array,
    heard: Float64Array,
    density: ((x: number, y: number) => number) | undefined,
  ): readonly Crossing[] {
    const free: number[] = [];
    for (let k = 0; k < size && free.length <= CROWD; k++)
      if (at(alone, k) > (1 - EXPLAINED) * (at(alone, k) + Math.max(0, at(heard, k)))) free.push(k);
    const crowd = free.length > CROWD;
    const varianceOf = (k: number) => (scan.noises?.[k] ?? scan.noise)[0]?.[0] ?? 1;
    const { origin, field, pd, t, azimuthSigma = 0, poseSigma = 0 } = scan;
    const chance = Math.max(scan.clutter, free.length) / (2 * Math.PI);
    const lines = crowd
      ? []
      : free.map((k) => ({
          x: origin[0],
          y: origin[1],
          azimuth: at(value, k),
          variance: varianceOf(k) + azimuthSigma ** 2,
          pose: poseSigma ** 2,
          chance,
          pd,
        }));
    const here: Unexplained = { t, scan: { origin, field, pd }, lines };
    const others = [...this.#latest].filter(
      ([sensor, one]) => sensor !== scan.sensor && Math.abs(one.t - t) <= WINDOW,
    );
    this.#latest.set(scan.sensor, here);
    this.#seeds = this.#seeds.filter((seed) => Math.abs(t - seed.t) <= 2 * WINDOW);
    const found: Crossing[] = [];
    const spent = new Set<BearingLine>();
    // The best first: what it rests on is then no ghost's.
    for (;;) {
      const best = this.#best(here, scan.sensor, others, spent, density);
      if (best === undefined) return found;
      for (const line of best.lines) spent.add(line);
      if (!this.#agreed(best, t, scan.fastest ?? FASTEST)) continue;
      const { x, y, xx, xy, yy } = best.fit;
      const existence = Math.min(SUREST, best.odds / (1 + best.odds));
      const detection = free[lines.indexOf(best.lines[0] as BearingLine)] as number;
      found.push({ x, y, xx, xy, yy, existence, detection });
      for (const one of [here, ...others.map(([, other]) => other)])
        one.lines = one.lines.filter((line) => !best.lines.includes(line));
    }
  }

  /** The likeliest object that bearings not spent yet may be of. */
  #best(
    here: Unexplained,
    sensor: string,
    others: readonly (readonly [string, Unexplained])[],
    spent: ReadonlySet<BearingLine>,
    density: ((x: number, y: number) => number) | undefined,
  ): Weighed | undefined {
    let best: Weighed | undefined;
    for (const line of here.lines) {
      if (spent.has(line)) continue;
      for (const [other, one] of others)
        for (const crossed of one.lines) {
          if (spent.has(crossed)) continue;
          const place = crossingOf(line, crossed);
          if (place === undefined || !within(here, place) || !within(one, place)) continue;
          const weighed = this.#weigh(line, crossed, other, place, here, others, spent, density);
          if (weighed === undefined || weighed.odds <= (best?.odds ?? LEAST)) continue;
          if (weighed.fit.xx + weighed.fit.yy > WIDEST ** 2) continue;
          if (weighed.lines.length < 3 && this.#isAmbiguous(line, crossed, here, others)) continue;
          best = {
            ...weighed,
            sensors: weighed.lines.length > 2 ? '' : [sensor, other].sort().join(' '),
          };
        }
    }
    return best;
  }

  /** How probable an object is at a crossing, with what others see there or do not see. */
  #weigh(
    line: BearingLine,
    crossed: BearingLine,
    other: string,
    [x, y]: readonly [number, number],
    here: Unexplained,
    others: readonly (readonly [string, Unexplained])[],
    spent: ReadonlySet<BearingLine>,
    density: ((x: number, y: number) => number) | undefined,
  ): Weighed | undefined {
    const rests = [line, crossed];
    const waits = [0, Math.abs(here.t - (others.find(([s]) => s === other)?.[1].t ?? here.t))];
    let missed = 1;
    for (const [third, one] of others) {
      if (third === other || !within(one, [x, y])) continue;
      let nearest: BearingLine | undefined;
      let far = GATE * 3;
      for (const candidate of one.lines) {
        if (spent.has(candidate)) continue;
        const off = missedBy(candidate, x, y, Math.abs(here.t - one.t));
        if (off >= far) continue;
        far = off;
        nearest = candidate;
      }
      if (nearest === undefined) missed *= 1 - one.scan.pd;
      else {
        rests.push(nearest);
        waits.push(Math.abs(here.t - one.t));
      }
    }
    const fit = fitLines(rests, waits, x, y);
    if (fit === undefined || fit.misfit > GATE + 3 * (rests.length - 2)) return undefined;
    const before = density === undefined ? DARK : Math.max(density(fit.x, fit.y), DARK / 100);
    let odds = before * missed * fit.likelihood;
    for (const one of rests) odds *= one.pd / one.chance;
    return { odds, fit, lines: rests, sensors: '' };
  }

  /** Whether one of two bearings crosses any other. */
  #isAmbiguous(
    line: BearingLine,
    crossed: BearingLine,
    here: Unexplained,
    others: readonly (readonly [string, Unexplained])[],
  ): boolean {
    const crosses = (a: BearingLine, b: BearingLine, one: Unexplained) => {
      const place = crossingOf(a, b);
      return place !== undefined && within(here, place) && within(one, place);
    };
    return others.some(
      ([, one]) =>
        one.lines.some((other) => other !== crossed && crosses(line, other, one)) ||
        (one.lines.includes(crossed) &&
          here.lines.some((other) => other !== line && crosses(other, crossed, one))),
    );
  }

  /** Whether a crossing has been there for long enough. */
  #agreed({ sensors, fit: { x, y } }: Weighed, t: number, fastest: number): boolean {
    const near = (seed: Seed) =>
      seed.sensors === sensors &&
      Math.hypot(seed.x - x, seed.y - y) < SAME + fastest * Math.abs(t - seed.t);
    const seed = this.#seeds.find(near);
    if (seed === undefined) {
      if (this.#seeds.length < MOST_SEEDS)
        this.#seeds.push({ sensors, x, y, t, from: t, scans: 1 });
      return false;
    }
    Object.assign(seed, { x, y, t, scans: seed.scans + 1 });
    if (seed.scans < AGREED || t - seed.from < AGREED_S) return false;
    this.#seeds = this.#seeds.filter((one) => one !== seed);
    return true;
  }
}

const within = ({ scan }: Unexplained, [x, y]: readonly [number, number]): boolean =>
  insideBy(scan as Scan, x, y) > 0;
