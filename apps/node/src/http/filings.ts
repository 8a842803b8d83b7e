import { canonicalJson, formatInstant, fromUtf8, utf8 } from '@greenline/base';
import type { Case } from '@greenline/cases';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import {
  agenda,
  describedForms,
  type Filing,
  FORM_NAMES,
  isNewFiling,
  type NewFiling,
  type NewStep,
  readHandedIn,
  stepsFor,
  type WaitingCase,
} from '@greenline/filings';
import { admitFiling, filerOf, type RowKind, readRecord, recordText } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Receipt } from '../intake.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { numbered, pageOf, type Query } from './page.ts';
import { badRequest, forbidden, Problem } from './problem.ts';
import { refusedOf } from './refused.ts';

const MOST_BYTES = 256 * 1024;
/** A minute, by one token. */
const MOST_REQUESTS = 120;
const PAGE = 2_000;
const PORTS = { hasher: nodeHasher, verify: verifyEd25519Now };

/** Filings and steps on them, handed in and read back; the forms; what waits for the commission. */
export function addFilings(server: FastifyInstance, parts: NodeParts): void {
  const forms = describedForms();
  server.get('/api/forms', async () => ({ items: forms }));

  const rateLimit = {
    max: MOST_REQUESTS,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => bearer(request) ?? request.ip,
  };
  server.post('/api/filings', { bodyLimit: MOST_BYTES, config: { rateLimit } }, async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.must(principal, 'declare', parts.labelOf(voice(principal)));
    const object = completed(request.body, principal, parts);
    const handed = sound(object, principal, parts);
    const bytes = utf8(canonicalJson(object));
    const receipt = await parts.intake.take(bytes, 'filing', principal.id, { lane: 'alert' });
    await parts.folded(receipt.seq);
    await mustBeTaken(parts, receipt);
    const filing = isNewFiling(handed) ? await filedAs(parts, principal, handed) : handed.filing;
    // The journal's numbers count what all others handed in: whoever is not staff is told the moment.
    const seq = principal.role === 'staff' ? receipt.seq : parts.now();
    return { receipt: { seq, sha256: receipt.sha256, filing } };
  });

  server.get('/api/filings', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { form, ...query } = request.query as Query;
    if (form !== undefined && !(FORM_NAMES as readonly string[]).includes(form))
      throw badRequest(`form is one of ${FORM_NAMES.join(', ')}`, 'form');
    const page = await pageOf(
      parts.access,
      principal,
      'filing',
      query,
      ({ parent }) => form === undefined || parent === form,
    );
    return reply.type('application/json').send(page);
  });

  server.get('/api/filings/:id', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    const { id } = request.params as { id: string };
    const kind = parts.access.kindFor(principal, 'filing');
    const [row] = await parts.access.read(principal, kind, { after: 0, limit: 1, id });
    if (row === undefined)
      throw new Problem(404, 'no-such-filing', `no filing ${id} that you may read`);
    const body = principal.role === 'staff' ? numbered(row, row.seq) : row.body;
    const filer = filerOf(principal.id, parts.mission());
    const may = filer !== undefined && principal.may.includes('declare');
    const steps = may ? stepsFor(filer, readRecord<Filing>(row.body)) : [];
    return reply
      .type('application/json')
      .send(`{"maySteps":${JSON.stringify(steps)},${body.slice(1)}`);
  });

  server.get('/api/agenda', async (request, reply) => {
    const principal = parts.access.principal(bearer(request));
    if (principal.role !== 'staff' && principal.role !== 'commission')
      throw forbidden('the agenda is for the joint commission and mission staff');
    const [cases, filings] = await Promise.all([
      allOf<Case>(parts, principal, 'case'),
      allOf<Filing>(parts, principal, 'filing'),
    ]);
    const items = agenda(cases satisfies readonly WaitingCase[], filings);
    return reply.type('application/json').send(recordText({ items }));
  });
}

const voice = ({ role, member }: Principal): string =>
  role === 'commission' || role === 'humanitarian' ? role : (member ?? 'mission');

/** As it is written down: whoever leaves `by` and `at` out says so himself, now. */
function completed(body: unknown, principal: Principal, parts: NodeParts) {
  const text = body instanceof Uint8Array ? fromUtf8(body) : undefined;
  try {
    const json = JSON.parse(text ?? '');
    if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError();
    const at = formatInstant(parts.intake.now());
    return json.signature === undefined ? { by: principal.id, at, ...json } : json;
  } catch {
    throw badRequest('send one filing, or one step on one, as a JSON object in UTF-8');
  }
}

/** What was handed in, or a problem: nothing was written down then. */
function sound(object: unknown, principal: Principal, parts: NodeParts): NewFiling | NewStep {
  const read = readHandedIn(object, nodeHasher);
  const wrong = read.ok
    ? admitFiling(read.value, principal.id, parts.mission(), PORTS)
    : ({ ok: false, error: read.error } as const);
  if (wrong.ok && read.ok) return read.value;
  const { kind, field, text } = wrong.ok ? { kind: '', field: '', text: '' } : wrong.error;
  throw problem(kind === 'not-theirs' || kind === 'unknown-person' ? 403 : 400, kind, field, text);
}

const STATUS: Readonly<Record<string, number>> = {
  'unknown-filing': 404,
  'not-theirs': 403,
  'bad-filing': 400,
  'unknown-case': 400,
  'unknown-step': 400,
};

/** What the fold refuses is in the journal, and in the history of a filing that he may read. */
async function mustBeTaken(parts: NodeParts, receipt: Receipt): Promise<void> {
  const error = await refusedOf(parts, receipt);
  if (error === undefined) return;
  throw problem(STATUS[error.kind] ?? 409, error.kind, error.field ?? '', error.text);
}

function problem(status: number, kind: string, field: string, text: string): Problem {
  const words = field === '' ? text : `${field}: ${text}`;
  return new Problem(status, kind, words, { field, problems: [{ field, text }] });
}

/** Under which id a filing stands: that of whose it is, and the one it was given. */
async function filedAs(
  parts: NodeParts,
  principal: Principal,
  { id, digest, form }: NewFiling,
): Promise<string | undefined> {
  const labels = [parts.missionLabel()];
  const own = `${voice(principal)}:${id}`;
  const whose = ['mission', 'commission', ...parts.mission().agreement.parties];
  for (const name of [own, ...whose.map((one) => `${one}:${id}`)]) {
    const [row] = await parts.store.query({ kind: 'filing', after: 0, limit: 1, labels, id: name });
    const filing = row && readRecord<Filing>(row.body);
    const [first] = filing?.history ?? [];
    if (filing?.form === form && first?.entry === 'filed' && first.digest === digest) return name;
  }
  return undefined;
}

/** The newest of each record of a kind that a reader may read. */
async function allOf<T extends object>(
  parts: NodeParts,
  principal: Principal,
  kind: RowKind,
): Promise<readonly T[]> {
  const asked = parts.access.kindFor(principal, kind);
  const items: T[] = [];
  for (let after = 0; ; ) {
    const rows = await parts.access.read(principal, asked, { after, limit: PAGE });
    items.push(...rows.map(({ body }) => readRecord<T>(body)));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return items;
    after = last.seq;
  }
}
