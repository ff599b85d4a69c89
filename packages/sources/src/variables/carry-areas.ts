import type { LsoaVintage } from '../reading/lsoa-vintage.js';
import type { AreaColumn, AreaValues } from './area-values.js';
import { scoreUnit } from './area-values.js';
import type { LsoaLinks } from './lsoa-links.js';

/** The nearest whole number to a weighted mean; of two as near the lower, which is the more deprived. */
const nearest = (sum: bigint, weight: bigint) => Number((2n * sum + weight - 1n) / (2n * weight));

const means: Record<Exclude<AreaColumn, 'population'>, (sum: bigint, weight: bigint) => number> = {
  imd_decile: nearest,
  income_decile: nearest,
  income_score: (sum, weight) => Math.round((Number(sum) / scoreUnit / Number(weight)) * scoreUnit),
  // Of as many in towns as outside: rural.
  rural: (sum, weight) => (2n * sum >= weight ? 1 : 0),
};

/**
 * Values by neighbourhood of another census. An area that was split passes its values on; one made of several has their
 * mean, weighted by population (one person at least) where all of them have it, and the nearest decile.
 */
export function carryAreas(
  values: AreaValues,
  from: LsoaVintage,
  to: LsoaVintage,
  links: LsoaLinks,
): AreaValues {
  const sources = new Map<string, number[]>();
  for (const link of links) {
    const row = values.rows.get(link[from]);
    if (row === undefined) continue;
    const rows = sources.get(link[to]);
    if (rows === undefined) sources.set(link[to], [row]);
    else rows.push(row);
  }
  const { population, ...others } = values.columns;
  const weights = [...sources.values()].map((rows) => {
    const persons = rows.map((row) => population?.[row] ?? Number.NaN);
    const known = persons.every((n) => !Number.isNaN(n));
    return persons.map((n) => (known ? BigInt(Math.max(n, 1)) : 1n));
  });
  const columns: AreaValues['columns'] = {};
  for (const [name, column] of Object.entries(others) as [keyof typeof means, Float64Array][]) {
    columns[name] = Float64Array.from([...sources.values()], (rows, i) => {
      const of = weights[i] as bigint[];
      const sum = rows.reduce((sum, row, k) => sum + BigInt(column[row] as number) * (of[k] as bigint), 0n);
      return means[name](
        sum,
        of.reduce((a, b) => a + b, 0n),
      );
    });
  }
  return { rows: new Map([...sources.keys()].map((code, i) => [code, i])), columns };
}
