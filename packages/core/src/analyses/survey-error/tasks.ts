import type { PanelRow, Study } from '@inverse-care/domain';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { type Answered, surveyErrorOf } from './survey-error.js';
import type { SurveyErrorRow } from './tables.js';

export interface Surveyed {
  rows: readonly PanelRow[];
  answered: readonly Answered[];
  question: Question;
  study: Pick<Study, 'inference'>;
}

export function reliability({
  rows,
  answered,
  question,
  study,
}: Surveyed): Answer<{ rows: SurveyErrorRow[] }> {
  try {
    const found = surveyErrorOf(rows, answered, question, study);
    return found === null ? null : { rows: found };
  } catch (refused) {
    return { refused: refusalOf(refused) };
  }
}
