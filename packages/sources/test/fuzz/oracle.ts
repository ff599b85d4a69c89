import { CancelledError, InputError, type PanelWithProvenance } from '@inverse-care/domain';
import { type BuildOptions, buildPanel, checkFolder } from '../../src/index.js';
import { june, march, role } from '../small-england.js';

export type Outcome = PanelWithProvenance | InputError;

/** Far more than a case takes: what is still at work then hangs. */
const patience = 60_000;

async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (error instanceof CancelledError) throw new Error(`It was not done in ${patience / 1000} s`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** What comes of a build: a panel or a named error. Throws what is neither, and where it takes too long. */
export async function outcomeOf(dir: string, cache: BuildOptions['cache'] = null): Promise<Outcome> {
  try {
    return await inTime((signal) => buildPanel({ dir, snapshots: [march, june], role, cache, signal }));
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

export const findingsOf = async (dir: string) =>
  (await inTime((signal) => checkFolder({ dir, signal }))).findings;

/** What a reader would call the numbers: everything but names and outlines. */
export const numbersOf = ({ panel, boundaries }: PanelWithProvenance): string =>
  JSON.stringify([
    panel.variables,
    panel.rows.map(({ pcn_name: _, ...row }) => row),
    [...(boundaries?.keys() ?? [])].sort(),
  ]);

/** An outcome in one text. */
export const textOf = (outcome: Outcome): string =>
  outcome instanceof InputError
    ? outcome.explain()
    : numbersOf(outcome) + JSON.stringify([outcome.warnings, outcome.check?.findings]);

/** What an error lacks of what a reader needs: the place, what was expected, what to do; null where it lacks nothing. */
export function unhelpful(error: InputError, files: readonly string[]): string | null {
  const { file, column } = error.place;
  if (error.message.length > 2000 || error.explain().length > 4000) return 'a message without end';
  if (!error.expected) return 'it does not say what was expected';
  // That a file is missing has no place; then it says which, and where it is to be had.
  if (!error.remedy && file === undefined) return 'neither a place nor what to do';
  if (file === undefined)
    return column !== undefined || /https:|folder|file/.test(error.remedy ?? '') ? null : 'no place';
  return files.some((path) => file.startsWith(path)) ? null : `its place ${file} is no file of the folder`;
}

/** A number that is no number, or a boundary that cannot be drawn; null where there is none. */
export function impossible({ panel, boundaries }: PanelWithProvenance): string | null {
  for (const row of panel.rows) {
    const values = [row.patients, row.fte, row.fte_per_10k, ...Object.values(row.values)];
    if (
      values.some(
        (value) => value !== null && !(typeof value === 'number' && Number.isFinite(value) && value >= 0),
      )
    ) {
      return `a value that cannot be in ${row.snapshot} ${row.pcn_code}: ${values.join(', ')}`;
    }
  }
  const positions = [...(boundaries?.values() ?? [])].flatMap(({ coordinates }) => coordinates.flat(9));
  return positions.every((degree) => Number.isFinite(degree)) ? null : 'a boundary that cannot be drawn';
}
