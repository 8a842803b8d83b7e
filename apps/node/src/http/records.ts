import { fromUtf8, parseInstant, utf8 } from '@greenline/base';
import type { Row, RowKind } from '@greenline/pipeline';
import type { FastifyInstance } from 'fastify';
import { v7 } from '../command-id.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { badRequest, Problem } from './problem.ts';

const KINDS: Readonly<Record<string, RowKind>> = {
  observations: 'observation',
  tracks: 'track',
  events: 'event',
  findings: 'finding',
  cases: 'case',
  periods: 'period',
  declarations: 'declaration',
  refusals: 'refusal',
  releases: 'release',
  'hazard-warnings': 'hazard-warning',
};
const MOST = 2_000;

type Query = Readonly<Record<string, string | undefined>>;

/** Pages of records by seq, single records, and steps on cases. */
export function addRecords(server: FastifyInstance, parts: NodeParts): void {
  for (const [name, kind] of Object.entries(KINDS)) {
    server.get(`/api/${name}`, async (request, reply) => {
      const principal = parts.access.principal(bearer(request));
      const query = request.query as Query;
      const limit = whole('limit', query.limit, 1, MOST) ?? 500;
      const after = whole('after', query.after, 0, Number.MAX_SAFE_INTEGER) ?? 0;
      const asked = parts.access.kindFor(principal, kind);
      // Our own numbers count exact records too: whoever is not staff counts what it is shown.
      const exact = principal.role === 'staff';
      const rows = await parts.access.read(principal, asked, {
        after: exact ? after : 0,
        limit: limit + 1,
        ...(!exact && { skip: after }),
        ...moment('from', query.from),
        ...moment('to', query.to),
        ...(query.id !== undefined && { id: query.id }),
        ...(query.parent !== undefined && exact && { parent: query.parent }),
        ...boxOf(query.box),
      });
      const page = rows.slice(0, limit);
      const items = page.map((row, index) => numbered(row, exact ? row.seq : after + index + 1));
      const next = exact ? (page.at(-1)?.seq ?? after) : after + page.length;
      return reply
        .type('application/json')
        .send(`{"items":[${items.join(',')}],"more":${rows.length > limit},"next":${next}}`);
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

const numbered = ({ body }: Row, seq: number): string => `{"seq":${seq},${body.slice(1)}`;

export function whole(
  field: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw badRequest(`${field} is a whole number from ${least} to ${most}`, field);
  }
  return value;
}

function moment(field: 'from' | 'to', text: string | undefined) {
  if (text === undefined) return {};
  const at = parseInstant(text);
  if (at === undefined) throw badRequest(`${field} is a moment as 2026-03-10T10:00:00Z`, field);
  return { [field]: at };
}

function boxOf(text: string | undefined) {
  if (text === undefined) return {};
  const box = text.split(',').map(Number);
  if (box.length !== 4 || box.some((degree) => !Number.isFinite(degree))) {
    throw badRequest('box is west,south,east,north in degrees', 'box');
  }
  return { box: box as unknown as readonly [number, number, number, number] };
}
