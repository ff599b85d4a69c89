import { alphaOf, modelFindings, modelFindingTests, model as modelTable } from '@inverse-care/core/tables';
import { type NeedId, type Study, variableOf } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type Association, associations, clearSide, directionFound, sidesOver } from './association.js';
import { moreNeed, needName, staffOf, stepOf } from './words.js';

/** What the declared model of a study comes to for one need; null where it gave nothing. */
function declare(need: NeedId, input: ReportInput): Association | null {
  const finding = input.tables.rows(modelFindings).find((row) => row.need === need);
  const rows = input.tables
    .rows(modelTable)
    .filter((row) => row.need === need && row.per_sd !== null)
    .sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));
  const last = rows.at(-1);
  if (last === undefined || finding === undefined) return null;
  const { words, bare, perUnit, unit } = moreNeed(need, input);
  const step = stepOf(need, input);
  return {
    need,
    finding,
    tests: input.tables.rows(modelFindingTests).filter((row) => row.need === need),
    name: needName(need, input.data.panel),
    more: words,
    bare,
    perUnit,
    unit,
    rows,
    last,
    declared: { last, finding },
    direction: directionFound(finding),
    clear: clearSide(finding),
    step: step.perUnit === perUnit ? null : step,
    ...sidesOver(rows, alphaOf(input.study)),
    paper: null,
  };
}

/**
 * What the answer, the headline and the grades are of: the declared model for each of its needs, where the study declares
 * one and the run is not of a specification of its own; else provision on need alone.
 */
export function mainAssociations(input: ReportInput): Association[] {
  if (input.kind === 'specification') return associations(input);
  const declared = input.study.needs.flatMap((need) => declare(need, input) ?? []);
  return declared.length === 0 ? associations(input) : declared;
}

/**
 * The study with, in place of its staff, what the answer is of where that is a declared model of something else: another
 * role, a variable, or PCNs with any staff.
 */
export function answeredStudy(
  { study, data }: Pick<ReportInput, 'study' | 'data'>,
  all: readonly Association[],
): Study {
  const outcome = study.model?.outcome;
  if (!isDeclared(all) || outcome === undefined) return study;
  if (outcome === 'any') return { ...study, role: `PCNs with any ${staffOf(study)}` };
  if (typeof outcome === 'string') return study;
  if ('role' in outcome) return { ...study, role: outcome.role };
  return 'variable' in outcome
    ? { ...study, role: `“${variableOf(data.panel, outcome.variable).label}”` }
    : study;
}

/** Whether the answer is of a model that the study declares. */
export const isDeclared = (all: readonly Association[]): boolean =>
  all.some(({ declared }) => declared !== null);
