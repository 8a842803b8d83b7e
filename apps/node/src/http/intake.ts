import { digestOf } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import { feeds } from '@greenline/feeds';
import type { DecodeError, Feed } from '@greenline/observation';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { badRequest, Problem } from './problem.ts';

/** Formats that are no feed: lines of facts and observations, declarations among them. */
const LINES = new Set(['facts', 'observations']);

/** The way in over HTTP: acknowledged when the bytes are on the disk, and not before. */
export function addIntake(server: FastifyInstance, parts: NodeParts): void {
  server.post('/api/intake/:format', async (request) => {
    const principal = parts.access.principal(bearer(request));
    const { format } = request.params as { format: string };
    const permission = format === 'facts' ? 'declare' : 'intake';
    parts.access.must(principal, permission, parts.labelOf(principal.member ?? 'mission'));
    const body = request.body;
    if (!(body instanceof Uint8Array) || body.length === 0) {
      throw badRequest('send the recording as the body of the request');
    }
    const messages = messagesOf(format, body);
    const id = `http-${format}`;
    if (!parts.feeds.has(id)) parts.feeds.add(id, format, 'http');
    const now = parts.now();
    parts.feeds.received(id, now, messages.length);
    const seq = await parts.intake.takeAll(
      messages.map(({ bytes, offset }) => ({
        bytes,
        offset,
        type: `message/${format}`,
        by: principal.id,
        lane: 'normal' as const,
      })),
    );
    parts.feeds.kept(id, messages.length);
    const refused = messages.flatMap(({ error }) => (error === undefined ? [] : [error]));
    for (const { kind } of refused) parts.feeds.refused(id, kind);
    return {
      receipt: {
        // The journal's numbers count what all others handed in: whoever is not staff is told the moment.
        seq: principal.role === 'staff' ? seq : now,
        sha256: digestOf(nodeHasher, body).slice('sha256:'.length),
        entries: messages.length,
        accepted: messages.length - refused.length,
        refused,
      },
    };
  });
}

interface Message {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly error?: DecodeError;
}

/** A body that cannot even be cut is kept whole: the decoder will refuse it where people see it. */
function messagesOf(format: string, body: Uint8Array): readonly Message[] {
  if (LINES.has(format)) return linesOf(body);
  const feed = feeds.get(format);
  if (feed === undefined) {
    const known = [...feeds.keys(), ...LINES].join(', ');
    throw new Problem(404, 'unknown-format', `no feed reads ${format}: formats are ${known}`);
  }
  const messages: Message[] = [];
  for (const cut of feed.split(body)) {
    if (!cut.ok) return [{ bytes: body, offset: 0, error: cut.error }];
    const { bytes, offset } = cut.value;
    messages.push({ bytes, offset, ...errorOf(feed, bytes) });
  }
  if (messages.length > 0) return messages;
  const error = { kind: 'no-message', text: `the body holds no ${format} message` };
  return [{ bytes: body, offset: 0, error }];
}

function errorOf(feed: Feed, bytes: Uint8Array): { error?: DecodeError } {
  const decoded = feed.decode(bytes, undefined);
  return decoded.ok ? {} : { error: decoded.error };
}

function linesOf(body: Uint8Array): readonly Message[] {
  const messages: Message[] = [];
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf(10, start);
    const end = newline === -1 ? body.length : newline;
    const bytes = body.subarray(start, end);
    if (bytes.some((byte) => byte > 32)) messages.push({ bytes, offset: start });
    start = end + 1;
  }
  if (messages.length === 0) throw badRequest('the body holds no line');
  return messages;
}
