export { effortByRegion, hoursIn } from './chronicle/looking.ts';
export type { DeclaredRecord, ReleasedRecords, StaffRecords } from './chronicle/records.ts';
export { correctionsOf } from './corrections/corrigendum.ts';
export { figuresOf, type ReportFigure } from './corrections/figures.ts';
export {
  asPublished,
  corrected,
  nextVersion,
  type Publication,
  type PublishedReport,
  publicationId,
  readerOf,
  subjectOf,
} from './corrections/publication.ts';
export {
  type DayError,
  dayBefore,
  dayBounds,
  dayPlus,
  localTime,
  type Period,
} from './day-bounds.ts';
export { renderHtml } from './html/render-html.ts';
export { LANGUAGES, type Phrases, readPhrases } from './language/phrases.ts';
export { ENGLISH, type Wording, wordingIn, wordingOf } from './language/wording.ts';
export { renderCsv } from './render-csv.ts';
export { renderJson } from './render-json.ts';
export type * from './report.ts';
export type {
  DisengagementArea,
  ReportAudience,
  ReportMission,
  ReportParty,
  ReportRegion,
} from './report-mission.ts';
export {
  dayReport,
  periodReport,
  type ReportError,
  type ReportSource,
  weekBounds,
  weekReport,
} from './report-period.ts';
export { type SpotError, type SpotSubject, spotReport } from './spot-report.ts';
export { stretchesOf } from './stretches.ts';
export { renderTypst, type Sheets } from './typst/render-typst.ts';
export { lastDayOf } from './week.ts';
