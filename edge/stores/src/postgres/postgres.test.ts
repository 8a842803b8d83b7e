import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { type LabelId, label } from '@greenline/labels';
import type { Row } from '@greenline/pipeline';
import { recordStoreContract } from '@greenline/pipeline/contract';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { memoryRecordStore } from '../memory/memory-record-store.ts';
import { serverAccount } from './account.ts';
import { clientConfig, connect, mustBeRecent } from './connect.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { openPostgresStore } from './postgres-record-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
const lines: string[] = [];
const server = await startEmbedded(folder, (line) => lines.push(line)).catch((cause) => {
  process.stderr.write(`skipped: tests on PostgreSQL, ${cause.message}\n`);
  return undefined;
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

describe.skipIf(server === undefined)('the embedded PostgreSQL', () => {
  const running = server as EmbeddedServer;
  let opened = 0;
  const fresh = () => running.database(`fresh_${'x'.repeat(++opened)}`);

  recordStoreContract('PostgreSQL', async () => {
    const store = await openPostgresStore(await running.database('contract'));
    await store.clear();
    return store;
  });

  it('listens on no address of the network, checks its pages and syncs its writes', async () => {
    const client = await connect(await running.database('contract'));
    const setting = async (name: string) => (await client.query(`show ${name}`)).rows[0][name];
    expect(await setting('listen_addresses')).toBe('');
    expect(await setting('data_checksums')).toBe('on');
    expect(await setting('fsync')).toBe('on');
    await client.end();
    expect(statSync(running.folder).mode & 0o077).toBe(0);
  });

  it('runs in a session of its own, so that Ctrl-C on the terminal does not reach it', async () => {
    const pid = readFileSync(join(running.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0];
    const ps = await new Promise<string>((resolve, reject) =>
      execFile('ps', ['-o', 'sess=', '-p', `${pid}`], (cause, out) =>
        cause ? reject(cause) : resolve(out),
      ),
    );
    const own = readFileSync('/proc/self/stat', 'utf8').split(' ')[5];
    expect(ps.trim()).not.toBe(own);
  });

  it('keeps rows through another opening, and goes on with labels it knew', async () => {
    const address = await fresh();
    const first = await openPostgresStore(address);
    await first.apply({ position: 1, labels: LABELS, rows: [row(1)] });
    await first.close();
    const second = await openPostgresStore(address);
    expect(await second.query({ kind: 'finding', after: 0, limit: 9, labels: [A] })).toEqual([
      row(1),
    ]);
    await second.apply({ position: 2, labels: [], rows: [row(2)] });
    expect(await second.position()).toBe(2);
    await second.close();
  });

  it('goes on after the server cut its connections', async () => {
    const address = await fresh();
    const store = await openPostgresStore(address);
    await store.apply({ position: 1, labels: LABELS, rows: [row(1)] });
    const other = await connect({ ...address, database: 'postgres' });
    await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      address.database,
    ]);
    await other.end();
    const effects = { position: 2, labels: [], rows: [row(2)] };
    await store.apply(effects).catch(() => store.apply(effects));
    expect(await store.position()).toBe(2);
    await store.close();
  });

  it('holds rows and position that agree after the server crashed, and takes the tail again', async () => {
    const address = await fresh();
    const store = await openPostgresStore(address);
    const effects = Array.from({ length: 12 }, (_, i) => ({
      position: i + 1,
      labels: LABELS,
      rows: Array.from({ length: 5 }, (_, j) => row(i * 5 + j + 1)),
    }));
    for (const one of effects) await store.apply(one);
    const note = readFileSync(join(running.folder, 'data/postmaster.pid'), 'utf8');
    process.kill(Number(note.split('\n')[0]), 'SIGQUIT');
    await store.close();
    await startEmbedded(folder, () => undefined);
    const again = await openPostgresStore(address);
    const all = { kind: 'finding', after: 0, labels: [A] } as const;
    expect(await again.count(all)).toBe(5 * (await again.position()));
    for (const one of effects) await again.apply(one);
    expect(await again.count(all)).toBe(60);
    await again.close();
  });

  it('answers every query as the memory store does, whatever was applied', async () => {
    const store = await openPostgresStore(await fresh());
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { maxLength: 6 }), anyQuery, async (stretches, query) => {
        const memory = memoryRecordStore();
        await store.clear();
        let seq = 0;
        for (const [i, parts] of stretches.entries()) {
          const rows = parts.map((part): Row => ({ ...part, seq: ++seq, at: instant(seq % 7) }));
          const effects = { position: i + 1, labels: LABELS, rows };
          await Promise.all([store.apply(effects), memory.apply(effects)]);
        }
        expect(await store.query(query)).toEqual(await memory.query(query));
        expect(await store.count(query)).toBe(await memory.count(query));
        expect(await store.digest()).toBe(await memory.digest());
      }),
      { numRuns: 12 },
    );
    await store.close();
  });

  it('refuses a database that another version set up', async () => {
    const address = await fresh();
    await (await openPostgresStore(address)).close();
    const client = new pg.Client(clientConfig(address));
    await client.connect();
    await client.query("update greenline.migration set digest = 'other'");
    await client.end();
    await expect(openPostgresStore(address)).rejects.toMatchObject({
      kind: 'foreign',
      message: expect.stringMatching(/another version.*greenline rebuild$/),
    });
  });

  it('is stopped and started again where a killed node left it behind', async () => {
    const address = await running.database('contract');
    const before = readFileSync(join(running.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0];
    lines.length = 0;
    const again = await startEmbedded(folder, (line) => lines.push(line));
    expect(lines.join()).toMatch(/stopping a database server that an earlier node left behind/);
    expect(again.folder).toBe(running.folder);
    const after = readFileSync(join(running.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0];
    expect(after).not.toBe(before);
    await (await openPostgresStore(address)).close();
  });

  it('does not signal a stranger that has the process id of a server long gone', async () => {
    await running.stop();
    const note = join(running.folder, 'data/postmaster.pid');
    writeFileSync(note, `${process.pid}\n${running.folder}/data\n`);
    await startEmbedded(folder, () => undefined);
    await (await openPostgresStore(await running.database('contract'))).close();
  });

  it('says so where the data are of another version of PostgreSQL', async () => {
    const version = join(running.folder, 'data/PG_VERSION');
    await running.stop();
    writeFileSync(version, '15\n');
    await expect(startEmbedded(folder, () => undefined)).rejects.toMatchObject({
      kind: 'foreign',
      message: expect.stringMatching(/made by PostgreSQL 15.*greenline rebuild$/),
    });
    writeFileSync(version, '18\n');
    await startEmbedded(folder, () => undefined);
  });

  it('runs where the data folder has a path too long for a socket', async () => {
    const long = join(folder, 'a-rather-long-name-of-a-folder'.repeat(4));
    mkdirSync(long, { mode: 0o711 });
    const other = await startEmbedded(long, () => undefined);
    const { host } = await other.database('contract');
    expect(host.length).toBeLessThan(100);
    expect(statSync(host).mode & 0o077).toBe(0);
    await other.stop();
    rmSync(host, { recursive: true });
  });

  it.runIf(process.getuid?.() === 0)('runs as another user where the node is root', async () => {
    const { other } = await serverAccount();
    expect(statSync(join(running.folder, 'data')).uid).toBe(other?.uid);
    expect(other?.uid).not.toBe(0);
  });
});

describe('a server given with --database', () => {
  it('is refused below version 15', () => {
    expect(() => mustBeRecent('db:5432/x', 140_012)).toThrow(
      'db:5432/x: PostgreSQL 14 is too old; give a server of version 15 or later with --database',
    );
    expect(() => mustBeRecent('db:5432/x', 150_000)).not.toThrow();
  });

  it.each([
    ['postgresql://u:secret@127.0.0.1:1/x', /^127\.0\.0\.1:1\/x: nothing listens there/],
    ['postgresql://u:secret@no-such-host.invalid/x', /^no-such-host\.invalid:5432\/x: /],
    ['no url', /./],
  ])('that cannot be reached at %s gives one line, without the password', async (url, line) => {
    const failure = await openPostgresStore(url).catch((cause) => cause);
    expect(failure).toMatchObject({ kind: 'unreachable' });
    expect(failure.message).toMatch(line);
    expect(failure.message).not.toMatch(/secret|\n/);
  });
});

const A: LabelId = 'sha256:a';
const B: LabelId = 'sha256:b';
const LABELS = [
  [A, label({ owner: 'nation-a' })],
  [B, label({ owner: 'mission' })],
] as const;
const row = (seq: number): Row => ({
  kind: 'finding',
  seq,
  id: `R${seq}`,
  label: A,
  at: instant(seq),
  body: '{}',
});

const place = fc.record({
  lon: fc.double({ min: -180, max: 180, noNaN: true }).map((value) => value + 0),
  lat: fc.double({ min: -90, max: 90, noNaN: true }).map((value) => value + 0),
});
const kind = fc.constantFrom('observation', 'refusal', 'track', 'case');
const stretch = fc.array(
  fc
    .tuple(
      fc.record({
        kind,
        id: fc.constantFrom('a', 'b', 'ж☂', "it's \\N"),
        label: fc.constantFrom(A, B),
        body: fc.json(),
      }),
      fc.option(place, { nil: {} }),
      fc.option(fc.record({ parent: fc.constantFrom('P', 'Q') }), { nil: {} }),
    )
    .map(([fixed, at, under]) => ({ ...fixed, ...at, ...under })),
  { maxLength: 8 },
);
const anyQuery = fc.record(
  {
    kind,
    after: fc.nat(10),
    limit: fc.nat(10),
    labels: fc.subarray([A, B]),
    from: fc.nat(7).map(instant),
    to: fc.nat(7).map(instant),
    parent: fc.constantFrom('P', 'Q'),
    id: fc.constantFrom('a', 'b'),
    box: fc.tuple(place, place).map(([a, b]) => [a.lon, a.lat, b.lon, b.lat] as const),
  },
  { requiredKeys: ['kind', 'after', 'limit', 'labels'] },
);
