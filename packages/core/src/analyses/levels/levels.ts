import type { PanelRow, Study } from '@inverse-care/domain';
import {
  type CoefficientTest,
  coefficientTests,
  covariance,
  groupPermutationTest,
  leastSquares,
  type PermutationTest,
  type RandomSlopeTest,
  randomSlopeTest,
  studentTQuantile,
  withinBetween,
} from '@inverse-care/stats';
import { refusalOf } from '../../model/refusal.js';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith } from '../../model/rows.js';
import type { RegionSlopeRow, SlopeVariationRow, WithinBetweenRow } from './tables.js';

/** What one need and snapshot give; a part that the data refuse has no rows and its reason. */
export interface Levels {
  question: Question;
  slopes: WithinBetweenRow[];
  variation: SlopeVariationRow[];
  regions: RegionSlopeRow[];
  without: { what: string; why: string }[];
}

/** What of a study the slopes depend on. */
export type Asking = Pick<Study, 'inference' | 'seed'>;

/** ICBs below which a region's PCNs are clustered by sub-ICB location. */
const fewestIcbs = 5;

interface Sample extends Question {
  rows: readonly PanelRow[];
  y: Float64Array;
  columns: Float64Array[];
  level: number;
}

const sampleOf = (rows: readonly PanelRow[], question: Question, level: number): Sample => ({
  ...question,
  rows,
  y: Float64Array.from(rows, provisionOf),
  columns: columnsOf(rows, [question.need]),
  level,
});

/** The slope by least squares, with CR2 errors by the clusters. */
function slopeOf({ y, columns, level }: Sample, clusters: readonly string[]): CoefficientTest {
  const fit = leastSquares({ y, columns, names: ['constant', 'need'] });
  return coefficientTests(fit, covariance(fit, 'CR2', { clusters }), level)[1]!;
}

const testCells = (test: CoefficientTest) => ({
  estimate: test.estimate,
  std_error: test.stdError,
  df: test.degreesOfFreedom,
  conf_low: test.confLow,
  conf_high: test.confHigh,
});

function withinBetweenRows(sample: Sample): WithinBetweenRow[] {
  const { need, snapshot, rows, y, columns, level } = sample;
  const icbs = rows.map(({ icb_code }) => icb_code);
  const { within, between, difference, groups } = withinBetween({ y, x: columns[1]!, groups: icbs, level });
  const tests = { all: slopeOf(sample, icbs), within, between, difference };
  return (Object.keys(tests) as (keyof typeof tests)[]).map((term) => ({
    snapshot,
    need,
    term,
    ...testCells(tests[term]),
    p_value: tests[term].pValue,
    n: rows.length,
    icbs: groups,
  }));
}

const codeOf = {
  icb: ({ icb_code }: PanelRow) => icb_code,
  region: ({ region_code }: PanelRow) => region_code,
};

const varyingBy = ({ rows, y, columns }: Sample, level: keyof typeof codeOf): RandomSlopeTest =>
  randomSlopeTest({ y, columns, groups: rows.map(codeOf[level]), slope: 1 });

function variationRow(
  { need, snapshot, level: confidence }: Sample,
  level: keyof typeof codeOf,
  { withSlope, statistic, pValue }: RandomSlopeTest,
  shuffled: PermutationTest | null,
): SlopeVariationRow {
  const { coefficients, standardErrors, degreesOfFreedom: df, groups, centredCovariance } = withSlope;
  const [estimate, error] = [coefficients[1]!, standardErrors[1]!];
  const width = studentTQuantile(1 - (1 - confidence) / 2, df) * error;
  const [levels, together, , slopes] = Array.from(centredCovariance) as [number, number, number, number];
  const spread = Math.sqrt(levels * slopes);
  return {
    snapshot,
    need,
    level,
    places: groups.length,
    n: withSlope.n,
    estimate,
    std_error: error,
    df,
    conf_low: estimate - width,
    conf_high: estimate + width,
    slope_sd: Math.sqrt(slopes),
    level_sd: Math.sqrt(levels),
    correlation: spread > 0 ? Math.max(-1, Math.min(1, together / spread)) : null,
    residual_sd: Math.sqrt(withSlope.residualVariance),
    boundary: withSlope.boundary,
    statistic,
    p_value: pValue,
    p_shuffled: shuffled?.pValue ?? null,
    p_shuffled_mcse: shuffled?.pError ?? null,
  };
}

/**
 * Whether the predicted slopes of ICBs differ between regions by more than chance. The likelihood ratio by region takes
 * PCNs of one ICB as no more alike than others of the region, so that differences between ICBs pass for regional ones.
 */
function shuffledIcbs(
  { need, snapshot, rows }: Sample,
  { withSlope }: RandomSlopeTest,
  { seed, inference }: Asking,
): PermutationTest | null {
  // At a bound the predicted slopes follow the levels, and a test of them would be one of levels.
  if (inference.replicates === 0 || withSlope.boundary !== 'none') return null;
  const regionOf = new Map(rows.map(({ icb_code, region_code }) => [icb_code, region_code]));
  return groupPermutationTest({
    values: Float64Array.from(withSlope.groups, ({ effects }) => effects[1]!),
    groups: withSlope.groups.map(({ id }) => regionOf.get(String(id))!),
    seed,
    specification: `levels, ICBs shuffled, ${need} @ ${snapshot}`,
    replicates: inference.replicates,
  });
}

/** A region's own slope; without numbers where its PCNs refuse one. */
function ownSlope(sample: Sample) {
  const icbs = sample.rows.map(({ icb_code }) => icb_code);
  const byIcb = new Set(icbs).size >= fewestIcbs;
  const clusters = byIcb ? icbs : sample.rows.map(({ sub_icb_code }) => sub_icb_code);
  const counted = {
    clusters_of: byIcb ? ('icb' as const) : ('sub_icb' as const),
    clusters: new Set(clusters).size,
  };
  const unknown = { estimate: null, std_error: null, df: null, conf_low: null, conf_high: null };
  if (sample.rows.length < fewestPcns) return { ...unknown, ...counted };
  try {
    return { ...testCells(slopeOf(sample, clusters)), ...counted };
  } catch (error) {
    refusalOf(error);
    return { ...unknown, ...counted };
  }
}

function regionRows(sample: Sample, { withSlope }: RandomSlopeTest): RegionSlopeRow[] {
  const { need, snapshot, level } = sample;
  const quantile = studentTQuantile(1 - (1 - level) / 2, withSlope.degreesOfFreedom);
  return withSlope.groups
    .map(({ id, n, effects, totalError }): RegionSlopeRow => {
      const own = sample.rows.filter(({ region_code }) => region_code === id);
      const shrunken = withSlope.coefficients[1]! + effects[1]!;
      return {
        snapshot,
        need,
        region_code: String(id),
        n,
        ...ownSlope(sampleOf(own, { need, snapshot }, level)),
        shrunken,
        shrunken_error: totalError,
        shrunken_low: shrunken - quantile * totalError,
        shrunken_high: shrunken + quantile * totalError,
      };
    })
    .sort((a, b) => (a.region_code < b.region_code ? -1 : 1));
}

/**
 * Where the slope of provision on need lives: within ICBs or between them, and how much it varies between ICBs and
 * between regions. Null where too few PCNs have values.
 *
 * @param regions whether regions are asked for too: how much slopes vary between them, and the slope of each.
 */
export function levelsOf(
  snapshotRows: readonly PanelRow[],
  question: Question,
  study: Asking,
  regions: boolean,
): Levels | null {
  const { need, snapshot } = question;
  const rows = rowsWith(snapshotRows, [need]).filter((row) => row.fte_per_10k !== null);
  if (rows.length < fewestPcns) return null;
  const sample = sampleOf(rows, { need, snapshot }, study.inference.level);
  const found: Levels = { question, slopes: [], variation: [], regions: [], without: [] };
  const attempt = <T>(what: string, compute: () => T): T | null => {
    try {
      return compute();
    } catch (error) {
      found.without.push({ what, why: refusalOf(error) });
      return null;
    }
  };
  found.slopes = attempt('Slopes within and between ICBs', () => withinBetweenRows(sample)) ?? [];
  const byIcb = attempt('Slopes that vary by ICB', () => varyingBy(sample, 'icb'));
  if (byIcb !== null) found.variation.push(variationRow(sample, 'icb', byIcb, null));
  if (!regions) return found;
  const byRegion = attempt('Slopes that vary by region', () => varyingBy(sample, 'region'));
  if (byRegion !== null) {
    const shuffled = byIcb === null ? null : shuffledIcbs(sample, byIcb, study);
    found.variation.push(variationRow(sample, 'region', byRegion, shuffled));
    found.regions = regionRows(sample, byRegion);
  }
  return found;
}
