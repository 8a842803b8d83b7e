import { readRecord } from '@greenline/pipeline';
import { capAlert, type HazardWarning } from '@greenline/sharing';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { Problem } from './problem.ts';

/** Each warning of mines as an alert of CAP 1.2, for whoever may read it. */
export function addHazardWarnings(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/hazard-warnings/:id/cap', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { id } = request.params as { id: string };
    const asked = { after: 0, limit: 1, id };
    const [row] = await parts.access.read(principal, 'hazard-warning', asked);
    if (row === undefined)
      throw new Problem(404, 'no-such-warning', `no warning ${id} that you may read`);
    const { file } = parts.mission();
    const sender = `greenline/${file.mission}`;
    const alert = capAlert(readRecord<HazardWarning>(row.body), { sender, senderName: file.name });
    return reply.type('application/cap+xml; charset=utf-8').send(alert);
  });
}
