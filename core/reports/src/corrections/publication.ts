import type { Digest, Instant } from '@greenline/base';
import { formatInstant } from '@greenline/base';
import type { Report } from '../report.ts';
import { correctionsOf } from './corrigendum.ts';

/** One version of a report as it was published to one reader: it stays, whatever becomes of it. */
export interface Publication {
  /** Reader, subject and version: `parties:day:2026-03-10@1`. */
  readonly id: string;
  /** What the report is of: `day:2026-03-10`, `week:2026-03-15`, `case:…`, `event:…`. */
  readonly subject: string;
  /** `staff`, `parties`, `public`, or a nation's id. */
  readonly reader: string;
  /** 1, 2, 3 … */
  readonly version: number;
  /** When. */
  readonly at: Instant;
  /** Of the report's canonical JSON. */
  readonly digest: Digest;
  readonly exercise?: true;
}

/** With the report itself, which bears its version and not its moment: the journal gives that. */
export interface PublishedReport extends Publication {
  readonly report: Report;
}

export const subjectOf = ({ kind, day = '', from, to, spot }: Report): string => {
  if (kind === 'day-report') return `day:${day}`;
  if (kind === 'week-report') return `week:${day}`;
  return spot === undefined ? `period:${from}:${to}` : spot.subject;
};

/** Who a report is for, as releases call them. */
export const readerOf = ({ audience, member = '' }: Report): string =>
  audience === 'nation' ? member : audience;

export const publicationId = (reader: string, subject: string, version: number): string =>
  `${reader}:${subject}@${version}`;

/**
 * A report as it stands after what was published of it: with a corrigendum where a figure changed.
 *
 * `undefined` where nothing changed: there is nothing to publish then.
 */
export function nextVersion(
  report: Report,
  latest: PublishedReport | undefined,
): Report | undefined {
  if (latest === undefined) return { ...report, version: 1 };
  const next = corrected(report, latest);
  return next.corrects === undefined ? undefined : { ...next, version: latest.version + 1 };
}

/** A report with what differs from the version before, where anything does; it is not published yet. */
export function corrected(report: Report, latest: PublishedReport): Report {
  const corrections = correctionsOf(latest.report, report);
  if (corrections.length === 0) return report;
  const { version, digest, at } = latest;
  const published = formatInstant(at);
  return {
    ...report,
    ...(report.replies !== undefined && {
      replies: report.replies.map((reply) => ({ ...reply, inTime: isInTime(reply.at, at) })),
    }),
    corrects: { version, publishedAt: published, digest, corrections },
    appendix: withCauses(report, latest.report, corrections),
  };
}

/** A version as it was published, and what came after it. */
export function asPublished(
  { report, at }: PublishedReport,
  later: Publication | undefined,
): Report {
  return {
    ...report,
    publishedAt: formatInstant(at),
    ...(later !== undefined && {
      supersededBy: { version: later.version, publishedAt: formatInstant(later.at) },
    }),
  };
}

const DAY_MS = 86_400_000;

const isInTime = (reply: string, published: Instant): boolean =>
  Date.parse(reply) - published <= DAY_MS;

/** Records that are no longer counted stand in the appendix too: a correction leads back to them. */
function withCauses(
  { appendix }: Report,
  published: Report,
  corrections: readonly { readonly removed: readonly string[] }[],
): Report['appendix'] {
  const known = new Set(appendix.map(({ id }) => id));
  const removed = new Set(corrections.flatMap((one) => one.removed));
  const gone = published.appendix.filter(({ id }) => removed.has(id) && !known.has(id));
  return [...appendix, ...gone].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1),
  );
}
