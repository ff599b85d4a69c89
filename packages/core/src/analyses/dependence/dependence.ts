import { conleyKm, order, type PanelRow, type Study } from '@inverse-care/domain';
import {
  type ConleyKernel,
  coefficientTests,
  conley,
  distanceNeighbours,
  effectiveClusters,
  type GeographicPoints,
  intraclassCorrelation,
  type LeastSquaresFit,
  leastSquares,
  moranTest,
  nearestNeighbours,
} from '@inverse-care/stats';
import { positionsOf } from '../../model/positions.js';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith, valueIn } from '../../model/rows.js';
import type { ConleyRow, DependenceRow, MoranRow } from './tables.js';

export interface Dependence {
  alike: DependenceRow[];
  moran: MoranRow[];
  conley: ConleyRow[];
}

/** The fewest that leave each area one on every side. */
const nearest = 4;

const kernels: readonly ConleyKernel[] = ['bartlett', 'uniform'];

const codeOf = {
  sub_icb: ({ sub_icb_code }: PanelRow) => sub_icb_code,
  icb: ({ icb_code }: PanelRow) => icb_code,
} as const;

function alike(fit: LeastSquaresFit, rows: readonly PanelRow[], question: Question): DependenceRow[] {
  return (['sub_icb', 'icb'] as const).flatMap((level): DependenceRow[] => {
    const codes = rows.map(codeOf[level]);
    const clusters = new Set(codes).size;
    // Nothing to compare: one area alone, or nobody shares one.
    if (clusters < 2 || clusters === rows.length) return [];
    const needs = rows.map((row) => valueIn(row, question.need)!);
    return [
      {
        ...question,
        level,
        n: rows.length,
        clusters,
        icc_need: intraclassCorrelation(needs, codes).correlation,
        icc_residual: intraclassCorrelation(fit.residuals, codes).correlation,
        effective_clusters: effectiveClusters(fit, codes, 1),
      },
    ];
  });
}

/** The regression of mean provision on mean need over sub-ICB locations, by code; null where there are too few. */
function ofSubIcbs(rows: readonly PanelRow[], { need }: Question) {
  const areas = [...new Set(rows.map(codeOf.sub_icb))].sort(order);
  if (areas.length < fewestPcns) return null;
  const means = areas.map((code) => {
    const own = rows.filter((row) => codeOf.sub_icb(row) === code);
    const mean = (of: (row: PanelRow) => number) =>
      own.reduce((total, row) => total + of(row), 0) / own.length;
    return { y: mean(provisionOf), x: mean((row) => valueIn(row, need)!), row: own[0]! };
  });
  const x = Float64Array.from(means, (one) => one.x);
  const fit = leastSquares({ y: Float64Array.from(means, (one) => one.y), columns: [x.map(() => 1), x] });
  return { fit, at: positionsOf(means.map(({ row }) => row)) };
}

function moranRow(
  question: Question,
  units: MoranRow['units'],
  neighbours: MoranRow['neighbours'],
  reach: number,
  fit: LeastSquaresFit,
  at: GeographicPoints,
): MoranRow[] {
  const linked = neighbours === 'within' ? distanceNeighbours(at, reach) : nearestNeighbours(at, reach);
  if (linked.every((own) => own.length === 0)) return [];
  const { i, expectation, standardDeviation, pValue, isolated } = moranTest(fit, linked);
  return [
    {
      ...question,
      units,
      neighbours,
      reach,
      n: fit.n,
      isolated,
      moran_i: i,
      expectation,
      deviation: standardDeviation,
      p_value: pValue,
      alike: pValue < 0.05 && i > expectation,
    },
  ];
}

/**
 * How PCNs of one area, and neighbours, depend on one another in one need and snapshot; null where too few PCNs have
 * values.
 * @param asked whether the positions of all PCNs are known (where they are not, what goes by distance is left out), and
 * whether Moran's I is asked of single PCNs too.
 */
export function dependenceOf(
  snapshotRows: readonly PanelRow[],
  { need, snapshot }: Question,
  { inference }: Pick<Study, 'inference'>,
  { placed, single }: { placed: boolean; single: boolean },
): Dependence | null {
  const question = { need, snapshot };
  const rows = rowsWith(snapshotRows, [need]).filter((row) => row.fte_per_10k !== null);
  if (rows.length < fewestPcns) return null;
  const fit = leastSquares({ y: Float64Array.from(rows, provisionOf), columns: columnsOf(rows, [need]) });
  const found: Dependence = { alike: alike(fit, rows, question), moran: [], conley: [] };
  if (!placed) return found;
  const at = positionsOf(rows);
  const km = conleyKm(inference);
  if (single) found.moran.push(...moranRow(question, 'pcn', 'within', km, fit, at));
  const areas = ofSubIcbs(rows, question);
  if (areas !== null) {
    found.moran.push(...moranRow(question, 'sub_icb', 'within', km, areas.fit, areas.at));
    found.moran.push(...moranRow(question, 'sub_icb', 'nearest', nearest, areas.fit, areas.at));
  }
  for (const kernel of kernels) {
    const matrix = conley(fit, { ...at, cutoff: km, kernel });
    const test = coefficientTests(fit, matrix, inference.level)[1]!;
    found.conley.push({
      ...question,
      kernel,
      km,
      n: rows.length,
      estimate: test.estimate,
      std_error: test.stdError,
      df: test.degreesOfFreedom,
      conf_low: test.confLow,
      conf_high: test.confHigh,
      p_value: test.pValue,
      note: matrix.warnings.map(({ message }) => message).join('; '),
    });
  }
  return found;
}
