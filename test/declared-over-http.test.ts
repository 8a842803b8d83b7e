import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type JsonObject } from '@greenline/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { keyOf, SOUND } from './support/declaring.ts';
import { OUTSIDERS } from './support/force.ts';

const { notice, permit, deployment, inventory } = SOUND;
const birch = keyOf('nation-birch');

interface Wrong {
  readonly index: number;
  readonly field: string;
  readonly text: string;
}

interface Answer {
  readonly receipt: {
    readonly seq: number;
    readonly sha256: string;
    readonly id: string;
    readonly version: number;
    readonly declared: readonly { readonly id: string; readonly version: number }[];
  };
  readonly error: {
    readonly kind: string;
    readonly text: string;
    readonly field: string;
    readonly problems: readonly Wrong[];
  };
  readonly items: readonly (JsonObject & { readonly seq: number; readonly version: number })[];
  readonly more: boolean;
  readonly next: number;
}

let node: ClockedNode;

beforeAll(async () => {
  node = await ClockedNode.start(moment('2026-03-10T10:00:00Z'), undefined, (mission) => {
    const file = join(mission, 'policy/principals.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/(id: nation-birch,.*) }/, `$1, key: ${birch.vkey} }`));
  });
}, 120_000);

afterAll(() => node?.stop());

async function declare(who: string, what: unknown): Promise<{ status: number } & Answer> {
  const body = typeof what === 'string' ? what : JSON.stringify(what);
  const { status, text } = await node.ask('/api/declarations', who, { method: 'POST', body });
  return { status, ...JSON.parse(text) };
}
async function ask(who: string, path: string): Promise<{ status: number } & Answer> {
  const { status, text } = await node.ask(`/api/declarations${path}`, who);
  return { status, ...JSON.parse(text) };
}

describe('a declaration handed in over HTTP', () => {
  it('is answered, once it is on the disk, with where it stands and as which version', async () => {
    const { status, receipt } = await declare('duty-officer', permit);
    expect(status).toBe(200);
    const sha256 = createHash('sha256').update(canonicalJson(permit)).digest('hex');
    expect(receipt).toEqual({
      seq: expect.any(Number),
      sha256,
      declaration: 'permit',
      id: 'P-1',
      version: 1,
    });
    const again = await declare('duty-officer', { ...permit, to: '2026-03-10T19:00:00Z' });
    expect(again.receipt).toMatchObject({ id: 'P-1', version: 2 });
    const [first, second] = (await ask('duty-officer', '/P-1')).items;
    expect(first).toMatchObject({
      version: 1,
      to: permit.to,
      by: 'duty-officer',
      signedBy: 'token',
    });
    expect(second).toMatchObject({
      version: 2,
      supersedes: first?.digest,
      recordedAt: '2026-03-10T10:00:00Z',
    });
  });

  it('sent again by somebody who missed the answer is the same version', async () => {
    const first = await declare('liaison-a', inventory);
    expect(await declare('liaison-a', inventory)).toEqual(first);
    expect((await ask('liaison-a', '/S-1')).items).toHaveLength(1);
  });

  it('is refused with every field that is wrong, and nothing is written down', async () => {
    const before = await node.items('refusals', 'duty-officer');
    const wrong = await declare('liaison-a', [
      { ...notice, from: 'noon', id: undefined },
      { ...notice, partty: 'A' },
    ]);
    expect(wrong.status).toBe(400);
    expect(wrong.error.kind).toBe('bad-declaration');
    expect(wrong.error.text).toMatch(/^declaration 1: from: must be a time as/);
    expect(wrong.error.problems.map(({ index, field }) => [index, field])).toEqual([
      [0, 'from'],
      [0, 'id'],
      [1, 'partty'],
    ]);
    expect(await node.items('refusals', 'duty-officer')).toEqual(before);
    expect((await ask('liaison-a', '?kind=notice')).items).toEqual([]);
  });

  it('is refused where a name is nobody’s, or is said by whom it does not become', async () => {
    const typed = await declare('liaison-a', { ...SOUND.request, zone: 'bufer' });
    expect(typed).toMatchObject({ status: 400, error: { field: 'zone', kind: 'unknown-name' } });
    expect(typed.error.text).toMatch(/did you mean buffer\?/);
    const theirs = await declare('liaison-a', permit);
    expect(theirs).toMatchObject({
      status: 403,
      error: { kind: 'not-theirs', field: 'declaration' },
    });
    for (const who of ['patrol-dahlia-1', 'demining', 'public'])
      expect((await declare(who, notice)).status, who).toBe(403);
  });

  it.each([
    ['nothing', '', 400],
    ['no JSON', '{"declaration":', 400],
    ['JSON that is no object', '"notice"', 400],
    ['an empty list', '[]', 400],
    ['bytes that are no text', '\ud800', 400],
    ['a list too long', JSON.stringify(Array.from({ length: 1_001 }, () => 1)), 400],
  ])('that is %s is refused', async (_what, body, status) => {
    expect((await declare('duty-officer', body)).status).toBe(status);
  });

  it('stays its declarer’s: another who takes its id is told so, and it is kept and counted', async () => {
    await declare('liaison-b', { ...notice, id: 'ours', party: 'B' });
    const taken = await declare('liaison-a', { ...notice, id: 'ours' });
    expect(taken).toMatchObject({ status: 409, error: { kind: 'not-theirs', field: 'id' } });
    expect(taken.error.text).toBe('id: is taken: choose another, or ask the mission’s staff');
    expect((await ask('duty-officer', '/ours')).items).toMatchObject([{ party: 'B' }]);
    const refusals = await node.items('refusals', 'duty-officer');
    expect(JSON.stringify(refusals.at(-1))).toMatch(/not-theirs.*liaison-a|liaison-a.*not-theirs/);
    const feeds = JSON.parse((await node.ask('/api/feeds', 'duty-officer')).text);
    const [row] = feeds.filter(({ id }: { id: string }) => id === 'http-declarations');
    expect(row.refused['not-theirs']).toBeGreaterThanOrEqual(2);
  });

  it('of a list is taken with all others or not at all', async () => {
    const list = [
      { ...notice, id: 'L-1' },
      { ...notice, id: 'ours' },
    ];
    const { status, error } = await declare('liaison-a', list);
    expect(status).toBe(409);
    expect(error.problems).toMatchObject([{ index: 1, field: 'id' }]);
    expect((await ask('liaison-a', '/L-1')).status).toBe(404);
    const both = await declare('liaison-a', [list[0], { ...notice, id: 'L-2' }]);
    expect(both.receipt.declared).toEqual([
      { declaration: 'notice', id: 'L-1', version: 1 },
      { declaration: 'notice', id: 'L-2', version: 1 },
    ]);
  });

  it('is signed by whoever has a key, and says so', async () => {
    const unsigned = await declare('nation-birch', deployment);
    expect(unsigned).toMatchObject({ status: 400, error: { field: 'signature' } });
    expect(unsigned.error.text).toMatch(/is missing: nation-birch has a key/);
    const forged = { ...birch.signed(deployment), personnel: 1 };
    expect((await declare('nation-birch', forged)).error.text).toMatch(/does not hold/);
    expect((await declare('nation-birch', birch.signed(deployment))).status).toBe(200);
    expect((await ask('nation-birch', '/birch%2Fbuffer')).items).toMatchObject([
      { signedBy: 'key', personnel: 120, message: deployment },
    ]);
    const me = async (who: string) => JSON.parse((await node.ask('/api/me', who)).text);
    expect(await me('nation-birch')).toMatchObject({ signs: true });
    expect(await me('nation-aster')).not.toHaveProperty('signs');
  });
});

describe('declarations read back', () => {
  it('are one’s own and what was released to one, and nobody else’s', async () => {
    await declare('liaison-a', { ...notice, id: 'for B too', releasableTo: ['B'] });
    await declare('duty-officer', { ...permit, id: 'for all', releasableTo: ['public'] });
    const idsOf = async (who: string) => (await ask(who, '')).items.map(({ under }) => under);
    const all = new Map<string, readonly unknown[]>();
    for (const who of OUTSIDERS) all.set(who, await idsOf(who));
    expect(all.get('liaison-a')).toEqual(['S-1', 'L-1', 'L-2', 'for B too', 'for all']);
    expect(all.get('liaison-b')).toEqual(['ours', 'for B too', 'for all']);
    expect(all.get('nation-birch')).toEqual(['birch/buffer', 'for all']);
    for (const who of ['nation-lead', 'nation-aster', 'patrol-dahlia-1', 'demining', 'public'])
      expect(all.get(who), who).toEqual(['for all']);
    expect(await idsOf('duty-officer')).toHaveLength(9);
  });

  it('say nothing of who handed them in, or of the journal, to others than staff', async () => {
    for (const who of OUTSIDERS) {
      const { items } = await ask(who, '');
      expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
      expect(JSON.stringify(items)).not.toMatch(/duty-officer|liaison-|nation-/);
    }
    expect((await ask('liaison-b', '/S-1')).status).toBe(404);
    expect((await ask('public', '/P-1')).status).toBe(404);
  });

  it('are paged by kind, and a page leads on to the next', async () => {
    const whole = (await ask('duty-officer', '?kind=notice')).items;
    expect(whole.map(({ under }) => under)).toEqual(['ours', 'L-1', 'L-2', 'for B too']);
    const found: unknown[] = [];
    for (let after = 0; ; ) {
      const page = await ask('duty-officer', `?kind=notice&limit=1&after=${after}`);
      found.push(...page.items);
      if (!page.more) break;
      after = page.next;
    }
    expect(found).toEqual(whole);
    const own = await ask('liaison-a', '?kind=notice&limit=1&after=2');
    expect(own).toMatchObject({ items: [{ under: 'L-2', seq: 3 }], more: true, next: 3 });
    const odd = await ask('liaison-a', '?kind=notise');
    expect(odd).toMatchObject({
      status: 400,
      error: { field: 'kind', text: expect.stringMatching(/did you mean notice/) },
    });
  });

  it('of one id are all its versions, of the kind that is asked for', async () => {
    await declare('liaison-a', { ...SOUND.request, id: 'L-1' });
    const kinds = async (query: string) =>
      (await ask('duty-officer', `/L-1${query}`)).items.map(({ declaration }) => declaration);
    expect(await kinds('')).toEqual(['notice', 'request']);
    expect(await kinds('?kind=request')).toEqual(['request']);
    expect((await ask('duty-officer', '/L-1?kind=permit')).status).toBe(404);
  });

  it('are in the list of routes that a node gives', async () => {
    const { paths } = JSON.parse((await node.ask('/api/openapi.json')).text);
    expect(Object.keys(paths['/api/declarations'])).toEqual(
      expect.arrayContaining(['get', 'post']),
    );
    expect(paths['/api/declarations/{id}']).toHaveProperty('get');
  });

  it('and the fold never stopped', () => {
    expect(node.failures).toEqual([]);
  });
});
