export { type DayError, dayBefore, dayBounds, localTime, type Period } from './day-bounds.ts';
export type * from './day-report.ts';
export type { ReleasedRecords, StaffRecords } from './records.ts';
export { renderCsv } from './render-csv.ts';
export { renderHtml } from './render-html.ts';
export { renderJson } from './render-json.ts';
export type {
  ReportAudience,
  ReportMission,
  ReportParty,
  ReportRegion,
} from './report-mission.ts';
export { dayReport, periodReport, type ReportError, type ReportSource } from './report-period.ts';
export { effortByRegion } from './staff-chronicle.ts';
