import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { type Asking, type Levels, levelsOf } from './levels.js';

export interface Levelled {
  rows: PackedRows;
  question: Question;
  study: Asking;
  /** Whether regions are asked for too. */
  regions: boolean;
}

export function levels({ rows, question, study, regions }: Levelled): Answer<Levels> {
  try {
    return levelsOf(unpackRows(rows), question, study, regions);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
