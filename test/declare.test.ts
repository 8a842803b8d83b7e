import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greenline, NodeProcess, type Place, place } from './support/node-process.ts';

const AREA = '{ type: Polygon, coordinates: [[[35.3,47.4],[35.7,47.4],[35.7,47.8],[35.3,47.4]]] }';
const FILES: Readonly<Record<string, string>> = {
  'permits.yaml': `# two of the commission's
- declaration: permit
  id: P-1
  kind: movement
  party: A
  from: 2026-03-10T09:00:00Z
  to: 2026-03-10T18:00:00Z
  area: ${AREA}
---
declaration: milestone
name: EIF
at: 2026-03-01T00:00:00Z
`,
  'one.json': '{"declaration":"request","id":"R-1","party":"A","zone":"buffer"}',
  'lines.jsonl':
    '{"declaration":"request","id":"R-2","party":"A","zone":"buffer"}\n\n{"fact":"request","id":"R-3","party":"A","zone":"buffer"}\n',
  'stores.csv': 'site,party,serial\nS-1,A,T-1\nS-1,A,T-2\nS-2,A,T-3\n',
  'flights.csv': `id,kind,party,receivedAt,from,to,wkt,west,south,east,north
N-1,flight,A,,2026-03-10T12:00:00Z,2026-03-10T13:00:00Z,,35.3,47.4,35.7,47.8
N-2,flight,A,,2026-03-10T12:00:00Z,2026-03-10T13:00:00Z,"POLYGON ((35 47, 35 48, 36 48, 35 47))",,,,
`,
  'half.jsonl':
    '{"declaration":"request","id":"R-4","party":"A","zone":"buffer"}\n{"declaration":"request","id":"theirs","party":"A","zone":"buffer"}\n',
  'theirs.json': '{"declaration":"request","id":"theirs","party":"B","zone":"buffer"}',
};

let at: Place;
let node: NodeProcess;
const path = (name: string) => join(at.folder, name);

beforeAll(async () => {
  at = await place();
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path(name), text);
  node = await NodeProcess.start(at);
}, 180_000);

afterAll(async () => {
  await node?.kill('SIGTERM');
  at?.remove();
});

const declare = (name: string, ...more: readonly string[]) =>
  greenline(
    ...['declare', path(name), '--mission', at.mission, '--data', at.data],
    ...['--node', `http://127.0.0.1:${at.port}`, ...more],
  );

async function standing(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const token = await greenline(
    ...['token', '--for', 'duty-officer', '--mission', at.mission, '--data', at.data],
  );
  const answer = await node.get('/api/declarations', token.out.trim());
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
}

describe('greenline declare', () => {
  it('hands in what YAML files hold, as the first of mission staff who may', async () => {
    const { code, out, errors } = await declare('permits.yaml');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'permit P-1: version 1\nmilestone EIF: version 1\n',
    });
    expect(errors).toMatch(
      /^greenline: 2 declarations handed in: entry \d+, sha256 [0-9a-f]{64}\n$/,
    );
    expect(await standing()).toMatchObject([
      { under: 'P-1', by: 'duty-officer', declaredBy: 'mission', signedBy: 'token' },
      { under: 'EIF' },
    ]);
  });

  it.each([
    ['one.json', 'request R-1: version 1\n'],
    ['lines.jsonl', 'request R-2: version 1\nrequest R-3: version 1\n'],
    ['stores.csv', 'inventory S-1: version 1\ninventory S-2: version 1\n'],
    ['flights.csv', 'notice N-1: version 1\nnotice N-2: version 1\n'],
  ])('hands in %s for a party, and says what it became', async (name, out) => {
    expect(await declare(name, '--for', 'liaison-a')).toMatchObject({ code: 0, out });
  });

  it('kept every field of the tables', async () => {
    const [one, two, first] = (await standing()).filter(({ declaration }) =>
      ['inventory', 'notice'].includes(String(declaration)),
    );
    expect(one).toMatchObject({ site: 'S-1', party: 'A', serials: ['T-1', 'T-2'] });
    expect(two).toMatchObject({ site: 'S-2', serials: ['T-3'] });
    expect(first).toMatchObject({
      area: {
        coordinates: [
          [
            [35.3, 47.4],
            [35.7, 47.4],
            [35.7, 47.8],
            [35.3, 47.8],
            [35.3, 47.4],
          ],
        ],
      },
    });
  });

  it('only checks where it is told to', async () => {
    const before = await standing();
    const { code, out, errors } = await declare('theirs.json', '--check');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(errors).toBe('greenline: 1 declaration: sound; nothing was handed in\n');
    expect(await standing()).toEqual(before);
  });

  it('finds the example of the documentation sound', async () => {
    const example = join(import.meta.dirname, '../docs/examples/declarations.yaml');
    const { code, errors } = await greenline('declare', example, '--check');
    expect(errors).toBe('greenline: 3 declarations: sound; nothing was handed in\n');
    expect(code).toBe(0);
  });

  it('says which line the node refuses, and then nothing of the file was taken', async () => {
    expect(await declare('theirs.json', '--for', 'liaison-b')).toMatchObject({ code: 0 });
    const before = await standing();
    const { code, out, errors } = await declare('half.jsonl', '--for', 'liaison-a');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(errors).toMatch(
      /^greenline: [^\n]*half\.jsonl:2: id: is taken: choose another[^\n]*\n$/,
    );
    expect(await standing()).toEqual(before);
  });

  it('says so where no node answers', async () => {
    const { code, errors } = await declare('one.json', '--node', 'http://127.0.0.1:1');
    expect(code).toBe(2);
    expect(errors).toBe(
      'greenline: --node http://127.0.0.1:1: no node answers there: start one, or give its address\n',
    );
  });

  it('draws a key, says what to enter, and signs with it once the mission knows it', async () => {
    const key = path('liaison-a.key');
    const signing = ['--for', 'liaison-a', '--key', key];
    const first = await declare('one.json', ...signing);
    expect(first.code).toBe(1);
    expect(first.out).toMatch(/^key: liaison-a\+[0-9a-f]{8}\+\S+\n$/);
    expect(first.errors).toMatch(/a key was drawn: enter the line above for liaison-a/);
    expect(existsSync(key) && statSync(key).mode & 0o777).toBe(0o600);

    await node.kill('SIGTERM');
    const file = join(at.mission, 'policy/principals.yaml');
    const entered = readFileSync(file, 'utf8').replace(
      /(id: liaison-a,.*) }/,
      `$1, ${first.out.trim()} }`,
    );
    writeFileSync(file, entered);
    node = await NodeProcess.start(at);

    const unsigned = await declare('stores.csv', '--for', 'liaison-a');
    expect(unsigned).toMatchObject({ code: 2, out: '' });
    expect(unsigned.errors).toMatch(/stores\.csv:2: signature: is missing/);
    writeFileSync(path('one.json'), FILES['one.json']?.replace('R-1', 'R-9') ?? '');
    expect(await declare('one.json', ...signing)).toMatchObject({
      code: 0,
      out: 'request R-9: version 1\n',
    });
    expect((await standing()).at(-1)).toMatchObject({ under: 'R-9', signedBy: 'key' });
  }, 180_000);

  it('arrives at the same versions when the journal is folded anew', async () => {
    const before = await standing();
    await node.kill('SIGTERM');
    const { code } = await greenline('rebuild', '--mission', at.mission, '--data', at.data);
    expect(code).toBe(0);
    node = await NodeProcess.start(at);
    expect(await standing()).toEqual(before);
    expect(before.length).toBeGreaterThan(10);
  }, 180_000);
});
