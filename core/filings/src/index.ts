export { type AgendaItem, agenda, type WaitingCase } from './agenda.ts';
export { type ChapterReader, chapters, type FilingsChapter } from './chapters.ts';
export { delayFilings, settle, tickFilings } from './clocks.ts';
export type { Consequence } from './consequence.ts';
export {
  DEFAULT_FILING_PRACTICE,
  type FilingContext,
  type FilingPractice,
} from './context.ts';
export { type DescribedForm, describedForms } from './described-form.ts';
export { fileNew, type Outcome } from './file-new.ts';
export { type Filer, type Standing, voiceOf } from './filer.ts';
export type { Filing, FilingClock, FilingLine, TakenStep } from './filing.ts';
export { stepsTaken } from './filing.ts';
export { emptyFilingBook, type FilingBook, noteOutcome, noteRecurrence } from './filing-book.ts';
export { FORM_NAMES, type Form, type FormName } from './form.ts';
export { FILING_CLOCKS, FORMS } from './forms.ts';
export { isNewFiling, type NewFiling, type NewStep, readHandedIn } from './handed-in.ts';
export type { Refusal } from './refusal.ts';
export { type Fire, seeFire, seeLook, watchOver } from './see-fire.ts';
export { type ShownFiling, type ShownLine, shownFiling } from './shown-filing.ts';
export { mayKnow, stepsFor, takeStep } from './take-step.ts';
