import { codeOfArea, modelAreaNames, type StudyModel } from '@inverse-care/domain';
import type { DeclaredCoefficient } from './coefficient.js';
import type { DeclaredDesign } from './design.js';

/**
 * Constants of areas that lie within one cluster each, the constant of the regression among them where the first area
 * does. Such a constant takes the sum of its cluster's residuals to zero, and with it the cluster's whole part in the
 * constant's variance: a covariance by clusters says that it is known, when nothing is known of it (Cameron and Miller
 * 2015, Journal of Human Resources 50, 317-372, section III.B).
 */
export function nestedConstants(
  { rows }: Pick<DeclaredDesign, 'rows'>,
  { fixed_effects: area }: Pick<StudyModel, 'fixed_effects'>,
  ways: readonly (readonly string[])[],
): string[] {
  if (area === 'none') return [];
  const codes = rows.map((row) => codeOfArea(row, area));
  const [first, ...others] = [...new Set(codes)].sort();
  const within = (code: string) =>
    ways.some((ids) => new Set(ids.filter((_, i) => codes[i] === code)).size === 1);
  return [...(within(first!) ? ['constant'] : []), ...others.filter(within).map((code) => `${area} ${code}`)];
}

/** Why they have no interval. */
export const nestedNote = ({ fixed_effects: area }: Pick<StudyModel, 'fixed_effects'>): string =>
  `constants of ${area === 'none' ? 'areas' : `${modelAreaNames[area]}s`} lie each within one cluster, which tells nothing of their errors: they have no interval`;

/** A coefficient without what its clusters cannot tell. */
export const withoutErrors = (coefficient: DeclaredCoefficient): DeclaredCoefficient => ({
  ...coefficient,
  std_error: Number.NaN,
  df: null,
  conf_low: Number.NaN,
  conf_high: Number.NaN,
  p_value: Number.NaN,
});
