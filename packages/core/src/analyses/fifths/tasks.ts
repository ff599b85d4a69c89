import type { Study } from '@inverse-care/domain';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import type { Question } from '../../model/rows.js';
import { type Fifths, fifthsAt } from './fifths.js';

export interface Divided {
  rows: PackedRows;
  question: Question;
  study: Pick<Study, 'inference'>;
}

export const at = ({ rows, question, study }: Divided): Fifths | null =>
  fifthsAt(unpackRows(rows), question, study);
