import type { PanelRow, Study } from '@inverse-care/domain';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import type { UnreportedRow } from './tables.js';
import { unreportedRow } from './unreported.js';

export interface Unreported {
  rows: readonly PanelRow[];
  question: Question;
  study: Pick<Study, 'inference' | 'multiverse'>;
}

export function bound({ rows, question, study }: Unreported): Answer<UnreportedRow> {
  try {
    return unreportedRow(rows, question, study);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
