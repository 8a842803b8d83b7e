import { formatInstant, utf8 } from '@greenline/base';
import { type Row, readRecord, taskableAssets } from '@greenline/pipeline';
import { type Candidate, candidatesFor, placeOfTask, type Task } from '@greenline/planning';
import type { Principal } from '@greenline/sharing';
import type { FastifyInstance } from 'fastify';
import { v7 } from '../command-id.ts';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { numbered } from './page.ts';
import { Problem } from './problem.ts';
import { mustBeTaken, objectOf } from './steps.ts';

/** What somebody asks to be looked at: who could, and every step on it. For mission staff. */
export function addTasks(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/tasks/:id/candidates', async (request) => {
    const principal = parts.access.principal(bearer(request));
    const { id } = request.params as { id: string };
    const task = readRecord<Task>((await oneTask(parts, principal, id)).body);
    const at = placeOfTask(task);
    if (at === undefined) throw new Problem(409, 'no-place', 'the task says no place to look at');
    const assets = taskableAssets(parts.mission().sensors);
    const found = candidatesFor(task.want, at, parts.now(), task.dueAt, assets);
    return { task: id, candidates: found.map(told) };
  });

  server.post('/api/tasks/steps', async (request) => {
    const principal = parts.access.principal(bearer(request));
    parts.access.mustRead(principal, 'task');
    const { task, step, reason, with: more } = objectOf(request.body);
    const now = parts.intake.now();
    const id = v7(now);
    const { id: by } = principal;
    // Whoever asks need not think of a name: the command's own serves.
    const about = task ?? (step === 'ask' ? id : undefined);
    const command = { id, at: new Date(now).toISOString(), by, task: about ?? null, step };
    const bytes = utf8(JSON.stringify({ ...command, reason, with: more }));
    const receipt = await parts.intake.take(bytes, 'command', by, { lane: 'alert' });
    await parts.folded(receipt.seq);
    await mustBeTaken(parts, receipt);
    const row = await oneTask(parts, principal, String(about));
    return { receipt, task: JSON.parse(numbered(row, row.seq)) };
  });
}

async function oneTask(parts: NodeParts, principal: Principal, id: string): Promise<Row> {
  const [row] = await parts.access.read(principal, 'task', { after: 0, limit: 1, id });
  if (row === undefined) throw new Problem(404, 'no-such-task', `no task ${id} that you may read`);
  return row;
}

const told = (one: Candidate) =>
  'looksAt' in one
    ? {
        ...one,
        looksAt: formatInstant(one.looksAt),
        deliversAt: formatInstant(one.deliversAt),
      }
    : one;
