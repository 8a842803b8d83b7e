import { describe, expect, it } from 'vitest';
import { killRounds } from '../../edge/stores/src/journal/kill-rounds.ts';

describe('a process that is killed while it writes the journal', () => {
  it('leaves everything that it acknowledged, 1,000 times out of 1,000, and opens in under 10 s', async () => {
    const { acknowledged, lost, tornTails, slowestRecoveryMs } = await killRounds(1000);
    process.stderr.write(
      `${acknowledged} entries acknowledged, ${tornTails} torn tails, slowest recovery ${Math.round(slowestRecoveryMs)} ms\n`,
    );
    expect(acknowledged).toBeGreaterThan(0);
    expect(lost).toBe(0);
    expect(slowestRecoveryMs).toBeLessThan(10_000);
  }, 1_800_000);
});
