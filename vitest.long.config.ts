import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

const properties = globSync([
  '{core,edge}/*/src/**/*.test.ts',
  'apps/*/src/**/*.test.ts',
  'test/*.test.ts',
]).filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"));
const seeds = Array.from({ length: Number(process.env.GREENLINE_SEEDS ?? 20) }, () =>
  String(randomInt(2 ** 31)),
);

/** Soaks, floods and million-case fuzzing, and every property again with fresh seeds: `npm run test:long`. */
export default defineConfig({
  test: {
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    fileParallelism: false,
    reporters: ['default', new ClosingLine()],
    projects: [
      ...seeds.map((seed) => ({
        extends: true as const,
        test: {
          // Read beside a failure, it is how to see it again: `GREENLINE_SEED=... npx vitest run FILE`.
          name: `GREENLINE_SEED=${seed}`,
          include: properties,
          setupFiles: ['scripts/property-seed.ts'],
          env: { GREENLINE_SEED: seed },
        },
      })),
      { extends: true, test: { name: 'long', include: ['test/long/*.test.ts'] } },
    ],
  },
});
