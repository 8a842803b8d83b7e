import type { FastifyInstance } from 'fastify';
import type { Delivered } from '../delivery.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { forbidden } from './problem.ts';

const BEAT_MS = 15_000;

/** Releases as they come free, pushed to the parties: server-sent events, the same bytes to both. */
export function addDeliveries(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/deliveries', (request, reply) => {
    const token = bearer(request);
    const principal = parts.access.principal(token);
    const { member } = principal;
    if (principal.role !== 'party' || member === undefined)
      throw forbidden('releases are delivered to the parties; read yours under /api/releases');
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    raw.write(': waiting for releases\n\n');
    const hand = ({ upTo, digest, text }: Delivered) =>
      new Promise<void>((resolve, reject) => {
        // A token that ran out, or a right that was taken away, ends it before anything leaves.
        parts.access.principal(token);
        const event = `id: ${upTo}\nevent: release\ndata: ${text.trimEnd()}\n\n`;
        const seal = `event: digest\ndata: ${digest}\n\n`;
        raw.write(event + seal, (cause) => (cause ? reject(cause) : resolve()));
      });
    const leave = parts.delivery.add({ party: member, hand, drop: () => raw.destroy() });
    const beat = setInterval(() => raw.write(':\n\n'), BEAT_MS);
    raw.on('close', () => {
      clearInterval(beat);
      leave();
    });
  });
}
