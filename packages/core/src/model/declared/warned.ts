import type { PanelRow } from '@inverse-care/domain';
import type { CovarianceMatrix, CovarianceWarning } from '@inverse-care/stats';

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
  { warnings }: Pick<CovarianceMatrix, 'warnings'>,
  rows: readonly PanelRow[],
  nested: readonly string[],
): string[] {
  const ofNested = ({ code, message }: CovarianceWarning) =>
    (code === 'cluster-leverage-one' && nested.length > 0) ||
    nested.some((term) => message.startsWith(`Coefficient "${term}" `));
  return warnings.filter((warning) => !ofNested(warning)).map((warning) => named(warning, rows));
}
