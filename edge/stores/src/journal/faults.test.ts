import { instant } from '@greenline/base';
import type { JournalInput } from '@greenline/pipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Faults, SimulatedDisk } from '../disk/simulated-disk.ts';
import { openJournal } from './file-journal.ts';

const APPENDS = 7;
const SMALL = { segmentBytes: 2500, batchBytes: 1500 };

/** Appends until the disk gives up; gives the offsets that were acknowledged. */
async function run(disk: SimulatedDisk): Promise<number[]> {
  const acknowledged: number[] = [];
  try {
    const journal = await openJournal('/d/journal', { ...SMALL, disk });
    const append = async (i: number): Promise<void> => {
      const inputs = [input(2 * i, 100 + 90 * i), input(2 * i + 1, 30)];
      const first = await journal.append(inputs);
      expect(first).toBe(2 * i + 1);
      acknowledged.push(2 * i, 2 * i + 1);
    };
    for (let i = 0; i < APPENDS - 3; i++) await append(i);
    await Promise.all([append(APPENDS - 3), append(APPENDS - 2), append(APPENDS - 1)]);
    await journal.close();
  } catch {
    return acknowledged;
  }
  return acknowledged;
}

/** Opens the journal again; checks that it holds a beginning of what was appended, unaltered. */
async function reopen(disk: SimulatedDisk): Promise<number> {
  const journal = await openJournal('/d/journal', { ...SMALL, disk });
  let count = 0;
  for await (const batch of journal.read(1))
    for (const entry of batch) {
      expect(entry.seq).toBe(++count);
      expect(entry.offset).toBe(count - 1);
      expect(entry.bytes.every((byte) => byte === (entry.offset & 0xff))).toBe(true);
    }
  expect(journal.lastSeq).toBe(count);
  await journal.append([input(count, 10)]);
  await journal.close();
  return count;
}

const callsOfWholeRun = async (): Promise<number> => {
  const disk = new SimulatedDisk();
  expect(await run(disk)).toHaveLength(2 * APPENDS);
  return disk.calls;
};

/** Powers off at every call, several survivors each; gives how many acknowledged entries are gone. */
async function lostToPowerCuts(faults: Faults): Promise<number> {
  const calls = await callsOfWholeRun();
  let lost = 0;
  for (let powerCutAt = 0; powerCutAt <= calls; powerCutAt++) {
    const disk = new SimulatedDisk({ ...faults, powerCutAt });
    const acknowledged = await run(disk);
    for (let seed = 1; seed <= 12; seed++) {
      const survivor = disk.afterPowerCut(lottery(seed * 7919 + powerCutAt));
      try {
        lost += Math.max(0, acknowledged.length - (await reopen(survivor)));
      } catch (cause) {
        if (faults.ignores === undefined) throw cause;
        lost += acknowledged.length;
      }
    }
  }
  return lost;
}

describe('a power cut before any call to the disk', () => {
  it('loses nothing that was acknowledged, and the journal opens again', async () => {
    expect(await lostToPowerCuts({})).toBe(0);
    expect(await lostToPowerCuts({ shortWrites: 64 })).toBe(0);
  });

  it('would lose acknowledged entries if files were not synced', async () => {
    expect(await lostToPowerCuts({ ignores: 'sync' })).toBeGreaterThan(0);
  });

  it('would lose acknowledged entries if folders were not synced', async () => {
    expect(await lostToPowerCuts({ ignores: 'syncFolder' })).toBeGreaterThan(0);
  });

  it('may come again while the journal recovers from the last', async () => {
    const calls = await callsOfWholeRun();
    for (let cut = 5; cut < calls; cut += 3) {
      const disk = new SimulatedDisk({ powerCutAt: cut });
      const acknowledged = await run(disk);
      for (let again = 0; again < 16; again++) {
        const survivor = disk.afterPowerCut(lottery(cut));
        survivor.faults = { powerCutAt: again };
        await openJournal('/d/journal', { ...SMALL, disk: survivor }).catch(() => undefined);
        const second = survivor.afterPowerCut(lottery(again + 1));
        expect(await reopen(second)).toBeGreaterThanOrEqual(acknowledged.length);
      }
    }
  });
});

describe.each(['ENOSPC', 'EIO', 'EROFS', 'EMFILE'])('%s from any call to the disk', (code) => {
  it.each([true, false])('acknowledges nothing that is not kept (once: %s)', async (once) => {
    const calls = await callsOfWholeRun();
    for (let call = 0; call < calls; call++) {
      const disk = new SimulatedDisk({ fail: { call, code, once } });
      const acknowledged = await run(disk);
      expect(disk.calls).toBeGreaterThan(call);
      disk.faults = {};
      const survivor = disk.afterPowerCut(lottery(call + 1));
      expect(await reopen(survivor)).toBeGreaterThanOrEqual(acknowledged.length);
    }
  });
});

describe('a journal whose disk failed', () => {
  it('rejects all that was pending and all that comes, in one line with the remedy', async () => {
    const disk = new SimulatedDisk();
    const journal = await openJournal('/d/journal', { disk });
    await journal.append([input(0, 10)]);
    disk.faults = { fail: { call: disk.calls + 1, code: 'ENOSPC', once: true } };
    const pending = await Promise.allSettled([
      journal.append([input(1, 10)]),
      journal.append([input(2, 10)]),
    ]);
    for (const one of pending)
      expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'full' } });
    await expect(journal.append([input(3, 10)])).rejects.toThrow(
      /0001\.segment: the disk is full; free some space and start again$/,
    );
    expect(journal.failure?.kind).toBe('full');
    expect(journal.lastSeq).toBe(1);
    await journal.close();
  });

  it('shows no entry again that an fsync refused, even if the system still shows its bytes', async () => {
    const disk = new SimulatedDisk();
    const journal = await openJournal('/d/journal', { disk });
    disk.faults = { fail: { call: disk.calls + 1, code: 'EIO', once: true } };
    await expect(journal.append([input(0, 10)])).rejects.toThrow(/EIO/);
    const again = await openJournal('/d/journal', { disk });
    expect(again.lastSeq).toBe(0);
  });
});

describe('appends of any sizes', () => {
  it('keep their order and their bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 5 }), {
          minLength: 1,
          maxLength: 20,
        }),
        async (appends) => {
          const disk = new SimulatedDisk({ shortWrites: 700 });
          const journal = await openJournal('/d/journal', { ...SMALL, disk });
          let next = 0;
          await Promise.all(
            appends.map((sizes) => journal.append(sizes.map((size) => input(next++, size)))),
          );
          await journal.close();
          expect(await reopen(disk)).toBe(next);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** A small generator of numbers from 0 to 1, the same for the same seed (mulberry32). */
function lottery(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const input = (offset: number, size: number): JournalInput => ({
  receivedAt: instant(1000),
  lane: 'normal',
  type: 'message/cot',
  by: 'feed',
  offset,
  bytes: new Uint8Array(size).fill(offset & 0xff),
});
