import { canonicalJson, fromUtf8, utf8 } from '@greenline/base';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import {
  DECLARATIONS,
  keyOf,
  type ListedError,
  MISSION,
  nearestName,
  readDeclarations,
  type Said,
  wordOf,
} from '@greenline/declarations';
import { admit, type Declared, unfamiliar } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Receipt } from '../intake.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { numbered, pageOf, type Query } from './page.ts';
import { badRequest, Problem } from './problem.ts';
import { refusedOf } from './refused.ts';

const FEED = 'http-declarations';
/** Of a request: a declaration is a page of text, not a recording. */
const MOST_BYTES = 2 * 1024 * 1024;
/** A minute, by one token, mission staff’s apart: to check an area takes longer than to send one. */
const MOST_REQUESTS = 120;
const MOST_VERSIONS = 1_000;

const PORTS = { hasher: nodeHasher, verify: verifyEd25519Now };

/** What is wrong with one of the declarations handed in, counted from 0. */
type Wrong = ListedError & { readonly kind: string };

/** Declarations, handed in and read back with their versions. */
export function addDeclarations(server: FastifyInstance, parts: NodeParts): void {
  const rateLimit = {
    max: MOST_REQUESTS,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => bearer(request) ?? request.ip,
    allowList: (request: FastifyRequest) => isStaff(parts, request),
  };
  const limits = { bodyLimit: MOST_BYTES, config: { rateLimit } };
  server.post('/api/declarations', limits, async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.must(principal, 'declare', parts.labelOf(principal.member ?? 'mission'));
    const json = jsonOf(request.body);
    if (!parts.feeds.has(FEED)) parts.feeds.add(FEED, 'declarations', 'http');
    parts.feeds.received(FEED, parts.now());
    const said = sound(parts, principal, json);
    const bytes = utf8(canonicalJson(json));
    const receipt = await parts.intake.take(bytes, 'declaration', principal.id);
    parts.feeds.kept(FEED);
    await parts.folded(receipt.seq);
    await mustBeTaken(parts, receipt);
    const declared = await Promise.all(said.map((one) => nameOf(parts, one)));
    return {
      receipt: {
        // The journal's numbers count what all others handed in: whoever is not staff is told the moment.
        seq: principal.role === 'staff' ? receipt.seq : parts.now(),
        sha256: receipt.sha256,
        ...(Array.isArray(json) ? { declared } : declared[0]),
      },
    };
  });

  server.get('/api/declarations', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { kind, ...query } = request.query as Query;
    if (kind !== undefined) mustBeKind(kind);
    const page = await pageOf(
      parts.access,
      principal,
      'declaration',
      query,
      ({ body }) => kind === undefined || wordIn(body) === kind,
    );
    return reply.type('application/json').send(page);
  });

  server.get('/api/declarations/:id', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { id } = request.params as { id: string };
    const { kind } = request.query as Query;
    if (kind !== undefined) mustBeKind(kind);
    const asked = parts.access.kindFor(principal, 'declaration');
    const question = { after: 0, limit: MOST_VERSIONS, parent: id };
    const rows = await parts.access.read(principal, asked, question);
    const versions = rows.filter(({ body }) => kind === undefined || wordIn(body) === kind);
    if (versions.length === 0) {
      throw new Problem(404, 'no-such-declaration', `no declaration ${id} that you may read`);
    }
    const exact = principal.role === 'staff';
    const items = versions.map((row, index) => numbered(row, exact ? row.seq : index + 1));
    return reply
      .type('application/json')
      .send(`{"id":${JSON.stringify(id)},"items":[${items.join(',')}]}`);
  });
}

function isStaff({ access }: NodeParts, request: FastifyRequest): boolean {
  try {
    return access.principal(bearer(request)).role === 'staff';
  } catch {
    return false;
  }
}

function jsonOf(body: unknown): unknown {
  const text = body instanceof Uint8Array ? fromUtf8(body) : undefined;
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw badRequest('send one declaration as a JSON object, or a list of them, in UTF-8');
  }
}

/** The declarations, or a problem that names everything wrong: nothing was written down then. */
function sound(parts: NodeParts, principal: Principal, json: unknown): readonly Said[] {
  const read = readDeclarations(json, nodeHasher, parts.intake.now());
  const wrong = read.ok
    ? read.value.flatMap((said, index) => wrongWith(said, index, principal, parts))
    : read.error.map((error) => ({ kind: 'bad-declaration', ...error }));
  const [first] = wrong;
  if (read.ok && first === undefined) return read.value;
  for (const { kind } of wrong) parts.feeds.refused(FEED, kind);
  const worst = wrong.find(({ kind }) => kind === 'not-theirs') ?? first;
  const status = worst?.kind === 'not-theirs' ? 403 : 400;
  throw refusal(status, worst as Wrong, Array.isArray(json), { problems: wrong });
}

function wrongWith(
  said: Said,
  index: number,
  principal: Principal,
  parts: NodeParts,
): readonly Wrong[] {
  const mission = parts.mission();
  const names = unfamiliar(said.declaration, mission);
  const admission = admit(said, principal.id, mission, PORTS);
  return [
    ...(admission.ok ? [] : [{ index, ...admission.error }]),
    ...names.map((error) => ({ index, kind: 'unknown-name', ...error })),
  ];
}

function refusal(
  status: number,
  { kind, index, field, text }: Wrong,
  listed: boolean,
  more: Readonly<Record<string, unknown>>,
): Problem {
  const place = [listed ? `declaration ${index + 1}` : '', field].filter((part) => part !== '');
  return new Problem(status, kind, [...place, text].join(': '), { field, ...more });
}

/** What the fold refuses is in the journal: another had taken the id, or the day’s number is full. */
async function mustBeTaken(parts: NodeParts, receipt: Receipt): Promise<void> {
  const error = await refusedOf(parts, receipt);
  if (error === undefined) return;
  const [, number, within] = /^\[(\d+)\]\.(.*)$/.exec(error.field ?? '') ?? [];
  const wrong = { ...error, index: Number(number ?? 0), field: within ?? error.field ?? '' };
  parts.feeds.refused(FEED, error.kind);
  throw refusal(409, wrong, number !== undefined, { problems: [wrong] });
}

/** Under which name a declaration stands, and as which version; whoever said the same words first. */
async function nameOf(parts: NodeParts, { declaration, digest, releasableTo }: Said) {
  const labels = [MISSION, wordOf(declaration)].map((by) => parts.labelOf(by, releasableTo));
  const question = { after: 0, limit: 1, id: digest, labels };
  const [row] = await parts.store.query({ kind: 'declaration', ...question });
  const version = row === undefined ? undefined : (JSON.parse(row.body) as Declared).version;
  return { declaration: declaration.declaration, id: keyOf(declaration), version };
}

const wordIn = (body: string): string => (JSON.parse(body) as Declared).declaration;

function mustBeKind(kind: string): void {
  if ((DECLARATIONS as readonly string[]).includes(kind)) return;
  const near = nearestName(kind, DECLARATIONS);
  const remedy = near === undefined ? DECLARATIONS.join(', ') : `did you mean ${near}?`;
  throw badRequest(`kind is one of the declarations: ${remedy}`, 'kind');
}
