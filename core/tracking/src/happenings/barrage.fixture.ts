import type { HappeningReport } from './report.ts';

/** A barrage with known truth: five arrays that hear, two cameras, a patrol, copies, false alarms. */
export interface Barrage {
  readonly reports: readonly HappeningReport[];
  /** Of each report: the explosion that it tells of; -1: none. */
  readonly origin: ReadonlyMap<string, number>;
  readonly explosions: number;
}

const ARRAYS = [
  [1500, 2000, 1.004],
  [7000, 500, 0.997],
  [12_500, 2500, 1.001],
  [18_500, 1500, 0.995],
  [10_000, 4500, 1.006],
] as const;
const CAMERAS = [
  [3000, 1000],
  [15_500, 500],
] as const;
const PATROL = [9000, 2200] as const;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function barrage(
  seed: number,
  { explosions = 120, seconds = 1050, copies = 60, falseAlarms = 0 } = {},
): Barrage {
  const next = chance(seed);
  const normal = (sigma: number) =>
    sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const areas = Array.from({ length: 4 }, () => [4000 + 12_000 * next(), 5000 + 8000 * next()]);
  const truth: [t: number, x: number, y: number][] = [];
  while (truth.length < explosions) {
    let t = seconds * next();
    const [east = 0, north = 0] = areas[Math.floor(next() * areas.length)] ?? [];
    for (let n = 1 + Math.floor(6 * next()); n > 0 && truth.length < explosions; n--) {
      truth.push([t, east + normal(350), north + normal(350)]);
      t += 2.5 + 6.5 * next();
    }
  }
  const reports: HappeningReport[] = [];
  const origin = new Map<string, number>();
  const add = (report: Omit<HappeningReport, 'id'>, of: number) => {
    const id = `r${reports.length}`;
    reports.push({ ...report, id });
    origin.set(id, of);
  };
  for (const [e, [t, x, y]] of truth.entries()) {
    const seenFrom = (sx: number, sy: number) =>
      [Math.hypot(x - sx, y - sy), Math.atan2(y - sy, x - sx)] as const;
    for (const [i, [sx, sy, wind]] of ARRAYS.entries()) {
      if (next() >= 0.7) continue;
      const [far, bearing] = seenFrom(sx, sy);
      const heard = t + far / (343 * wind) + normal(0.1);
      const array = { sensor: `array-${i}`, nation: 'C', by: 'sound' as const, x: sx, y: sy };
      const told = { t: hundredths(heard), sigmaT: 0.15, bearing: bearing + normal(0.03) };
      add({ ...array, ...told, sigmaBearing: 0.03, receivedAt: heard + 2 }, e);
    }
    for (const [i, [sx, sy]] of CAMERAS.entries()) {
      if (next() >= 0.65) continue;
      const camera = { sensor: `camera-${i}`, nation: 'D', by: 'light' as const, x: sx, y: sy };
      const told = { t: hundredths(t + normal(0.1)), sigmaT: 0.1 };
      const bearing = seenFrom(sx, sy)[1] + normal(0.008);
      add({ ...camera, ...told, bearing, sigmaBearing: 0.008, receivedAt: t + 2 }, e);
    }
    const [far, bearing] = seenFrom(...PATROL);
    const patrol = { sensor: 'patrol', nation: 'E', by: 'sound' as const };
    const place = { x: PATROL[0], y: PATROL[1], bearing: bearing + normal(0.15) };
    const guess = { range: far * Math.exp(normal(0.25)), sigmaRange: far / 4 };
    const heard = { t: hundredths(t + far / 343 + normal(1)), sigmaT: 1, receivedAt: t + 400 };
    add({ ...patrol, ...place, ...guess, ...heard, sigmaBearing: 0.15 }, e);
  }
  for (let n = 0; n < falseAlarms; n++) {
    const i = Math.floor(next() * ARRAYS.length);
    const [sx = 0, sy = 0] = ARRAYS[i] ?? [];
    const t = hundredths(seconds * next());
    const array = { sensor: `array-${i}`, nation: 'C', by: 'sound' as const, x: sx, y: sy };
    const bearing = Math.PI * (2 * next() - 1);
    add({ ...array, t, sigmaT: 0.15, bearing, sigmaBearing: 0.03, receivedAt: t + 2 }, -1);
  }
  const own = reports.length;
  for (let n = 0; n < copies; n++) {
    const { id, ...report } = reports[Math.floor((own * n) / copies)] as HappeningReport;
    const t = next() < 0.5 ? Math.round(report.t) : Math.round(report.t * 10) / 10;
    const degrees = Math.round(((report.bearing ?? 0) * 180) / Math.PI);
    const rounded = { t, sigmaT: Math.max(0.5, report.sigmaT), bearing: (degrees * Math.PI) / 180 };
    const named = next() < 0.3 && { relayOf: id };
    const sent = { nation: next() < 0.5 ? 'F' : 'G', receivedAt: report.receivedAt + 60 };
    add({ ...report, ...rounded, ...sent, ...named }, origin.get(id) ?? -1);
  }
  return { reports, origin, explosions };
}

const hundredths = (t: number): number => Math.round(t * 100) / 100;
