import type { PanelRow, Study, VariableId } from '@inverse-care/domain';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { type Unmeasured, unmeasuredOf } from './unmeasured.js';

export interface Measured {
  rows: readonly PanelRow[];
  question: Question;
  controls: readonly VariableId[];
  study: Pick<Study, 'inference'>;
}

export function strength({ rows, question, controls, study }: Measured): Answer<Unmeasured> {
  try {
    return unmeasuredOf(rows, question, controls, study);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
