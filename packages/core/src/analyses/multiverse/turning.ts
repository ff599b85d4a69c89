import { type Choices, type Dimension, dimensions } from '@inverse-care/domain';
import { quantile } from '@inverse-care/stats';
import type { MultiverseRow, MultiverseSigns, MultiverseTurningRow } from './tables.js';

type Choice = MultiverseTurningRow['choice'];

const choices = dimensions.filter((one): one is Choice => one !== 'need');

const medianOf = (rows: readonly MultiverseRow[]) =>
  quantile(
    rows.map(({ standardised }) => standardised as number),
    0.5,
  );

type Grid = { readonly [D in Dimension]: readonly Choices[D][] };

/** The median effect with each option of each choice of which there are two or more. */
function medians(own: readonly MultiverseRow[], grid: Grid, need: string): MultiverseTurningRow[] {
  const median = medianOf(own);
  return choices.flatMap((choice) => {
    const options = grid[choice].flatMap((option): MultiverseTurningRow[] => {
      const those = own.filter((row) => row[choice] === option);
      if (those.length === 0) return [];
      const effect = medianOf(those);
      return [{ need, basis: 'median', choice, option, effect, turned: effect * median < 0 }];
    });
    return options.length < 2 ? [] : options;
  });
}

/** The study's own specification with this need, one choice at a time changed. */
function neighbours(
  own: readonly MultiverseRow[],
  grid: Grid,
  need: string,
  baseline: string,
): MultiverseTurningRow[] {
  const options = baseline.split('/');
  const named = (changed: Partial<Record<Dimension, string>>) => {
    const name = dimensions.map((one, i) => changed[one] ?? options[i]!).join('/');
    return own.find(({ specification }) => specification === name);
  };
  const row = named({ need });
  if (row === undefined || row.standardised === null) return [];
  const effect = row.standardised;
  return choices.flatMap((choice) =>
    grid[choice].flatMap((option): MultiverseTurningRow[] => {
      const other = option === row[choice] ? undefined : named({ need, [choice]: option });
      if (other === undefined || other.standardised === null) return [];
      const turned = other.standardised * effect < 0;
      return [{ need, basis: 'own', choice, option, effect: other.standardised, turned }];
    }),
  );
}

/**
 * What becomes of each need's effect when one choice is changed: of the median over all its specifications, and of the
 * study's own specification.
 * @param baseline the name of the latter; null where it is not among the rows.
 */
export function turningRows(
  rows: readonly MultiverseRow[],
  grid: Grid,
  signs: readonly MultiverseSigns[],
  baseline: string | null,
): MultiverseTurningRow[] {
  return grid.need
    .filter((need) => signs.some(({ scope }) => scope === `need=${need}`))
    .flatMap((need) => {
      const own = rows.filter((row) => row.need === need && row.standardised !== null);
      return [
        ...medians(own, grid, need),
        ...(baseline === null ? [] : neighbours(own, grid, need, baseline)),
      ];
    });
}
