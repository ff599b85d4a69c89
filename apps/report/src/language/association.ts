import {
  alphaOf,
  type CoefficientRow,
  type FindingRow,
  type FindingTestRow,
  figure3,
  findings,
  findingTestsTable,
  type SlopeRow,
  slopes,
} from '@inverse-care/core/tables';
import type { NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import type { CellNumber } from './cells.js';
import { type Increment, moreNeed, needName, stepOf } from './words.js';

/** Which way provision goes as need rises, by the graded finding: "none" where it cannot be said, or is small. */
export type Direction = 'less' | 'more' | 'none';

/** What the regressions of provision on one need come to. */
export interface Association {
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
  rows: SlopeRow[];
  last: SlopeRow;
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

/** The direction that an interval allows; "none" also where a bound is missing. */
export function directionOf(low: number | null, high: number | null): Direction {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return 'none';
  return high < 0 ? 'less' : low > 0 ? 'more' : 'none';
}

/** The direction that a grade lets one say. */
const directionFound = (row: FindingRow): Direction => (row.grade === 'cannot say' ? 'none' : clearSide(row));

const clearSide = ({ finding }: FindingRow): Direction =>
  finding === 'more' ? 'more' : finding === 'fewer' ? 'less' : 'none';

const ofRow = ({ conf_low, conf_high }: SlopeRow) => directionOf(conf_low, conf_high);

function associate(need: NeedId, input: ReportInput): Association | null {
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
    direction: directionFound(finding),
    clear: clearSide(finding),
    step: step.perUnit === perUnit ? null : step,
    below: rows.filter((row) => ofRow(row) === 'less').length,
    above: rows.filter((row) => ofRow(row) === 'more').length,
    adjusted: rows.filter(({ p_holm }) => p_holm !== null && p_holm < alpha).length,
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

/** One association for each need that the run found a coefficient of, in the study's order: the headline first. */
export function associations(input: ReportInput): Association[] {
  return input.study.needs
    .map((need) => associate(need, input))
    .filter((association) => association !== null);
}
