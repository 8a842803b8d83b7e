import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'core/*/src/**/*.test.ts',
      'edge/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.{ts,tsx}',
      '*.test.ts',
      'test/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'test/long/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
