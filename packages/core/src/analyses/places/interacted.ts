import type { PanelRow, StudyBy } from '@inverse-care/domain';
import { type DeclaredDesign, type DeclaredRegression, declaredDesign } from '../../model/declared/design.js';

/** A design in which each place has a constant and a slope of need of its own; other terms are common to all. */
export interface InteractedDesign {
  design: DeclaredDesign;
  /** Index of each place's slope among the columns, in the order of the places. */
  slopes: number[];
}

/** The area whose constants take the place of the groups' own: the model's fixed effects where they lie within groups. */
const finer = ({ model }: DeclaredRegression, by: StudyBy): boolean =>
  by === 'region' && model.fixed_effects === 'icb';

/**
 * A constant and a slope of need for each place, and the model's own terms. Fixed effects that lie within the places
 * stand for the places' constants; those that are the places, or that places lie within, are these constants.
 *
 * @param places place of each row.
 * @param names the places, in the order in which slopes are wanted.
 */
export function interactedDesign(
  rows: readonly PanelRow[],
  places: readonly string[],
  names: readonly string[],
  regression: DeclaredRegression,
  by: StudyBy,
): InteractedDesign {
  const base = declaredDesign(rows, regression);
  const own = finer(regression, by) ? rows.map(({ icb_code }) => icb_code) : places;
  const constants = finer(regression, by) ? [...new Set(own)].sort() : names;
  const fixed = regression.model.fixed_effects;
  const crossed = fixed !== 'none' && by !== 'region' && by !== 'icb';
  const isArea = (name: string) => fixed !== 'none' && name.startsWith(`${fixed} `);
  const kept = base.names.flatMap((name, j) => (j < 2 || (isArea(name) && !crossed) ? [] : [j]));
  const one = (codes: readonly string[], code: string, values?: Float64Array) =>
    Float64Array.from(codes, (found, i) => (found === code ? (values?.[i] ?? 1) : 0));
  const columns = [
    ...constants.map((code) => one(own, code)),
    ...names.map((code) => one(places, code, base.columns[1]!)),
    ...kept.map((j) => base.columns[j]!),
  ];
  return {
    design: {
      ...base,
      columns,
      names: [
        ...constants.map((code) => `constant ${code}`),
        ...names.map((code) => `need ${code}`),
        ...kept.map((j) => base.names[j]!),
      ],
      derivatives: columns.map(() => null),
    },
    slopes: names.map((_, i) => constants.length + i),
  };
}
