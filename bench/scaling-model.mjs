/** Solves a small system by Gauss and Jordan, pivots from the largest. */
function solve(matrix, right) {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let at = 0; at < n; at++) {
    const pivot = rows.slice(at).reduce((best, row) => (Math.abs(row[at]) > Math.abs(best[at]) ? row : best));
    rows[rows.indexOf(pivot)] = rows[at];
    rows[at] = pivot;
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[at] / pivot[at];
      for (let j = at; j <= n; j++) row[j] -= factor * pivot[j];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}

/**
 * Coefficients of a cost, none below zero, by least squares of relative errors: a cost of milliseconds counts as much as
 * one of seconds. Terms whose coefficient comes out below zero are taken out, the worst first.
 * @param points each with its terms, by name, and its cost.
 */
export function fitCost(points) {
  let names = Object.keys(points[0].terms);
  for (;;) {
    const scaled = points.map(({ terms, cost }) => names.map((name) => terms[name] / cost));
    // Terms differ by many powers of ten.
    const size = names.map((_, j) => Math.hypot(...scaled.map((row) => row[j])) || 1);
    const rows = scaled.map((row) => row.map((value, j) => value / size[j]));
    const product = names.map((_, i) =>
      names.map((__, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
    );
    const found = solve(
      product,
      names.map((_, i) => rows.reduce((sum, row) => sum + row[i], 0)),
    );
    const least = Math.min(...found);
    if (least >= 0) return Object.fromEntries(names.map((name, j) => [name, found[j] / size[j]]));
    names = names.filter((_, j) => found[j] !== least);
  }
}

/** A cost by its coefficients. */
export const costOf = (coefficients, terms) =>
  Object.entries(coefficients).reduce((sum, [name, value]) => sum + value * terms[name], 0);

/** Terms of the processor time of one group of specifications: outcomes that share n rows and k regressors. */
export const groupTerms = ({ n, k, outcomes, replicates }) => ({
  outcome: outcomes,
  'outcome x n': outcomes * n,
  'n x k²': n * k * k,
  replicate: replicates,
  'replicate x n x k²': replicates * n * k * k,
  'replicate x outcome x n x k': replicates * outcomes * n * k,
});

/** Terms of what one process does alone: laying out, taking results, joint inference, tables as CSV. */
export const aloneTerms = ({ specifications, estimates, replicates }) => ({
  start: 1,
  specification: specifications,
  'estimate x replicate': estimates * replicates,
});

/** Terms of the tasks of a multiverse on a panel of one size. */
export const workTerms = ({ specifications, estimates, replicates }) => ({
  specification: specifications,
  'estimate x replicate': estimates * replicates,
});

/**
 * Seconds of a run on so many processors that have nothing else to do. What one process does alone goes on while others
 * are at work, as far as it takes results: no sooner than the longer of both, no later than their sum.
 * @param alone processor seconds of the process of the run, tasks sent and results taken among them.
 * @param shared processor seconds of all others.
 * @param efficiency share of a processor that is left where all are at work.
 */
export function secondsOf({ alone, shared }, processors, efficiency) {
  const together = shared / (processors * efficiency);
  return { least: Math.max(alone, together), most: alone + together };
}
