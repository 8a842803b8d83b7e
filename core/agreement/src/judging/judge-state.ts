import type { Digest, Hasher, Instant } from '@greenline/base';
import { emptyRegister, type Register } from '@greenline/declarations';
import type { LabelId } from '@greenline/labels';
import type { Evidence } from './look.ts';
import type { Last, Row } from './row.ts';
import type { RollUp, Subject } from './subject.ts';
import { emptyTimetable, type TimetableState } from './timetable.ts';

export interface JudgeOptions {
  readonly hasher: Hasher;
  /** Label of facts that carry none. */
  readonly label: LabelId;
  readonly rollUp: RollUp;
  /** Rows are told as they end and not as they open: nobody waits for them. */
  readonly endsOnly?: boolean;
}

/** Everything a live judge remembers: maps, arrays and numbers, structured-clone-able. */
export interface JudgeState {
  readonly agreementDigest: Digest;
  readonly subjects: Map<string, Subject>;
  /** Rows of ledgers and announcements, by clause, nature, part and subject. */
  readonly rows: Map<string, Row>;
  /** Memory of each ledger rule, by index of its clause. */
  readonly ledgers: Map<number, unknown>;
  readonly register: Register;
  readonly timetable: TimetableState;
  /** How often words or milestones changed what holds: what was judged before is judged again. */
  era: number;
  /** Digest of the latest word under each id of a declaration. */
  readonly declared: Map<string, Digest>;
  /** Ids of the rows of late events, by event and clause: a revised event supersedes them. */
  readonly events: Map<string, Map<number, Row['openId']>>;
}

export const emptyState = (agreementDigest: Digest): JudgeState => ({
  agreementDigest,
  subjects: new Map(),
  rows: new Map(),
  ledgers: new Map(),
  register: emptyRegister(),
  timetable: emptyTimetable(),
  era: 0,
  declared: new Map(),
  events: new Map(),
});

export const lastOf = (subject: Subject): Last => ({
  at: subject.at,
  digest: subject.digests.at(-1),
  label: subject.label,
  exercise: subject.exercise,
});

export const lastIn = (at: Instant, { digests, label, exercise }: Evidence): Last => ({
  at,
  digest: digests.at(-1),
  label,
  exercise,
});
