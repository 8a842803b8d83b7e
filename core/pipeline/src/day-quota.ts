import { OPERATOR } from './hands.ts';
import type { JournalEntry } from './journal.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

const DAY_MS = 86_400_000;
const MOST_A_DAY = 1_000;

/**
 * Whether a hand has said enough for a day (UTC): the entry is refused then, unread. Every declaration
 * is weighed with every look, so one party could keep the judge from its work. Mission staff are not
 * counted.
 */
export function saidEnough(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  format: string,
  count: number,
): boolean {
  const { by, receivedAt } = entry;
  if (by === OPERATOR || rooms.mission.principals.get(by)?.role === 'staff') return false;
  const { spoken } = walk.state;
  const day = Math.floor(receivedAt / DAY_MS);
  const before = spoken.get(by);
  const sum = count + (before?.day === day ? before.count : 0);
  spoken.set(by, { day, count: sum });
  if (sum <= MOST_A_DAY) return false;
  refuse(walk, entry, format, {
    kind: 'too-many',
    text: `${MOST_A_DAY} declarations of ${by} are heard in a day: hand the others to the mission’s staff`,
  });
  return true;
}
