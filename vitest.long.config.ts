import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

/** Soaks, floods and million-case fuzzing: `npm run test:long`. */
export default defineConfig({
  test: {
    include: ['test/long/*.test.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    reporters: ['default', new ClosingLine()],
  },
});
