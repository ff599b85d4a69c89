import { type Dimension, dimensions } from '@inverse-care/domain';
import { InvalidDataError, quantile, varianceShares } from '@inverse-care/stats';
import type { MultiverseRow, MultiverseSigns, MultiverseSpreadRow } from './tables.js';

type Effect = MultiverseSpreadRow['effect'];

function decompose(rows: readonly MultiverseRow[], effect: Effect): MultiverseSpreadRow[] {
  const values = Float64Array.from(rows, (row) => row[effect] as number);
  const choices = dimensions.map((name) => {
    const options = [...new Set(rows.map((row) => row[name] as string))].sort();
    const number = new Map(options.map((option, i) => [option, i]));
    const codes = Int32Array.from(rows, (row) => number.get(row[name])!);
    return { name, codes, options: options.length };
  });
  const row = (
    term: string,
    kind: MultiverseSpreadRow['kind'],
    share: number,
    alone: number | null,
  ): MultiverseSpreadRow => ({ effect, term, kind, share, alone, specifications: rows.length });
  try {
    const { additive, main, interactions } = varianceShares(values, choices);
    const largestFirst = [...main].sort((a, b) => b.share - a.share);
    return [
      ...largestFirst.map(({ name, share, alone }) => row(name, 'main', share, alone)),
      row('all main effects', 'additive', additive, null),
      ...interactions.map(({ names, gain }) => row(names.join(' x '), 'interaction', gain, null)),
      row('rest', 'rest', 1 - additive, null),
    ];
  } catch (error) {
    if (error instanceof InvalidDataError) return [];
    throw error;
  }
}

/**
 * Which choice explains the spread: of all standardised effects, and of the effects on FTE per 10,000 patients per
 * standard deviation of need, which are in one unit without being standardised.
 */
export function spreadOf(rows: readonly MultiverseRow[]): MultiverseSpreadRow[] {
  const found = rows.filter(({ standardised }) => standardised !== null);
  return [
    ...decompose(found, 'standardised'),
    ...decompose(
      found.filter(({ unit }) => unit === 'FTE per 10,000 patients'),
      'estimate_per_sd',
    ),
  ];
}

function signsOf(scope: string, rows: readonly MultiverseRow[], level: number): MultiverseSigns {
  const effects = rows.map(({ standardised }) => standardised as number);
  const significant = rows.filter(({ p_value }) => p_value !== null && p_value < 1 - level);
  const count = (from: readonly MultiverseRow[], sign: number) =>
    from.filter(({ estimate }) => Math.sign(estimate as number) === sign).length;
  return {
    scope,
    specifications: rows.length,
    positive: count(rows, 1),
    negative: count(rows, -1),
    significant_positive: count(significant, 1),
    significant_negative: count(significant, -1),
    significant_share: (count(significant, 1) + count(significant, -1)) / rows.length,
    median_standardised: quantile(effects, 0.5),
    low_standardised: quantile(effects, 0.05),
    high_standardised: quantile(effects, 0.95),
  };
}

/** Signs and significance of all specifications, and of those with each option of each choice. */
export function signsByOption(
  rows: readonly MultiverseRow[],
  grid: Record<Dimension, readonly string[]>,
  level: number,
): MultiverseSigns[] {
  const found = rows.filter(({ standardised }) => standardised !== null);
  if (found.length === 0) return [];
  const byOption = dimensions.flatMap((dimension) =>
    grid[dimension].flatMap((option) => {
      const own = found.filter((row) => row[dimension] === option);
      return own.length === 0 ? [] : [signsOf(`${dimension}=${option}`, own, level)];
    }),
  );
  return [signsOf('all', found, level), ...byOption];
}
