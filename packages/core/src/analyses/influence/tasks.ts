import type { PanelRow, Study } from '@inverse-care/domain';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { type Influence, influenceOf } from './influence.js';

export interface Influenced {
  rows: readonly PanelRow[];
  question: Question;
  study: Pick<Study, 'inference'>;
}

export function leaveOut({ rows, question, study }: Influenced): Answer<Influence> {
  try {
    return influenceOf(rows, question, study);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
