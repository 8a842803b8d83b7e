import type { Digest, Instant, JsonObject } from '@greenline/base';
import type { SignedBy } from '@greenline/declarations';
import type { LabelId } from '@greenline/labels';
import type { FormName } from './form.ts';
import type { Refusal } from './refusal.ts';

/** A time within which something is owed. Runs while `to` is absent. */
export interface FilingClock {
  readonly clock: string;
  readonly from: Instant;
  /** The last moment that is still in time. */
  readonly dueAt: Instant;
  /** When what was owed came, or ceased to be owed. */
  readonly to?: Instant;
  readonly overdue: boolean;
}

/** Who handed something in, and what vouches for it. */
export interface Hand {
  readonly by: string;
  /** Whose voice it is. */
  readonly for: string;
  /** Of what was signed: names one act for good. */
  readonly digest: Digest;
  readonly signedBy?: SignedBy;
  readonly signature?: string;
}

/** One line of a filing’s history. Never altered, never removed. */
export type FilingLine =
  | ({
      readonly entry: 'filed';
      readonly recordedAt: Instant;
      /** When the filer says so; clocks go by `recordedAt`. */
      readonly at: Instant;
      readonly state: string;
    } & Hand)
  | ({
      readonly entry: 'step';
      readonly recordedAt: Instant;
      readonly at: Instant;
      readonly step: string;
      readonly with: JsonObject;
      readonly before: string;
      readonly state: string;
      /** It came after its time: kept, and marked. */
      readonly late?: true;
    } & Hand)
  | ({
      readonly entry: 'refused';
      readonly recordedAt: Instant;
      readonly at: Instant;
      readonly step: string;
      readonly with: JsonObject;
      readonly refusal: Refusal;
    } & Hand)
  | {
      /** A named rule of the machine. */
      readonly entry: 'rule';
      readonly recordedAt: Instant;
      readonly rule: 'overdue' | 'due' | 'recurrence' | 'opened';
      readonly before: string;
      readonly state: string;
      readonly reason: string;
    };

/** A step that was taken. */
export type TakenStep = Extract<FilingLine, { entry: 'step' }>;

/** One paper before the mission: what it says, where it stands, and all that was done with it. */
export interface Filing {
  /** Whose it is, and the id that he gave it: `A:protest-7`. */
  readonly id: string;
  readonly form: FormName;
  /** Whose it is: a party, a nation, `mission`, `commission` or `humanitarian`. */
  readonly for: string;
  readonly state: string;
  /** What it says, as its form has it. */
  readonly with: JsonObject;
  readonly openedAt: Instant;
  /** The case that it is about. */
  readonly case?: string;
  /** The region of the mission in which it places something. */
  readonly region?: string;
  readonly clocks: readonly FilingClock[];
  /** To whom it is shown besides mission staff; sorted. `public`: to everybody. */
  readonly shownTo: readonly string[];
  readonly history: readonly FilingLine[];
  /** What the machine made of it: how a window of silence was kept. */
  readonly outcome?: JsonObject;
  readonly label: LabelId;
  readonly exercise?: true;
}

/** The steps of a kind that were taken, in order. */
export const stepsTaken = (filing: Pick<Filing, 'history'>, step: string): readonly TakenStep[] =>
  filing.history.filter((line): line is TakenStep => line.entry === 'step' && line.step === step);
