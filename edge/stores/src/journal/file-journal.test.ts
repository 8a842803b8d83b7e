import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import type { Journal, JournalInput } from '@greenline/pipeline';
import { journalContract } from '@greenline/pipeline/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { SimulatedDisk } from '../disk/simulated-disk.ts';
import { openJournal } from './file-journal.ts';
import { memoryJournal } from './memory-journal.ts';
import { scrubJournal } from './read-journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'journal-'));
afterAll(() => rmSync(folder, { recursive: true }));
let opened = 0;

journalContract('a memory journal', async () => memoryJournal());
journalContract('a file journal', () => openJournal(join(folder, String(opened++))));
journalContract('a file journal of many small segments', () =>
  openJournal(join(folder, String(opened++)), { segmentBytes: 200, batchBytes: 300 }),
);

describe('a file journal that is opened again', () => {
  it('goes on where it ended, through several segments', async () => {
    const disk = new SimulatedDisk();
    for (let round = 0; round < 8; round++) {
      const journal = await openJournal('/j', { disk, segmentBytes: 300 });
      expect(journal.lastSeq).toBe(round * 3);
      expect(journal.torn).toBeUndefined();
      expect(await journal.append([input(round), input(round), input(round)])).toBe(round * 3 + 1);
      await journal.close();
    }
    expect(disk.paths().length).toBeGreaterThan(3);
    const journal = await openJournal('/j', { disk });
    expect(await offsetsOf(journal, 11)).toEqual([3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7]);
    expect(await scrubJournal('/j', disk)).toEqual([]);
  });

  it('remembers the last received time, also in a segment just begun', async () => {
    const disk = new SimulatedDisk();
    const first = await openJournal('/j', { disk, segmentBytes: 100 });
    await first.append([{ ...input(0), receivedAt: instant(50) }]);
    await first.append([{ ...input(1), receivedAt: instant(20) }]);
    await first.close();
    const second = await openJournal('/j', { disk, segmentBytes: 100 });
    await second.append([{ ...input(2), receivedAt: instant(30) }]);
    for await (const batch of second.read(1))
      for (const entry of batch) expect(entry.receivedAt).toBe(50);
  });

  it('seeks into the middle of a large segment, and reads inputs larger than a chunk', async () => {
    const disk = new SimulatedDisk();
    const journal = await openJournal('/j', { disk, segmentBytes: 4_000_000 });
    const large = { ...input(7), bytes: new Uint8Array(1_500_000).fill(7) };
    for (let i = 0; i < 6; i++) await journal.append([input(i), large]);
    const seqs: number[] = [];
    for await (const batch of journal.read(8)) {
      seqs.push(...batch.map((entry) => entry.seq));
      for (const entry of batch)
        if (entry.offset === 7) expect(Buffer.compare(entry.bytes, large.bytes)).toBe(0);
    }
    expect(seqs).toEqual([8, 9, 10, 11, 12]);
  });

  it('cuts off a torn tail and says where it was', async () => {
    const disk = new SimulatedDisk();
    const first = await openJournal('/j', { disk });
    await first.append([input(0)]);
    await first.close();
    const path = disk.paths()[0] ?? '';
    const whole = disk.bytes(path).length;
    const file = await disk.open(path, 'write');
    await file.write(Buffer.from('half a fra'), whole);
    const second = await openJournal('/j', { disk });
    expect(second.torn).toEqual({ path, offset: whole, bytes: 10 });
    expect(second.lastSeq).toBe(1);
    expect(disk.bytes(path)).toHaveLength(whole);
  });

  it('refuses a folder from which a segment was taken away', async () => {
    const disk = new SimulatedDisk();
    const first = await openJournal('/j', { disk, segmentBytes: 100 });
    for (let i = 0; i < 3; i++) await first.append([input(i)]);
    await first.close();
    await disk.remove(disk.paths()[1] ?? '');
    await expect(openJournal('/j', { disk })).rejects.toThrow(/0003\.segment.*2 should follow/);
  });
});

describe('any one bit turned over in a closed journal', () => {
  it('is found with file and byte, and nothing altered is ever read', async () => {
    const template = new SimulatedDisk();
    const journal = await openJournal('/j', { disk: template, segmentBytes: 200 });
    for (let i = 0; i < 5; i++) await journal.append([input(2 * i), input(2 * i + 1)]);
    await journal.close();
    const paths = template.paths();
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) {
      for (let bit = 0; bit < template.bytes(path).length * 8; bit++) {
        const disk = template.afterPowerCut(() => 1);
        disk.flip(path, bit);
        const byte = bit >> 3;
        const [fault] = await scrubJournal('/j', disk);
        expect(fault?.message, `bit ${bit} of ${path}`).toContain(path);
        expect(Number(/byte (\d+)/.exec(fault?.message ?? '')?.[1])).toBeLessThanOrEqual(byte);
        const outcome = await readBack(disk);
        if (typeof outcome === 'string') expect(outcome).toContain(`${path}: `);
        else expect(outcome).toEqual(Array.from({ length: 10 }, (_, i) => i));
      }
    }
  }, 60_000);
});

async function readBack(disk: SimulatedDisk): Promise<readonly number[] | string> {
  try {
    return await offsetsOf(await openJournal('/j', { disk }), 1);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

async function offsetsOf(journal: Journal, from: number): Promise<number[]> {
  const offsets: number[] = [];
  for await (const batch of journal.read(from)) offsets.push(...batch.map((entry) => entry.offset));
  return offsets;
}

const input = (offset: number): JournalInput => ({
  receivedAt: instant(1000),
  lane: 'normal',
  type: 'message/cot',
  by: 'f',
  offset,
  bytes: new Uint8Array([offset, 1, 2]),
});
