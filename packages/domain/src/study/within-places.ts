import { closest } from '../closest.js';
import { InputError } from '../errors.js';
import type { PanelRow, PanelWithProvenance } from '../panel.js';
import type { StudyPlaces } from './model.js';

/** Whether a row is of a study's places: every key that is there holds. */
export function liesWithin({ region, icb, sub_icb, pcn, patients }: StudyPlaces): (row: PanelRow) => boolean {
  const has = (codes: readonly string[] | undefined, code: string) => codes?.includes(code) ?? true;
  const { least = 0, most = Number.POSITIVE_INFINITY } = patients ?? {};
  return (row) =>
    has(region, row.region_code) &&
    has(icb, row.icb_code) &&
    has(sub_icb, row.sub_icb_code) &&
    has(pcn, row.pcn_code) &&
    row.patients >= least &&
    row.patients <= most;
}

/** Throws InputError for a PCN that no snapshot has. */
function requirePcns({ pcn }: StudyPlaces, rows: readonly PanelRow[]): void {
  if (pcn === undefined) return;
  const known = new Set(rows.map(({ pcn_code }) => pcn_code));
  const strange = pcn.find((code) => !known.has(code));
  if (strange === undefined) return;
  const meant = closest(strange, [...known]);
  throw new InputError(`No PCN of the study's snapshots has the code "${strange}".`, {
    place: { column: 'where' },
    expected: 'codes of the column pcn_code of results/panel.csv, such as U12345',
    remedy: meant === undefined ? 'Correct the code.' : `Write "${meant}" if that is what was meant.`,
  });
}

/**
 * The panel with the rows of a study's places alone.
 * @throws InputError where a PCN is unknown, or no row is left at a snapshot.
 */
export function withinPlaces(data: PanelWithProvenance, where: StudyPlaces | undefined): PanelWithProvenance {
  if (where === undefined) return data;
  const { panel, otherPopulation } = data;
  requirePcns(where, panel.rows);
  const lies = liesWithin(where);
  const rows = panel.rows.filter(lies);
  const empty = panel.snapshots.find((snapshot) => !rows.some((row) => row.snapshot === snapshot));
  if (empty !== undefined)
    throw new InputError(`No PCN of the snapshot ${empty} lies where the study looks.`, {
      place: { column: 'where' },
      expected: 'places that have PCNs at every snapshot',
      remedy:
        'Correct "where": the columns region_code, icb_code and patients of the panel tell where PCNs are.',
    });
  const kept = new Set(rows.map(({ snapshot, pcn_code }) => `${snapshot} ${pcn_code}`));
  const bases = panel.surveyBases?.filter(({ snapshot, pcn_code }) => kept.has(`${snapshot} ${pcn_code}`));
  return {
    ...data,
    panel: { ...panel, rows, ...(bases === undefined ? {} : { surveyBases: bases }) },
    ...(otherPopulation === undefined
      ? {}
      : { otherPopulation: { ...otherPopulation, rows: otherPopulation.rows.filter(lies) } }),
  };
}
