import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GREENLINE, greenline, NodeProcess, type Place, place } from './support/node-process.ts';

const patrolDay = readFileSync(join(import.meta.dirname, '../docs/examples/patrol-day.json'));

const tokenFor = async (at: Place, principal: string) =>
  (
    await greenline('token', '--for', principal, '--mission', at.mission, '--data', at.data)
  ).out.trim();

/** What the routes under test answer with, all in one. */
interface Answer {
  readonly items: readonly { id: string }[];
  readonly more: boolean;
  readonly next: number;
  readonly receipt: { sha256: string; entries: number; refused: unknown[] };
  readonly error: { text: string };
  readonly case: { state: string };
}
const read = async (response: Response) => (await response.json()) as Answer;

const RULE = 'rule/fire-by-two';

/** Pages of a kind until nothing more comes. */
async function all(node: NodeProcess, kind: string, token: string): Promise<{ id: string }[]> {
  const items: { id: string }[] = [];
  for (let after = 0; ; ) {
    const page = await read(await node.get(`/api/${kind}?after=${after}&limit=200`, token));
    items.push(...page.items);
    if (!page.more) return items;
    after = page.next;
  }
}

describe('a node', () => {
  let at: Place;
  let node: NodeProcess;
  let officer: string;

  beforeAll(async () => {
    at = await place();
    node = await NodeProcess.start(at);
    officer = await tokenFor(at, 'duty-officer');
  }, 180_000);

  afterAll(async () => {
    await node.kill('SIGTERM');
    at.remove();
  });

  it('prints its address and, in an exercise, how to sign in', () => {
    expect(node.out).toContain(`http://localhost:${at.port}`);
    expect(node.out).toMatch(/sign in as Duty officer: http:\/\/localhost:\d+\/#token=gl1\./);
    expect(node.out).toContain('exercise');
  });

  it('says who it is', async () => {
    expect(await (await node.get('/healthz')).json()).toMatchObject({
      name: 'greenline',
      state: 'ready',
    });
  });

  it('takes a patrol’s day and shows what became of it', async () => {
    const token = await tokenFor(at, 'patrol-aster-1');
    const answer = await node.post('/api/intake/report', patrolDay, token);
    expect(answer.status).toBe(200);
    const { receipt } = await read(answer);
    expect(receipt.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(receipt.refused).toEqual([]);
    await expect.poll(() => all(node, 'observations', officer).then((o) => o.length)).toBe(6);
    const events = await all(node, 'events', officer);
    expect(events).toHaveLength(4);
    const findings = (await all(node, 'findings', officer)) as unknown as {
      clause: string;
      verdict: string;
      party: string;
    }[];
    expect(findings.some(({ clause }) => clause === '4')).toBe(true);
    expect(findings).toContainEqual(
      expect.objectContaining({ clause: '5', verdict: 'breach', party: 'B' }),
    );
  });

  it('shows a case, and takes a step on it from an officer alone', async () => {
    const [first] = await all(node, 'cases', officer);
    const step = JSON.stringify({ step: 'verify', reason: 'asked the patrol' });
    const liaison = await tokenFor(at, 'liaison-a');
    expect((await node.post(`/api/cases/${first?.id}/steps`, step, liaison)).status).toBe(403);
    const taken = await node.post(`/api/cases/${first?.id}/steps`, step, officer);
    expect(taken.status).toBe(200);
    expect(await read(taken)).toMatchObject({ case: { state: 'being-verified' } });
    const hollow = await node.post(`/api/cases/${first?.id}/steps`, '{"step":"confirm"}', officer);
    expect(hollow.status).toBe(409);
    expect((await read(hollow)).error.text).toMatch(/reason/);
  });

  it('hands a watch over by one act, and tells who takes it what is in hand', async () => {
    const step = { step: 'hand-over', reason: 'all quiet', with: { to: 'analyst-aster' } };
    const taken = await node.post('/api/watch/steps', JSON.stringify(step), officer);
    expect(taken.status).toBe(200);
    expect(await taken.json()).toMatchObject({
      receipt: { seq: expect.any(Number) },
      handOver: { from: 'duty-officer', to: 'analyst-aster', words: 'all quiet', open: 1 },
    });
    const [first] = (await all(node, 'cases', officer)).filter((one) => 'holder' in one);
    expect(first).toMatchObject({ holder: 'analyst-aster' });
    const liaison = await tokenFor(at, 'liaison-a');
    expect((await node.post('/api/watch/steps', JSON.stringify(step), liaison)).status).toBe(403);
    expect((await node.get('/api/desk', liaison)).status).toBe(403);
    expect((await node.post('/api/watch/steps', '{"step"', officer)).status).toBe(400);
  });

  it('puts a rule in force for an officer who signs its digest, and for nobody else', async () => {
    const rule = async () => (await all(node, 'desk', officer)).find(({ id }) => id === RULE);
    await expect.poll(rule, { timeout: 90_000 }).toMatchObject({ standing: 'proposed' });
    const { digest } = (await rule()) as unknown as { digest: string };
    const sign = (signed: string) => ({
      step: 'put-in-force',
      reason: 'read and agreed',
      with: { digest: signed },
    });
    const path = `/api/rules/fire-by-two/steps`;
    expect((await node.post(path, JSON.stringify(sign('sha256:00')), officer)).status).toBe(409);
    const signed = await node.post(path, JSON.stringify(sign(digest)), officer);
    expect(await signed.json()).toMatchObject({
      rule: { standing: 'in-force', inForceBy: 'duty-officer', digest },
    });
  });

  it('refuses what is no message, keeps it, and says why', async () => {
    const answer = await node.post('/api/intake/report', '{"id":"x"}', officer);
    const { receipt } = await read(answer);
    expect(receipt.refused).toHaveLength(1);
    await expect
      .poll(() => all(node, 'refusals', officer).then((refusals) => refusals.length))
      .toBeGreaterThan(0);
  });

  it('gives no token’s bearer what a token would not', async () => {
    expect((await node.get('/api/tracks', 'gl1.forged.token')).status).toBe(401);
    expect((await node.get('/api/tracks')).status).toBe(403);
    expect((await node.get('/api/feeds')).status).toBe(403);
  });

  it('is whole again after kill -9: nothing acknowledged is gone, and the log verifies', async () => {
    const before = await all(node, 'findings', officer);
    const answer = await node.post('/api/intake/report', patrolDay, officer);
    const { receipt } = await read(answer);
    await node.kill('SIGKILL');
    node = await NodeProcess.start(at);
    await expect
      .poll(() => all(node, 'observations', officer).then((seen) => seen.length))
      .toBe(12);
    expect(receipt.entries).toBe(2);
    const after = await all(node, 'findings', officer);
    for (const finding of before) expect(after).toContainEqual(finding);
    await node.kill('SIGTERM');
    const log = join(at.data, 'forty-km-exercise', 'log');
    const checked = await greenline('log', 'check', log);
    expect(checked).toMatchObject({ code: 0 });
  }, 180_000);

  it('arrives at the same digest each time the journal is folded anew', async () => {
    const where = ['--mission', at.mission, '--data', at.data] as const;
    const first = await greenline('rebuild', ...where);
    const second = await greenline('rebuild', ...where);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^sha256:[0-9a-f]{64}\n$/);
    expect(second.out).toBe(first.out);
  }, 180_000);

  it('says in one line that another node has the folder, or another program the port', async () => {
    node = await NodeProcess.start(at);
    const second = NodeProcess.spawn({ ...at, port: at.port + 1 });
    expect(await second.exited).toBe(2);
    expect(second.errors.trim().split('\n')).toHaveLength(1);
    expect(second.errors).toMatch(/node/);

    const other = await place();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(other.port, '127.0.0.1', resolve));
    const third = NodeProcess.spawn(other);
    expect(await third.exited).toBe(2);
    expect(third.errors).toMatch(/somebody listens there already/);
    squatter.close();
    other.remove();
  }, 180_000);

  it('stops in order on a Ctrl-C that npm repeats', async () => {
    expect(await Promise.all([node.kill('SIGINT'), node.kill('SIGINT')])).toEqual([0, 0]);
    node = await NodeProcess.start(at);
    expect(node.errors).not.toMatch(/left behind/);
    expect(await node.kill('SIGTERM')).toBe(0);
  }, 180_000);

  it('ends when npx is told to end, of whom only the shell hears it', async () => {
    const serve = `"${process.execPath}" "${GREENLINE}" serve --mission "${at.mission}" --data "${at.data}" --port ${at.port}`;
    const shell = spawn('sh', ['-c', `${serve}; true`], {
      env: { ...process.env, npm_lifecycle_event: 'npx' },
      stdio: 'ignore',
    });
    const answers = () =>
      node.get('/healthz').then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(answers, { timeout: 60_000 }).toBe(true);
    shell.kill('SIGTERM');
    await expect.poll(answers, { timeout: 20_000 }).toBe(false);
  }, 180_000);
});
