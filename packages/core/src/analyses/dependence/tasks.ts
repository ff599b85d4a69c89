import type { PanelRow, Study } from '@inverse-care/domain';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { type Dependence, dependenceOf } from './dependence.js';

export interface Depending {
  rows: readonly PanelRow[];
  question: Question;
  study: Pick<Study, 'inference'>;
  placed: boolean;
}

export function likeness({ rows, question, study, placed }: Depending): Answer<Dependence> {
  try {
    return dependenceOf(rows, question, study, placed);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
