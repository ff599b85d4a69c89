/** Ordinary least squares with HC1 standard errors by the normal equations, apart from the package's own. */
export function leastSquares(design: readonly (readonly number[])[], outcome: readonly number[]) {
  const n = design.length;
  const k = design[0]!.length;
  const augmented = Array.from({ length: k }, (_, i) => [
    ...Array.from({ length: k }, (_, j) => design.reduce((total, row) => total + row[i]! * row[j]!, 0)),
    ...Array.from({ length: k }, (_, j) => (i === j ? 1 : 0)),
  ]);
  for (let pivot = 0; pivot < k; pivot++) {
    let best = pivot;
    for (let i = pivot; i < k; i++) {
      if (Math.abs(augmented[i]![pivot]!) > Math.abs(augmented[best]![pivot]!)) best = i;
    }
    [augmented[pivot], augmented[best]] = [augmented[best]!, augmented[pivot]!];
    const lead = augmented[pivot]![pivot]!;
    augmented[pivot] = augmented[pivot]!.map((x) => x / lead);
    for (let i = 0; i < k; i++) {
      const factor = augmented[i]![pivot]!;
      if (i !== pivot) augmented[i] = augmented[i]!.map((x, j) => x - factor * augmented[pivot]![j]!);
    }
  }
  const bread = augmented.map((row) => row.slice(k));
  const moments = Array.from({ length: k }, (_, j) =>
    design.reduce((total, row, i) => total + row[j]! * outcome[i]!, 0),
  );
  const estimates = bread.map((row) => row.reduce((total, x, j) => total + x * moments[j]!, 0));
  const residuals = design.map(
    (row, i) => outcome[i]! - row.reduce((total, x, j) => total + x * estimates[j]!, 0),
  );
  const errors = bread.map((row) => {
    const meat = design.reduce((total, x, i) => {
      const influence = row.reduce((sum, b, j) => sum + b * x[j]!, 0) * residuals[i]!;
      return total + influence * influence;
    }, 0);
    return Math.sqrt((n / (n - k)) * meat);
  });
  return { estimates, errors };
}

export function mean(values: readonly number[]): number {
  return values.reduce((total, x) => total + x, 0) / values.length;
}

/** With n - 1 in the denominator. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((total, x) => total + (x - centre) ** 2, 0) / (values.length - 1));
}
