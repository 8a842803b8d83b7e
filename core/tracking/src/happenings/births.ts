import type { Event } from './exchange.ts';
import type { Fit } from './fit.ts';
import type { Scene } from './scene.ts';
import { seeds } from './seeds.ts';

/** A new happening, and those that lose reports to it, with what is left of each. */
interface Birth {
  readonly own: Event;
  readonly robbed: ReadonlyMap<number, Event>;
  readonly gain: number;
}

/**
 * Adds happenings that explain a report which nothing explains yet, though they take others from
 * those that are there: wherever all together are likelier so by `least`.
 */
export function addBirths(scene: Scene, events: Event[], least: number): void {
  const owner = new Int32Array(scene.size).fill(-1);
  for (const [e, { members }] of events.entries()) for (const i of members) owner[i] = e;
  const alone = Uint8Array.from(owner, (e, i) => Number(e < 0 && scene.open[i] === 1));
  const candidates = [...seeds(scene, alone)].sort((a, b) => b.gain - a.gain);
  for (const { members, fitted, gain } of candidates) {
    if (gain <= least) break;
    if (!members.some((i) => (owner[i] as number) < 0)) continue;
    const born = best(scene, events, owner, members, fitted);
    if (born === undefined || born.gain <= least) continue;
    for (const [e, left] of born.robbed) events[e] = left;
    for (const i of born.own.members) owner[i] = events.length;
    events.push(born.own);
  }
}

/** With all that it could take, or without what others miss more. */
function best(
  scene: Scene,
  events: readonly Event[],
  owner: Int32Array,
  members: readonly number[],
  fitted: Fit,
): Birth | undefined {
  let found = birth(scene, events, owner, members, fitted);
  for (let again = true; again && found !== undefined; ) {
    again = false;
    for (const i of found.own.members) {
      if ((owner[i] as number) < 0 || found.own.members.length < 3) continue;
      const rest: readonly number[] = found.own.members.filter((other) => other !== i);
      const other = birth(scene, events, owner, rest, found.own.fitted);
      if (other === undefined || other.gain <= found.gain) continue;
      found = other;
      again = true;
    }
  }
  return found;
}

function birth(
  scene: Scene,
  events: readonly Event[],
  owner: Int32Array,
  members: readonly number[],
  from: Fit,
): Birth | undefined {
  const fitted = scene.fit(members, from);
  if (fitted === undefined) return undefined;
  let gain = scene.gain(members, fitted);
  const robbed = new Map<number, Event>();
  for (const e of new Set(members.map((i) => owner[i] as number))) {
    if (e < 0) continue;
    const victim = events[e] as Event;
    const left = victim.members.filter((i) => !members.includes(i));
    const refitted = left.length < 2 ? undefined : scene.fit(left, victim.fitted);
    if (refitted === undefined) return undefined;
    gain += scene.gain(left, refitted) - scene.gain(victim.members, victim.fitted);
    robbed.set(e, { members: left, fitted: refitted });
  }
  return { own: { members: [...members], fitted }, robbed, gain };
}
