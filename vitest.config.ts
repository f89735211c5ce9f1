import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Ends what hangs; nothing is expected to take so long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
