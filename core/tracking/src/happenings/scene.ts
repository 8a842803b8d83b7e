import { Country } from './country.ts';
import {
  type Fit,
  fit,
  LOG_TWO_PI,
  logDensity,
  SHARE_OF_TRAVEL,
  type Slowness,
  SOUND,
  wrap,
} from './fit.ts';
import type { HappeningReport } from './report.ts';

/** What the reports themselves teach about who hears what: learnt anew between sweeps. */
export interface Learnt {
  /** By sensor: the chance that it reports a happening. */
  readonly detects: Float64Array;
  /** By sensor: false reports a second. */
  readonly falseRate: Float64Array;
  /** By sensor: seconds that sound takes for a metre. */
  readonly slowness: Float64Array;
  /** Happenings a second, natural logarithm. */
  logRate: number;
}

/** A sensor within so many metres of where it was has not moved. */
const STANDS_M = 50;
/** Seconds that sound takes over the longest way it is heard. */
export const LONGEST_S = 75;

/** Reports of one time and country, put in order for finding those that may belong together. */
export class Scene {
  #reports: readonly HappeningReport[];
  readonly sensors: readonly string[];
  /** Sensor of each report. */
  readonly sensorOf: Int32Array;
  /** Of each sensor: its reports in order of time. */
  readonly byTime: readonly Int32Array[];
  readonly seconds: number;
  readonly centre: { readonly x: number; readonly y: number };
  /** Metres within which all of it happens, a standard deviation. */
  readonly width: number;
  readonly learnt: Learnt;
  readonly country: Country;
  readonly #slowness: Slowness;
  /** Of each sensor: seconds that sound takes for a metre in still air, before anything is learnt. */
  readonly still: Float64Array;
  /** Of each report: whether it may still be filed anew. */
  readonly open: Uint8Array;
  /** Of each sensor: whether it stood at more than one place. */
  readonly #moves: readonly boolean[];

  /** `closed`: reports whose happening stands; they teach, and are filed under no other. */
  constructor(reports: readonly HappeningReport[], closed: ReadonlySet<number> = new Set()) {
    this.#reports = reports;
    this.open = Uint8Array.from(reports, (_, i) => Number(!closed.has(i)));
    this.sensors = [...new Set(reports.map(({ sensor }) => sensor))].sort();
    const place = new Map(this.sensors.map((sensor, i) => [sensor, i]));
    this.sensorOf = Int32Array.from(reports, ({ sensor }) => place.get(sensor) as number);
    this.byTime = this.sensors.map((_, s) =>
      Int32Array.from(reports.keys())
        .filter((i) => this.sensorOf[i] === s)
        .sort((i, j) => this.of(i).t - this.of(j).t || i - j),
    );
    this.#moves = this.byTime.map((list) => {
      const { x, y } = this.of(list[0] as number);
      return list.some((i) => Math.hypot(this.of(i).x - x, this.of(i).y - y) > STANDS_M);
    });
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    let x = 0;
    let y = 0;
    for (const report of reports) {
      first = Math.min(first, report.t);
      last = Math.max(last, report.t);
      x += report.x / reports.length;
      y += report.y / reports.length;
    }
    this.seconds = Math.max(60, last - first);
    this.centre = { x, y };
    const apart = reports.map((report) => Math.hypot(report.x - x, report.y - y));
    this.width = Math.max(20_000, ...apart);
    this.country = new Country(this.width);
    const n = this.sensors.length;
    this.still = Float64Array.from(
      this.byTime,
      (list) => 1 / (this.of(list[0] as number).soundMps ?? SOUND),
    );
    this.learnt = {
      detects: new Float64Array(n).fill(0.7),
      falseRate: new Float64Array(n).fill(0.01),
      slowness: Float64Array.from(this.still),
      logRate: 0,
    };
    this.guessCount(Math.max(...this.byTime.map(({ length }) => length), 1) / 0.9);
    this.#slowness = (report) => this.learnt.slowness[place.get(report.sensor) as number] as number;
  }

  of(i: number): HappeningReport {
    return this.#reports[i] as HappeningReport;
  }

  get size(): number {
    return this.#reports.length;
  }

  /** Sensors are surer or less sure than they say: by factors of each one's sigmas. */
  sharpen(time: Float64Array, bearing: Float64Array): void {
    this.#reports = this.#reports.map((report, i) => {
      const s = this.sensorOf[i] as number;
      const { sigmaBearing } = report;
      return {
        ...report,
        sigmaT: report.sigmaT * (time[s] as number),
        ...(sigmaBearing !== undefined && { sigmaBearing: sigmaBearing * (bearing[s] as number) }),
      };
    });
  }

  guessCount(count: number): void {
    this.learnt.logRate = Math.log(count / this.seconds);
  }

  fit(members: readonly number[], guess: { x: number; y: number; t: number }): Fit | undefined {
    const told = members.map((i) => this.of(i));
    return fit(told, this.#slowness, guess, { ...this.centre, sigma: this.width });
  }

  /** Squared residuals of time and bearing over their variances, and the share that the fit leaves them. */
  residuals(i: number, of: Fit): readonly { readonly square: number; readonly share: number }[] {
    const report = this.of(i);
    const [dx, dy] = [of.x - report.x, of.y - report.y];
    const distance = Math.max(1, Math.hypot(dx, dy));
    const slow = report.by === 'sound' ? this.#slowness(report) : 0;
    const [xx, xy, xt, yy, yt, tt] = of.covariance;
    const [p, q] = [(slow * dx) / distance, (slow * dy) / distance];
    const own = report.sigmaT ** 2 + (SHARE_OF_TRAVEL * slow * distance) ** 2;
    const fittedT = p * p * xx + 2 * p * q * xy + q * q * yy + 2 * (p * xt + q * yt) + tt;
    const time = report.t - of.t - slow * distance;
    const told = [{ square: time ** 2 / own, share: 1 - fittedT / own }];
    if (report.bearing !== undefined && report.sigmaBearing !== undefined) {
      const [u, v] = [-dy / distance ** 2, dx / distance ** 2];
      const fittedB = u * u * xx + 2 * u * v * xy + v * v * yy;
      const off = wrap(report.bearing - Math.atan2(dy, dx));
      const variance = report.sigmaBearing ** 2;
      told.push({ square: off ** 2 / variance, share: 1 - fittedB / variance });
    }
    return told;
  }

  /** Logarithm of how much likelier a report is of this happening than false. */
  belongs(i: number, of: Fit): number {
    return logDensity(this.of(i), of, this.#slowness) - this.logFalse(i);
  }

  /** Logarithm of the density of false reports where this one lies. */
  logFalse(i: number): number {
    const { bearing, range } = this.of(i);
    const rate = this.learnt.falseRate[this.sensorOf[i] as number] as number;
    return (
      Math.log(rate) -
      (bearing === undefined ? 0 : LOG_TWO_PI) -
      (range === undefined ? 0 : Math.log(20_000))
    );
  }

  /** Logarithm of how much likelier these reports are of one happening, fitted so, than all false. */
  gain(members: readonly number[], fitted: Fit): number {
    const { detects, logRate, slowness } = this.learnt;
    let log =
      logRate +
      this.country.logDensity(fitted) -
      0.5 * fitted.cost +
      0.5 * fitted.logDet +
      1.5 * LOG_TWO_PI;
    let missed = this.#allMissed();
    for (const i of members) {
      const report = this.of(i);
      const s = this.sensorOf[i] as number;
      const pd = detects[s] as number;
      missed -= Math.log(1 - pd);
      const far = Math.hypot(fitted.x - report.x, fitted.y - report.y);
      const travel = report.by === 'sound' ? SHARE_OF_TRAVEL * far * (slowness[s] as number) : 0;
      log += Math.log(pd) - 0.5 * Math.log(report.sigmaT ** 2 + travel ** 2) - 0.5 * LOG_TWO_PI;
      if (report.sigmaBearing !== undefined)
        log -= Math.log(report.sigmaBearing) + 0.5 * LOG_TWO_PI;
      if (report.sigmaRange !== undefined) log -= Math.log(report.sigmaRange) + 0.5 * LOG_TWO_PI;
      log -= this.logFalse(i);
    }
    return log + missed;
  }

  #allMissed(): number {
    let log = 0;
    for (const pd of this.learnt.detects) log += Math.log(1 - pd);
    return log;
  }

  /** The reports of a sensor that may be of a happening: those near its time, in order. */
  *near(sensor: number, of: Fit): Generator<number> {
    const list = this.byTime[sensor] as Int32Array;
    const [head] = list;
    if (head === undefined) return;
    const { x, y, by, sigmaT } = this.of(head);
    const slow = by === 'sound' ? (this.learnt.slowness[sensor] as number) : 0;
    const [dx, dy] = [of.x - x, of.y - y];
    const distance = Math.max(1, Math.hypot(dx, dy));
    const due = of.t + slow * distance;
    const [xx, xy, xt, yy, yt, tt] = of.covariance;
    const [p, q] = [(slow * dx) / distance, (slow * dy) / distance];
    const variance = p * p * xx + 2 * p * q * xy + q * q * yy + 2 * (p * xt + q * yt) + tt;
    const way = this.#moves[sensor] ? LONGEST_S : 0;
    const reach = 5 * Math.sqrt(Math.max(0, variance) + sigmaT ** 2) + 0.5 + way;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.of(list[middle] as number).t < due - reach) low = middle + 1;
      else high = middle;
    }
    for (let k = low; k < list.length; k++) {
      const i = list[k] as number;
      if (this.of(i).t > due + reach) return;
      if (this.open[i] === 1) yield i;
    }
  }
}
