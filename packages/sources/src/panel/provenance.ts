import { type InputFile, order, type PanelWithProvenance, type PracticePlace } from '@inverse-care/domain';
import { checkOfRun } from '../check/of-run.js';
import { readBoundaries } from '../places/boundaries.js';
import type { Pcn } from '../places/place-pcns.js';
import type { Reading } from '../reading/reading.js';
import type { OpenFolder } from '../recognise/open-folder.js';
import type { JoinedSnapshot } from './join-snapshot.js';

/** A generated file is nobody's publication: it has a publisher's layout, and no licence of theirs. */
const asGenerated = (input: InputFile): InputFile => ({
  ...input,
  publication: `Synthetic, in the layout of ${input.publication}`,
  licence: 'generated, not published',
  attributions: [],
});

/** Practices of some PCNs, by code. */
const practicesOf = (pcns: readonly Pcn[]): PracticePlace[] =>
  pcns
    .flatMap((pcn) =>
      pcn.practices.map(({ code, membership }) => ({
        code,
        name: membership.practiceName,
        pcn_code: pcn.code,
      })),
    )
    .sort((a, b) => order(a.code, b.code));

/** Everything about a panel that is not the panel: which files it is from, what was found on the way, boundaries, practices. */
export async function provenanceOf(
  reading: Reading,
  joined: readonly JoinedSnapshot[],
  folder: OpenFolder,
): Promise<Omit<PanelWithProvenance, 'panel' | 'absent'>> {
  const { ledger } = reading;
  const { synthetic } = folder;
  const boundaries = await readBoundaries(reading);
  const inputs = await ledger.inputs();
  return {
    inputs: synthetic ? inputs.map(asGenerated) : inputs,
    extracts: ledger.extractsUsed(),
    warnings: ledger.warnings,
    check: checkOfRun(
      folder,
      joined.map(({ facts }) => facts),
      ledger,
    ),
    synthetic,
    boundaries: boundaries?.areas ?? null,
    boundariesNote: boundaries?.note ?? null,
    practices: practicesOf(joined.at(-1)?.pcns ?? []),
  };
}
