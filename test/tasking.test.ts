import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { rebuild } from '@greenline/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { atRest, quickly } from './support/quickly.ts';
import { linesIn } from './support/replay.ts';

const T0 = moment('2026-03-10T09:00:00Z');
const hours = (many: number) => instant(T0 + many * 3_600_000);
const SHOT = { lon: 36.12, lat: 47.52 };

interface Told {
  readonly status: number;
  readonly error?: { readonly kind: string; readonly text: string };
  readonly task: {
    readonly id: string;
    readonly state: string;
    readonly nation?: string;
    readonly late?: true;
    readonly results: readonly string[];
  };
}

let node: ClockedNode;
let out: string;
let about: string;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'greenline-tasking-'));
  node = await ClockedNode.start(T0);
  await node.see({ ...SHOT, kind: 'event', class: 'shot', sensor: 'aster-mast-1', sigmaM: 30 });
  await node.goOnTo(instant(T0 + 60_000));
  const [found] = await node.items('cases', 'duty-officer');
  if (found === undefined) throw new Error('no case');
  about = found.id;
}, 120_000);
afterAll(() => {
  atRest();
  rmSync(out, { recursive: true, force: true });
  node?.at.remove();
});

async function step(who: string, body: object): Promise<Told> {
  const { status, text } = await node.ask('/api/tasks/steps', who, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return { status, ...JSON.parse(text) };
}
const tasksOf = async (parent: string) =>
  JSON.parse((await node.ask(`/api/tasks?parent=${parent}`, 'duty-officer')).text).items;

describe('a task about a case', () => {
  const task = 'look-again';
  const image = { want: 'image', text: 'image the site', position: SHOT };

  it('is asked for, and stands under its case', async () => {
    const dueAt = '2026-03-10T15:00:00Z';
    const asked = await step('analyst-birch', {
      ...{ step: 'ask', task, reason: 'one source only' },
      with: { ...image, about, dueAt },
    });
    expect(asked).toMatchObject({ status: 200, task: { id: task, state: 'asked', dueAt } });
    expect(await tasksOf(about)).toMatchObject([{ id: task, want: 'image', about }]);
  });

  it('has candidates: the soonest first, and why others are none', async () => {
    const { text } = await node.ask(`/api/tasks/${task}/candidates`, 'duty-officer');
    expect(JSON.parse(text).candidates).toMatchObject([
      { asset: 'aster-mast-1', nation: 'aster', deliversAt: '2026-03-10T09:04:00Z' },
      { asset: 'lead-drone-1', nation: 'lead' },
      // It is told at 10:00 at the earliest.
      { asset: 'lead-satellite', looksAt: '2026-03-10T10:40:00Z' },
      { asset: 'patrol-birch-1', because: 'does not image' },
    ]);
  });

  it('is assigned by the mission, and decided on by the asset’s nation alone', async () => {
    const assign = { step: 'assign', task, with: { asset: 'lead-satellite' } };
    expect(await step('duty-officer', assign)).toMatchObject({
      task: { state: 'assigned', nation: 'lead' },
    });
    for (const who of ['analyst-aster', 'analyst-birch'])
      expect(await step(who, { step: 'accept', task })).toMatchObject({
        status: 409,
        error: { kind: 'not-theirs', text: 'lead-satellite is of lead: its own people decide' },
      });
    const refused = { step: 'refuse', task, reason: 'clouded over until tomorrow' };
    expect(await step('duty-officer', refused)).toMatchObject({ task: { state: 'refused' } });
    await step('duty-officer', { step: 'assign', task, with: { asset: 'aster-mast-1' } });
    expect(await step('duty-officer', { step: 'accept', task })).toMatchObject({ status: 409 });
    expect(await step('analyst-aster', { step: 'accept', task })).toMatchObject({
      task: { state: 'accepted', nation: 'aster' },
    });
  });

  it('is for mission staff: its place is exact', async () => {
    for (const who of ['nation-aster', 'patrol-aster-1', 'liaison-a', 'chair', 'public']) {
      expect((await node.ask('/api/tasks', who)).status, who).toBe(403);
      expect((await node.ask(`/api/tasks/${task}/candidates`, who)).status, who).toBe(403);
      expect((await step(who, { step: 'take', task })).status, who).toBe(403);
    }
  });

  it('is late the moment its time runs out, and the desk is told once', async () => {
    await node.goOnTo(hours(6.5));
    await node.goOnTo(hours(6.6));
    expect(await tasksOf(about)).toMatchObject([{ state: 'accepted', late: true }]);
    const desk = (await node.items('desk', 'duty-officer')) as unknown as { note: string }[];
    expect(desk.filter(({ note }) => note === 'task-late')).toMatchObject([
      { task, asset: 'aster-mast-1', nation: 'aster', about, dueAt: '2026-03-10T15:00:00Z' },
    ]);
  });

  it('is delivered all the same, and its results stand in the case’s history', async () => {
    await step('analyst-aster', { step: 'take', task });
    const results = ['frame-0815', 'frame-0816'];
    expect(await step('analyst-aster', { step: 'deliver', task, with: { results } })).toMatchObject(
      { task: { state: 'delivered', late: true, results } },
    );
    const { text } = await node.ask(`/api/cases/${about}`, 'duty-officer');
    expect(JSON.parse(text).history.at(-1)).toMatchObject({
      ...{ entry: 'rule', rule: 'task-delivered' },
      reason: `task ${task} (image, aster-mast-1) was delivered late; results: frame-0815, frame-0816`,
    });
  });

  it.each([
    ['no-such-task', { step: 'take', task: 'nothing' }],
    ['bad-command', { step: 'fire', task }],
    [
      'bad-command',
      { step: 'ask', with: { ...image, want: 'strike', dueAt: '2026-03-11T00:00:00Z' } },
    ],
    [
      'bad-command',
      { step: 'ask', task: 'x\u0000', with: { ...image, dueAt: '2026-03-11T00:00:00Z' } },
    ],
    ['not-now', { step: 'ask', task: 'past', with: { ...image, dueAt: '2026-03-10T09:00:00Z' } }],
    ['taken-name', { step: 'ask', task, with: { ...image, dueAt: '2026-03-11T00:00:00Z' } }],
    ['not-now', { step: 'deliver', task }],
  ])('with a step that cannot be is told why: %s', async (kind, body) => {
    expect(await step('duty-officer', body)).toMatchObject({ status: 409, error: { kind } });
  });
});

describe('the command `greenline task`', () => {
  const run = (...words: readonly string[]) => {
    const { mission, data } = node.at;
    const to = ['--node', node.url, '--mission', mission, '--data', data];
    return quickly('task', ...words, ...to);
  };

  it('asks, shows who could, and takes steps, each as one line', async () => {
    const ask = ['ask', '--for', 'duty-officer', '--name', 'look-2', '--want', 'verify'];
    // The node’s clock stands in March; the command’s own does not.
    const where = ['--at', '36.12,47.52', '--due', '2026-03-11T00:00:00Z', '--text', 'a tank?'];
    const asked = await run(...ask, ...where, '--about', about);
    expect(asked.errors).toBe('');
    expect(asked.out).toBe(
      `look-2\tverify\tasked\t2026-03-11T00:00:00Z\t-\t-\t${about}\t-\ta tank?\n`,
    );
    const could = await run('candidates', 'look-2', '--for', 'analyst-birch');
    expect(could.out).toContain('lead-satellite\tlead\t-\t-\tdoes not verify\n');
    const assign = ['assign', 'look-2', '--asset', 'patrol-birch-1', '--for', 'duty-officer'];
    expect((await run(...assign)).out).toContain('\tassigned\t');
    const theirs = await run('accept', 'look-2', '--for', 'analyst-aster');
    expect(theirs).toMatchObject({ code: 1 });
    expect(theirs.errors).toContain('patrol-birch-1 is of birch: its own people decide');
    expect((await run('accept', 'look-2', '--for', 'analyst-birch')).out).toContain('accepted');
    expect((await run('take', 'look-2', '--for', 'analyst-birch')).out).toContain('taken');
    const deliver = ['deliver', 'look-2', '--for', 'analyst-birch', '--result', 'photo-1'];
    expect((await run(...deliver)).out).toContain('\tdelivered\t');
    const list = await run('list', '--for', 'duty-officer', '--about', about);
    expect(list.out.trim().split('\n')).toHaveLength(2);
  });

  it.each([
    ['--within', ['ask', '--want', 'image', '--at', '36,47', '--within', 'soon']],
    ['--at', ['ask', '--want', 'image', '--at', '36', '--within', '6h']],
    ['--want', ['ask', '--want', 'strike', '--at', '36,47', '--within', '6h']],
    ['--reason', ['refuse', 'look-2']],
  ])('says in one line what is wrong with %s', async (option, words) => {
    const { code, errors } = await run(...words, '--for', 'duty-officer');
    expect(code).toBe(2);
    expect(errors).toContain(option);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });
});

describe('the life of tasks', () => {
  it('is the same when the journal is folded again, and when it is replayed', async () => {
    const live = (await node.items('tasks', 'duty-officer')).map(({ seq: _, ...task }) => task);
    const { mission, data } = node.at;
    await node.node.stop();
    const fail = (cause: Error) => {
      throw cause;
    };
    const quiet = { mission, data, say: () => undefined, onFailure: fail };
    expect((await rebuild(quiet)).digest).toBe((await rebuild(quiet)).digest);
    const journal = join(data, 'forty-km-exercise', 'journal');
    const args = ['--mission', mission, '--input', `journal:${journal}`, '--out', out];
    const run = await quickly('replay', ...args, '--until', '2026-03-10T16:00:00Z');
    expect(run.errors).toContain('accepted');
    const replayed = linesIn(readFileSync(join(out, 'tasks.jsonl'), 'utf8'));
    expect(replayed).toEqual(live);
    expect(live).toHaveLength(2);
  }, 120_000);
});
