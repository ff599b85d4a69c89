import { type Choices, InputError } from '@inverse-care/domain';

/** Bytes of shared draws that a multiverse may hold. */
const most = 2 ** 30;

const bytesADraw = Float32Array.BYTES_PER_ELEMENT;

/** Specifications that differ in their errors alone have one estimate. */
export const estimatesOf = (specifications: readonly Choices[]): number =>
  new Set(specifications.map(({ errors: _, ...rest }) => JSON.stringify(rest))).size;

/**
 * The median over the specifications of a draw needs all of them at once: 4 bytes an estimate and replicate.
 * @throws InputError where that is more than may be held, before any is fitted.
 */
export function requireDrawable(specifications: readonly Choices[], replicates: number): void {
  const estimates = estimatesOf(specifications);
  const bytes = bytesADraw * estimates * replicates;
  if (bytes <= most) return;
  const fit = Math.floor(most / bytesADraw / estimates);
  throw new InputError(
    `The multiverse's draws would take ${(bytes / 2 ** 30).toFixed(1)} GiB of memory: ${estimates} estimates, ${replicates} replicates of each`,
    {
      expected: `at most ${fit} replicates of so many estimates (1 GiB)`,
      remedy: 'Set fewer "replicates" below "multiverse" in the study, or leave out options.',
    },
  );
}
