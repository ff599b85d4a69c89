import { existsSync } from 'node:fs';

/** Throws, with what to do, where the packages that are measured have not been built. */
export function requireBuild() {
  if (!existsSync(new URL('../packages/core/dist/executors/thread.cjs', import.meta.url))) {
    throw new Error('The packages are not built: run `pnpm build` first.');
  }
}
