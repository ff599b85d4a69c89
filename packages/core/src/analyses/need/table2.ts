import type { PanelRow } from '@inverse-care/domain';
import { mean, RankDeficientError } from '@inverse-care/stats';
import { regress, starsOf } from '../../model/regress.js';
import type { Design } from '../../model/specification.js';
import type { AnalysisContext } from '../analysis.js';
import type { Table2Row } from './tables.js';

/** Table 2: need regressed on a PCN's characteristics at the last snapshot; none, with the reason on record, where it cannot be. */
export function table2Rows({ study, data: { panel }, omit }: AnalysisContext): Table2Row[] {
  const { need, covariates } = study.table2!;
  const snapshot = panel.snapshots.at(-1)!;
  const complete = panel.rows.filter(
    (row) =>
      row.snapshot === snapshot &&
      [need, ...covariates].every((id) => row.values[id] !== null && row.values[id] !== undefined),
  );
  const column = (of: (row: PanelRow) => number) => Float64Array.from(complete, of);
  const columns = covariates.map((id) => column((row) => row.values[id] as number));
  const design: Design = {
    y: column((row) => row.values[need] as number),
    columns: [...columns, new Float64Array(complete.length).fill(1)],
    names: [...covariates, 'constant'],
  };
  if (complete.length <= design.columns.length) {
    omit({
      what: 'Table 2',
      why: `Only ${complete.length} PCNs have every characteristic, too few for ${design.columns.length} coefficients.`,
    });
    return [];
  }
  try {
    return regress(design, study).map(
      (coefficient, i): Table2Row => ({
        term: covariates[i] ?? 'constant',
        mean: i < columns.length ? mean(columns[i]!) : null,
        ...coefficient,
        stars: starsOf(coefficient.p_value),
        n: complete.length,
      }),
    );
  } catch (error) {
    if (!(error instanceof RankDeficientError)) throw error;
    omit({ what: 'Table 2', why: error.message });
    return [];
  }
}
