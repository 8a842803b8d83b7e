import { formatInstant } from '@greenline/base';
import type { Row, RowKind } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { NodeParts } from '../parts.ts';
import { Problem } from './problem.ts';
import { suspensionFor } from './safety.ts';

/** Alerts before all else: a life may hang on them. */
const LIVE: readonly RowKind[] = [
  ...(['safety-alert', 'suspension', 'track', 'event'] as const),
  ...(['finding', 'case', 'desk', 'task', 'period'] as const),
];
const PACE_MS = 250;
const MOST_ROWS = 5_000;
const HELLO_MS = 10_000;
/** A reader that lets so much lie unread is let go: it can come back and read the pages. */
const MOST_UNREAD = 32 * 1024 * 1024;

/** The live stream, for mission staff only: what changed, pushed, four times a second at most. */
export function addStream(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/stream', { websocket: true }, (socket: WebSocket) => {
    const waiting = setTimeout(() => socket.close(4001, 'no token came'), HELLO_MS);
    socket.once('message', (data: Buffer) => {
      clearTimeout(waiting);
      const asked = () => principalOf(parts, data);
      const principal = asked();
      if (principal instanceof Problem) {
        socket.close(4000 + (principal.status % 1000), principal.message.slice(0, 120));
        return;
      }
      follow(socket, principal, parts, () => !(asked() instanceof Problem));
    });
    socket.on('close', () => clearTimeout(waiting));
  });
}

function principalOf(parts: NodeParts, data: Buffer): Principal | Problem {
  try {
    const { token } = JSON.parse(data.toString('utf8')) as { token?: string };
    const principal = parts.access.principal(token);
    parts.access.must(principal, 'stream', parts.missionLabel());
    return principal;
  } catch (cause) {
    return cause instanceof Problem ? cause : new Problem(400, 'bad-token', 'send {"token":"…"}');
  }
}

function follow(
  socket: WebSocket,
  principal: Principal,
  parts: NodeParts,
  stillAllowed: () => boolean,
): void {
  const begin = parts.progress().rowSeq;
  const after = new Map(LIVE.map((kind) => [kind, begin]));
  let busy = false;
  const send = (message: object | string) => {
    if (socket.bufferedAmount > MOST_UNREAD) socket.close(4008, 'read faster, or read the pages');
    else socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  send({ type: 'hello', now: formatInstant(parts.now()), after: begin });

  const push = async () => {
    if (busy || socket.readyState !== socket.OPEN) return;
    busy = true;
    try {
      const upTo = parts.progress().rowSeq;
      for (const kind of LIVE) {
        const seen = after.get(kind) ?? begin;
        if (upTo <= seen) continue;
        const rows = await parts.access.read(principal, kind, { after: seen, limit: MOST_ROWS });
        if (rows.length > 0) send(rowsMessage(kind, rows));
        after.set(kind, rows.length < MOST_ROWS ? upTo : (rows.at(-1)?.seq ?? upTo));
      }
    } catch {
      socket.close(4003, 'no longer allowed');
    }
    busy = false;
  };
  const ticking = setInterval(push, PACE_MS);
  const clock = setInterval(() => {
    if (!stillAllowed()) return socket.close(4001, 'the token has run out');
    send({
      type: 'clock',
      now: formatInstant(parts.now()),
      position: parts.progress().position,
      suspension: suspensionFor(parts, principal) ?? null,
    });
    send({ type: 'feeds', items: parts.feeds.rows(parts.now()) });
  }, 1_000);
  socket.on('message', () => undefined);
  socket.on('close', () => {
    clearInterval(ticking);
    clearInterval(clock);
  });
}

const rowsMessage = (kind: RowKind, rows: readonly Row[]): string =>
  `{"type":"rows","kind":"${kind}","items":[${rows
    .map(({ seq, body }) => `{"seq":${seq},${body.slice(1)}`)
    .join(',')}]}`;
