import type { PanelRow } from '@inverse-care/domain';
import type { CovarianceMatrix, CovarianceWarning } from '@inverse-care/stats';

/** Remarks as one cell has them: each without its full stop, and a small letter where it begins with a word. */
export const asNote = (remarks: readonly string[]): string =>
  remarks
    .map((remark) => remark.replace(/\.$/, '').replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()))
    .join('; ');

/** A warning whose observation is named by the code of its PCN, not by its position in the regression. */
function named({ message, observation }: CovarianceWarning, rows: readonly PanelRow[]): string {
  const code = observation === undefined ? undefined : rows[observation]?.pcn_code;
  return code === undefined ? message : message.replace(`Observation ${observation} `, `PCN ${code} `);
}

/**
 * What a reader should know of a covariance.
 * @param nested terms that have no errors in any case, so that nothing is said of theirs.
 */
export function warned(
  { warnings, k, clusters }: Pick<CovarianceMatrix, 'warnings' | 'k' | 'clusters'>,
  rows: readonly PanelRow[],
  nested: readonly string[],
): string[] {
  const enoughBeside = nested.length > 0 && (clusters[0] ?? 0) > k - nested.length;
  const ofNested = ({ code, message }: CovarianceWarning) =>
    (code === 'cluster-leverage-one' && nested.length > 0) ||
    (code === 'no-more-clusters-than-coefficients' && enoughBeside) ||
    nested.some((term) => message.startsWith(`Coefficient "${term}" `));
  return warnings.filter((warning) => !ofNested(warning)).map((warning) => named(warning, rows));
}
