import { createHash } from 'node:crypto';
import {
  type CacheFolder,
  type PanelWithProvenance,
  readValue,
  requireNamed,
  writeValue,
} from '@inverse-care/domain';
import { exactStateOf } from '../tables/data-state.js';
import { type BuildOptions, buildPanel } from './build-panel.js';

/** Beyond this the panels used longest ago are taken away. */
const mostBytes = 2 ** 28;

/** Where panels are kept. */
export interface PanelKeeping {
  /** An opened folder that nothing else is kept in. */
  folder: CacheFolder;
  /** Stands for all that a panel depends on but the files: what is asked, and the code that reads. */
  key: string;
}

/** Whether a study's names are those of a panel; where not, the build says what is wrong. */
function isNamed({ naming }: BuildOptions, { panel }: PanelWithProvenance): boolean {
  try {
    if (naming !== undefined) requireNamed(naming, panel.local ?? []);
    return true;
  } catch {
    return false;
  }
}

/**
 * Builds a panel, or takes the one that was built before from the same files in the same state. No failure is kept.
 * @throws as `buildPanel`.
 */
export async function buildPanelOnce(
  options: BuildOptions,
  { folder, key }: PanelKeeping,
): Promise<PanelWithProvenance> {
  const state = await exactStateOf(options.dir);
  if (state === null) return buildPanel(options);
  const parts = JSON.stringify([key, process.versions.v8, state]);
  const entry = `panel-${createHash('sha256').update(parts).digest('hex').slice(0, 40)}.bin`;
  const known = (await readValue(folder, entry)) as { value: PanelWithProvenance } | null;
  if (known !== null && isNamed(options, known.value)) return known.value;
  const built = await buildPanel(options);
  if ((await exactStateOf(options.dir)) === state && (await writeValue(folder, entry, built)))
    await folder.trim(mostBytes);
  return built;
}
