import { describe, expect, it } from 'vitest';
import { BulkGate } from './bulk-gate.ts';

/** A gate before a fold of so many entries a second, by a clock of its own. */
function gated(perS: number) {
  const fold = { appended: 0, position: 0, at: 0, most: 0 };
  const gate = new BulkGate({
    behind: () => fold.appended - fold.position,
    steady: () => fold.at,
  });
  const send = async (): Promise<void> => {
    await gate.enter(1);
    fold.appended += 1;
    gate.appended(1);
    fold.most = Math.max(fold.most, fold.appended - fold.position);
  };
  /** A tenth of a second of folding. */
  const goOn = async (): Promise<void> => {
    fold.at += 100;
    fold.position = Math.min(fold.appended, fold.position + perS / 10);
    gate.folded(fold.position);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { fold, gate, send, goOn };
}

describe('the gate of bulk', () => {
  it('lets through what the fold takes at once', async () => {
    const { fold, send } = gated(1_000);
    await Promise.all(Array.from({ length: 100 }, send));
    expect(fold.appended).toBe(100);
  });

  it.each([200, 2_000, 10_000])(
    'keeps at most half a second before a fold of %d a second',
    async (perS) => {
      const { fold, send, goOn } = gated(perS);
      for (let n = 0; n < 5 * perS; n++) void send();
      for (let n = 0; n < 20; n++) await goOn();
      fold.most = 0;
      const before = fold.position;
      for (let n = 0; n < 10; n++) await goOn();
      expect(fold.most).toBeLessThanOrEqual(Math.max(100, perS / 2));
      // And the fold never waits for it.
      expect(fold.position - before).toBeGreaterThanOrEqual(0.9 * perS);
    },
  );

  it('holds nobody when the node stops', async () => {
    const { fold, gate, send } = gated(1_000);
    const all = Promise.all(Array.from({ length: 5_000 }, send));
    gate.stop();
    await all;
    expect(fold.appended).toBe(5_000);
  });
});
