import { fail, type Instant, instant, ok, type Result } from '@greenline/base';
import type { ObservationPeriod } from '@greenline/observation';
import { type Mission, type RowKind, readRecord } from '@greenline/pipeline';
import {
  corrected,
  type DeclaredRecord,
  dayBounds,
  dayPlus,
  dayReport,
  effortByRegion,
  hoursIn,
  lastDayOf,
  type Period,
  type ReleasedRecords,
  type Report,
  type ReportMission,
  type ReportSource,
  type StaffRecords,
  spotReport,
  stretchesOf,
  subjectOf,
  weekBounds,
  weekReport,
} from '@greenline/reports';
import { audienceOf, type Principal, type ReleasedRecord } from '@greenline/sharing';
import { filingsChapters } from './filings-chapters.ts';
import { publishedOf, publishedVersion } from './published.ts';
import { ratesChapter } from './rates-chapter.ts';
import { reportMission } from './report-mission.ts';

/** Where a report's records come from: a store behind its one door, or the files of a replay. */
export interface RecordSource {
  /** Texts of the records of a kind that belong to a time, in order; the audience's, where released. */
  texts(kind: RowKind, from: Instant, to: Instant): Promise<readonly string[]>;
  /** The record of an id, as it stands now; `undefined` where this reader has none. */
  text(kind: RowKind, id: string): Promise<string | undefined>;
  /** Where monitors looked, exactly: for sums by region, which is all that leaves of it. */
  looks(from: Instant, to: Instant): Promise<readonly string[]>;
}

/** Which report: of a local day, of a week (`2026-W11`, or its last day), of a case or about an event. */
export type ReportSubject =
  | { readonly day: string }
  | { readonly week: string }
  | { readonly case: string }
  | { readonly event: string };

export interface ReportRequest {
  readonly subject: ReportSubject;
  /** As it was published; absent: as it stands now. */
  readonly version?: number;
  readonly principal: Principal;
  readonly now: Instant;
}

const DAY_MS = 86_400_000;
const RELEASED: readonly RowKind[] = ['released-finding', 'released-event', 'released-case'];

/**
 * A report for whoever asks: a version as it was published, or the report as it stands now, which says
 * what differs from the version published last.
 */
export async function reportFor(
  source: RecordSource,
  mission: Mission,
  request: ReportRequest,
): Promise<Result<Report, string>> {
  if (request.version !== undefined) {
    return publishedVersion(source, request, request.version);
  }
  const made = await reportNow(source, mission, request);
  if (!made.ok) return made;
  const latest = (await publishedOf(source, request.principal, subjectOf(made.value))).at(-1);
  return ok(latest === undefined ? made.value : corrected(made.value, latest));
}

/** As it stands now: staff's from exact records, everybody else's from released ones. */
export async function reportNow(
  source: RecordSource,
  mission: Mission,
  request: ReportRequest,
): Promise<Result<Report, string>> {
  const described = reportMission(mission);
  const spans = await spansOf(source, described, request);
  if (!spans.ok) return spans;
  const { principal, subject, now } = request;
  const records = await sourceOf(source, described, principal, spans.value);
  const everything: Read = async (kind) =>
    (await source.texts(kind, instant(0), instant(now + DAY_MS))).map((text) => readRecord(text));
  const { period } = spans.value;
  const further =
    'day' in subject || 'week' in subject
      ? [
          ...(await risenRates(everything, principal, mission, period)),
          ...(await filingsChapters(everything, principal, mission, period)),
        ]
      : [];
  const options = { mission: described, now, further };
  const made =
    'day' in subject
      ? dayReport(records, { ...options, day: subject.day })
      : 'week' in subject
        ? weekReport(records, { ...options, lastDay: spans.value.lastDay })
        : spotReport(records, {
            ...options,
            subject:
              'case' in subject
                ? { about: 'case', id: subject.case }
                : { about: 'event', id: subject.event },
          });
  return made.ok ? ok(made.value) : fail(made.error.text);
}

/** For staff: the notes are exact, and say where monitors looked. */
const risenRates = async (read: Read, { role }: Principal, mission: Mission, period: Period) =>
  role === 'staff' ? ratesChapter(await read<DeskText>('desk'), mission, period) : [];

type DeskText = { readonly note: string };

/** The periods whose effort is told, the last day, and how far back and on records are read. */
interface Spans {
  readonly period: Period;
  readonly previous?: Period;
  readonly lastDay: string;
}

async function spansOf(
  source: RecordSource,
  { cutOff, timeZone }: ReportMission,
  { subject, principal }: ReportRequest,
): Promise<Result<Spans, string>> {
  if ('day' in subject) {
    const period = dayBounds(subject.day, cutOff, timeZone);
    if (!period.ok) return fail(period.error.text);
    const previous = dayBounds(dayPlus(subject.day, -1), cutOff, timeZone);
    if (!previous.ok) return fail(previous.error.text);
    return ok({ period: period.value, previous: previous.value, lastDay: subject.day });
  }
  if ('week' in subject) {
    const lastDay = lastDayOf(subject.week);
    if (!lastDay.ok) return fail(lastDay.error.text);
    const week = weekBounds(lastDay.value, { cutOff, timeZone });
    return week.ok ? ok({ ...week.value, lastDay: lastDay.value }) : fail(week.error.text);
  }
  const period = await spotPeriod(source, subject, principal);
  if (period !== undefined) return ok({ period, lastDay: '' });
  const [kind, id] = 'case' in subject ? ['case', subject.case] : ['event', subject.event];
  return fail(`no ${kind} ${id} that you may read`);
}

/** When the one case or event was. */
async function spotPeriod(
  source: RecordSource,
  subject: { readonly case: string } | { readonly event: string },
  { role }: Principal,
): Promise<Period | undefined> {
  const [noun, id] =
    'case' in subject ? (['case', subject.case] as const) : (['event', subject.event] as const);
  const text = await source.text(role === 'staff' ? noun : `released-${noun}`, id);
  if (text === undefined) return undefined;
  const one = readRecord<Partial<Record<'from' | 'to' | 'at' | 'decidedAt', Instant>>>(text);
  const from = one.from ?? one.at ?? one.decidedAt;
  const to = one.to ?? one.at ?? one.decidedAt;
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Reads what may belong to the periods: a case's findings, and tracks that go on, lie around them. */
async function sourceOf(
  source: RecordSource,
  described: ReportMission,
  principal: Principal,
  { period, previous = period }: Spans,
): Promise<ReportSource> {
  const from = instant(previous.from - DAY_MS);
  const to = instant(period.to + DAY_MS);
  const read: Read = async (kind) =>
    (await source.texts(kind, from, to)).map((text) => readRecord(text));
  const always: Read = async (kind) =>
    (await source.texts(kind, instant(0), to)).map((text) => readRecord(text));
  if (principal.role === 'staff') {
    const now: StaffRecords = {
      observations: await read('observation'),
      periods: await read('period'),
      events: await read('event'),
      tracks: await read('track'),
      findings: await read('finding'),
      cases: await read('case'),
      declarations: await always<DeclaredRecord>('declaration'),
    };
    return { audience: 'staff', now, previous: now };
  }
  const records = (await Promise.all(RELEASED.map((kind) => read<ReleasedRecord>(kind)))).flat();
  const declarations = await always<DeclaredRecord>('released-declaration');
  const of = {
    now: { records, declarations, ...(await effortOf(source, described, period)) },
    previous: { records, ...(await effortOf(source, described, previous)) },
  };
  if (principal.role === 'contributor' && principal.member !== undefined) {
    return { audience: 'nation', member: principal.member, ...of };
  }
  return { audience: audienceOf(principal) === 'parties' ? 'parties' : 'public', ...of };
}

type Read = <T extends object>(kind: RowKind) => Promise<readonly T[]>;

/** Effort by region and, of a week, by day, which says how much was looked at and not from where. */
async function effortOf(
  source: RecordSource,
  described: ReportMission,
  period: Period,
): Promise<Pick<ReleasedRecords, 'effort' | 'hours'>> {
  const texts = await source.looks(instant(period.from - DAY_MS), period.to);
  const looks = texts.map((text) => readRecord<ObservationPeriod>(text));
  if (looks.length === 0) return {};
  const effort = Object.fromEntries(effortByRegion(looks, period, described));
  if (period.to - period.from < 2 * DAY_MS) return { effort };
  const days = stretchesOf(period, described.timeZone, described.cutOff);
  return { effort, hours: hoursIn(looks, days, described) ?? [] };
}
