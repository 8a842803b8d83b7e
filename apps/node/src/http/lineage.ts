import { utf8 } from '@greenline/base';
import { type Row, type RowKind, readRecord } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { Track } from '@greenline/tracking';
import type { FastifyInstance } from 'fastify';
import { v7 } from '../command-id.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { numbered } from './page.ts';
import { Problem } from './problem.ts';
import { mustBeTaken, objectOf } from './steps.ts';

/** Of the observations and the past of one track so many are shown; all are pages of `?parent=`. */
const MOST = 2_000;
/** A track was taken into another, that into a third: no further. */
const FARTHEST = 32;

/** From a track to what made it, from an observation to where it went, and officers' word on tracks. */
export function addLineage(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/tracks/:id', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const track = await one(parts, principal, 'track', idIn(request.params));
    const { id, joins = [] } = readRecord<Track>(track.body);
    const made = await under(parts, principal, 'observation', [id, ...joins]);
    const past = await under(parts, principal, 'track-history', [id, ...joins]);
    const more = made.length > MOST || past.length > MOST;
    const text = `{"track":${shown(track)},"observations":${list(made)},"history":${list(past)},"more":${more}}`;
    return reply.type('application/json').send(text);
  });

  server.get('/api/observations/:id', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const observation = await one(parts, principal, 'observation', idIn(request.params));
    const tracks = await wentTo(parts, principal, observation.parent);
    const parent = observation.parent === undefined ? 'null' : JSON.stringify(observation.parent);
    const text = `{"observation":${shown(observation)},"parent":${parent},"tracks":${list(tracks)}}`;
    return reply.type('application/json').send(text);
  });

  server.post('/api/tracks/steps', async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.must(principal, 'decide', parts.missionLabel());
    const { step, reason, with: more } = objectOf(request.body);
    if (step !== 'correlate' && step !== 'decorrelate')
      throw new Problem(400, 'unknown-step', 'step is correlate or decorrelate');
    const now = parts.intake.now();
    const { id: by } = principal;
    const command = { id: v7(now), at: new Date(now).toISOString(), by, step, reason, with: more };
    const bytes = utf8(JSON.stringify(command));
    const receipt = await parts.intake.take(bytes, 'command', by, { lane: 'alert' });
    await parts.folded(receipt.seq);
    await mustBeTaken(parts, receipt);
    const said = await one(parts, principal, 'correlation', command.id);
    return { receipt, correlation: JSON.parse(shown(said)) };
  });
}

/** The track that an observation went to, and those into which that one was taken. */
async function wentTo(
  parts: NodeParts,
  principal: Principal,
  first: string | undefined,
): Promise<readonly Row[]> {
  const tracks: Row[] = [];
  let next = first;
  while (next !== undefined && tracks.length < FARTHEST) {
    const question = { after: 0, limit: 1, id: next };
    const [row]: readonly Row[] = await parts.access.read(principal, 'track', question);
    if (row === undefined) break;
    tracks.push(row);
    next = readRecord<Track>(row.body).joinedTo;
  }
  return tracks;
}

async function under(
  parts: NodeParts,
  principal: Principal,
  kind: RowKind,
  parents: readonly string[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const parent of parents) {
    if (rows.length > MOST) break;
    const question = { after: 0, limit: MOST + 1, parent };
    rows.push(...(await parts.access.read(principal, kind, question)));
  }
  return rows;
}

async function one(parts: NodeParts, principal: Principal, kind: RowKind, id: string) {
  const [row] = await parts.access.read(principal, kind, { after: 0, limit: 1, id });
  if (row === undefined)
    throw new Problem(404, `no-such-${kind}`, `no ${kind} ${id} that you may read`);
  return row;
}

const idIn = (params: unknown): string => (params as { id: string }).id;
const shown = (row: Row): string => numbered(row, row.seq);
const list = (rows: readonly Row[]): string => `[${rows.slice(0, MOST).map(shown).join(',')}]`;
