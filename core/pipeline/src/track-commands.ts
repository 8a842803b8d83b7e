import {
  fail,
  type Instant,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
} from '@greenline/base';
import type { TrackId } from '@greenline/tracking';
import { objectIn, signs } from './command-object.ts';
import type { JournalEntry } from './journal.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import { showAside } from './sense.ts';
import type { Walk } from './walk.ts';

const STEPS = ['correlate', 'decorrelate'] as const;
type Step = (typeof STEPS)[number];

/** An officer's word on whether two tracks are one thing. The tracker keeps to it from then on. */
export interface Correlation {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly step: Step;
  readonly tracks: readonly [TrackId, TrackId];
  readonly reason: string;
  /** Of two that are one now: the id under which it goes on. */
  readonly kept?: TrackId;
  readonly recordedAt: Instant;
}

interface Refusal {
  readonly kind: string;
  readonly field?: string;
  readonly text: string;
}

const LONGEST_REASON = 10_000;
const LONGEST_ID = 200;

/** Takes an officer's word on tracks; false for a command about anything else. */
export function takeTrackCommand(walk: Walk, rooms: Rooms, entry: JournalEntry): boolean {
  const value = objectIn(entry.bytes);
  if (value === undefined || !isStep(value.step)) return false;
  const taken = correlation(value, value.step, rooms, entry);
  const done = taken.ok ? carryOut(rooms, taken.value) : taken;
  if (!done.ok) {
    refuse(walk, entry, 'commands', done.error);
    return true;
  }
  walk.state.accepted += 1;
  const { id, at } = done.value;
  walk.output.emit('correlation', id, rooms.missionLabel, at, done.value);
  for (const track of done.value.tracks)
    if (rooms.tracker.glance(track)) walk.state.moved.add(track);
  showAside(walk, rooms);
  return true;
}

function carryOut({ tracker }: Rooms, said: Correlation): Result<Correlation, Refusal> {
  const [a, b] = said.tracks;
  const unknown = (text: string) => fail({ kind: 'unknown-track', field: 'with.tracks', text });
  if (said.step === 'decorrelate') {
    return tracker.decorrelate(a, b) === undefined
      ? unknown(`${a} and ${b} are not two tracks that are followed, nor were they made one`)
      : ok(said);
  }
  const joined = tracker.correlate(a, b);
  return joined === undefined
    ? unknown(`${a} and ${b} are not two tracks that are followed now: see /api/tracks`)
    : ok({ ...said, kept: joined.kept });
}

function correlation(
  value: JsonObject,
  step: Step,
  { mission }: Rooms,
  entry: JournalEntry,
): Result<Correlation, Refusal> {
  const bad = (field: string, text: string) => fail({ kind: 'bad-command', field, text });
  const { id, by, reason, with: more } = value;
  if (!isName(id)) return bad('id', 'write a text');
  if (!isName(by)) return bad('by', 'write a text');
  const at = typeof value.at === 'string' ? parseInstant(value.at) : undefined;
  if (at === undefined) return bad('at', 'write the time as 2026-03-10T14:07:21Z');
  if (typeof reason !== 'string' || reason.trim() === '' || reason.length > LONGEST_REASON)
    return bad('reason', `say why, in at most ${LONGEST_REASON} characters`);
  const tracks = (more as { tracks?: unknown } | undefined)?.tracks;
  if (!Array.isArray(tracks) || tracks.length !== 2 || !tracks.every(isName))
    return bad('with.tracks', 'name two tracks by their ids');
  if (tracks[0] === tracks[1]) return bad('with.tracks', 'name two different tracks');
  const theirs = signs(entry, by);
  if (!theirs.ok) return theirs;
  const principal = mission.principals.get(by);
  if (principal?.role !== 'staff' || !principal.may.includes('decide')) {
    const text = `${by} decides on no tracks: only mission staff who may decide do`;
    return fail({ kind: 'not-theirs', field: 'by', text });
  }
  const pair = tracks as unknown as readonly [TrackId, TrackId];
  return ok({ id, at, by, step, tracks: pair, reason, recordedAt: entry.receivedAt });
}

const isStep = (step: unknown): step is Step => (STEPS as readonly unknown[]).includes(step);

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_ID && value.isWellFormed();
