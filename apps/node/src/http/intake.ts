import { setImmediate } from 'node:timers/promises';
import { digestOf, fail } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import { feeds, type HttpSignature, isBody, readHttpSignature } from '@greenline/feeds';
import type { DecodeError, Feed } from '@greenline/observation';
import { handOf, type Lane } from '@greenline/pipeline';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { badRequest, Problem } from './problem.ts';

/** Formats that are no feed: lines of facts and observations, declarations among them. */
const LINES = new Set(['facts', 'observations']);

/** Milliseconds after which a long recording lets others have their turn. */
const TURN_MS = 10;

/** Messages of one request: what is held until all of it is on the disk stays small. */
const MOST_MESSAGES = 250_000;

/** Who hands a recording in: somebody with a token, or a device that signed it. */
type Sender =
  | { readonly by: string; readonly staff: boolean; readonly signature?: undefined }
  | { readonly by: string; readonly staff: false; readonly signature: HttpSignature };

/**
 * The way in over HTTP: acknowledged when the bytes are on the disk, and not before. Who sends is asked before the
 * body is read, so that a stranger's body takes no memory.
 */
export function addIntake(server: FastifyInstance, parts: NodeParts): void {
  const senders = new WeakMap<FastifyRequest, Sender>();
  server.post('/api/intake/:format', {
    onRequest: async (request) => {
      const { format } = request.params as { format: string };
      senders.set(request, senderOf(request, format, parts));
    },
    handler: async (request) => {
      const { format } = request.params as { format: string };
      const sender = senders.get(request);
      const body = request.body;
      if (sender === undefined || !(body instanceof Uint8Array) || body.length === 0) {
        throw badRequest('send the recording as the body of the request');
      }
      const messages = await messagesOf(format, body);
      const id = rowOf(format, parts);
      const now = parts.now();
      const envelope = entered(sender, body, messages.length, id, parts);
      parts.feeds.received(id, now, messages.length);
      const lane = laneOf(format, messages, sender.by, parts);
      const seq = await parts.intake.takeAll([
        ...(envelope === undefined ? [] : [{ bytes: envelope, type: 'envelope', by: id, lane }]),
        ...messages.map(({ bytes, offset }) => ({
          bytes,
          offset,
          type: `message/${format}`,
          by: sender.by,
          lane,
        })),
      ]);
      parts.feeds.kept(id, messages.length);
      const refused = messages.flatMap(({ error }) => (error === undefined ? [] : [error]));
      for (const { kind } of refused) parts.feeds.refused(id, kind);
      return {
        receipt: {
          // The journal's numbers count what all others handed in: whoever is not staff is told the moment.
          seq: sender.staff ? seq : now,
          sha256: digestOf(nodeHasher, body).slice('sha256:'.length),
          entries: messages.length,
          accepted: messages.length - refused.length,
          refused,
        },
      };
    },
  });
}

/** Refuses whoever may not hand this in: a token is asked for its rights, a signature for its device. */
function senderOf(request: FastifyRequest, format: string, parts: NodeParts): Sender {
  if (request.headers['signature-input'] !== undefined) return signerOf(request, format, parts);
  const principal = parts.access.principal(bearer(request));
  const permission = format === 'facts' ? 'declare' : 'intake';
  parts.access.must(principal, permission, parts.labelOf(principal.member ?? 'mission'));
  return { by: principal.id, staff: principal.role === 'staff' };
}

function signerOf(request: FastifyRequest, format: string, parts: NodeParts): Sender {
  if (!feeds.has(format)) throw unknownFormat(format, [...feeds.keys()]);
  const id = rowOf(format, parts);
  const path = request.url.replace(/\?.*/s, '');
  const scope = parts.mission().file.mission;
  const { method, headers } = request;
  const signature = readHttpSignature({ method, path, headers }, scope);
  if (!signature.ok) throw refusal(signature.error, id, parts);
  const known = parts.gate.check(claimOf(signature.value));
  if (!known.ok) throw refusal(known.error, id, parts);
  return { by: handOf(id, known.value.id), staff: false, signature: signature.value };
}

/** Spends the counter of a signed request whose body is the one that was signed. */
function entered(
  { signature }: Sender,
  body: Uint8Array,
  messages: number,
  id: string,
  parts: NodeParts,
): Uint8Array | undefined {
  if (signature === undefined) return undefined;
  const text = 'the body is not the one whose digest was signed';
  const envelope = isBody(signature, body)
    ? parts.gate.enter(claimOf(signature), body, messages)
    : fail({ kind: 'bad-digest', text });
  if (!envelope.ok) throw refusal(envelope.error, id, parts);
  return envelope.value;
}

/** A call for help is short: whoever hands in a whole recording is not calling now. */
const MOST_IN_A_CALL = 16;

function laneOf(
  format: string,
  messages: readonly Message[],
  by: string,
  { lanes }: NodeParts,
): Lane {
  if (messages.length > MOST_IN_A_CALL) return 'normal';
  const calls = messages.some(({ bytes }) => lanes.of(format, bytes, by) === 'alert');
  return calls ? 'alert' : 'normal';
}

const claimOf = ({ device, counter, tag, signed }: HttpSignature) => ({
  device,
  counter,
  tag,
  signed,
});

function refusal({ kind, text }: DecodeError, id: string, parts: NodeParts): Problem {
  parts.feeds.received(id, parts.now());
  parts.feeds.refused(id, kind);
  return new Problem(kind === 'quota' ? 429 : 401, kind, text);
}

/** The row of feed health, there from the first request on. */
function rowOf(format: string, { feeds }: NodeParts): string {
  const id = `http-${format}`;
  if (!feeds.has(id)) feeds.add(id, format, 'http');
  return id;
}

const unknownFormat = (format: string, known: readonly string[]): Problem =>
  new Problem(404, 'unknown-format', `no feed reads ${format}: formats are ${known.join(', ')}`);

interface Message {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly error?: DecodeError;
}

/** A body that cannot even be cut is kept whole: the decoder will refuse it where people see it. */
async function messagesOf(format: string, body: Uint8Array): Promise<readonly Message[]> {
  if (LINES.has(format)) return linesOf(body);
  const feed = feeds.get(format);
  if (feed === undefined) {
    throw unknownFormat(format, [...feeds.keys(), ...LINES]);
  }
  const messages: Message[] = [];
  let due = performance.now() + TURN_MS;
  for (const cut of feed.split(body)) {
    if (performance.now() > due) {
      await setImmediate();
      due = performance.now() + TURN_MS;
    }
    if (!cut.ok) return [{ bytes: body, offset: 0, error: cut.error }];
    const { bytes, offset } = cut.value;
    messages.push({ bytes, offset, ...errorOf(feed, bytes) });
    checkCount(messages.length);
  }
  if (messages.length > 0) return messages;
  const error = { kind: 'no-message', text: `the body holds no ${format} message` };
  return [{ bytes: body, offset: 0, error }];
}

function checkCount(messages: number): void {
  if (messages <= MOST_MESSAGES) return;
  const text = `a request holds at most ${MOST_MESSAGES} messages: send the recording in parts`;
  throw new Problem(413, 'too-many', text);
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
    checkCount(messages.length);
    start = end + 1;
  }
  if (messages.length === 0) throw badRequest('the body holds no line');
  return messages;
}
