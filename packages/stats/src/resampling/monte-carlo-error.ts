/**
 * Monte Carlo standard error of a share of B replicates: binomial at (count + 1) / (B + 2), so that it is not 0 where
 * none or all count (Laplace's rule of succession).
 */
export function shareError(count: number, replicates: number): number {
  const share = (count + 1) / (replicates + 2);
  return Math.sqrt((share * (1 - share)) / replicates);
}
