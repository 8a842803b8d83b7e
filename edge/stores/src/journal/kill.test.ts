import { describe, expect, it } from 'vitest';
import { killRounds } from './kill-rounds.ts';

describe('a process that is killed while it writes the journal', () => {
  it('leaves everything that it acknowledged, 30 times out of 30', async () => {
    const { acknowledged, lost } = await killRounds(30);
    expect(acknowledged).toBeGreaterThan(0);
    expect(lost).toBe(0);
  });
});
