import { fail, type Instant, instant, ok, type Result } from '@greenline/base';
import type { ObservationPeriod } from '@greenline/observation';
import { type Mission, type RowKind, readRecord } from '@greenline/pipeline';
import {
  type DayReport,
  dayBefore,
  dayBounds,
  dayReport,
  effortByRegion,
  type Period,
  type ReleasedRecords,
  type ReportMission,
  type ReportSource,
  type StaffRecords,
} from '@greenline/reports';
import { audienceOf, type Principal, type ReleasedRecord } from '@greenline/sharing';

/** Where a report's records come from: a store behind its one door, or the files of a replay. */
export interface RecordSource {
  /** Texts of the records of a kind that belong to a time, in order; the audience's, where released. */
  texts(kind: RowKind, from: Instant, to: Instant): Promise<readonly string[]>;
  /** Where monitors looked, exactly: for sums by region, which is all that leaves of it. */
  looks(from: Instant, to: Instant): Promise<readonly string[]>;
}

export interface ReportRequest {
  readonly day: string;
  readonly principal: Principal;
  readonly now: Instant;
}

const DAY_MS = 86_400_000;
const RELEASED: readonly RowKind[] = ['released-finding', 'released-event', 'released-case'];

/** The day's report for whoever asks: staff's from exact records, everybody else's from released ones. */
export async function reportFor(
  source: RecordSource,
  mission: Mission,
  { day, principal, now }: ReportRequest,
): Promise<Result<DayReport, string>> {
  const described = reportMission(mission);
  const bounds = dayBounds(day, described.cutOff, described.timeZone);
  if (!bounds.ok) return fail(bounds.error.text);
  const from = instant(bounds.value.from - 2 * DAY_MS);
  const to = instant(bounds.value.to + DAY_MS);
  const read = <T extends object>(kind: RowKind) => recordsOf<T>(source, kind, from, to);
  const before = dayBounds(dayBefore(day), described.cutOff, described.timeZone);
  if (!before.ok) return fail(before.error.text);
  const efforts = () =>
    Promise.all([bounds, before].map(({ value }) => effortOf(source, described, value)));
  const made = dayReport(
    principal.role === 'staff'
      ? await staffSource(read)
      : await releasedSource(read, principal, await efforts()),
    { day, mission: described, now },
  );
  return made.ok ? ok(made.value) : fail(made.error.text);
}

type Read = <T extends object>(kind: RowKind) => Promise<readonly T[]>;

async function staffSource(read: Read): Promise<ReportSource> {
  const now: StaffRecords = {
    observations: await read('observation'),
    periods: await read('period'),
    events: await read('event'),
    tracks: await read('track'),
    findings: await read('finding'),
    cases: await read('case'),
  };
  return { audience: 'staff', now, previous: now };
}

async function releasedSource(
  read: Read,
  principal: Principal,
  [effort, effortBefore]: readonly ReleasedRecords['effort'][],
): Promise<ReportSource> {
  const records = (await Promise.all(RELEASED.map((kind) => read<ReleasedRecord>(kind)))).flat();
  const of = {
    now: { records, ...(effort !== undefined && { effort }) },
    previous: { records, ...(effortBefore !== undefined && { effort: effortBefore }) },
  };
  if (principal.role === 'contributor' && principal.member !== undefined) {
    return { audience: 'nation', member: principal.member, ...of };
  }
  return { audience: audienceOf(principal) === 'parties' ? 'parties' : 'public', ...of };
}

/** Effort by region, which says how much was looked at and not from where. */
async function effortOf(
  source: RecordSource,
  described: ReportMission,
  period: Period,
): Promise<ReleasedRecords['effort']> {
  const texts = await source.looks(instant(period.from - DAY_MS), period.to);
  const looks = texts.map((text) => readRecord<ObservationPeriod>(text));
  return looks.length === 0
    ? undefined
    : Object.fromEntries(effortByRegion(looks, period, described));
}

async function recordsOf<T extends object>(
  source: RecordSource,
  kind: RowKind,
  from: Instant,
  to: Instant,
): Promise<readonly T[]> {
  const texts = await source.texts(kind, from, to);
  return texts.map((text) => readRecord<T>(text));
}

function reportMission(mission: Mission): ReportMission {
  const { file, agreement, regions } = mission;
  const [first, second] = file.parties;
  if (first === undefined || second === undefined) throw new Error('a mission has two parties');
  return {
    id: file.mission,
    name: file.name,
    timeZone: file.timezone,
    cutOff: file.reportCutOff ?? agreement.reportCutOff,
    parties: [first, second],
    regions: regions.map(({ id, name, area, polygon }) => ({
      id,
      name,
      area: { type: 'Polygon', coordinates: [polygon] },
      contains: (lon, lat) => area.contains(lon, lat),
    })),
    exercise: file.exercise,
    ...(file.patrol !== undefined && { patrol: file.patrol }),
    delayMs: Math.max(agreement.guard.delayMs, file.guard.delayH * 3_600_000),
  };
}
