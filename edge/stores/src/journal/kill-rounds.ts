import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openJournal } from './file-journal.ts';

export interface KillOutcome {
  readonly acknowledged: number;
  /** Acknowledged entries that are missing or altered. */
  readonly lost: number;
  readonly tornTails: number;
  readonly slowestRecoveryMs: number;
}

const WRITER = fileURLToPath(new URL('killed-writer.ts', import.meta.url));
/** A journal is begun anew after so many kills. */
const KILLS_A_JOURNAL = 10;
const LONGEST_LIFE_MS = 40;
const LANES = 3;

/** Kills writing processes (`kill -9`) at random moments, and looks after each for what it acknowledged. */
export async function killRounds(kills: number): Promise<KillOutcome> {
  const cache = mkdtempSync(join(tmpdir(), 'compiled-'));
  const total = { acknowledged: 0, lost: 0, tornTails: 0, slowestRecoveryMs: 0 };
  let left = kills;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      const now = Math.min(left, KILLS_A_JOURNAL);
      left -= now;
      const one = await killOneJournal(now, cache);
      total.acknowledged += one.acknowledged;
      total.lost += one.lost;
      total.tornTails += one.tornTails;
      total.slowestRecoveryMs = Math.max(total.slowestRecoveryMs, one.slowestRecoveryMs);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  rmSync(cache, { recursive: true, force: true });
  return total;
}

async function killOneJournal(kills: number, cache: string): Promise<KillOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const promised = new Map<number, number>();
  let lost = 0;
  let tornTails = 0;
  let slowestRecoveryMs = 0;
  for (let i = 0; i < kills; i++) {
    await writeUntilKilled(folder, i * 1_000_000, promised, cache);
    const begun = performance.now();
    const journal = await openJournal(folder);
    slowestRecoveryMs = Math.max(slowestRecoveryMs, performance.now() - begun);
    if (journal.torn !== undefined) tornTails++;
    let kept = 0;
    for await (const batch of journal.read(1))
      for (const { seq, offset, bytes } of batch)
        if (promised.get(seq) === offset && isWhole(offset, bytes)) kept++;
    lost += promised.size - kept;
    await journal.close();
  }
  rmSync(folder, { recursive: true });
  return { acknowledged: promised.size, lost, tornTails, slowestRecoveryMs };
}

const isWhole = (offset: number, bytes: Uint8Array): boolean =>
  Buffer.alloc(offset % 700, offset & 0xff).equals(bytes);

/** Adds to `promised` the offset of every seq that the process acknowledged before it was killed. */
async function writeUntilKilled(
  folder: string,
  firstOffset: number,
  promised: Map<number, number>,
  cache: string,
): Promise<void> {
  const writer = spawn(process.execPath, [WRITER, folder, String(firstOffset)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A writer that starts faster is killed oftener.
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  let said = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    // One kill in eight falls into the start and the recovery; the others into the writing.
    if (said === '') setTimeout(() => writer.kill('SIGKILL'), Math.random() * LONGEST_LIFE_MS);
    said += text;
  });
  if (Math.random() < 1 / 8)
    setTimeout(() => writer.kill('SIGKILL'), Math.random() * 2 * LONGEST_LIFE_MS);
  await new Promise((resolve) => writer.once('close', resolve));
  for (const line of said.split('\n').slice(1, -1)) {
    const [first = 0, count = 0, offset = 0] = line.split(' ').map(Number);
    for (let i = 0; i < count; i++) promised.set(first + i, offset + i);
  }
}
