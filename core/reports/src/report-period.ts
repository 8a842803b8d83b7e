import { fail, formatInstant, type Instant, instant, ok, type Result } from '@greenline/base';
import { appendixOf } from './appendix.ts';
import type { Chronicle } from './chronicle.ts';
import { type DayError, dayBefore, dayBounds, type Period } from './day-bounds.ts';
import type { DayReport } from './day-report.ts';
import { methodOf } from './method.ts';
import type { ReleasedRecords, StaffRecords } from './records.ts';
import { releasedChronicle } from './released-chronicle.ts';
import type { ReportMission } from './report-mission.ts';
import { staffChronicle } from './staff-chronicle.ts';
import { tally } from './tally.ts';

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

/** The report of the day that ends at the mission's cut-off on a local date. */
export function dayReport(
  source: ReportSource,
  options: { readonly day: string; readonly mission: ReportMission; readonly now: Instant },
): Result<DayReport, ReportError> {
  const { day, mission, now } = options;
  const period = dayBounds(day, mission.cutOff, mission.timeZone);
  if (!period.ok) return period;
  const previous = dayBounds(dayBefore(day), mission.cutOff, mission.timeZone);
  if (!previous.ok) return previous;
  const made = periodReport(source, {
    period: period.value,
    previous: previous.value,
    mission,
    now,
  });
  return made.ok ? ok({ ...made.value, day }) : made;
}

/**
 * The report of any period, beside another.
 *
 * The same records give the same report on every machine. Nobody but mission staff has one before
 * the guard's delay has passed since its end.
 */
export function periodReport(
  source: ReportSource,
  options: {
    readonly period: Period;
    readonly previous?: Period;
    readonly mission: ReportMission;
    readonly now: Instant;
  },
): Result<DayReport, ReportError> {
  const { period, previous, mission, now } = options;
  const delayMs = Math.max(mission.delayMs, LEAST_DELAY_MS);
  const availableAt = instant(period.to + delayMs);
  if (source.audience !== 'staff' && now < availableAt) {
    const text = `this report can be had from ${formatInstant(availableAt)}`;
    return fail({ kind: 'too-soon', availableAt, text });
  }
  const [today, before] = chronicles(source, period, previous, mission);
  return ok({
    kind: 'day-report',
    schema: 'day-report/1',
    mission: { id: mission.id, name: mission.name },
    audience: source.audience,
    ...(source.audience === 'nation' && { member: source.member }),
    exercise: mission.exercise,
    timeZone: mission.timeZone,
    cutOff: mission.cutOff,
    ...spanOf(period),
    ...(now < period.to && { provisional: true as const }),
    ...(before !== undefined && previous !== undefined && { previous: spanOf(previous) }),
    parties: mission.parties.map(({ id, name, hue }) => ({ id, name, hue })),
    regions: mission.regions.map(({ id, name }) => ({ id, name })),
    ...tally(today, before, mission),
    method: methodOf(mission, source.audience),
    appendix: appendixOf(before === undefined ? [today] : [today, before]),
  });
}

const spanOf = ({ from, to }: Period) => ({
  from: formatInstant(from),
  to: formatInstant(to),
  hours: (to - from) / 3_600_000,
});

function chronicles(
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
