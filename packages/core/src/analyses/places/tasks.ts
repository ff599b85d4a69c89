import type { Study, StudyBy } from '@inverse-care/domain';
import type { DeclaredRegression } from '../../model/declared/design.js';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { type Places, slopesByPlace } from './places.js';

/** Rows of one snapshot, the model that is fitted to them, and by which places. */
export interface Placing {
  rows: PackedRows;
  regression: DeclaredRegression;
  by: StudyBy;
  study: Pick<Study, 'inference' | 'seed'>;
}

/** The study's model in the groups of one need and snapshot. */
export function slopes({ rows, regression, by, study }: Placing): Places | null | { refused: string } {
  try {
    return slopesByPlace(unpackRows(rows), regression, by, study);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
