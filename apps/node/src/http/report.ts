import { renderCsv, renderHtml, renderJson } from '@greenline/reports';
import type { FastifyInstance } from 'fastify';
import { reportFor } from '../day-report.ts';
import type { NodeParts } from '../parts.ts';
import { storeSource } from '../store-source.ts';
import { bearer } from './bearer.ts';
import { badRequest, Problem } from './problem.ts';

const FORMATS = {
  html: { type: 'text/html; charset=utf-8', render: renderHtml },
  json: { type: 'application/json', render: renderJson },
  csv: { type: 'text/csv; charset=utf-8', render: renderCsv },
};

/** The day's report, for whoever asks, of what they may know. */
export function addReport(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/report', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { day = '', format = 'html' } = request.query as { day?: string; format?: string };
    if (!(format in FORMATS)) throw badRequest('format is html, json or csv', 'format');
    const { type, render } = FORMATS[format as keyof typeof FORMATS];
    const source = storeSource(parts.access, principal);
    const report = await reportFor(source, parts.mission(), { day, principal, now: parts.now() });
    if (!report.ok) throw new Problem(409, 'no-report', report.error);
    return reply.type(type).send(render(report.value));
  });
}
