import { quantile } from '@inverse-care/stats';
import type { NeedId } from '../vocabulary.js';
import { type Dimension, dimensions } from './choices.js';
import type { MultiverseResults, MultiverseRow } from './results.js';

/** Options of one choice under which the median effect has the other sign. */
export interface TurningChoice {
  dimension: Dimension;
  options: readonly string[];
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
}

const medianOf = (rows: readonly MultiverseRow[]) =>
  quantile(
    rows.map(({ standardised }) => standardised as number),
    0.5,
  );

/** The verdict of each need that has an effect in some specification, in the order of the grid. */
export function needVerdicts({ rows, grid, signs }: MultiverseResults): NeedVerdict[] {
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
      },
    ];
  });
}
