import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatInstant, type Instant, parseInstant } from '@greenline/base';
import { cameraMoments } from '@greenline/feeds';
import { type RecordedVideo, readRecord } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { rangeOf } from './byte-range.ts';
import { playlistOf } from './playlist.ts';
import { badRequest, Problem } from './problem.ts';

/** A playlist names so many segments at most: a day of one drone is 8,640. */
const MOST_SEGMENTS = 10_000;
const PAGE = 2_000;

/** Recorded video: a film by its digest, what its camera looked at, and a playlist of what followed. */
export function addVideo(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/video/:sha256', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { sha256 } = await segmentOf(parts, principal, request.params);
    const bytes = await filmOf(parts, sha256);
    reply
      .type('video/mp2t')
      .header('accept-ranges', 'bytes')
      .header('etag', `"${sha256}"`)
      .header('content-disposition', `attachment; filename="${sha256}.ts"`);
    const range = rangeOf(request.headers.range, bytes.length);
    if (range === 'unsatisfiable')
      return reply.status(416).header('content-range', `bytes */${bytes.length}`).send();
    if (range === undefined) return reply.send(bytes);
    const [from, to] = range;
    return reply
      .status(206)
      .header('content-range', `bytes ${from}-${to}/${bytes.length}`)
      .send(bytes.subarray(from, to + 1));
  });

  server.get('/api/video/:sha256/camera', async (request) => {
    const principal = parts.access.principal(bearer(request));
    const { sha256, firstPts, from } = await segmentOf(parts, principal, request.params);
    const moments = cameraMoments(await filmOf(parts, sha256), firstPts, from);
    return { items: moments.map((moment) => ({ ...moment, at: formatInstant(moment.at) })) };
  });

  server.get('/api/video.m3u8', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { sensor, from, to } = request.query as Readonly<Record<string, string | undefined>>;
    if (sensor === undefined) throw badRequest('sensor names whose films', 'sensor');
    const all = await segmentsFrom(parts, principal, momentOf('from', from), momentOf('to', to));
    const theirs = all.filter((segment) => segment.sensor === sensor);
    return reply.type('application/vnd.apple.mpegurl').send(playlistOf(theirs));
  });
}

/** The segment that a digest names, if this reader may have it: its bytes go nowhere else. */
async function segmentOf(
  parts: NodeParts,
  principal: Principal,
  params: unknown,
): Promise<RecordedVideo> {
  const { sha256 } = params as { readonly sha256: string };
  const question = { after: 0, limit: 1, parent: sha256 };
  const [row] = await parts.access.read(principal, 'video-segment', question);
  if (row === undefined)
    throw new Problem(404, 'no-such-video', `no video ${sha256} that you may see`);
  return readRecord<RecordedVideo>(row.body);
}

/** The bytes kept under a digest, once they are shown to be those. */
async function filmOf(parts: NodeParts, sha256: string): Promise<Buffer> {
  const bytes = await readFile(join(parts.films, `${sha256}.ts`)).catch((cause) => {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const text = `the film ${sha256} is in the journal and not on this node's disk`;
    throw new Problem(410, 'film-gone', text);
  });
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  const text = `what is kept as ${sha256} has other bytes than were recorded: it is no evidence`;
  throw new Problem(410, 'film-altered', text);
}

async function segmentsFrom(
  parts: NodeParts,
  principal: Principal,
  from: Instant,
  to: Instant,
): Promise<readonly RecordedVideo[]> {
  const segments: RecordedVideo[] = [];
  for (let after = 0; segments.length < MOST_SEGMENTS; ) {
    const question = { after, limit: PAGE, from, to };
    const rows = await parts.access.read(principal, 'video-segment', question);
    segments.push(...rows.map(({ body }) => readRecord<RecordedVideo>(body)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.seq;
  }
  return segments.sort((a, b) => a.from - b.from);
}

function momentOf(field: string, text: string | undefined): Instant {
  const at = parseInstant(text ?? '');
  if (at === undefined) throw badRequest(`${field} is a moment as 2026-03-10T10:00:00Z`, field);
  return at;
}
