import { formatInstant, type JsonObject, utf8 } from '@greenline/base';
import { csvOf, DATA_SET, DATA_SETS } from '@greenline/safety';
import type { Principal } from '@greenline/sharing';
import type { FastifyInstance } from 'fastify';
import { v7 } from '../command-id.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { pageOf, type Query } from './page.ts';
import { badRequest, Problem } from './problem.ts';
import { mustBeTaken, objectOf } from './steps.ts';

const MINUTE_MS = 60_000;

/** The monitors’ own matters: their data sets, alerts to the duty desk, and the mission’s standing still. */
export function addSafety(server: FastifyInstance, parts: NodeParts): void {
  for (const name of DATA_SETS) {
    const { kind, released, holds, columns } = DATA_SET[name];
    server.get(`/api/${name}`, async (request, reply) => {
      const principal = parts.access.principal(bearer(request));
      const { format = 'json', ...query } = request.query as Query;
      if (format !== 'json' && format !== 'csv')
        throw badRequest('format is json or csv', 'format');
      const asked = principal.role === 'staff' ? kind : released;
      const page = await pageOf(parts.access, principal, asked, query, ({ body }) =>
        holds(JSON.parse(body) as JsonObject),
      );
      if (format === 'json') return reply.type('application/json').send(page);
      const { items, more, next } = JSON.parse(page) as {
        items: JsonObject[];
        more: boolean;
        next: number;
      };
      if (more) reply.header('link', `<?format=csv&after=${next}>; rel="next"`);
      return reply.type('text/csv; charset=utf-8').send(csvOf(items, columns));
    });
  }

  server.post('/api/safety-alerts/:id/steps', async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.must(principal, 'decide', parts.missionLabel());
    const { id } = request.params as { id: string };
    const { step, reason } = objectOf(request.body);
    const receipt = await obey(parts, principal, { alert: id, step, reason });
    const [row] = await parts.access.read(principal, 'safety-alert', { after: 0, limit: 1, id });
    if (row === undefined) throw new Problem(404, 'no-such-alert', `no alert ${id}`);
    return { receipt, alert: JSON.parse(row.body) };
  });

  server.post('/api/mission/steps', async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.must(principal, 'suspend', parts.missionLabel());
    const asked = objectOf(request.body);
    // Who signs with a key has signed the whole command, and nothing is added to it.
    const signed = asked.signature !== undefined;
    const { mission } = parts.mission().file;
    const { step, reason } = asked;
    const receipt = await obey(
      parts,
      principal,
      signed ? asked : { mission, step, reason },
      signed,
    );
    return { receipt, suspension: suspensionFor(parts, principal) };
  });
}

async function obey(
  parts: NodeParts,
  principal: Principal,
  asked: Readonly<Record<string, unknown>>,
  whole = false,
) {
  const now = parts.intake.now();
  if (whole && Math.abs(Date.parse(String(asked.at)) - now) > 10 * MINUTE_MS) {
    throw badRequest('the command was signed more than ten minutes off: sign it anew', 'at');
  }
  const at = new Date(now).toISOString();
  const command = whole ? asked : { ...asked, id: v7(now), at, by: principal.id };
  const bytes = utf8(JSON.stringify(command));
  const receipt = await parts.intake.take(bytes, 'command', principal.id, { lane: 'alert' });
  await parts.folded(receipt.seq);
  await mustBeTaken(parts, receipt);
  return receipt;
}

/**
 * The suspension that lasts, as it is told; `undefined` where the mission goes on. Everybody hears since
 * when, mission staff alone who did it and why.
 */
export function suspensionFor(parts: NodeParts, principal: Principal): object | undefined {
  const { suspension } = parts.progress();
  if (suspension === undefined) return undefined;
  const { by, reason, signedBy } = suspension;
  const since = formatInstant(suspension.since);
  return principal.role === 'staff' ? { since, by, reason, signedBy } : { since };
}
