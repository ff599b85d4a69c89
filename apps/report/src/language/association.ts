import {
  alphaOf,
  type CoefficientRow,
  type FindingRow,
  type FindingTestRow,
  figure3,
  findings,
  findingTestsTable,
  type ModelFindingRow,
  type ModelRow,
  type SlopeRow,
  slopes,
} from '@inverse-care/core/tables';
import type { NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import type { CellNumber } from './cells.js';
import { type Increment, moreNeed, needName, stepOf } from './words.js';

/** Which way provision goes as need rises, by the graded finding: "none" where it cannot be said, or is small. */
export type Direction = 'less' | 'more' | 'none';

/** A regression at a snapshot: of provision on need alone, or of the model that the study declares. */
export type RegressionRow = SlopeRow | ModelRow;

/** What the regressions on one need come to: of provision on need alone, or of the study's declared model. */
export interface Association<R extends RegressionRow = RegressionRow> {
  need: NeedId;
  /** Its name in a sentence: "predicted lack of support". */
  name: string;
  /** Its graded finding, and the tests that graded it; effects are of the difference in need that is told for. */
  finding: FindingRow;
  tests: FindingTestRow[];
  /** The difference in need for which effects are told: "one standard deviation (3.5 percentage points) more ...". */
  more: string;
  /** The same for a drawing. */
  bare: string;
  /** A coefficient divided by this is the effect of that difference. */
  perUnit: number;
  /** The same for a sentence. */
  unit: CellNumber;
  /** The need coefficients as the study concludes from them, in order of time. */
  rows: R[];
  last: R;
  /** What the declared model has besides, where it is of that; null for need alone. */
  declared: { last: ModelRow; finding: ModelFindingRow } | null;
  /** At the last snapshot. */
  direction: Direction;
  /** Where its interval lies, whatever it is graded. */
  clear: Direction;
  /** The effect of the need’s own step: "10 percentage points", null where effects are told for it already. */
  step: Increment | null;
  /** Snapshots whose interval lies below and above zero. */
  below: number;
  above: number;
  /** Snapshots at which zero is left out when the p-values are adjusted for the number of snapshots (Holm). */
  adjusted: number;
  /** The last interval of the paper's kind, which takes PCNs as independent; null where there is none. */
  paper: { row: CoefficientRow; low: number; high: number; direction: Direction } | null;
}

/** Of provision on need alone. */
export type PlainAssociation = Association<SlopeRow>;

/** The direction that an interval allows; "none" also where a bound is missing. */
export function directionOf(low: number | null, high: number | null): Direction {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return 'none';
  return high < 0 ? 'less' : low > 0 ? 'more' : 'none';
}

/** The direction that a grade lets one say. */
export const directionFound = (row: FindingRow): Direction =>
  row.grade === 'cannot say' ? 'none' : clearSide(row);

/** Where its interval lies, whatever it is graded. */
export const clearSide = ({ finding }: FindingRow): Direction =>
  finding === 'more' ? 'more' : finding === 'fewer' ? 'less' : 'none';

const ofRow = ({ conf_low, conf_high }: RegressionRow) => directionOf(conf_low, conf_high);

/** Snapshots whose interval lies below and above zero, and those that stay clear of it with adjusted p-values. */
export const sidesOver = (rows: readonly RegressionRow[], alpha: number) => ({
  below: rows.filter((row) => ofRow(row) === 'less').length,
  above: rows.filter((row) => ofRow(row) === 'more').length,
  adjusted: rows.filter(({ p_holm }) => p_holm !== null && p_holm < alpha).length,
});

function associate(need: NeedId, input: ReportInput): Association<SlopeRow> | null {
  const rows = input.tables
    .rows(slopes)
    .filter((row) => row.need === need && row.term === 'need' && Number.isFinite(row.estimate))
    .sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));
  const last = rows.at(-1);
  const finding = input.tables.rows(findings).find((row) => row.need === need);
  if (last === undefined || finding === undefined) return null;
  const alpha = alphaOf(input.study);
  const independent = input.tables
    .rows(figure3)
    .find((row) => row.need === need && row.term === 'need' && row.snapshot === last.snapshot);
  const { words, bare, perUnit, unit } = moreNeed(need, input);
  const step = stepOf(need, input);
  return {
    need,
    finding,
    tests: input.tables.rows(findingTestsTable).filter((row) => row.need === need),
    name: needName(need, input.data.panel),
    more: words,
    bare,
    perUnit,
    unit,
    rows,
    last,
    declared: null,
    direction: directionFound(finding),
    clear: clearSide(finding),
    step: step.perUnit === perUnit ? null : step,
    ...sidesOver(rows, alpha),
    paper:
      // A specification has choices of its own, beside which the paper’s regression would be another question.
      input.kind === 'specification' ||
      independent === undefined ||
      !Number.isFinite(independent.conf_low + independent.conf_high)
        ? null
        : {
            row: independent,
            low: independent.conf_low,
            high: independent.conf_high,
            direction: directionOf(independent.conf_low, independent.conf_high),
          },
  };
}

/**
 * One association of provision with need alone for each need that the run found a coefficient of, in the study's order:
 * the headline first, where the study declares no model.
 */
export function associations(input: ReportInput): Association<SlopeRow>[] {
  return input.study.needs
    .map((need) => associate(need, input))
    .filter((association) => association !== null);
}
