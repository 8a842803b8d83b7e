import { originOf } from '@greenline/cases';
import type { Observation } from '@greenline/observation';
import { eventFact, reportFact } from './facts.ts';
import { linkOfHand } from './hands.ts';
import { sawSubject } from './hear.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

/** An observation with what is doubted about it: it is kept as it came, and trusted less. */
export function doubted(
  walk: Walk,
  rooms: Rooms,
  observation: Observation,
  by: string,
): Observation {
  const doubts = rooms.plausibility.weigh(observation);
  if (doubts.length === 0) return observation;
  const theirs = walk.state.doubtedBy.get(linkOfHand(by)) ?? new Map<string, number>();
  for (const { doubt } of doubts) theirs.set(doubt, (theirs.get(doubt) ?? 0) + 1);
  walk.state.doubtedBy.set(linkOfHand(by), theirs);
  return { ...observation, doubts, trust: 'unauthenticated' };
}

/** Doubts about many at once are interference over an area: an event, which accuses nobody by itself. */
export function tellInterference(walk: Walk, rooms: Rooms, observation: Observation): void {
  if (observation.doubts === undefined) return;
  const event = rooms.plausibility.interference(observation);
  if (event === undefined) return;
  const { sensors } = rooms.mission;
  sawSubject(rooms, event.id, observation);
  walk.showEvent(event);
  const fact = eventFact(event, observation.source, (sensor) => originOf(sensor, sensors));
  walk.judge(fact, walk.state.now, event.position, reportFact(event.id, observation));
}
