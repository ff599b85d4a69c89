import type { PanelRow, Study } from '@inverse-care/domain';
import {
  type CoefficientTest,
  clusterJackknife,
  coefficientTests,
  dfbetas,
  type LeastSquaresFit,
  leastSquares,
} from '@inverse-care/stats';
import { allowanceFor } from '../../model/dependence.js';
import { refusalOf } from '../../model/refusal.js';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith } from '../../model/rows.js';
import type { CarrierRow, InfluenceRow, UnitLevel } from './tables.js';

export interface Influence {
  rows: InfluenceRow[];
  carriers: CarrierRow[];
}

/** PCNs that are shown one by one: those of the largest DFBETA. */
const pcnsShown = 10;

/** Codes that are named of those that carry a result. */
const codesNamed = 100;

const codeOf: Readonly<Record<UnitLevel, (row: PanelRow) => string>> = {
  region: ({ region_code }) => region_code,
  icb: ({ icb_code }) => icb_code,
  pcn: ({ pcn_code }) => pcn_code,
};

type Inferring = Pick<Study, 'inference'>;

interface Sample {
  rows: readonly PanelRow[];
  y: Float64Array;
  columns: Float64Array[];
}

function sampleOf(rows: readonly PanelRow[], { need }: Question): Sample {
  return { rows, y: Float64Array.from(rows, provisionOf), columns: columnsOf(rows, [need]) };
}

const fitted = ({ y, columns }: Sample): LeastSquaresFit => leastSquares({ y, columns });

/** The slope under the study's dependence, and what its errors are called. */
function inferred(sample: Sample, fit: LeastSquaresFit, study: Inferring) {
  const { method, matrix } = allowanceFor(sample.rows, study)(fit);
  return { errors: method, slope: coefficientTests(fit, matrix, study.inference.level)[1]! };
}

/** The same without some places; null where they leave no errors to be had, as of one area alone. */
function inferredWithout(rest: Sample, study: Inferring) {
  try {
    return inferred(rest, fitted(rest), study);
  } catch (error) {
    refusalOf(error);
    return null;
  }
}

/** Estimate less the estimate without each unit, by code in code-unit order; empty where there is one unit only. */
function changes({ rows, y, columns }: Sample, fit: LeastSquaresFit, level: UnitLevel): [string, number][] {
  const codes = rows.map(codeOf[level]);
  const units = [...new Set(codes)];
  if (units.length < 2) return [];
  const change =
    level === 'pcn'
      ? dfbetas(fit, 1).change
      : clusterJackknife({ y, columns, clusters: codes })[1]!.influence.map(
          (value) => value / (units.length - 1),
        );
  return units.map((code, i): [string, number] => [code, change[i]!]).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The sample without some units; null where nothing is left to estimate a slope from. */
function without(
  sample: Sample,
  level: UnitLevel,
  codes: ReadonlySet<string>,
  question: Question,
): Sample | null {
  const rest = sample.rows.filter((row) => !codes.has(codeOf[level](row)));
  const values = new Set(rest.map((row) => row.values[question.need]));
  return rest.length < fewestPcns || values.size < 2 ? null : sampleOf(rest, question);
}

/**
 * The least number of units, taken in the order of their influence, without which the coefficient is no longer
 * significant with its sign, or changes its sign; found by bisection. The order is that of Broderick, Giordano and Meager (2020), arXiv
 * 2011.14999; each answer is refitted.
 */
function carriers(
  sample: Sample,
  slope: CoefficientTest,
  units: readonly [string, number][],
  level: UnitLevel,
  question: Question,
  study: Inferring,
): CarrierRow[] {
  const sign = Math.sign(slope.estimate);
  const order = [...units].sort(([a, m], [b, n]) => sign * (n - m) || (a < b ? -1 : 1)).map(([code]) => code);
  const most = Math.floor(order.length / 2);
  const undone = {
    significance: (rest: Sample) => {
      const left = inferredWithout(rest, study);
      return left !== null && (sign > 0 ? left.slope.confLow <= 0 : left.slope.confHigh >= 0);
    },
    // A sign asks for no errors.
    sign: (rest: Sample) => Math.sign(fitted(rest).coefficients[1]!) !== sign,
  };
  const isUndoneBy = (target: keyof typeof undone, count: number) => {
    const rest = without(sample, level, new Set(order.slice(0, count)), question);
    return rest !== null && undone[target](rest);
  };
  const significant = sign > 0 ? slope.confLow > 0 : slope.confHigh < 0;
  const targets: (keyof typeof undone)[] = significant ? ['significance', 'sign'] : ['sign'];
  return targets.map((undoes): CarrierRow => {
    const base = { ...question, level, undoes };
    if (!isUndoneBy(undoes, most)) return { ...base, units: null, share: null, codes: '' };
    let enough = most;
    let tooFew = 0;
    while (enough - tooFew > 1) {
      const middle = (enough + tooFew) >> 1;
      if (isUndoneBy(undoes, middle)) enough = middle;
      else tooFew = middle;
    }
    return {
      ...base,
      units: enough,
      share: enough / order.length,
      codes: order.slice(0, Math.min(enough, codesNamed)).join(' '),
    };
  });
}

/** What each region, ICB and PCN does to the coefficient of one need and snapshot; null where too few PCNs have values. */
export function influenceOf(
  snapshotRows: readonly PanelRow[],
  question: Question,
  study: Inferring,
): Influence | null {
  const { need, snapshot } = question;
  const sample = sampleOf(
    rowsWith(snapshotRows, [need]).filter((row) => row.fte_per_10k !== null),
    question,
  );
  if (sample.rows.length < fewestPcns) return null;
  const fit = fitted(sample);
  const { slope } = inferred(sample, fit, study);
  const found: Influence = { rows: [], carriers: [] };
  for (const level of ['region', 'icb', 'pcn'] as const) {
    const units = changes(sample, fit, level);
    if (units.length === 0) continue;
    found.carriers.push(...carriers(sample, slope, units, level, { need, snapshot }, study));
    const shown = [...units].sort(([a, m], [b, n]) => Math.abs(n) - Math.abs(m) || (a < b ? -1 : 1));
    for (const [code, change] of level === 'pcn' ? shown.slice(0, pcnsShown) : shown) {
      const rest = without(sample, level, new Set([code]), question);
      if (rest === null) continue;
      const left = inferredWithout(rest, study);
      if (left === null) continue;
      found.rows.push({
        need,
        snapshot,
        level,
        code,
        pcns: sample.rows.length - rest.rows.length,
        estimate: left.slope.estimate,
        conf_low: left.slope.confLow,
        conf_high: left.slope.confHigh,
        p_value: left.slope.pValue,
        errors: left.errors,
        change,
        change_in_errors: change / slope.stdError,
      });
    }
  }
  return found;
}
