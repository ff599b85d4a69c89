/**
 * Monte Carlo standard error of a share of B replicates: binomial at (count + 1) / (B + 2), so that it is not 0 where
 * none or all count (Laplace's rule of succession).
 */
export function shareError(count: number, replicates: number): number {
  const share = (count + 1) / (replicates + 2);
  return Math.sqrt((share * (1 - share)) / replicates);
}

/**
 * The share that a p-value is made of: (1 + count) / (1 + B), the sample being one more draw under the null, so that
 * no simulated p is 0 (Phipson and Smyth 2010); count / B where all possible draws were taken, the sample among them.
 */
export function simulatedShare(count: number, replicates: number, enumerated = false): number {
  return enumerated ? count / replicates : (1 + count) / (1 + replicates);
}
