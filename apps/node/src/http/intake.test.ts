import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import type { NodeParts } from '../parts.ts';
import { addIntake } from './intake.ts';
import { Problem } from './problem.ts';

const TABLE = 'latitude,longitude,acq_date,acq_time,satellite,instrument\n';

/** The way in of a node that lets everybody in, and what it wrote down. */
function wayIn() {
  const kept: number[] = [];
  const parts = {
    access: { principal: () => ({ id: 'a', role: 'staff' }), must: () => undefined },
    labelOf: () => undefined,
    feeds: { has: () => true, received: () => undefined, kept: () => undefined, refused: () => 0 },
    now: () => 0,
    intake: { takeAll: async (entries: readonly unknown[]) => kept.push(entries.length) },
  };
  const server = Fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  server.setErrorHandler((error, _request, reply) =>
    error instanceof Problem ? reply.status(error.status).send(error.body()) : reply.send(error),
  );
  addIntake(server, parts as unknown as NodeParts);
  server.get('/healthz', () => 'well');
  const post = (format: string, payload: string) =>
    server.inject({
      ...{ method: 'POST', url: `/api/intake/${format}`, payload },
      headers: { 'content-type': 'application/octet-stream' },
    });
  return { server, post, kept };
}

describe('the way in over HTTP', () => {
  it('answers others while it reads a long recording', async () => {
    const { server, post, kept } = wayIn();
    const answered: string[] = [];
    const long = post('firms', TABLE + '1,2,2024-01-01,0101,N,VIIRS\n'.repeat(20_000)).then(() =>
      answered.push('recording'),
    );
    await new Promise((resolve) => setImmediate(resolve));
    await server.inject('/healthz').then(() => answered.push('health'));
    await long;
    expect(answered).toEqual(['health', 'recording']);
    expect(kept).toEqual([20_000]);
  });

  it('refuses more messages than it can hold, says what to do, and writes nothing', async () => {
    const { post, kept } = wayIn();
    const { statusCode, body } = await post('observations', '{}\n'.repeat(250_001));
    expect(statusCode).toBe(413);
    expect(body).toContain('send the recording in parts');
    expect(kept).toEqual([]);
  });
});
