import { fail, instant, ok, type Result } from '@greenline/base';
import {
  asPublished,
  lastDayOf,
  type PublishedReport,
  publicationId,
  type Report,
} from '@greenline/reports';
import { audienceOf, type Principal } from '@greenline/sharing';
import type { RecordSource, ReportRequest, ReportSubject } from './report-for.ts';

/** How a report's subject is called in its publications. */
export function subjectKey(subject: ReportSubject): Result<string, string> {
  if ('day' in subject) return ok(`day:${subject.day}`);
  if ('case' in subject) return ok(`case:${subject.case}`);
  if ('event' in subject) return ok(`event:${subject.event}`);
  const lastDay = lastDayOf(subject.week);
  return lastDay.ok ? ok(`week:${lastDay.value}`) : fail(lastDay.error.text);
}

/** Whose reports a principal reads. */
export const readerFor = (principal: Principal): string =>
  principal.role === 'staff' ? 'staff' : (audienceOf(principal) ?? 'public');

/** Every version of one report that was published to a reader, the first first. */
export async function publishedOf(
  source: RecordSource,
  principal: Principal,
  subject: string,
): Promise<readonly PublishedReport[]> {
  const reader = readerFor(principal);
  const versions: PublishedReport[] = [];
  for (;;) {
    const id = publicationId(reader, subject, versions.length + 1);
    const text = await source.text(reader === 'staff' ? 'report' : 'released-report', id);
    if (text === undefined) return versions;
    versions.push(published(text));
  }
}

/** A report's own fields stay as they went out; only the moment of publication is the journal's. */
export function published(text: string): PublishedReport {
  const record = JSON.parse(text) as Omit<PublishedReport, 'at'> & { readonly at: string };
  return { ...record, at: instant(Date.parse(record.at)) };
}

/** One version as it was published, with a note of the last where that is a later one. */
export async function publishedVersion(
  source: RecordSource,
  { subject, principal }: ReportRequest,
  version: number,
): Promise<Result<Report, string>> {
  const key = subjectKey(subject);
  if (!key.ok) return key;
  const versions = await publishedOf(source, principal, key.value);
  const found = versions[version - 1];
  const last = versions.at(-1);
  if (found !== undefined) return ok(asPublished(found, last === found ? undefined : last));
  const there = versions.length === 0 ? 'none was published' : `the last is ${versions.length}`;
  return fail(`there is no version ${version} of ${key.value}: ${there}`);
}
