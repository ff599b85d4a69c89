import { type FilledTable, type FilledTables, filled, type Study } from '@inverse-care/domain';
import type { Analysis } from '../analysis.js';
import { gradeDeclared } from './declared.js';
import { modelFindings, modelFindingTests } from './declared-tables.js';
import { graded } from './findings.js';
import { type Claimed, ofSpecification, ofStudy } from './question-of.js';
import { findings, findingTestsTable } from './tables.js';

const tables = [findings, findingTestsTable];

function filledFrom(claimed: readonly (Claimed | null)[], of: FilledTables): FilledTable[] {
  const all = claimed.flatMap((one) => (one === null ? [] : [graded(one, of)]));
  return [
    filled(
      findings,
      all.map(({ finding }) => finding),
    ),
    filled(
      findingTestsTable,
      all.flatMap((one) => one.tests),
    ),
  ];
}

/**
 * Grades what a run found, need by need in the study's order, from the rows of its tables alone: of the study's own
 * regressions and of the model that it declares, or of the one specification that the run is of.
 */
export function gradeFindings(
  study: Study,
  found: FilledTables,
  of: 'study' | 'specification' = 'study',
): FilledTable[] {
  if (of === 'specification') return filledFrom([ofSpecification(study, found)], found);
  return [
    ...filledFrom(
      study.needs.map((need) => ofStudy(need, study, found)),
      found,
    ),
    ...gradeDeclared(study, found),
  ];
}

/** Grades what the study's own regressions found; comes last, as it reads what all others computed. */
export const findingsOfStudy: Analysis = {
  name: 'findings',
  requires: ['need', 'slopes'],
  tables: [...tables, modelFindings, modelFindingTests],
  run: ({ study, tables: found }) => gradeFindings(study, found),
};

/** Grades the one specification that a run is of. */
export const findingsOfSpecification: Analysis = {
  name: 'findings',
  requires: ['need', 'multiverse'],
  tables,
  run: ({ study, tables: found }) => gradeFindings(study, found, 'specification'),
};
