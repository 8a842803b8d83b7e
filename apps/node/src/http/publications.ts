import { utf8 } from '@greenline/base';
import { publicationText } from '@greenline/pipeline';
import { nextVersion, type Publication, subjectOf as subjectOfReport } from '@greenline/reports';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { publishedOf, readerFor, subjectKey } from '../published.ts';
import { readerPrincipal } from '../reader-principal.ts';
import { reportNow } from '../report-for.ts';
import { storeSource } from '../store-source.ts';
import { bearer } from './bearer.ts';
import { badRequest, Problem } from './problem.ts';
import { type ReportQuery, subjectOf } from './report.ts';

/** Publishing reports, and which versions of them were published. */
export function addPublications(server: FastifyInstance, parts: NodeParts): void {
  server.post('/api/report/publications', async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.must(principal, 'report', parts.missionLabel());
    if (principal.role !== 'staff') {
      throw new Problem(403, 'not-theirs', 'reports are published by mission staff');
    }
    const query = request.query as ReportQuery & { readonly for?: string };
    const reader = readerPrincipal(query.for ?? 'staff', parts.mission());
    if (!reader.ok) throw badRequest(reader.error, 'for');
    return publish(parts, principal.id, query, reader.value);
  });

  server.get('/api/report/publications', async (request) => {
    const principal = parts.access.principal(bearer(request));
    const key = subjectKey(subjectOf(request.query as ReportQuery));
    if (!key.ok) throw badRequest(key.error, 'week');
    const source = storeSource(parts.access, principal);
    const versions = await publishedOf(source, principal, key.value);
    return {
      reader: readerFor(principal),
      subject: key.value,
      items: versions.map(({ version, at, digest, report }) => ({
        version,
        at: new Date(at).toISOString(),
        digest,
        corrections: report.corrects?.corrections ?? [],
      })),
    };
  });
}

async function publish(
  parts: NodeParts,
  by: string,
  query: ReportQuery,
  principal: Parameters<typeof readerFor>[0],
) {
  const source = storeSource(parts.access, principal);
  const now = parts.intake.now();
  const made = await reportNow(source, parts.mission(), {
    subject: subjectOf(query),
    principal,
    now,
  });
  if (!made.ok) throw new Problem(409, 'no-report', made.error);
  const subject = subjectOfReport(made.value);
  const reader = readerFor(principal);
  const latest = (await publishedOf(source, principal, subject)).at(-1);
  const next = nextVersion(made.value, latest);
  if (next === undefined) {
    return { reader, subject, version: latest?.version, digest: latest?.digest, unchanged: true };
  }
  const receipt = await parts.intake.take(utf8(publicationText(next)), 'publication', by);
  await parts.folded(receipt.seq);
  const kept = (await publishedOf(source, principal, subject)).find(
    ({ digest }: Publication) => digest === `sha256:${receipt.sha256}`,
  );
  if (kept === undefined) {
    throw new Problem(409, 'version', 'another version was published meanwhile: look at it first');
  }
  const corrections = next.corrects?.corrections ?? [];
  return { reader, subject, version: kept.version, digest: kept.digest, corrections };
}
