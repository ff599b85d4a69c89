import { defineConfig } from 'vitest/config';

// Builds take a fraction of a second each, but may share the machine with other packages' tests.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // `npm test` tells from the file which tests took longest.
    reporters: ['default', ['json', { outputFile: 'dist/.test-times.json' }]],
  },
});
