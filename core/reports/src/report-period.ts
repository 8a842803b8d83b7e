import { fail, formatInstant, type Instant, instant, ok, type Result } from '@greenline/base';
import { appendixOf } from './chronicle/appendix.ts';
import type { Chronicle } from './chronicle/chronicle.ts';
import type { ReleasedRecords, StaffRecords } from './chronicle/records.ts';
import { releasedChronicle } from './chronicle/released-chronicle.ts';
import { staffChronicle } from './chronicle/staff-chronicle.ts';
import { type DayError, dayBefore, dayBounds, dayPlus, type Period } from './day-bounds.ts';
import { methodOf } from './method.ts';
import type { FurtherChapter, Report } from './report.ts';
import type { ReportMission } from './report-mission.ts';
import { stretchesOf } from './stretches.ts';
import { tally } from './tally/tally.ts';

/** Whose records, and for whom. `previous`: of the period before, or the same list if it holds both. */
export type ReportSource =
  | { readonly audience: 'staff'; readonly now: StaffRecords; readonly previous?: StaffRecords }
  | {
      readonly audience: 'parties' | 'public';
      readonly now: ReleasedRecords;
      readonly previous?: ReleasedRecords;
    }
  | {
      readonly audience: 'nation';
      /** The nation's id. */
      readonly member: string;
      readonly now: ReleasedRecords;
      readonly previous?: ReleasedRecords;
    };

/** Why there is no report. `availableAt`: from when there will be. */
export type ReportError =
  | DayError
  | { readonly kind: 'too-soon'; readonly availableAt: Instant; readonly text: string };

/** The no-targeting guard's least delay. */
const LEAST_DELAY_MS = 6 * 3_600_000;

export interface ReportOptions {
  readonly mission: ReportMission;
  readonly now: Instant;
  /** Tables of other rooms, as this reader may have them. */
  readonly further?: readonly FurtherChapter[];
}

/** The report of the day that ends at the mission's cut-off on a local date. */
export function dayReport(
  source: ReportSource,
  { day, ...options }: ReportOptions & { readonly day: string },
): Result<Report, ReportError> {
  const { cutOff, timeZone } = options.mission;
  const period = dayBounds(day, cutOff, timeZone);
  if (!period.ok) return period;
  const previous = dayBounds(dayBefore(day), cutOff, timeZone);
  if (!previous.ok) return previous;
  const made = periodReport(source, {
    ...options,
    period: period.value,
    previous: previous.value,
  });
  return made.ok ? ok({ ...made.value, kind: 'day-report', schema: 'day-report/1', day }) : made;
}

/** The report of seven days, the last of which ends at the cut-off on a local date, beside the seven before. */
export function weekReport(
  source: ReportSource,
  { lastDay, ...options }: ReportOptions & { readonly lastDay: string },
): Result<Report, ReportError> {
  const week = weekBounds(lastDay, options.mission);
  if (!week.ok) return week;
  const made = periodReport(source, { ...options, ...week.value });
  if (!made.ok) return made;
  return ok({
    ...made.value,
    kind: 'week-report',
    schema: 'week-report/1',
    day: lastDay,
    firstDay: dayPlus(lastDay, -6),
  });
}

/** The seven days that end on a local date, and the seven before. */
export function weekBounds(
  lastDay: string,
  { cutOff, timeZone }: Pick<ReportMission, 'cutOff' | 'timeZone'>,
): Result<{ readonly period: Period; readonly previous: Period }, DayError> {
  const last = dayBounds(lastDay, cutOff, timeZone);
  if (!last.ok) return last;
  const endOf = (days: number) => dayBounds(dayPlus(lastDay, days), cutOff, timeZone);
  const [before, twoBefore] = [endOf(-7), endOf(-14)];
  if (!before.ok) return before;
  if (!twoBefore.ok) return twoBefore;
  return ok({
    period: { from: before.value.to, to: last.value.to },
    previous: { from: twoBefore.value.to, to: before.value.to },
  });
}

/**
 * The report of any period, beside another.
 *
 * The same records give the same report on every machine. Nobody but mission staff has one before
 * the guard's delay has passed since its end.
 */
export function periodReport(
  source: ReportSource,
  options: ReportOptions & { readonly period: Period; readonly previous?: Period },
): Result<Report, ReportError> {
  const { period, previous, mission, now, further = [] } = options;
  const soon = tooSoon(source, period.to, options);
  if (soon !== undefined) return fail(soon);
  const [today, before] = chroniclesOf(source, period, previous, mission);
  const whole = before === undefined ? undefined : previous;
  return ok({
    ...headOf(source, period, options),
    ...(now < period.to && { provisional: true as const }),
    ...(whole !== undefined && { previous: spanOf(whole) }),
    ...chaptersOf(source, [today, before], period, mission),
    further,
  });
}

/** Why nobody but staff has a report yet. */
export function tooSoon(
  { audience }: ReportSource,
  to: Instant,
  { mission, now }: ReportOptions,
): ReportError | undefined {
  const availableAt = instant(to + Math.max(mission.delayMs, LEAST_DELAY_MS));
  if (audience === 'staff' || now >= availableAt) return undefined;
  const text = `this report can be had from ${formatInstant(availableAt)}`;
  return { kind: 'too-soon', availableAt, text };
}

export function headOf(source: ReportSource, period: Period, { mission }: ReportOptions) {
  return {
    kind: 'period-report' as const,
    schema: 'period-report/1' as const,
    mission: { id: mission.id, name: mission.name },
    audience: source.audience,
    ...(source.audience === 'nation' && { member: source.member }),
    exercise: mission.exercise,
    timeZone: mission.timeZone,
    cutOff: mission.cutOff,
    ...spanOf(period),
    parties: mission.parties.map(({ id, name, hue }) => ({ id, name, hue })),
    regions: mission.regions.map(({ id, name }) => ({ id, name })),
  };
}

export function chaptersOf(
  source: ReportSource,
  [today, before]: readonly [Chronicle, Chronicle | undefined],
  period: Period,
  mission: ReportMission,
) {
  const stretches = stretchesOf(period, mission.timeZone, mission.cutOff);
  const days = today.exact || period.to - period.from > LONGEST_DAY_MS ? stretches : [];
  return {
    ...tally(today, before, mission, days),
    method: methodOf(mission, source.audience, { storage: (today.sites ?? []).length > 0 }),
    appendix: appendixOf(
      before === undefined ? [today] : [today, before],
      source.now.declarations ?? [],
    ),
  };
}

const LONGEST_DAY_MS = 26 * 3_600_000;

const spanOf = ({ from, to }: Period) => ({
  from: formatInstant(from),
  to: formatInstant(to),
  hours: (to - from) / 3_600_000,
});

export function chroniclesOf(
  source: ReportSource,
  period: Period,
  previous: Period | undefined,
  mission: ReportMission,
): readonly [Chronicle, Chronicle | undefined] {
  if (source.audience === 'staff') {
    const before = previous && source.previous;
    return [
      staffChronicle(source.now, period, mission),
      before && staffChronicle(before, previous, mission),
    ];
  }
  const before = previous && source.previous;
  const reader = source.audience === 'nation' ? source.member : source.audience;
  return [
    releasedChronicle(source.now, reader, period, mission),
    before && releasedChronicle(before, reader, previous, mission),
  ];
}
