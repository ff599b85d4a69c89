import { olderPatients } from './ages.js';
import { lastSnapshot } from './calendar.js';
import type { Neighbourhoods } from './neighbourhoods.js';
import type { Residence, Residents } from './residents.js';
import { type Answers, ethnicGroups } from './survey.js';

/** Columns of Table 2's right-hand side, in the core's order: 65+, four ethnic groups, rural, deciles 2 to 10. */
export const covariateCount = 15;

/**
 * Table 2's covariates of every network on the last snapshot, as the files yield them by the contract's definitions:
 * practice values from whole persons and rounded answers, weighted by registered patients over practices with a value.
 * One row a network of `open`, `covariateCount` columns.
 */
export function covariatesOf(
  open: readonly number[],
  held: ArrayLike<number>,
  lists: ArrayLike<number>,
  older: ArrayLike<number>,
  residences: readonly Residence[],
  residents: readonly (Residents | null)[],
  neighbourhoods: Neighbourhoods,
  answers: readonly (Answers | null)[],
): number[][] {
  const row = new Map(open.map((network, i) => [network, i]));
  const totals = open.map(() => new Float64Array(covariateCount));
  const weights = open.map(() => new Float64Array(covariateCount));
  for (const [p, resident] of residents.entries()) {
    const i = row.get(held[p]!);
    if (i === undefined || resident === null) continue;
    const patients = lists[p]!;
    const put = (column: number, value: number) => {
      totals[i]![column]! += patients * value;
      weights[i]![column]! += patients;
    };
    put(0, olderPatients(older[p]!, patients, lastSnapshot) / patients);
    const shares = ethnicShares(answers[p]?.ethnicity ?? null);
    if (shares !== null) for (let k = 1; k <= 4; k++) put(k, shares[k]!);
    for (const [k, share] of placeShares(residences[p]!, resident, neighbourhoods).entries())
      put(5 + k, share);
  }
  return totals.map((total, i) => Array.from(total, (sum, column) => sum / weights[i]![column]!));
}

/** Shares White, Mixed, Asian, Black, Other from the 18 cells. */
export function ethnicShares(cells: Float64Array | null): number[] | null {
  if (cells === null) return null;
  const groups = ethnicGroups.map(({ first, parts }) =>
    parts.reduce((total: number, _, k) => total + cells[first + k]!, 0),
  );
  const all = groups.reduce((a, b) => a + b, 0);
  return groups.map((group) => group / all);
}

/** Shares of known residents: rural, then income deciles 2 to 10. */
function placeShares(residence: Residence, residents: Residents, neighbourhoods: Neighbourhoods): number[] {
  const shares = new Array<number>(10).fill(0);
  let known = 0;
  for (let k = 0; k < residents.counts.length; k++) {
    const count = residents.counts[k]!;
    const at = residence.neighbourhoods[k]!;
    known += count;
    if (neighbourhoods.rural[at] === 1) shares[0]! += count;
    const decile = neighbourhoods.incomeDecile[at]!;
    if (decile > 1) shares[decile - 1]! += count;
  }
  return shares.map((count) => count / known);
}
