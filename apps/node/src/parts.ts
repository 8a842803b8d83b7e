import type { Instant } from '@greenline/base';
import type { LogStore } from '@greenline/evidence';
import type { LabelId } from '@greenline/labels';
import type { Mission, RecordStore } from '@greenline/pipeline';
import type { Access } from './access.ts';
import type { Delivery } from './delivery.ts';
import type { DeviceGate } from './device-gate.ts';
import type { FeedHealth } from './feed-health.ts';
import type { FoldProgress } from './fold.ts';
import type { Intake } from './intake.ts';
import type { Lanes } from './lanes.ts';
import type { Past } from './picture/past.ts';

export type NodeState = 'starting' | 'ready' | 'degraded' | 'stopping';

/** What the HTTP side of a node works with. */
export interface NodeParts {
  readonly state: () => NodeState;
  readonly mission: () => Mission;
  readonly missionLabel: () => LabelId;
  /** Of what somebody owns, released to those named; to nobody where none is. */
  readonly labelOf: (owner: string, releasableTo?: readonly string[]) => LabelId;
  readonly access: Access;
  readonly store: RecordStore;
  /** What was known at moments gone by. */
  readonly past: Past;
  readonly intake: Intake;
  readonly gate: DeviceGate;
  readonly lanes: Lanes;
  readonly delivery: Delivery;
  readonly feeds: FeedHealth;
  readonly log: LogStore;
  readonly now: () => Instant;
  readonly progress: () => FoldProgress;
  /** Journal entries that are on the disk and not folded yet. */
  readonly behind: () => number;
  /** Resolves when an entry's effects are written. */
  readonly folded: (seq: number) => Promise<void>;
  /** Folder of the films, each under its digest. */
  readonly films: string;
  /** Folder of the built console. */
  readonly console: string;
}
