import type { EventFact, ObjectFact } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import type { Label, LabelId } from '@greenline/labels';
import { type Audience, mayGoTo } from './audience.ts';
import { HOUR_MS, mayBeMonitor } from './coarse-fact.ts';

/** Why something stays with mission staff. */
export type Withheld =
  | 'no-label'
  | 'label'
  | 'exercise'
  | 'monitors'
  | 'party'
  | 'too-late'
  | 'future'
  | 'no-place'
  | 'later-version'
  | 'superseded'
  | 'other-kind';

export interface AdmissionOptions {
  readonly audience: Audience;
  readonly parties: readonly [string, string];
  readonly exercise: boolean;
  readonly labelOf: (id: LabelId) => Label | undefined;
}

/** Older than this at receipt, a fact enters no release: its hour is long closed. */
export const LATEST_MS = 7 * 24 * HOUR_MS;
/** Further ahead of its receipt than this, a fact's clock is wrong. */
const FUTURE_MS = 24 * HOUR_MS;

/** Of whom something may be told. Not the mission, and no contributing nation. */
const NEITHER_PARTY = ['unknown', 'private'];

/** Why nothing of a fact may go to an audience, in whatever form; `undefined` where it may. */
export function withheldFrom(
  fact: ObjectFact | EventFact,
  receivedAt: Instant,
  options: AdmissionOptions,
): Withheld | undefined {
  const { label, exercise, party, at } = fact;
  const marked = withheldByLabel(label, exercise === true, options);
  if (marked !== undefined) return marked;
  if (!ofParty(party, options.parties)) return 'party';
  if (mayBeMonitor(fact.class)) return 'monitors';
  if (!(receivedAt - at <= LATEST_MS)) return 'too-late';
  return at - receivedAt > FUTURE_MS ? 'future' : undefined;
}

export function withheldByLabel(
  label: LabelId | undefined,
  exercise: boolean,
  options: AdmissionOptions,
): Withheld | undefined {
  const marked = label === undefined ? undefined : options.labelOf(label);
  if (exercise !== options.exercise) return 'exercise';
  if (marked === undefined) return 'no-label';
  if (marked.exercise !== options.exercise) return 'exercise';
  return mayGoTo(options.audience, marked) ? undefined : 'label';
}

export const ofParty = (party: string | undefined, parties: readonly string[]): boolean =>
  party === undefined || parties.includes(party) || NEITHER_PARTY.includes(party);
