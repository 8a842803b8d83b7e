import rateLimit from '@fastify/rate-limit';
import staticFiles from '@fastify/static';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { VERSION } from '../version.ts';
import { bearer } from './bearer.ts';
import { addDeclarations } from './declarations.ts';
import { addDeliveries } from './deliveries.ts';
import { addEffort } from './effort.ts';
import { addFilings } from './filings.ts';
import { addHazardWarnings } from './hazard-warnings.ts';
import { addIntake } from './intake.ts';
import { addLineage } from './lineage.ts';
import { addLog } from './log.ts';
import { addMission } from './mission.ts';
import { addPicture } from './picture.ts';
import { Problem } from './problem.ts';
import { addPublications } from './publications.ts';
import { addRecords } from './records.ts';
import { addReport } from './report.ts';
import { addSafety } from './safety.ts';
import { addSteps } from './steps.ts';
import { addStream } from './stream.ts';
import { addTasks } from './tasks.ts';
import { addVideo } from './video.ts';

/** Largest body of a request, bytes: a day's recording, not a film. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Connections at a time; one more is closed at once. */
const MOST_CONNECTIONS = 2_048;
/** A request whose headers, or whole, take longer than this is of a slow sender: its connection is closed, ms. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 300_000;

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self)',
};

/** The HTTP side of a node: every route of `interfaces.md`, the live stream, and the console. */
export async function httpServer(parts: NodeParts): Promise<FastifyInstance> {
  const server = Fastify({ bodyLimit: MOST_BYTES, logger: false, forceCloseConnections: true });
  server.server.maxConnections = MOST_CONNECTIONS;
  server.server.headersTimeout = HEADERS_MS;
  server.server.requestTimeout = REQUEST_MS;
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  server.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) reply.header(name, value);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Problem) return reply.status(error.status).send(error.body());
    const status = error.statusCode ?? 500;
    const text =
      status < 500 ? error.message : 'the node failed on this request; it is in the node’s log';
    if (status >= 500) process.stderr.write(`greenline: ${error.stack ?? error.message}\n`);
    return reply
      .status(status)
      .send(new Problem(status, status < 500 ? 'bad-request' : 'failed', text).body());
  });
  await server.register(swagger, {
    openapi: { info: { title: 'Greenline', version: VERSION }, servers: [{ url: '/' }] },
  });
  await server.register(rateLimit, { max: 6_000, timeWindow: '1 minute' });
  await server.register(websocket, { options: { maxPayload: 64 * 1024 } });
  server.get('/healthz', async (request) => {
    const token = bearer(request);
    const staff = token !== undefined && parts.access.principal(token).role === 'staff';
    // How much waits would tell others when much comes in.
    const behind = staff ? { behind: parts.behind() } : {};
    return { name: 'greenline', version: VERSION, state: parts.state(), ...behind };
  });
  server.get('/api/openapi.json', async () => server.swagger());
  addMission(server, parts);
  addRecords(server, parts);
  addLineage(server, parts);
  addVideo(server, parts);
  addSteps(server, parts);
  addTasks(server, parts);
  addSafety(server, parts);
  addHazardWarnings(server, parts);
  addDeclarations(server, parts);
  addFilings(server, parts);
  addDeliveries(server, parts);
  addIntake(server, parts);
  addReport(server, parts);
  addPublications(server, parts);
  addPicture(server, parts);
  addEffort(server, parts);
  addLog(server, parts);
  addStream(server, parts);
  await server.register(staticFiles, { root: parts.console, wildcard: false });
  server.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|log)\//.test(request.url);
    if (page) return reply.sendFile('index.html');
    return reply.status(404).send(new Problem(404, 'no-such-route', request.url).body());
  });
  return server;
}
