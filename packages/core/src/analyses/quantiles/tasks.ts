import type { PanelRow, Study } from '@inverse-care/domain';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { quantilesOf } from './quantiles.js';
import type { QuantileRow } from './tables.js';

export interface Quantiled {
  rows: readonly PanelRow[];
  question: Question;
  study: Pick<Study, 'inference' | 'seed'>;
  /** Whether whole ICBs are drawn for intervals. */
  drawn: boolean;
}

export function slopes({ rows, question, study, drawn }: Quantiled): Answer<QuantileRow[]> {
  try {
    return quantilesOf(rows, question, study, drawn);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
