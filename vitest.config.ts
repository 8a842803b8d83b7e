import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

export default defineConfig({
  test: {
    include: [
      '*.test.ts',
      '{core,edge}/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.{ts,tsx}',
      'test/*.test.ts',
    ],
    setupFiles: ['scripts/property-seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // How long a condition is waited for; a second, the default, is short on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    reporters: ['default', new ClosingLine()],
  },
});
