import { fromUtf8, utf8 } from '@greenline/base';
import { handOverId, RULE_PREFIX, WATCH } from '@greenline/cases';
import { nodeHasher } from '@greenline/crypto';
import type { Principal } from '@greenline/sharing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 } from '../command-id.ts';
import type { Receipt } from '../intake.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { numbered } from './page.ts';
import { badRequest, Problem } from './problem.ts';
import { oneCase } from './records.ts';
import { refusedOf } from './refused.ts';

/** Steps of officers: on one case, on all that they have in hand, on a rule of the mission. */
export function addSteps(server: FastifyInstance, parts: NodeParts): void {
  server.post('/api/cases/:id/steps', async (request) => {
    const principal = decider(parts, request);
    const { id } = request.params as { id: string };
    await oneCase(parts, principal, id);
    const { receipt } = await takeStep(parts, principal, id, request.body);
    const row = await oneCase(parts, principal, id);
    return { receipt, case: JSON.parse(numbered(row, row.seq)) };
  });

  server.post('/api/watch/steps', async (request) => {
    const principal = decider(parts, request);
    const { receipt, command } = await takeStep(parts, principal, WATCH, request.body);
    const id = handOverId(nodeHasher, command);
    return { receipt, handOver: await deskNote(parts, principal, id) };
  });

  server.post('/api/rules/:name/steps', async (request) => {
    const principal = decider(parts, request);
    const { name } = request.params as { name: string };
    const about = `${RULE_PREFIX}${name}`;
    const { receipt } = await takeStep(parts, principal, about, request.body);
    return { receipt, rule: await deskNote(parts, principal, about) };
  });
}

async function deskNote(parts: NodeParts, principal: Principal, id: string): Promise<unknown> {
  const [row] = await parts.access.read(principal, 'desk', { after: 0, limit: 1, id });
  return row === undefined ? undefined : JSON.parse(row.body);
}

function decider(parts: NodeParts, request: FastifyRequest): Principal {
  const principal = parts.access.principal(bearer(request));
  parts.access.must(principal, 'decide', parts.missionLabel());
  return principal;
}

/** Puts a step into the journal and waits until it was folded; throws where it was refused. */
async function takeStep(parts: NodeParts, { id: by }: Principal, about: string, body: unknown) {
  const asked = stepOf(body);
  const now = parts.intake.now();
  const command = { ...asked, id: v7(now), at: new Date(now).toISOString(), by, case: about };
  const bytes = utf8(JSON.stringify(command));
  const receipt = await parts.intake.take(bytes, 'command', by, { lane: 'alert' });
  await parts.folded(receipt.seq);
  await mustBeTaken(parts, receipt);
  return { receipt, command: command.id };
}

/** Throws where the fold did not take a command, with the reason it gave. */
export async function mustBeTaken(parts: NodeParts, receipt: Receipt): Promise<void> {
  const error = await refusedOf(parts, receipt);
  if (error === undefined) return;
  throw new Problem(409, error.kind, error.text, { missing: [error.text], receipt });
}

function stepOf(body: unknown): object {
  const { step, reason, with: more } = objectOf(body);
  return { step, reason, ...(more !== undefined && { with: more }) };
}

/** The JSON object that a body holds. */
export function objectOf(body: unknown): Readonly<Record<string, unknown>> {
  try {
    const value = body instanceof Uint8Array ? JSON.parse(fromUtf8(body) ?? '') : body;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // What is no JSON is no step either.
  }
  throw badRequest('send {"step","reason"} as JSON');
}
