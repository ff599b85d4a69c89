import type { PanelRow } from '@inverse-care/domain';
import { LeverageOneError } from '@inverse-care/stats';

/**
 * What a computation on rows gives; an observation that it refuses for its leverage is named by the code of its PCN, not
 * by its position in the regression.
 */
export function namingPcns<T>(rows: readonly Pick<PanelRow, 'pcn_code'>[], compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    const code = error instanceof LeverageOneError ? rows[error.observation]?.pcn_code : undefined;
    if (code === undefined || !(error instanceof LeverageOneError)) throw error;
    throw new LeverageOneError(error.observation, error.type, `PCN ${code}`);
  }
}
