import type { Instant } from '@greenline/base';
import type { Inspection, InspectionRequest } from '@greenline/declarations';
import type { Evidence } from '../../judging/look.ts';
import type { Hearing, Outcome } from '../../judging/rule.ts';

/** What was owed and what came of it; whose duty it is the clause says. */
export type Owed = Omit<Outcome, 'party' | 'nature'>;

/** One of the duties that a clause about inspections lays on somebody. Memory is plain data. */
export interface Duty<Memory = unknown> {
  start(): Memory;
  /** What has fallen due before a moment, in order of time; each is told once. */
  fallen(memory: Memory, now: Instant, hearing: Hearing): readonly Owed[];
  inspected(
    memory: Memory,
    inspection: Inspection,
    evidence: Evidence,
    hearing: Hearing,
  ): readonly Owed[];
  requested?(memory: Memory, request: InspectionRequest, evidence: Evidence): void;
}

/** The judge hands back only memory that `start` made, so its type may be forgotten in between. */
export const duty = <M>(made: Duty<M>): Duty => made as Duty<unknown>;

/** A zone or a site, in one text: a zone and a site may bear the same name. */
export const placeKey = (place: {
  readonly zone?: string | undefined;
  readonly site?: string | undefined;
}): string => (place.zone === undefined ? `site\u001f${place.site}` : `zone\u001f${place.zone}`);

export const placeName = (key: string): string => key.slice(key.indexOf('\u001f') + 1);

/** Inspectors came and were not let in: the inspection is not done, and it is not their fault. */
export const wasDenied = (inspection: Inspection): boolean => /^\s*denied/i.test(inspection.result);

export const HOUR_MS = 3_600_000;

/** Why a duty that somebody prevented is not held against whoever owes it. */
export const DENIED = 'access was denied';
