import type { FilledTables, NeedId, Study } from '@inverse-care/domain';
import { alphaOf } from '../../model/alpha.js';
import { type JointRow, joint } from '../joint/tables.js';
import { type MultiverseRow, multiverse } from '../multiverse/tables.js';
import { multiverseRows } from '../multiverse/verdicts.js';
import { type IncrementRow, increments } from '../need/tables.js';
import { type SlopeRow, slopes } from '../slopes/tables.js';
import { type Interval, intervalOf, standOf } from './claim.js';
import type { FindingQuestion } from './question.js';
import { type Claim, gradeRule } from './tables.js';

/** What is asked about one need, and what its claim is. */
export interface Claimed {
  question: FindingQuestion;
  claim: Claim;
  increment: IncrementRow;
  n: number;
  /** Unit of the differences, and whether they are of provision as the study defines it. */
  outcome: string;
  isProvision: boolean;
}

const provision = 'FTE per 10,000 patients';

/** The need coefficients of a need that are numbers, snapshots ascending. */
export const needRows = (tables: FilledTables, need: NeedId): SlopeRow[] =>
  tables
    .rows(slopes)
    .filter((row) => row.need === need && row.term === 'need' && Number.isFinite(row.estimate))
    .sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));

/**
 * The margin, as a coefficient, within which two one-sided tests show the difference to be; null where they do not, or
 * the margin is too wide to mean something.
 */
function marginShown(row: JointRow | undefined, alpha: number): number | null {
  if (row === undefined || row.p_equivalence === null || !(row.p_equivalence < alpha)) return null;
  const { margin_share, margin_coefficient } = row;
  return margin_share !== null && margin_share <= gradeRule.widestMargin ? margin_coefficient : null;
}

/** @param margin within which the difference is shown to be; null where it is not. */
export function claimOf(interval: Interval | null, margin: number | null): Claim {
  if (interval === null) return 'none shown';
  if (interval.low > 0) return 'more';
  if (interval.high < 0) return 'fewer';
  return margin === null ? 'none shown' : 'small';
}

export const incrementFor = (tables: FilledTables, need: NeedId): IncrementRow | undefined =>
  tables.rows(increments).find(({ variable }) => variable === need);

/** The finding of one need by the study's own regressions; null where there is none. */
export function ofStudy(need: NeedId, study: Study, tables: FilledTables): Claimed | null {
  const rows = needRows(tables, need);
  const last = rows.at(-1);
  const increment = incrementFor(tables, need);
  if (last === undefined || increment === undefined) return null;
  const alpha = alphaOf(study);
  const perUnit = increment.told_per_unit;
  const estimate = last.estimate / perUnit;
  const interval = intervalOf(last.conf_low, last.conf_high, perUnit);
  const judged = tables.rows(joint).find((row) => row.need === need && row.snapshot === last.snapshot);
  const margin = marginShown(judged, alpha);
  const claim = claimOf(interval, margin);
  return {
    claim,
    increment,
    n: last.n,
    outcome: provision,
    isProvision: true,
    question: {
      need,
      snapshot: last.snapshot,
      perUnit,
      estimate,
      interval,
      p_value: claim === 'small' ? (judged?.p_equivalence ?? null) : last.p_value,
      p_holm: last.p_holm,
      snapshots: rows.length,
      method: last.method,
      source: 'slopes.csv',
      stand: standOf(claim, estimate, margin === null ? null : margin / perUnit),
      alpha,
      tables,
      same: true,
    },
  };
}

/** The errors of a specification by the names that other tables have for them. */
const errorNames: Readonly<Record<MultiverseRow['errors'], string>> = {
  HC1: 'HC1',
  HC3: 'HC3',
  sub_icb: 'CR1 by sub-ICB',
  icb: 'CR1 by ICB',
  CR2: 'CR2 by ICB',
};

/** Whether a specification is the study's own regression but for its errors. */
const isPlain = ({ outcome, absent, weights, covariates, form, tails }: MultiverseRow): boolean =>
  outcome === 'fte_per_10k' &&
  absent !== 'weighted' &&
  weights === 'none' &&
  covariates === 'none' &&
  form === 'level' &&
  tails === 'all';

/** The finding of the one specification that a run is of; null where it gave no estimate. */
export function ofSpecification(study: Study, tables: FilledTables): Claimed | null {
  const row = tables.rows(multiverse).length === 1 ? multiverseRows(tables)[0] : undefined;
  const increment = row === undefined ? undefined : incrementFor(tables, row.need);
  if (row === undefined || row.estimate === null || increment === undefined) return null;
  const perUnit = increment.told_per_unit;
  const estimate = row.estimate / perUnit;
  const interval = intervalOf(row.conf_low, row.conf_high, perUnit);
  const claim = claimOf(interval, null);
  return {
    claim,
    increment,
    n: row.n,
    outcome: row.unit,
    isProvision: row.outcome === 'fte_per_10k',
    question: {
      need: row.need,
      snapshot: row.snapshot,
      perUnit,
      estimate,
      interval,
      p_value: row.p_value,
      p_holm: null,
      snapshots: 1,
      method: errorNames[row.errors],
      source: 'multiverse.csv',
      stand: standOf(claim, estimate, null),
      alpha: alphaOf(study),
      tables,
      same: isPlain(row),
    },
  };
}
