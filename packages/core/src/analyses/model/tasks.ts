import type { Study } from '@inverse-care/domain';
import { standardDeviation } from '@inverse-care/stats';
import type { DeclaredRegression } from '../../model/declared/design.js';
import { type FittedModel, fitModel } from '../../model/declared/fit.js';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns } from '../../model/rows.js';

export interface Fitting {
  rows: PackedRows;
  regression: DeclaredRegression;
  study: Pick<Study, 'inference' | 'seed'>;
}

/** What a regression came to, without what is as long as the panel. */
export type ModelAnswer = Omit<FittedModel, 'needs'> & { need_sd: number };

/** Fits the declared model to one need and snapshot. */
export function fit({ rows, regression, study }: Fitting): ModelAnswer | null | { refused: string } {
  try {
    const found = fitModel(unpackRows(rows), regression, study, fewestPcns);
    if (found === null) return null;
    const { needs, ...rest } = found;
    return { ...rest, need_sd: standardDeviation(needs) };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
