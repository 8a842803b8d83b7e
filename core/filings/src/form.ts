import type { Instant, JsonObject } from '@greenline/base';
import type { z } from 'zod';
import type { Consequence } from './consequence.ts';
import type { FilingContext } from './context.ts';
import type { Filer, Standing } from './filer.ts';
import type { Filing, TakenStep } from './filing.ts';
import type { Refusal } from './refusal.ts';
import type { Watch } from './watch.ts';
import type { Who } from './who.ts';

export const FORM_NAMES = [
  'protest',
  'message',
  'comment-window',
  'counter-evidence',
  'session',
  'remedy',
  'casualties',
  'silence',
  'crossing',
  'complaint',
  'delivery',
] as const;

export type FormName = (typeof FORM_NAMES)[number];

/** What is on its way into a history: a step that was checked, and not yet taken. */
export type Asked = Omit<TakenStep, 'entry' | 'before' | 'state'>;

/** One legal step of a form. */
export interface StepRule {
  readonly from: readonly string[];
  /** Where it leads; `stay` leaves the filing where it is. */
  readonly to: string | ((filing: Filing, step: Asked, context: FilingContext) => string);
  readonly by: Who;
  readonly content: z.ZodType<JsonObject>;
  /** Why it cannot be taken though it is legal; `undefined` where it can. */
  readonly missing?: (
    filing: Filing,
    step: Asked,
    filer: Filer,
    context: FilingContext,
  ) => Pick<Refusal, 'field' | 'text'> | undefined;
  readonly late?: (filing: Filing, step: Asked) => boolean;
  /** What else comes of it. */
  readonly leads?: (
    filing: Filing,
    step: Asked,
    filer: Filer,
    context: FilingContext,
  ) => readonly Consequence[];
}

/** A time that runs while a filing is in one of some states. */
export interface FormClock {
  readonly clock: string;
  readonly while: readonly string[];
  /** Unless the mission sets another. */
  readonly seconds?: number;
  /** Where the filing itself says until when. */
  readonly dueAt?: (filing: Filing, context: FilingContext) => Instant;
  /** Runs for such a filing only. */
  readonly when?: (filing: Filing) => boolean;
  /** Steps that set it anew. */
  readonly restarts?: readonly string[];
  /** Where the filing goes when it has run out; absent: it stays, and is overdue. */
  readonly leads?: (
    filing: Filing,
    watch: Watch | undefined,
    context: FilingContext,
  ) => Pick<Filing, 'state' | 'outcome'> & { readonly reason: string };
}

/** How a form is told in a report: one row a filing. */
export interface FormChapter {
  readonly title: string;
  readonly columns: readonly string[];
  readonly row: (filing: Filing) => readonly string[];
  readonly note: string;
}

/** One sort of filing: one file each, entered in `forms.ts`. */
export interface Form {
  readonly name: FormName;
  readonly title: string;
  /** One line for whoever wonders which form it is. */
  readonly says: string;
  readonly filedBy: readonly Standing[];
  readonly content: z.ZodType<JsonObject>;
  /** Whose it is, where its words say so; absent: whoever files it. */
  readonly whose?: (content: JsonObject) => string | undefined;
  /** What of it no schema can tell. */
  readonly unsound?: (
    content: JsonObject,
    filer: Filer,
    context: FilingContext,
  ) => Pick<Refusal, 'field' | 'text'> | undefined;
  readonly first: string | ((content: JsonObject) => string);
  readonly steps: Readonly<Record<string, StepRule>>;
  readonly clocks: readonly FormClock[];
  readonly shownTo: (
    filing: Omit<Filing, 'label'>,
    parties: readonly string[],
  ) => readonly string[];
  /** What others than staff are told of its words, where that is less than all. */
  readonly told?: (filing: Filing) => JsonObject;
  /** What comes of its being filed. */
  readonly leads?: (filing: Filing) => readonly Consequence[];
  readonly chapter: FormChapter;
}
