import { instant } from '@greenline/base';
import type { Journal, JournalEntry } from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import type { FoldProgress } from './fold.ts';
import { Pump } from './pump.ts';

/** A journal of so many ticks, which can grow. */
function ticks(count: number): Journal & { grow(by: number): void } {
  let last = count;
  const entry = (seq: number): JournalEntry => ({
    seq,
    receivedAt: instant(seq * 1000),
    lane: 'normal',
    type: 'tick',
    by: 'clock',
    offset: 0,
    bytes: new Uint8Array(),
  });
  return {
    get lastSeq() {
      return last;
    },
    grow(by) {
      last += by;
    },
    async *read(from) {
      const upTo = last;
      for (let seq = from; seq <= upTo; seq += 100) {
        yield Array.from({ length: Math.min(100, upTo - seq + 1) }, (_, i) => entry(seq + i));
      }
    },
    append: async () => 0,
    close: async () => undefined,
  };
}

function pumping(
  journal: Journal,
  failAt = Number.POSITIVE_INFINITY,
  onProgress: () => void | Promise<void> = () => undefined,
) {
  const seen: number[] = [];
  const failures: unknown[] = [];
  const pump = new Pump({
    journal,
    from: 1,
    fold: async (entries) => {
      if (entries.some(({ seq }) => seq >= failAt)) throw new Error('the disk is full');
      for (const { seq } of entries) seen.push(seq);
      return { position: entries.at(-1)?.seq ?? 0 } as FoldProgress;
    },
    onProgress,
    onFailure: (cause) => failures.push(cause),
  });
  return { pump, seen, failures };
}

describe('the pump', () => {
  it('brings every entry to the fold once, in order, those that come later too', async () => {
    const journal = ticks(250);
    const { pump, seen } = pumping(journal);
    pump.start();
    await pump.reached(250);
    journal.grow(130);
    pump.notify();
    await pump.reached(380);
    await pump.stop();
    expect(seen).toEqual(Array.from({ length: 380 }, (_, i) => i + 1));
  });

  it('lets nobody go on before those who serve have heard what came of an entry', async () => {
    let heard = false;
    const { pump } = pumping(ticks(10), undefined, async () => {
      await Promise.resolve();
      await Promise.resolve();
      heard = true;
    });
    pump.start();
    await pump.reached(10);
    expect(heard).toBe(true);
    await pump.stop();
  });

  it('tells whoever waits that the fold failed', async () => {
    const { pump, failures } = pumping(ticks(250), 150);
    pump.start();
    await expect(pump.reached(250)).rejects.toThrow('the disk is full');
    await expect(pump.reached(250)).rejects.toThrow('the disk is full');
    expect(failures).toHaveLength(1);
    await pump.stop();
  });
});
