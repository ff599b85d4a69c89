import { drawnArea, type PanelRow, type Study } from '@inverse-care/domain';
import type { Units } from '@inverse-care/stats';
import { areaOf } from '../../model/dependence.js';

/** What is left out, or drawn, as a whole: what the study takes to hang together. */
export function unitsOf(
  rows: readonly PanelRow[],
  { inference: { dependence } }: Pick<Study, 'inference'>,
): Units & { unit: 'pcn' | 'sub_icb' | 'icb' } {
  const area = drawnArea(dependence);
  const codes = rows.map((row) => (area === null ? row.pcn_code : areaOf(row, area)));
  const at = new Map([...new Set(codes)].map((code, i) => [code, i]));
  return { of: codes.map((code) => at.get(code)!), count: at.size, unit: area ?? 'pcn' };
}
