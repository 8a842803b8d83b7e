import { fromUtf8, utf8 } from '@greenline/base';
import type { Row, RowKind } from '@greenline/pipeline';
import type { FastifyInstance } from 'fastify';
import { v7 } from '../command-id.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { numbered, pageOf, type Query } from './page.ts';
import { badRequest, Problem } from './problem.ts';

const KINDS: Readonly<Record<string, RowKind>> = {
  observations: 'observation',
  tracks: 'track',
  events: 'event',
  findings: 'finding',
  cases: 'case',
  periods: 'period',
  refusals: 'refusal',
  releases: 'release',
  'hazard-warnings': 'hazard-warning',
};
/** Pages of records by seq, single records, and steps on cases. */
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

  server.post('/api/cases/:id/steps', async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.must(principal, 'decide', parts.missionLabel());
    const { id } = request.params as { id: string };
    await oneCase(parts, principal, id);
    const asked = stepOf(request.body);
    const at = new Date(parts.intake.now()).toISOString();
    const command = { ...asked, id: v7(parts.intake.now()), at, by: principal.id, case: id };
    const bytes = utf8(JSON.stringify(command));
    const receipt = await parts.intake.take(bytes, 'command', principal.id, { lane: 'alert' });
    await parts.folded(receipt.seq);
    const refusals = await parts.store.query({
      kind: 'refusal',
      after: 0,
      limit: 1,
      labels: [parts.missionLabel()],
      id: `refusal-${receipt.seq}`,
    });
    const [refusal] = refusals;
    if (refusal !== undefined) {
      const { error } = JSON.parse(refusal.body) as { error: { kind: string; text: string } };
      throw new Problem(409, error.kind, error.text, { missing: [error.text], receipt });
    }
    const row = await oneCase(parts, principal, id);
    return { receipt, case: JSON.parse(numbered(row, row.seq)) };
  });
}

async function oneCase(
  parts: NodeParts,
  principal: ReturnType<NodeParts['access']['principal']>,
  id: string,
): Promise<Row> {
  const kind = parts.access.kindFor(principal, 'case');
  const [row] = await parts.access.read(principal, kind, { after: 0, limit: 1, id });
  if (row === undefined) throw new Problem(404, 'no-such-case', `no case ${id} that you may read`);
  return row;
}

function stepOf(body: unknown): object {
  const value = body instanceof Uint8Array ? JSON.parse(fromUtf8(body) ?? 'null') : body;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('send {"step","reason"} as JSON');
  }
  const { step, reason, with: more } = value as Readonly<Record<string, unknown>>;
  return { step, reason, ...(more !== undefined && { with: more }) };
}
