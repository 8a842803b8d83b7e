import { assign } from './assign.ts';
import { addBirths } from './births.ts';
import { type Original, withoutCopies } from './copies.ts';
import { type Event, exchange } from './exchange.ts';
import type { Happening, HappeningReport } from './report.ts';
import { Scene } from './scene.ts';
import { type Candidate, grow, seeds } from './seeds.ts';

/** Counts each happening once: every report under the one that it most probably tells of. */
export function happenings(reports: readonly HappeningReport[]): readonly Happening[] {
  const originals = withoutCopies(reports);
  const found = solve(new Scene(originals.map(({ report }) => report)));
  return [...found].sort((a, b) => a.fitted.t - b.fitted.t).map((one) => told(one, originals));
}

/**
 * Happenings among the reports that are open; those that `stand` teach who hears what, and stay. Those
 * that have `begun` are taken as they are to start with, and others are sought among what they leave.
 */
export function solve(
  scene: Scene,
  stand: readonly Candidate[] = [],
  begun: readonly Candidate[] = [],
): readonly Candidate[] {
  if (stand.length > 0) learn(scene, [...stand, ...begun]);
  for (const { members } of begun) for (const i of members) scene.open[i] = 0;
  const fresh = choose(scene, seeds(scene));
  for (const { members } of begun) for (const i of members) scene.open[i] = 1;
  let found: readonly Candidate[] = [...begun, ...fresh];
  const rounds = fresh.length > begun.length ? ROUNDS : ROUNDS_ON;
  for (let round = 0; round < rounds; round++) {
    learn(scene, [...stand, ...found]);
    found = rearrange(scene, found);
  }
  return found;
}

function told({ members, fitted }: Candidate, originals: readonly Original[]): Happening {
  const [xx, , , yy] = fitted.covariance;
  return {
    t: fitted.t,
    x: fitted.x,
    y: fitted.y,
    sigmaM: Math.sqrt((xx + yy) / 2),
    reports: members.flatMap((i) => (originals[i] as Original).ids),
  };
}

/** How often all is arranged anew: from nothing, and where most of it was arranged before. */
const ROUNDS = 3;
const ROUNDS_ON = 1;

/** Logarithm of how much likelier than chance a happening must be to be counted: some twenty times. */
const LEAST = 3;

/** The likeliest candidate first; what it takes is gone for the others, which are grown anew. */
function choose(scene: Scene, candidates: readonly Candidate[]): readonly Candidate[] {
  const free = Uint8Array.from(scene.open);
  const heap = [...candidates].sort((a, b) => a.gain - b.gain);
  const chosen: Candidate[] = [];
  while (heap.length > 0) {
    const best = heap.pop() as Candidate;
    if (best.gain <= LEAST) break;
    const left = best.members.filter((i) => free[i] === 1);
    if (left.length === best.members.length) {
      chosen.push(best);
      for (const i of best.members) free[i] = 0;
      continue;
    }
    if (left.length < 2) continue;
    const fitted = scene.fit(left, best.fitted);
    const again = fitted === undefined ? undefined : grow(scene, left, fitted, free);
    if (again === undefined || again.gain <= LEAST) continue;
    let low = 0;
    let high = heap.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((heap[middle] as Candidate).gain < again.gain) low = middle + 1;
      else high = middle;
    }
    heap.splice(low, 0, again);
  }
  return chosen;
}

/** Wind and an unknown temperature make sound so much slower or faster, in time for a metre. */
const FASTEST = 1.02;
const SLOWEST = 0.98;

/** Who hears how often, how false and how fast, from what is taken to be true now. */
function learn(scene: Scene, found: readonly Candidate[]): void {
  const { detects, falseRate, slowness } = scene.learnt;
  const n = scene.sensors.length;
  const hits = new Float64Array(n);
  const ratios: number[][] = scene.sensors.map(() => []);
  for (const { members, fitted } of found) {
    for (const i of members) {
      const s = scene.sensorOf[i] as number;
      hits[s] = (hits[s] as number) + 1;
      const report = scene.of(i);
      const far = Math.hypot(fitted.x - report.x, fitted.y - report.y);
      if (report.by === 'sound' && far > 1000 && members.length > 3)
        (ratios[s] as number[]).push((report.t - fitted.t) / far);
    }
  }
  for (let s = 0; s < n; s++) {
    const all = (scene.byTime[s] as Int32Array).length;
    const hit = hits[s] as number;
    detects[s] = Math.min(0.995, Math.max(0.05, (hit + 1) / (found.length + 2)));
    falseRate[s] = Math.max(0.5, all - hit) / scene.seconds;
    const still = scene.still[s] as number;
    const of = (ratios[s] as number[]).sort((a, b) => a - b);
    const middle = of[of.length >> 1];
    if (middle !== undefined && of.length > 10)
      slowness[s] = Math.min(FASTEST * still, Math.max(SLOWEST * still, middle));
  }
  scene.guessCount(Math.max(1, found.length));
  scene.country.learn(found);
  sharpen(scene, found);
}

/** Residuals of what is taken to be true, against what was stated: each fit takes a share of them. */
function sharpen(scene: Scene, found: readonly Candidate[]): void {
  const n = scene.sensors.length;
  const sums = Array.from({ length: 2 }, () => new Float64Array(n));
  const counts = Array.from({ length: 2 }, () => new Float64Array(n));
  for (const { members, fitted } of found) {
    if (members.length < 4) continue;
    for (const i of members) {
      const s = scene.sensorOf[i] as number;
      for (const [k, { square, share }] of scene.residuals(i, fitted).entries()) {
        if (share < 0.1 || square > 16 * share) continue;
        (sums[k] as Float64Array)[s] = ((sums[k] as Float64Array)[s] as number) + square;
        (counts[k] as Float64Array)[s] = ((counts[k] as Float64Array)[s] as number) + share;
      }
    }
  }
  const factor = (k: number) =>
    Float64Array.from({ length: n }, (_, s) => {
      const count = (counts[k] as Float64Array)[s] as number;
      const sum = (sums[k] as Float64Array)[s] as number;
      return Math.min(2, Math.max(0.5, Math.sqrt((sum + 20) / (count + 20))));
    });
  scene.sharpen(factor(0), factor(1));
}

/** Sensor by sensor: who of its reports is of which happening, all at once, the others held fast. */
function rearrange(scene: Scene, found: readonly Candidate[]): readonly Candidate[] {
  let events: Event[] = found.map(({ members, fitted }) => ({ members: [...members], fitted }));
  for (let sweep = 0; sweep < 2; sweep++) {
    for (let s = 0; s < scene.sensors.length; s++) reassign(scene, events, s);
    events = standing(scene, events);
  }
  exchange(scene, events);
  addBirths(scene, events, LEAST);
  return events.map(({ members, fitted }) => ({
    members: [...members].sort((i, j) => i - j),
    fitted,
    gain: scene.gain(members, fitted),
  }));
}

/** Those that are still likelier than that all their reports are false. */
function standing(scene: Scene, events: readonly Event[]): Event[] {
  return events.flatMap(({ members, fitted: before }) => {
    const fitted = members.length < 2 ? undefined : scene.fit(members, before);
    return fitted === undefined || scene.gain(members, fitted) <= LEAST
      ? []
      : [{ members, fitted }];
  });
}

function reassign(scene: Scene, events: readonly Event[], s: number): void {
  const pd = scene.learnt.detects[s] as number;
  const odds = Math.log(pd / (1 - pd));
  const pairs: { event: number; report: number; gain: number }[] = [];
  for (const [e, event] of events.entries()) {
    const others = event.members.filter((i) => scene.sensorOf[i] !== s);
    event.members = others;
    if (others.length === 0) continue;
    const fitted = scene.fit(others, event.fitted);
    if (fitted === undefined) continue;
    event.fitted = fitted;
    for (const i of scene.near(s, fitted)) {
      const gain = scene.belongs(i, fitted) + odds;
      if (gain > 0) pairs.push({ event: e, report: i, gain });
    }
  }
  for (const { event, report } of assign(pairs)) events[event]?.members.push(report);
}
