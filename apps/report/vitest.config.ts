import { defineConfig } from 'vitest/config';

// These tests start browsers and whole runs; on a busy machine one can take half a minute.
export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // `npm test` tells from the file which tests took longest.
    reporters: ['default', ['json', { outputFile: 'dist/.test-times.json' }]],
  },
});
