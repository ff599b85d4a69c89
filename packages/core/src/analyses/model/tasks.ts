import type { Study } from '@inverse-care/domain';
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
export type ModelAnswer = Omit<FittedModel, 'needs'>;

export { leaveOut } from './influence.js';
export { byMethods } from './methods.js';
export { acrossNeeds, together } from './together.js';

/** Fits the declared model to one need and snapshot. */
export function fit({ rows, regression, study }: Fitting): ModelAnswer | null | { refused: string } {
  try {
    const found = fitModel(unpackRows(rows), regression, study, fewestPcns);
    if (found === null) return null;
    const { needs: _, ...rest } = found;
    return rest;
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
