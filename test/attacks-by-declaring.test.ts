import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, type JsonObject } from '@greenline/base';
import { keyPair } from '@greenline/crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { keyOf, SOUND } from './support/declaring.ts';

const { notice, permit, deployment } = SOUND;
const keys = { 'liaison-a': keyOf('liaison-a'), 'nation-birch': keyOf('nation-birch') };
const a = keys['liaison-a'];
const birch = keys['nation-birch'];

let node: ClockedNode;

beforeAll(async () => {
  node = await ClockedNode.start(moment('2026-03-10T10:00:00Z'), undefined, (mission) => {
    const file = join(mission, 'policy/principals.yaml');
    let text = readFileSync(file, 'utf8');
    for (const [id, { vkey }] of Object.entries(keys))
      text = text.replace(new RegExp(`(id: ${id},.*) }`), `$1, key: ${vkey} }`);
    writeFileSync(file, text);
  });
}, 120_000);

afterEach(() => expect(node.failures).toEqual([]));
afterAll(() => node?.stop());

const post = (path: string, who: string, what: unknown) =>
  node.ask(path, who, {
    method: 'POST',
    body: typeof what === 'string' ? what : JSON.stringify(what),
  });
const declare = (who: string, what: unknown) => post('/api/declarations', who, what);
const asFact = ({ declaration, ...rest }: JsonObject): JsonObject => ({
  fact: declaration,
  ...rest,
});

/** Everything that stands, as staff see it. */
async function standing(): Promise<readonly JsonObject[]> {
  await node.node.settled();
  return (await node.items('declarations', 'duty-officer')) as unknown as readonly JsonObject[];
}

/** Tries one thing by every way in; nothing may come of it. */
async function inVain(who: string, ...attempts: readonly JsonObject[]): Promise<void> {
  const before = await standing();
  for (const attempt of attempts) {
    const { status, text } = await declare(who, attempt);
    expect([400, 403, 409], text).toContain(status);
    expect((await post('/api/intake/facts', who, asFact(attempt))).status).toBe(200);
  }
  expect(await standing()).toEqual(before);
}

describe('a party cannot', () => {
  it('give itself a permit, signed or not, under whatever name', async () => {
    await inVain(
      'liaison-a',
      permit,
      a.signed(permit),
      a.signed({ ...permit, declaredBy: 'mission', by: 'duty-officer' }),
      a.signed({ ...notice, fact: 'permit' }),
      a.signed({ ...notice, declaration: 'Permit' }),
    );
    await inVain('liaison-b', { ...permit, party: 'B' });
    const among = [
      { ...notice, party: 'B' },
      { ...permit, party: 'B' },
    ];
    expect((await declare('liaison-b', among)).status).toBe(403);
    expect(await standing()).toEqual([]);
  });

  it('choose a reading, set a moment, or let the other party agree to a waiver', async () => {
    await inVain(
      'liaison-a',
      a.signed(SOUND.choice),
      a.signed(SOUND.milestone),
      a.signed(SOUND.waiver),
      a.signed(SOUND.inspection),
      a.signed(SOUND.visit),
    );
  });

  it('verify its own act, or speak for the other or for a nation', async () => {
    await inVain(
      'liaison-a',
      a.signed({ ...SOUND.fulfilment, verified: true }),
      a.signed({ ...notice, party: 'B' }),
      a.signed(deployment),
      a.signed({ ...SOUND.contribution, party: 'A' }),
    );
  });

  it('say that the mission received it earlier, vouches for it or gave it a number', async () => {
    const boast = {
      ...notice,
      id: 'boast',
      receivedAt: '2026-03-01T00:00:00Z',
      version: 9,
      declaredBy: 'mission',
      signedBy: 'key',
      by: 'duty-officer',
      digest: `sha256:${'0'.repeat(64)}`,
      exercise: false,
      label: 'public',
    };
    expect((await declare('liaison-b', { ...boast, party: 'B' })).status).toBe(200);
    expect((await standing()).at(-1)).toMatchObject({
      under: 'boast',
      receivedAt: '2026-03-10T10:00:00Z',
      recordedAt: '2026-03-10T10:00:00Z',
      version: 1,
      declaredBy: 'B',
      by: 'liaison-b',
      signedBy: 'token',
      exercise: true,
    });
  });

  it('say one thing to the signature and another to the register by naming a field twice', async () => {
    const text = JSON.stringify({ ...notice, id: 'twice', party: 'B' });
    const twice = text.replace('"party":"B"', '"party":"B","party":"A"');
    expect((await declare('liaison-b', twice)).status).toBe(403);
    const { signature } = a.signed({ ...notice, id: 'twice' });
    const signed = twice.replace('{', `{"signature":"${signature}",`);
    expect((await declare('liaison-a', signed)).status).toBe(200);
    expect((await standing()).at(-1)).toMatchObject({ under: 'twice', party: 'A' });
  });
});

describe('a nation cannot', () => {
  beforeAll(async () => {
    expect((await declare('nation-birch', birch.signed(deployment))).status).toBe(200);
  });

  it('replace the deployment of another, or take one over', async () => {
    const theirs = { ...deployment, personnel: 5_000 };
    await inVain(
      'nation-aster',
      theirs,
      birch.signed(theirs),
      birch.signed(deployment),
      { ...theirs, nation: 'birch/buffer', zone: '' },
      { ...theirs, party: 'aster' },
    );
  });

  it('bring back what it said earlier once the mission has spoken', async () => {
    const corrected = { ...deployment, personnel: 80 };
    expect((await declare('duty-officer', corrected)).status).toBe(200);
    await inVain(
      'nation-birch',
      birch.signed(deployment),
      birch.signed({ ...deployment, personnel: 200 }),
    );
  });
});

describe('a signed declaration cannot be', () => {
  const signed = a.signed({ ...notice, id: 'signed' });
  beforeAll(async () => {
    expect((await declare('liaison-a', signed)).status).toBe(200);
  });

  it('handed in again under another id, of another kind or with another word in it', async () => {
    const { size: _, ...rest } = signed as JsonObject & { size?: unknown };
    await inVain(
      'liaison-a',
      { ...rest, id: 'another' },
      { ...rest, declaration: 'request', zone: 'buffer' },
      { ...rest, to: '2026-03-10T14:00:01Z' },
      { ...rest, releasableTo: ['B'] },
      { ...rest, remark: '' },
      { ...rest, receivedAt: '2026-03-01T00:00:00Z' },
    );
  });

  it('handed in by anybody else, mission staff included', async () => {
    await inVain('liaison-b', signed);
    await inVain('nation-birch', signed);
    await inVain('duty-officer', signed, { ...signed, id: 'relayed' });
  });

  it('signed over other bytes, with another key, or in another alphabet', async () => {
    const object: JsonObject = { ...notice, id: 'forged' };
    const sign = (seed: number, text: string) =>
      Buffer.from(keyPair(new Uint8Array(32).fill(seed)).sign(Buffer.from(text)));
    const right = String(a.signed(object).signature);
    const bytes = Buffer.from(right, 'base64url');
    const [first = 0] = bytes;
    const turned = Buffer.from([first ^ 1, ...bytes.subarray(1)]);
    await inVain(
      'liaison-a',
      ...[
        sign(7, canonicalJson(object)).toString('base64url'),
        String(a.signed({ ...object, signature: right, more: 1 }).signature),
        String(birch.signed(object).signature),
        turned.toString('base64url'),
        bytes.toString('base64').replace(/=*$/, '='),
        bytes.toString('hex'),
        `${right}=`,
        ` ${right}`,
        `${right}${right}`,
        right.slice(0, -1),
        Buffer.alloc(64).toString('base64url'),
        '',
      ].map((signature) => ({ ...object, signature })),
    );
    const { text } = await declare('liaison-a', { ...object, signature: null });
    expect(text).toMatch(/"field":"signature"/);
  });

  it('left unsigned by whoever has a key', async () => {
    await inVain('liaison-a', { ...notice, id: 'unsigned' });
  });

  it('taken back to what it said before a later one', async () => {
    const later = a.signed({ ...notice, id: 'signed', to: '2026-03-10T13:00:00Z' });
    expect((await declare('liaison-a', later)).status).toBe(200);
    await inVain('liaison-a', signed);
  });
});

describe('a node is not stopped', () => {
  it('by a body of 10 MB', async () => {
    const { status } = await declare(
      'liaison-b',
      `{"declaration":"notice","x":"${'x'.repeat(1e7)}"}`,
    );
    expect(status).toBe(413);
  });

  it.each([
    ['nested arrays', `${'['.repeat(5e5)}${']'.repeat(5e5)}`],
    ['nested objects', `{"declaration":"notice","size":${'{"a":'.repeat(2e5)}1${'}'.repeat(2e5)}}`],
    [
      'a deep area',
      `{"declaration":"notice","area":{"coordinates":${'['.repeat(5e5)}${']'.repeat(5e5)}}}`,
    ],
    ['a million numbers', `[${'1,'.repeat(9e5)}1]`],
    ['a name of a million letters', `{"declaration":"notice","${'x'.repeat(1e6)}":1}`],
    [
      'a hundred thousand names',
      `{"declaration":"notice",${Array.from({ length: 1e5 }, (_, i) => `"a${i}":1`).join()}}`,
    ],
    ['numbers beyond all numbers', '{"declaration":"notice","size":{"a":1e999}}'],
    [
      'the names of every object',
      '{"declaration":"notice","__proto__":{"party":"B"},"constructor":{"prototype":{}}}',
    ],
    ['a word that is the name of every object', '{"declaration":"__proto__"}'],
  ])('by %s', async (_what, body) => {
    const { status, text } = await declare('liaison-b', body);
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(20_000);
  });

  it('by names that no database can hold, or that lead elsewhere', async () => {
    const ids = ['N\u0000', 'N\ud800', '', ' ', 'N'.repeat(201), 7, null, {}, ['N']];
    for (const id of ids)
      expect((await declare('liaison-b', { ...notice, party: 'B', id })).status).toBe(400);
    for (const id of ['../../keys', "' or 1=1--", 'N/1?x#y', '☂', '%00', '__proto__']) {
      expect((await declare('liaison-b', { ...notice, party: 'B', id })).status).toBe(200);
      const path = `/api/declarations/${encodeURIComponent(id)}`;
      expect(JSON.parse((await node.ask(path, 'liaison-b')).text)).toMatchObject({
        id,
        items: [{ id }],
      });
      expect((await node.ask(path, 'liaison-a')).status).toBe(404);
    }
    for (const path of ['%00', '%ff', 'a'.repeat(9_000), '..%2f..'])
      expect((await node.ask(`/api/declarations/${path}`, 'liaison-a')).status).toBeLessThan(500);
  });

  it('by a thousand spikes, though each line of facts brings a few', async () => {
    const spikes = Array.from({ length: 1_000 }, (_, i) => {
      const reach = i % 2 === 0 ? 1 : 20;
      return [reach * Math.cos((i * Math.PI) / 500), reach * Math.sin((i * Math.PI) / 500)];
    });
    const area = { type: 'Polygon', coordinates: [[...spikes, spikes[0] ?? []]] };
    const line = JSON.stringify(
      asFact({ ...notice, party: 'B', receivedAt: '2026-03-10T10:00:00Z', area }),
    );
    const begun = process.cpuUsage();
    await post('/api/intake/facts', 'liaison-b', Array(50).fill(line).join('\n'));
    await node.node.settled();
    expect(process.cpuUsage(begun).user).toBeLessThan(20_000_000);
    expect((await declare('liaison-b', { ...notice, party: 'B', area })).status).toBe(400);
  });
});

describe('nobody else learns', () => {
  it('that a party declared something, by asking for it in whatever way', async () => {
    const ours = (await standing()).filter(({ declaredBy }) => declaredBy === 'A');
    expect(ours.length).toBeGreaterThan(2);
    for (const { under, digest, seq } of ours) {
      for (const who of ['liaison-b', 'nation-aster', 'demining', 'public']) {
        const paths = [
          `/${under}`,
          `/${digest}`,
          `?id=${digest}`,
          `?parent=${under}`,
          `?after=${Number(seq) - 1}`,
        ];
        for (const path of paths) {
          const { text } = await node.ask(`/api/declarations${path}`, who);
          expect(text.replaceAll(String(under), '').replaceAll(String(digest), '')).not.toMatch(
            /liaison-a|"party":"A"|"declaredBy":"A"/,
          );
        }
      }
    }
  });
});
