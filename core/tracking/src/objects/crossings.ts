import type { Detections } from './detections.ts';
import { insideBy, widthOf } from './field.ts';
import { type Line, missedBy } from './line.ts';
import { crossingsOf } from './line-crossing.ts';
import { fitLines, type LineFit } from './line-fit.ts';
import { FASTEST, type Scan } from './scan.ts';

/** Seconds between bearings that may be of one moment. */
const WINDOW = 3;
/** A bearing that something known explains with this probability begins nothing. */
const EXPLAINED = 0.5;
/** With more lines than this of one scan that nothing explains, crossings mean nothing; curves cross more often. */
const CROWD = 24;
const CROWD_OF_CURVES = 8;
/** Squared standard errors by which a bearing may miss the crossing of others. */
const GATE = 9;
/** Scans and seconds in which sensors must agree on a crossing, and how far and fast it may move. */
const AGREED = 4;
const AGREED_S = 2;
const SAME = 100;
/** Metres by which a crossing may lie beyond a field and still be of what is in it. */
const BEYOND = 1_000;
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
  lines: Line[];
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
  readonly lines: readonly Line[];
  /** Where the first two of them cross. */
  readonly place: readonly [x: number, y: number];
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
 * Lines of several sensors, bearings and time differences, that nothing known explains, and where they cross.
 *
 * A crossing of two may be a ghost. Where three sensors agree for two seconds an object begins; two
 * alone begin one only where neither line crosses anything else, nor the other twice. How probable it is follows from how
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
   * Takes the bearings of a scan, or the time differences of one pair of receivers. `alone` weighs that each is of nothing known, `heard` what all that is
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
    const most = scan.measure === 'bearing' ? CROWD : CROWD_OF_CURVES;
    for (let k = 0; k < size && free.length <= most; k++)
      if (
        (alone[k] as number) >
        (1 - EXPLAINED) * ((alone[k] as number) + Math.max(0, heard[k] as number))
      )
        free.push(k);
    const crowd = free.length > most;
    const varianceOf = (k: number) => (scan.noises?.[k] ?? scan.noise)[0]?.[0] ?? 1;
    const { origin, field, pd, t } = scan;
    const chance = Math.max(scan.clutter, free.length) / spanOf(scan);
    const lines = crowd
      ? []
      : free.map((k) => lineOf(scan, value[k] as number, varianceOf(k), chance));
    const here: Unexplained = { t, scan: { origin, field, pd }, lines };
    const others = [...this.#latest].filter(
      ([sensor, one]) => sensor !== scan.sensor && Math.abs(one.t - t) <= WINDOW,
    );
    this.#latest.set(scan.sensor, here);
    this.#seeds = this.#seeds.filter((seed) => Math.abs(t - seed.t) <= 2 * WINDOW);
    const found: Crossing[] = [];
    const spent = new Set<Line>();
    // The best first: what it rests on is then no ghost's.
    for (;;) {
      const best = this.#best(here, scan.sensor, others, spent, density);
      if (best === undefined) return found;
      for (const line of best.lines) spent.add(line);
      if (!this.#agreed(best, t, scan.fastest ?? FASTEST)) continue;
      const { x, y, xx, xy, yy } = best.fit;
      const existence = Math.min(SUREST, best.odds / (1 + best.odds));
      const detection = free[lines.indexOf(best.lines[0] as Line)] as number;
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
    spent: ReadonlySet<Line>,
    density: ((x: number, y: number) => number) | undefined,
  ): Weighed | undefined {
    let best: Weighed | undefined;
    for (const line of here.lines) {
      if (spent.has(line)) continue;
      for (const [other, one] of others)
        for (const crossed of one.lines) {
          if (spent.has(crossed)) continue;
          const meetings = crossingsOf(line, crossed)
            .filter((place) => isAbout(here, place) && isAbout(one, place))
            .map((place) => meetingAt(place, [line, here], [crossed, one], others, spent));
          const weighed = likeliest(meetings, density);
          if (weighed !== undefined && !(within(here, weighed.place) && within(one, weighed.place)))
            continue;
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

  /** Whether one of two lines crosses any other, or both each other twice. */
  #isAmbiguous(
    line: Line,
    crossed: Line,
    here: Unexplained,
    others: readonly (readonly [string, Unexplained])[],
  ): boolean {
    const timesIn = (a: Line, b: Line, one: Unexplained) =>
      crossingsOf(a, b).filter((place) => within(here, place) && within(one, place)).length;
    return others.some(
      ([, one]) =>
        one.lines.some((other) => other !== crossed && timesIn(line, other, one) > 0) ||
        (one.lines.includes(crossed) &&
          (timesIn(line, crossed, one) > 1 ||
            here.lines.some((other) => other !== line && timesIn(other, crossed, one) > 0))),
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

/** What the false ones among a scan's lines are spread over: radians, or metres of way. */
function spanOf(scan: Scan): number {
  const [pair] = scan.pairs ?? [];
  if (pair === undefined) return widthOf(scan);
  const [first, second] = pair;
  return 2 * Math.max(1, Math.hypot(first[0] - second[0], first[1] - second[1]));
}

function lineOf(scan: Scan, value: number, variance: number, chance: number): Line {
  const { origin, pd, azimuthSigma = 0, poseSigma = 0, signalSpeed, pairs } = scan;
  const [pair] = pairs ?? [];
  const heard = signalSpeed === undefined ? {} : { signalSpeed };
  const told = { pose: poseSigma ** 2, chance, pd, ...heard };
  if (pair !== undefined)
    return { first: pair[0], second: pair[1], difference: value, variance, ...told };
  return {
    x: origin[0],
    y: origin[1],
    azimuth: value,
    variance: variance + azimuthSigma ** 2,
    ...told,
  };
}

const within = ({ scan }: Unexplained, [x, y]: readonly [number, number]): boolean =>
  insideBy(scan as Scan, x, y) > 0;

/** Whether a place lies in a field or so near that what is in it may seem to be there. */
const isAbout = ({ scan }: Unexplained, [x, y]: readonly [number, number]): boolean =>
  insideBy(scan as Scan, x, y) > -BEYOND;

/** A place where two lines cross, and the lines of others that pass there. */
interface Meeting {
  readonly place: readonly [x: number, y: number];
  readonly lines: readonly Line[];
  /** Seconds between each of them and the first. */
  readonly waits: readonly number[];
  /** How probably the others that see there missed it. */
  readonly missed: number;
}

type Owned = readonly [line: Line, of: Unexplained];

/** What others see, or do not see, where two lines cross. */
function meetingAt(
  place: readonly [x: number, y: number],
  [line, here]: Owned,
  [crossed, other]: Owned,
  others: readonly (readonly [string, Unexplained])[],
  spent: ReadonlySet<Line>,
): Meeting {
  const lines = [line, crossed];
  const waits = [0, Math.abs(here.t - other.t)];
  let missed = 1;
  for (const [, one] of others) {
    if (one === other || !within(one, place)) continue;
    const wait = Math.abs(here.t - one.t);
    let nearest: Line | undefined;
    let far = GATE * 3;
    for (const candidate of one.lines) {
      if (spent.has(candidate)) continue;
      const off = missedBy(candidate, ...place, wait);
      if (off >= far) continue;
      far = off;
      nearest = candidate;
    }
    if (nearest === undefined) missed *= 1 - one.scan.pd;
    else {
      lines.push(nearest);
      waits.push(wait);
    }
  }
  return { place, lines, waits, missed };
}

/** How probable an object is where lines meet; `undefined` where they do not agree. */
function weigh(
  { place: [x, y], lines, waits, missed }: Meeting,
  density: ((x: number, y: number) => number) | undefined,
): Weighed | undefined {
  const fit = fitLines(lines, waits, x, y);
  if (fit === undefined || fit.misfit > GATE + 3 * (lines.length - 2)) return undefined;
  const before = density === undefined ? DARK : Math.max(density(fit.x, fit.y), DARK / 100);
  let odds = before * missed * fit.likelihood;
  for (const one of lines) odds *= one.pd / one.chance;
  return { odds, fit, lines, place: [x, y], sensors: '' };
}

/** The likeliest of the places where two lines cross; none where as many lines pass another of them. */
function likeliest(
  meetings: readonly Meeting[],
  density: ((x: number, y: number) => number) | undefined,
): Weighed | undefined {
  let best: Weighed | undefined;
  let where: Meeting | undefined;
  for (const meeting of meetings) {
    const weighed = weigh(meeting, density);
    if (weighed === undefined || weighed.odds <= (best?.odds ?? 0)) continue;
    best = weighed;
    where = meeting;
  }
  if (where === undefined) return undefined;
  const [[x, y], most] = [where.place, where.lines.length];
  const doubtful = meetings.some(
    ({ place, lines }) => lines.length >= most && Math.hypot(place[0] - x, place[1] - y) > SAME,
  );
  return doubtful ? undefined : best;
}
