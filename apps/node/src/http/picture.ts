import { parseInstant } from '@greenline/base';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { pictureAt, pictureSpan } from '../picture/picture.ts';
import { bearer } from './bearer.ts';
import { badRequest } from './problem.ts';

const MOST_HOURS = 168;

/** The picture at a moment gone by, for whoever asks, of what they may know. */
export function addPicture(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/picture', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { at: text = '', hours: asked = '24' } = request.query as Readonly<
      Record<string, string | undefined>
    >;
    const at = parseInstant(text);
    if (at === undefined) throw badRequest('at is a moment as 2026-03-10T10:00:00Z', 'at');
    const now = parts.now();
    if (at > now) throw badRequest('at lies ahead: nobody knows that picture yet', 'at');
    const hours = Number(asked);
    if (!(hours > 0 && hours <= MOST_HOURS))
      throw badRequest(`hours is a number above 0, at most ${MOST_HOURS}`, 'hours');
    const { access, past, mission } = parts;
    const picture = await pictureAt(
      { access, past, mission, now },
      principal,
      pictureSpan(at, hours),
    );
    return reply.type('application/json').send(picture);
  });
}
