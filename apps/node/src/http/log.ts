import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { Problem } from './problem.ts';

const PATH = /^(checkpoint|tile\/(\d+|entries)\/(x\d{3}\/)*\d{3}(\.p\/\d+)?)$/;

/**
 * The transparency log as C2SP tlog-tiles, for mission staff and those who witness under its
 * authority. Its leaves are salted commitments and tell nothing, but their number and their root change
 * with every exact record: to others that would tell when a force crossed a limit.
 */
export function addLog(server: FastifyInstance, parts: NodeParts): void {
  server.get('/log/*', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.mustRead(principal, 'leaf');
    const path = (request.params as Readonly<Record<string, string>>)['*'] ?? '';
    const bytes = PATH.test(path) ? await parts.log.read(path) : undefined;
    if (bytes === undefined) throw new Problem(404, 'no-such-file', 'the log has no such file');
    const whole = path !== 'checkpoint' && !path.includes('.p/');
    return reply
      .header('cache-control', whole ? 'private, max-age=31536000, immutable' : 'no-cache')
      .type(path === 'checkpoint' ? 'text/plain; charset=utf-8' : 'application/octet-stream')
      .send(Buffer.from(bytes));
  });
}
