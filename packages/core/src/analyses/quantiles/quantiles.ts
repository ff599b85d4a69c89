import type { PanelRow, Study } from '@inverse-care/domain';
import {
  clusterQuantileBootstrap,
  drawsOfCoefficient,
  leastSquares,
  percentileBootstrapInterval,
  quantileRegression,
  standardDeviation,
  supTBand,
} from '@inverse-care/stats';
import { columnsOf, fewestPcns, provisionOf, type Question, rowsWith } from '../../model/rows.js';
import type { QuantileRow } from './tables.js';

/** The nine deciles, and the quartiles. */
export const taus = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9] as const;

/** More draws than these make the intervals no better than their Monte Carlo error is worth. */
const mostReplicates = 1999;
/** Draws below which there is no band. */
const fewestReplicates = 99;

type Inference = Pick<QuantileRow, 'conf_low' | 'conf_high' | 'p_value' | 'draws'> &
  Pick<QuantileRow, 'clear' | 'conf_low_mcse' | 'conf_high_mcse' | 'p_mcse' | 'band_low' | 'band_high'>;

const noInference: Inference = {
  conf_low: null,
  conf_high: null,
  p_value: null,
  draws: null,
  clear: false,
  conf_low_mcse: null,
  conf_high_mcse: null,
  p_mcse: null,
  band_low: null,
  band_high: null,
};

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/**
 * Percentile interval and null-centred p-value: the share of draws at least as far from the estimate as that is from 0.
 */
function inferenceOf(estimate: number, draws: Float64Array, level: number): Inference {
  const { low, high, lowError, highError, replicates } = percentileBootstrapInterval(draws, level);
  const known = draws.filter(Number.isFinite);
  const beyond = known.filter((draw) => Math.abs(draw - estimate) >= Math.abs(estimate)).length;
  const p = (beyond + 1) / (known.length + 1);
  return {
    ...noInference,
    conf_low: finite(low),
    conf_high: finite(high),
    p_value: p,
    draws: replicates,
    clear: low > 0 || high < 0,
    conf_low_mcse: finite(lowError),
    conf_high_mcse: finite(highError),
    p_mcse: Math.sqrt((p * (1 - p)) / known.length),
  };
}

/**
 * The band over all quantiles but those whose line lies at none: there the draws pile up on 0, a standard deviation says
 * little of them, and the bootstrap itself is not to be trusted (Andrews 2000, Econometrica 68, 399-405).
 */
function withBand(rows: QuantileRow[], draws: readonly Float64Array[], level: number): QuantileRow[] {
  const errors = draws.map((own) => standardDeviation(own.filter(Number.isFinite)));
  const varying = errors.flatMap((error, t) => (error > 0 && rows[t]!.estimate !== 0 ? [t] : []));
  if (varying.length === 0) return rows;
  const band = supTBand({
    estimates: varying.map((t) => rows[t]!.estimate),
    stdErrors: varying.map((t) => errors[t]!),
    draws: varying.map((t) => draws[t]!),
    level,
  });
  return rows.map((row, t) => {
    const at = varying.indexOf(t);
    return at < 0 ? row : { ...row, band_low: band.low[at]!, band_high: band.high[at]! };
  });
}

/**
 * Slopes of one need at one snapshot by quantile of provision; null where too few PCNs have a value.
 * @param replicates draws of whole ICBs, 0 for estimates alone. All quantiles, needs and snapshots with the same number of
 * ICBs share them.
 */
export function quantilesOf(
  snapshotRows: readonly PanelRow[],
  { need, snapshot }: Question,
  { inference: { level, replicates: asked }, seed }: Pick<Study, 'inference' | 'seed'>,
  drawn: boolean,
): QuantileRow[] | null {
  const known = rowsWith(snapshotRows, [need]).filter((row) => row.fte_per_10k !== null);
  if (known.length < fewestPcns) return null;
  // By ICB, so that the number of a cluster is its place among the codes in every snapshot.
  const rows = [...known].sort((a, b) =>
    a.icb_code < b.icb_code ? -1 : a.icb_code > b.icb_code ? 1 : a.pcn_code < b.pcn_code ? -1 : 1,
  );
  const y = Float64Array.from(rows, provisionOf);
  const sample = { y, columns: columnsOf(rows, [need]), names: ['constant', need] };
  const mean_slope = leastSquares(sample).coefficients[1]!;
  const clusters = rows.map(({ icb_code }) => icb_code);
  const icbs = new Set(clusters).size;
  const plain = taus.map((tau): QuantileRow => {
    const estimate = quantileRegression({ ...sample, tau }).coefficients[1]!;
    return { snapshot, need, tau, n: rows.length, estimate, ...noInference, icbs: null, mean_slope };
  });
  const replicates = Math.min(asked, mostReplicates);
  if (!drawn || icbs < 2 || replicates < fewestReplicates) return plain;
  const all = clusterQuantileBootstrap({
    ...sample,
    clusters,
    taus,
    seed,
    specification: 'quantiles by ICB',
    from: 0,
    to: replicates,
  }).map((own) => drawsOfCoefficient(own, 2, 1));
  const found = plain.map((row, t) => ({ ...row, ...inferenceOf(row.estimate, all[t]!, level), icbs }));
  return withBand(found, all, level);
}
