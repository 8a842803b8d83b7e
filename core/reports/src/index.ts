export { type DayError, dayBefore, dayBounds, type Period } from './day-bounds.ts';
export type * from './day-report.ts';
export type { ReleasedRecords, StaffRecords } from './records.ts';
export type {
  ReportAudience,
  ReportMission,
  ReportParty,
  ReportRegion,
} from './report-mission.ts';

// Signatures published ahead of their bodies; each is replaced by its export as it lands.
import type { Instant, Result } from '@greenline/base';
import type { DayError, Period } from './day-bounds.ts';
import type { DayReport } from './day-report.ts';
import type { ReleasedRecords, StaffRecords } from './records.ts';
import type { ReportMission } from './report-mission.ts';

export type ReportError =
  | DayError
  | { readonly kind: 'too-soon'; readonly availableAt: Instant; readonly text: string };

/** Whose records, and for whom. `previous`: of the period before, or the same list if it holds both. */
export type ReportSource =
  | { readonly audience: 'staff'; readonly now: StaffRecords; readonly previous?: StaffRecords }
  | {
      readonly audience: 'parties' | 'public';
      readonly now: ReleasedRecords;
      readonly previous?: ReleasedRecords;
    };
export declare function dayReport(
  source: ReportSource,
  options: { readonly day: string; readonly mission: ReportMission; readonly now: Instant },
): Result<DayReport, ReportError>;
/** As `dayReport`, for any two periods. */
export declare function periodReport(
  source: ReportSource,
  options: {
    readonly period: Period;
    readonly previous?: Period;
    readonly mission: ReportMission;
    readonly now: Instant;
  },
): Result<DayReport, ReportError>;
/** Canonical JSON (RFC 8785) and a newline. */
export declare function renderJson(report: DayReport): string;
/** RFC 4180 with an HXL tag row. */
export declare function renderCsv(report: DayReport): string;
/** One self-contained page. */
export declare function renderHtml(report: DayReport): string;
