import type { Study } from '@inverse-care/domain';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import type { Answer } from '../per-question.js';
import { type Dependence, dependenceOf } from './dependence.js';

export interface Depending {
  rows: PackedRows;
  question: Question;
  study: Pick<Study, 'inference'>;
  placed: boolean;
  /** Whether single PCNs are held against their neighbours too, which takes long. */
  single: boolean;
}

export function likeness({ rows, question, study, placed, single }: Depending): Answer<Dependence> {
  try {
    return dependenceOf(unpackRows(rows), question, study, { placed, single });
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
