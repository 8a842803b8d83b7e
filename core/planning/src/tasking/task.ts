import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Polygon } from 'geojson';

export type TaskId = string & { readonly '~id': 'task' };

/** What can be asked for. */
export const WANTS = ['image', 'verify', 'watch', 'visit', 'listen', 'fly'] as const;
export type Want = (typeof WANTS)[number];

/** How far a task has come. Its lateness is another matter: any that is open may be late. */
export type TaskState =
  | 'asked'
  | 'assigned'
  | 'accepted'
  | 'taken'
  | 'delivered'
  | 'refused'
  | 'withdrawn';

/**
 * Somebody asks that somebody looks: re-image this site within six hours, verify this track. Which
 * asset does it is the mission's to propose, and its nation's to accept or refuse.
 */
export interface Task {
  readonly kind: 'task';
  readonly id: TaskId;
  readonly want: Want;
  /** In the asker's words. */
  readonly text: string;
  readonly position?: Position;
  readonly area?: Polygon;
  /** What it is about, as a case or a track; nothing is read into it here. */
  readonly about?: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** Of two tasks that one asset cannot both do, the weightier goes first. */
  readonly weight: number;
  readonly dueAt: Instant;
  readonly state: TaskState;
  /** Whom it was assigned to, from then on. */
  readonly asset?: string;
  readonly nation?: string;
  /** When its nation expects to have done it. */
  readonly expectedAt?: Instant;
  /** The time ran out before it was delivered. */
  readonly late?: true;
  /** Observations, looks or files that answer it. */
  readonly results: readonly string[];
  readonly history: readonly TaskEntry[];
}

/** One thing that happened to a task. */
export interface TaskEntry {
  readonly step: TaskStep | 'late';
  readonly recordedAt: Instant;
  readonly by?: string;
  readonly reason?: string;
  readonly asset?: string;
}

export const TASK_STEPS = [
  'ask',
  'assign',
  'accept',
  'refuse',
  'take',
  'deliver',
  'withdraw',
  'note',
] as const;
export type TaskStep = (typeof TASK_STEPS)[number];

/** States in which something is still to come. */
export const isOpen = ({ state }: Task): boolean => state !== 'delivered' && state !== 'withdrawn';

/** Where to look: the place asked for, else the mean of its area's corners. */
export function placeOfTask({ position, area }: Task): Position | undefined {
  const corners = area?.coordinates[0]?.slice(0, -1) ?? [];
  const [first] = corners;
  if (position !== undefined || first === undefined) return position;
  const [from = 0] = first;
  const sum = corners.reduce(
    ([x = 0, y = 0], [lon = 0, lat = 0]) => [x + turn(lon - from), y + lat],
    [0, 0],
  );
  const [x = 0, y = 0] = sum.map((total) => total / corners.length);
  return { lon: turn(from + x), lat: y };
}

/** A difference of longitudes, or a longitude, from -180 to 180 degrees. */
const turn = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180;
