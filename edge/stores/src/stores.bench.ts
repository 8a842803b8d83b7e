import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { type LabelId, label } from '@greenline/labels';
import type { JournalInput, Row } from '@greenline/pipeline';
import { openJournal } from './journal/file-journal.ts';
import { startEmbedded } from './postgres/embedded.ts';
import { openPostgresStore } from './postgres/postgres-record-store.ts';

export interface Measured {
  readonly value: number;
  readonly unit: string;
}

/** What the stores do on this machine, each on a folder of its own that is taken away again. */
export const benches: readonly { readonly name: string; run(): Promise<Measured> }[] = [
  { name: 'journal: append, 600 B, fsynced, 8 × 100', run: () => inFolder(appendRate) },
  { name: 'journal: read', run: () => inFolder(readRate) },
  { name: 'database: first start', run: () => inFolder(firstStart) },
  { name: 'database: warm start', run: () => inFolder(warmStart) },
  { name: 'records: observations of 500 B, 2,000 a batch', run: () => inFolder(observationRate) },
  { name: 'records: this process, per observation', run: () => inFolder(observationCost) },
  { name: 'records: tracks moved on, 2,000 a batch', run: () => inFolder(trackRate) },
];

const ENTRIES = 300_000;
const ROWS = 200_000;
const BATCH = 2000;

async function appendRate(folder: string): Promise<Measured> {
  const journal = await openJournal(join(folder, 'journal'));
  const seconds = await timed(() => fill(journal));
  await journal.close();
  return { value: Math.round(ENTRIES / seconds), unit: 'entries/s' };
}

async function readRate(folder: string): Promise<Measured> {
  const journal = await openJournal(join(folder, 'journal'));
  await fill(journal);
  let count = 0;
  const seconds = await timed(async () => {
    for await (const batch of journal.read(1)) count += batch.length;
  });
  await journal.close();
  return { value: Math.round(count / seconds), unit: 'entries/s' };
}

async function fill(journal: Awaited<ReturnType<typeof openJournal>>): Promise<void> {
  const inputs = Array.from({ length: 100 }, (_, i) => input(i));
  let sent = 0;
  const feed = async (): Promise<void> => {
    while (sent < ENTRIES) {
      sent += inputs.length;
      await journal.append(inputs);
    }
  };
  await Promise.all(Array.from({ length: 8 }, feed));
}

async function firstStart(folder: string): Promise<Measured> {
  const begun = performance.now();
  const server = await startEmbedded(folder, () => undefined);
  const value = Math.round(performance.now() - begun);
  await server.stop();
  return { value, unit: 'ms' };
}

async function warmStart(folder: string): Promise<Measured> {
  await (await startEmbedded(folder, () => undefined)).stop();
  return firstStart(folder);
}

async function observationRate(folder: string): Promise<Measured> {
  const { seconds } = await apply(folder, 'observation', (seq) => `O${seq * 7919}`);
  return { value: Math.round(ROWS / seconds), unit: 'rows/s' };
}

async function observationCost(folder: string): Promise<Measured> {
  const { cpuSeconds } = await apply(folder, 'observation', (seq) => `O${seq * 7919}`);
  return { value: Math.round((cpuSeconds / ROWS) * 1e8) / 100, unit: 'µs of CPU/row' };
}

async function trackRate(folder: string): Promise<Measured> {
  const { seconds } = await apply(folder, 'track', (seq) => `T${seq % 20_000}`);
  return { value: Math.round(ROWS / seconds), unit: 'rows/s' };
}

async function apply(
  folder: string,
  kind: Row['kind'],
  idOf: (seq: number) => string,
): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  const server = await startEmbedded(folder, () => undefined);
  const store = await openPostgresStore(await server.database('bench'));
  let seconds = 0;
  let cpuSeconds = 0;
  for (let position = 1; position <= ROWS / BATCH; position++) {
    const rows = Array.from({ length: BATCH }, (_, i) => {
      const seq = (position - 1) * BATCH + i + 1;
      return row(kind, seq, idOf(seq));
    });
    const before = process.cpuUsage();
    seconds += await timed(() => store.apply({ position, labels: LABELS, rows }));
    const { user, system } = process.cpuUsage(before);
    cpuSeconds += (user + system) / 1e6;
  }
  await store.close();
  await server.stop();
  return { seconds, cpuSeconds };
}

async function inFolder(run: (folder: string) => Promise<Measured>): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

const A: LabelId = 'sha256:a';
const LABELS = [[A, label({ owner: 'mission' })]] as const;
const BODY = JSON.stringify({ kind: 'position', text: 'x'.repeat(460) });

const row = (kind: Row['kind'], seq: number, id: string): Row => ({
  kind,
  seq,
  id,
  label: A,
  at: instant(1_700_000_000_000 + seq),
  lon: 33 + (seq % 1000) / 1000,
  lat: 35,
  parent: `T${seq % 500}`,
  body: BODY,
});

const input = (offset: number): JournalInput => ({
  receivedAt: instant(1_700_000_000_000),
  lane: 'normal',
  type: 'message/cot',
  by: 'feed-1',
  label: A,
  offset,
  bytes: new Uint8Array(600).fill(offset & 0xff),
});
