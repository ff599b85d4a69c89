import { type Dimension, dimensions, type NeedId } from '@inverse-care/domain';
import { quantile } from '@inverse-care/stats';
import type { MultiverseResults, MultiverseRow } from './results.js';

/** Options of one choice under which the median effect has the other sign. */
export interface TurningChoice {
  dimension: Dimension;
  options: readonly string[];
}

/** The study's own specification with one need, and what changing one of its choices alone does. */
export interface OwnSpecification {
  row: MultiverseRow;
  /** Standardised. */
  effect: number;
  /** Options that give the other sign, the other choices being as they are. */
  turning: TurningChoice[];
  /** Specifications that differ from it by one choice. */
  neighbours: number;
}

/** What the specifications of one need come to. */
export interface NeedVerdict {
  need: NeedId;
  specifications: number;
  positive: number;
  negative: number;
  significant_positive: number;
  significant_negative: number;
  /** Median of standardised effects. */
  median: number;
  turning: TurningChoice[];
  /** Choices with several options, none of which turns the median. */
  steady: Dimension[];
  /** null where it is not among the specifications. */
  own: OwnSpecification | null;
}

const medianOf = (rows: readonly MultiverseRow[]) =>
  quantile(
    rows.map(({ standardised }) => standardised as number),
    0.5,
  );

function ownOf(
  rows: readonly MultiverseRow[],
  grid: MultiverseResults['grid'],
  baseline: string | null,
  need: NeedId,
): OwnSpecification | null {
  if (baseline === null) return null;
  const options = baseline.split('/');
  const named = (changed: Partial<Record<Dimension, string>>) => {
    const name = dimensions.map((one, i) => changed[one] ?? options[i]!).join('/');
    return rows.find(({ specification }) => specification === name);
  };
  const row = named({ need });
  if (row === undefined || row.standardised === null) return null;
  const effect = row.standardised;
  let neighbours = 0;
  const turning = dimensions
    .filter((one) => one !== 'need')
    .flatMap((dimension): TurningChoice[] => {
      const turned = grid[dimension].filter((option) => {
        const other = option === row[dimension] ? undefined : named({ need, [dimension]: option });
        if (other === undefined || other.standardised === null) return false;
        neighbours += 1;
        return other.standardised * effect < 0;
      });
      return turned.length === 0 ? [] : [{ dimension, options: turned }];
    });
  return { row, effect, turning, neighbours };
}

/** The verdict of each need that has an effect in some specification, in the order of the grid. */
export function needVerdicts({ rows, grid, signs, baseline }: MultiverseResults): NeedVerdict[] {
  return grid.need.flatMap((need): NeedVerdict[] => {
    const sign = signs.find(({ scope }) => scope === `need=${need}`);
    if (sign === undefined) return [];
    const own = rows.filter((row) => row.need === need && row.standardised !== null);
    const median = medianOf(own);
    const turning: TurningChoice[] = [];
    const steady: Dimension[] = [];
    for (const dimension of dimensions.filter((one) => one !== 'need')) {
      const options = grid[dimension].flatMap((option) => {
        const those = own.filter((row) => row[dimension] === option);
        return those.length === 0 ? [] : [{ option, turned: medianOf(those) * median < 0 }];
      });
      if (options.length < 2) continue;
      const turned = options.filter((one) => one.turned).map(({ option }) => option);
      if (turned.length === 0) steady.push(dimension);
      else turning.push({ dimension, options: turned });
    }
    const { specifications, positive, negative, significant_positive, significant_negative } = sign;
    return [
      {
        need,
        specifications,
        positive,
        negative,
        significant_positive,
        significant_negative,
        median,
        turning,
        steady,
        own: ownOf(own, grid, baseline, need),
      },
    ];
  });
}
