import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { ObservationId, Trust } from '@greenline/observation';
import type { AlertCause } from './alert-cause.ts';
import type { AlertStep } from './command.ts';

/** UUIDv8 over the cause and the first observation, so that a replay finds the same alert. */
export type AlertId = string & { readonly '~id': 'safety-alert' };

/** `raised` and `escalated` wait for somebody; `acknowledged` has somebody; `closed` is over. */
export type AlertState = 'raised' | 'escalated' | 'acknowledged' | 'closed';

/** One line of an alert's history. Never altered, never removed. */
export type AlertEntry =
  | { readonly entry: 'report'; readonly recordedAt: Instant; readonly observation: ObservationId }
  | {
      readonly entry: 'escalated';
      readonly recordedAt: Instant;
      readonly level: number;
      /** Whom it calls now; absent where the mission names nobody further. */
      readonly calls?: string;
    }
  | {
      readonly entry: 'step';
      readonly recordedAt: Instant;
      readonly step: AlertStep;
      readonly by: string;
      readonly reason?: string;
    };

/** Monitors or what they work with in danger: for the duty desk, and for nobody outside the mission. */
export interface SafetyAlert {
  readonly kind: 'safety-alert';
  readonly id: AlertId;
  readonly cause: AlertCause;
  /** When it happened, as its first report says. */
  readonly at: Instant;
  /** When the node had it. */
  readonly openedAt: Instant;
  readonly state: AlertState;
  /** How often its clock ran out. */
  readonly level: number;
  /** Runs until somebody acknowledges; absent from then on. */
  readonly clock?: { readonly since: Instant; readonly dueAt: Instant };
  /** Whom it calls now. */
  readonly calls?: string;
  readonly acknowledgedBy?: string;
  /** The patrol or sensor that calls. */
  readonly sensor: string;
  readonly nation: string;
  readonly trust: Trust;
  readonly position?: Position;
  readonly asset?: string;
  readonly text?: string;
  /** How often the caller has called since. */
  readonly reports: number;
  readonly history: readonly AlertEntry[];
  readonly label: LabelId;
  readonly exercise?: true;
}
