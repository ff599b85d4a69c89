import { fUpperTail, type WaldTest } from '@inverse-care/stats';

/**
 * Fewest clusters for each difference of Wald's test with a cluster covariance where no test for few clusters is known:
 * with fewer it rejects several times as often as it claims. That it is too ready with few clusters for its restrictions:
 * Pustejovsky and Tipton 2018, J. Business and Economic Statistics 36, 672-683, section 5.
 */
export const clustersForEach = 10;

/** Wald's statistic of q restrictions as Hotelling's T-squared of G independent scores: F with q and G - q degrees of freedom. */
export function waldByClusters({ f, df }: Pick<WaldTest, 'f' | 'df'>, clusters: number) {
  const df2 = clusters - df;
  const statistic = (f * df2) / (clusters - 1);
  return { statistic, df1: df, df2, p_value: fUpperTail(statistic, df, df2) };
}
