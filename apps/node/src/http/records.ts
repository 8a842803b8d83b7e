import type { Row, RowKind } from '@greenline/pipeline';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { numbered, pageOf, type Query } from './page.ts';
import { Problem } from './problem.ts';

const KINDS: Readonly<Record<string, RowKind>> = {
  observations: 'observation',
  tracks: 'track',
  'track-history': 'track-history',
  correlations: 'correlation',
  tasks: 'task',
  events: 'event',
  findings: 'finding',
  cases: 'case',
  desk: 'desk',
  periods: 'period',
  refusals: 'refusal',
  video: 'video-segment',
  'safety-alerts': 'safety-alert',
  suspensions: 'suspension',
  releases: 'release',
  'hazard-warnings': 'hazard-warning',
};
/** Pages of records by seq, and single records. */
export function addRecords(server: FastifyInstance, parts: NodeParts): void {
  for (const [name, kind] of Object.entries(KINDS)) {
    server.get(`/api/${name}`, async (request, reply) => {
      const principal = parts.access.principal(bearer(request));
      const page = await pageOf(parts.access, principal, kind, request.query as Query);
      return reply.type('application/json').send(page);
    });
  }

  server.get('/api/cases/:id', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const row = await oneCase(parts, principal, (request.params as { id: string }).id);
    return reply
      .type('application/json')
      .send(principal.role === 'staff' ? numbered(row, row.seq) : row.body);
  });
}

export async function oneCase(
  parts: NodeParts,
  principal: ReturnType<NodeParts['access']['principal']>,
  id: string,
): Promise<Row> {
  const kind = parts.access.kindFor(principal, 'case');
  const [row] = await parts.access.read(principal, kind, { after: 0, limit: 1, id });
  if (row === undefined) throw new Problem(404, 'no-such-case', `no case ${id} that you may read`);
  return row;
}
