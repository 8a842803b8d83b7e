import type {
  AlertRow,
  CaseRow,
  DeskRow,
  Effort,
  EventRow,
  FeedRow,
  FindingRow,
  Me,
  Mission,
  RowKind,
  SuspensionOnWire,
  TaskRow,
  TrackRow,
  Zones,
} from '../wire.ts';
import { TrackBook } from './track-book.ts';

/** How the page stands with its node. */
export type Link =
  | { readonly state: 'starting' }
  | { readonly state: 'live' }
  | { readonly state: 'asking'; readonly askedAt: number }
  | { readonly state: 'gone'; readonly since: number; readonly nextTryAt: number };

/** All that the page knows. */
export interface World {
  readonly link: Link;
  readonly me?: Me;
  readonly mission?: Mission;
  readonly zones?: Zones;
  readonly tracks: TrackBook;
  readonly events: ReadonlyMap<string, EventRow>;
  readonly findings: ReadonlyMap<string, FindingRow>;
  readonly cases: ReadonlyMap<string, CaseRow>;
  readonly desk: ReadonlyMap<string, DeskRow>;
  /** What was asked to be looked at; staff alone has any. */
  readonly tasks: ReadonlyMap<string, TaskRow>;
  /** Alerts to the duty desk; staff alone has any. */
  readonly alerts: ReadonlyMap<string, AlertRow>;
  /** While the mission stands still. */
  readonly suspension?: SuspensionOnWire;
  readonly feeds: readonly FeedRow[];
  /** When the feeds' figures were true, by this machine's clock. */
  readonly feedsAt?: number;
  readonly effort?: Effort & { readonly from: number; readonly to: number };
  /** The highest seq seen of each kind: where the next page begins. */
  readonly seqs: Readonly<Record<RowKind, number>>;
  /** The node's clock minus this machine's, ms. */
  readonly clockOffset: number;
  /** Set where what is shown comes from this tab's last state and nothing newer has arrived. */
  readonly savedAt?: number;
  readonly journal?: number;
  /** Why the token was not taken. */
  readonly signedOut?: string;
  readonly revision: number;
}

export function emptyWorld(): World {
  return {
    link: { state: 'starting' },
    tracks: new TrackBook(),
    events: new Map(),
    findings: new Map(),
    cases: new Map(),
    desk: new Map(),
    tasks: new Map(),
    alerts: new Map(),
    feeds: [],
    seqs: { track: 0, event: 0, finding: 0, case: 0, desk: 0, task: 0 },
    clockOffset: 0,
    revision: 0,
  };
}

type AnyRow = { readonly id: string; readonly seq: number };

/** The world after a batch of rows of one kind: the latest seq of an id wins, order does not matter. */
export function withRows(world: World, kind: RowKind, rows: readonly AnyRow[]): World {
  if (rows.length === 0) return world;
  const seqs = {
    ...world.seqs,
    [kind]: rows.reduce((top, r) => Math.max(top, r.seq), world.seqs[kind]),
  };
  const next = { ...world, seqs, revision: world.revision + 1 };
  switch (kind) {
    case 'track':
      world.tracks.apply(rows as readonly TrackRow[]);
      return next;
    case 'event':
      return { ...next, events: merged(world.events, rows as readonly EventRow[]) };
    case 'finding':
      return { ...next, findings: standing(merged(world.findings, rows as readonly FindingRow[])) };
    case 'case':
      return { ...next, cases: merged(world.cases, rows as readonly CaseRow[]) };
    case 'desk':
      return { ...next, desk: merged(world.desk, rows as readonly DeskRow[]) };
    case 'task':
      return { ...next, tasks: merged(world.tasks, rows as readonly TaskRow[]) };
  }
}

/** The world after alerts that came. */
export const withAlerts = (world: World, rows: readonly AlertRow[]): World => ({
  ...world,
  alerts: merged(world.alerts, rows),
  revision: world.revision + 1,
});

/** The world as the node says that it stands: still, or going on. */
export function withSuspension(
  { suspension: _, ...world }: World,
  suspension: SuspensionOnWire | null | undefined,
): World {
  return suspension == null ? world : { ...world, suspension };
}

function merged<T extends AnyRow>(
  held: ReadonlyMap<string, T>,
  rows: readonly T[],
): Map<string, T> {
  const all = new Map(held);
  for (const row of rows) {
    const known = all.get(row.id);
    if (known === undefined || known.seq <= row.seq) all.set(row.id, row);
  }
  return all;
}

/** A revised finding leaves the one it supersedes behind; cases keep that in their history. */
function standing(findings: Map<string, FindingRow>): Map<string, FindingRow> {
  for (const finding of [...findings.values()]) {
    if (finding.supersedes !== undefined) findings.delete(finding.supersedes);
  }
  return findings;
}

/** The node's present, ms. */
export const nodeNow = (world: World, machineNow: number): number => machineNow + world.clockOffset;

/** Where a finding lies: on its cell, or on the track or event it is about. */
export function placeOf(
  world: World,
  record: Pick<FindingRow, 'subject' | 'cell'> & {
    readonly position?: { lon: number; lat: number };
  },
  moment?: number,
): { lon: number; lat: number } | undefined {
  if (record.position !== undefined) return record.position;
  if (record.cell !== undefined) return middle(record.cell.polygon);
  for (const id of record.subject ?? []) {
    const track = world.tracks.stateAt(id, moment) ?? world.tracks.latest(id);
    if (track !== undefined) return track.row.position;
    const event = world.events.get(id);
    const at = event?.position ?? event?.observer;
    if (at !== undefined) return at;
  }
  return undefined;
}

/** The middle of a closed ring, good enough to point at a square. */
function middle(ring: readonly (readonly [number, number])[]): { lon: number; lat: number } {
  const corners = ring.slice(0, -1);
  const sum = corners.reduce(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0]);
  return { lon: sum[0] / corners.length, lat: sum[1] / corners.length };
}
