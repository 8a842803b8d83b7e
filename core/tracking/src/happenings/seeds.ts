import type { Fit } from './fit.ts';
import type { HappeningReport } from './report.ts';
import { LONGEST_S, type Scene } from './scene.ts';

/** Reports that may be of one happening, and how much likelier that is than that all are false. */
export interface Candidate {
  readonly members: readonly number[];
  readonly fitted: Fit;
  readonly gain: number;
}

const FARTHEST_M = 25_000;

/**
 * Candidates grown from every two bearings that cross at a time both sensors agree on; from those
 * only of which one is of `about`, where that is given.
 */
export function seeds(scene: Scene, about?: Uint8Array): readonly Candidate[] {
  const order = [...Array(scene.size).keys()]
    .filter((i) => scene.open[i] === 1)
    .sort((i, j) => scene.of(i).t - scene.of(j).t || i - j);
  const known = new Set<string>();
  const found: Candidate[] = [];
  for (const [k, i] of order.entries()) {
    for (let l = k + 1; l < order.length; l++) {
      const j = order[l] as number;
      if (scene.of(j).t - scene.of(i).t > LONGEST_S) break;
      if (scene.sensorOf[i] === scene.sensorOf[j]) continue;
      if (about !== undefined && about[i] === 0 && about[j] === 0) continue;
      const pair = crossed(scene, i, j);
      const grown = pair && grow(scene, [i, j], pair);
      if (grown === undefined) continue;
      const key = grown.members.join();
      if (known.has(key)) continue;
      known.add(key);
      found.push(grown);
    }
  }
  return found;
}

function crossed(scene: Scene, i: number, j: number): Fit | undefined {
  const [a, b] = [scene.of(i), scene.of(j)];
  if (a.bearing === undefined || b.bearing === undefined) return undefined;
  const [ax, ay] = [Math.cos(a.bearing), Math.sin(a.bearing)];
  const [bx, by] = [Math.cos(b.bearing), Math.sin(b.bearing)];
  const sine = ax * by - ay * bx;
  const spread = 4 * Math.hypot(a.sigmaBearing ?? 0, b.sigmaBearing ?? 0);
  if (Math.abs(sine) < spread / 4) return undefined;
  const along = ((b.x - a.x) * by - (b.y - a.y) * bx) / sine;
  const other = ((b.x - a.x) * ay - (b.y - a.y) * ax) / sine;
  if (along < 100 || along > FARTHEST_M || other < 100 || other > FARTHEST_M) return undefined;
  const slack = (spread / Math.abs(sine)) * Math.max(along, other);
  const heard = (report: HappeningReport, far: number, s: number) =>
    report.t - (report.by === 'sound' ? far * (scene.learnt.slowness[s] as number) : 0);
  const ta = heard(a, along, scene.sensorOf[i] as number);
  const tb = heard(b, other, scene.sensorOf[j] as number);
  const within = 4 * Math.hypot(a.sigmaT, b.sigmaT) + (2 * slack) / 343 + 0.5;
  if (Math.abs(ta - tb) > within) return undefined;
  const fitted = scene.fit([i, j], { x: a.x + along * ax, y: a.y + along * ay, t: (ta + tb) / 2 });
  return fitted !== undefined && fitted.cost < 14 ? fitted : undefined;
}

/** Takes in the likeliest report of each further sensor, the surest first, and fits anew each time. */
export function grow(
  scene: Scene,
  start: readonly number[],
  from: Fit,
  free?: Uint8Array,
): Candidate | undefined {
  const members = [...start];
  let fitted = from;
  const taken = new Set(members.map((i) => scene.sensorOf[i]));
  for (;;) {
    let best = -1;
    let most = 0;
    for (let s = 0; s < scene.sensors.length; s++) {
      if (taken.has(s)) continue;
      const pd = scene.learnt.detects[s] as number;
      const odds = Math.log(pd / (1 - pd));
      for (const i of scene.near(s, fitted)) {
        if (free !== undefined && free[i] === 0) continue;
        const gain = scene.belongs(i, fitted) + odds;
        if (gain > most) {
          most = gain;
          best = i;
        }
      }
    }
    if (best < 0) break;
    const next = scene.fit([...members, best], fitted);
    taken.add(scene.sensorOf[best]);
    if (next === undefined) continue;
    members.push(best);
    fitted = next;
  }
  members.sort((i, j) => i - j);
  return { members, fitted, gain: scene.gain(members, fitted) };
}
