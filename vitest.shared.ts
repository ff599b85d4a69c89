import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Files that a machine tests apart from the others, with commas between (scripts/test-parts.mjs); none by default. */
const apart = (process.env.INVERSE_CARE_APART ?? '').split(',').filter((file) => file !== '');
const none = ['**/node_modules/**', ...apart];

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
      exclude: none,
      maxWorkers: '100%',
      // `npm test` tells from the file which tests took longest.
      reporters: ['default', ['json', { outputFile: 'dist/.test-times.json' }]],
      ...(alone.length > 0 && {
        projects: [
          { test: { ...shared, name: 'together', exclude: [...none, ...alone] } },
          { test: { ...times, name: 'alone', include: [...alone] } },
        ],
      }),
    },
  });
}
