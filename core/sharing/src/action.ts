import type { Permission } from './principal.ts';

/**
 * Kinds of records as the rooms make them, to the metre and the millisecond. `stream` is the live
 * stream of any of them, `leaf` what stands in a leaf of the evidence log.
 */
export const EXACT_KINDS = [
  'observation',
  'period',
  'track',
  'track-history',
  'correlation',
  'task',
  'event',
  'finding',
  'case',
  'desk',
  'declaration',
  'filing',
  'refusal',
  'video-segment',
  'report',
  'publication',
  'restriction',
  'interference',
  'safety-alert',
  'suspension',
  'stream',
  'leaf',
] as const;

/**
 * Kinds fit for those who are not mission staff: made from coarse facts, or, of declarations and filings,
 * the words of their owner for those to whom they are shown; and cases as the commission has them.
 */
export const RELEASED_KINDS = [
  'released-finding',
  'released-event',
  'released-case',
  'released-declaration',
  'released-filing',
  'commission-case',
  'released-report',
  'release',
  'hazard-warning',
  'agreement',
  'checkpoint',
] as const;

export type ExactKind = (typeof EXACT_KINDS)[number];
export type ReleasedKind = (typeof RELEASED_KINDS)[number];
export type RecordKind = ExactKind | ReleasedKind;

/**
 * What somebody asks to do. `export` takes exact records out of the node as a file; a release is
 * not an export: its records are read.
 */
export type Action = `read:${RecordKind}` | Permission | 'export' | 'stream';

export const ACTIONS: readonly Action[] = [
  ...[...EXACT_KINDS, ...RELEASED_KINDS].map((kind): Action => `read:${kind}`),
  'decide',
  'intake',
  'declare',
  'report',
  'suspend',
  'export',
  'stream',
];

export const isExactKind = (kind: string): kind is ExactKind =>
  (EXACT_KINDS as readonly string[]).includes(kind);
export const isReleasedKind = (kind: string): kind is ReleasedKind =>
  (RELEASED_KINDS as readonly string[]).includes(kind);
