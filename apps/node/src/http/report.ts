import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { type ReportSubject, reportFor } from '../report-for.ts';
import {
  REPORT_FORMATS,
  REPORT_LANGUAGES,
  reportFormat,
  reportWording,
} from '../report-formats.ts';
import { storeSource } from '../store-source.ts';
import { bearer } from './bearer.ts';
import { badRequest, Problem } from './problem.ts';

export interface ReportQuery {
  readonly day?: string;
  readonly week?: string;
  readonly case?: string;
  readonly event?: string;
  readonly format?: string;
  readonly language?: string;
  readonly version?: string;
}

/** Reports, for whoever asks, of what they may know. */
export function addReport(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/report', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const query = request.query as ReportQuery;
    const { type, render, wording } = asAsked(query);
    const subject = subjectOf(query);
    const version = versionOf(query);
    const source = storeSource(parts.access, principal);
    const report = await reportFor(source, parts.mission(), {
      subject,
      ...(version !== undefined && { version }),
      principal,
      now: parts.now(),
    });
    if (!report.ok) throw new Problem(409, 'no-report', report.error);
    const body = await render(report.value, wording);
    return reply.type(type).send(typeof body === 'string' ? body : Buffer.from(body));
  });
}

/** In which format and language. */
function asAsked({ format: name = 'html', language }: ReportQuery) {
  const format = reportFormat(name);
  if (format === undefined) {
    throw badRequest(`format is one of ${REPORT_FORMATS.join(', ')}`, 'format');
  }
  const wording = reportWording(language);
  if (wording === undefined) {
    throw badRequest(`language is one of ${REPORT_LANGUAGES.join(', ')}`, 'language');
  }
  return { type: format.type, render: format.render, wording };
}

function versionOf({ version }: ReportQuery): number | undefined {
  if (version === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(version)) return Number(version);
  throw badRequest('version is a number: 1 is the first that was published', 'version');
}

export function subjectOf({ day, week, case: of, event }: ReportQuery): ReportSubject {
  const asked: readonly ReportSubject[] = [
    ...(day === undefined ? [] : [{ day }]),
    ...(week === undefined ? [] : [{ week }]),
    ...(of === undefined ? [] : [{ case: of }]),
    ...(event === undefined ? [] : [{ event }]),
  ];
  const [subject] = asked;
  if (subject !== undefined && asked.length === 1) return subject;
  throw badRequest('ask for one of day, week, case and event', 'day');
}
