import type { PanelRow, Study } from '@inverse-care/domain';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { type NeedError, needErrorOf } from './need-error.js';

export interface Erring {
  rows: readonly PanelRow[];
  question: Question;
  study: Pick<Study, 'inference'>;
}

export function error({ rows, question, study }: Erring): Answer<NeedError> {
  try {
    return needErrorOf(rows, question, study);
  } catch (refused) {
    return { refused: refusalOf(refused) };
  }
}
