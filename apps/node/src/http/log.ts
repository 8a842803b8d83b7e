import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { Problem } from './problem.ts';

const PATH = /^(checkpoint|tile\/(\d+|entries)\/(x\d{3}\/)*\d{3}(\.p\/\d+)?)$/;

/**
 * The transparency log as C2SP tlog-tiles, open to everybody: its leaves are salted commitments, so
 * they prove and tell nothing.
 */
export function addLog(server: FastifyInstance, parts: NodeParts): void {
  server.get('/log/*', async (request, reply) => {
    const path = (request.params as Readonly<Record<string, string>>)['*'] ?? '';
    const bytes = PATH.test(path) ? await parts.log.read(path) : undefined;
    if (bytes === undefined) throw new Problem(404, 'no-such-file', 'the log has no such file');
    const whole = path !== 'checkpoint' && !path.includes('.p/');
    return reply
      .header('cache-control', whole ? 'public, max-age=31536000, immutable' : 'no-cache')
      .type(path === 'checkpoint' ? 'text/plain; charset=utf-8' : 'application/octet-stream')
      .send(Buffer.from(bytes));
  });
}
