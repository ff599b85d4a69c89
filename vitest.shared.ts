import { defineConfig, type ViteUserConfig } from 'vitest/config';

/**
 * How every package is tested. No test is about speed; a busy machine may take its time. Files of tests share a
 * worker's modules, which take longer to load than most files to run.
 * @param alone files that put another module in a module's place, or may be met by one: they have modules of their own.
 */
export function packageTests(alone: readonly string[] = []): ViteUserConfig {
  const times = { testTimeout: 600_000, hookTimeout: 600_000 };
  const shared = { ...times, isolate: false };
  return defineConfig({
    test: {
      ...shared,
      maxWorkers: '100%',
      // `npm test` tells from the file which tests took longest.
      reporters: ['default', ['json', { outputFile: 'dist/.test-times.json' }]],
      ...(alone.length > 0 && {
        projects: [
          { test: { ...shared, name: 'together', exclude: ['**/node_modules/**', ...alone] } },
          { test: { ...times, name: 'alone', include: [...alone] } },
        ],
      }),
    },
  });
}
