import type { StudyInference } from '@inverse-care/domain';
import { type DependentInference, inferDependent } from '../../model/dependence.js';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import type { Question } from '../../model/rows.js';
import { completeRows, designOf, specificationOf } from '../../model/specification.js';

export interface Inferring {
  rows: PackedRows;
  question: Question;
  inference: StudyInference;
}

/** The regression of provision on a need at a snapshot, as the study's dependence lets one conclude from it. */
export function infer({
  rows,
  question: { need, snapshot },
  inference,
}: Inferring): DependentInference | { refused: string } {
  const panel = { snapshots: [snapshot], variables: [need], rows: unpackRows(rows) };
  const specification = specificationOf('fte_per_10k', need, snapshot);
  try {
    return inferDependent(designOf(panel, specification), completeRows(panel, specification), { inference });
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
