import type { Fact } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import { originOf } from '@greenline/cases';
import type { Settled } from '@greenline/tracking';
import { eventFact, reportFact } from './facts.ts';
import { sawSubject } from './hear.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

/** Events that arrivals settle by a moment: told, and put before the agreement. */
export function settleEvents(walk: Walk, rooms: Rooms, by: Instant): void {
  for (const settled of rooms.events.settle(by)) tell(walk, rooms, settled);
}

function tell(walk: Walk, rooms: Rooms, { event, reports, source }: Settled): void {
  const { sensors } = rooms.mission;
  const { now } = walk.state;
  const fresh = reports.filter((report) => sawSubject(rooms, event.id, report));
  walk.showEvent(event);
  const [first, ...others] = reports;
  const { position = event.observer } = event;
  const fact = eventFact(event, source, (sensor) => originOf(sensor, sensors));
  walk.judge(fact, now, position, first && reportFact(event.id, first));
  for (const report of others) rooms.releases.take<Fact>(fact, now, reportFact(event.id, report));
  if (fresh.length > 0) walk.corroborate(event.id);
}
