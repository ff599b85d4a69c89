import { type Panel, type PanelRow, type Snapshot, subIcbs } from '@inverse-care/domain';
import type { AreaValue } from '../../tables.js';

/**
 * Patient-weighted means over the PCNs of every sub-ICB location: all 106 of April 2023, then those that the panel has
 * beyond them, by code.
 * @param pick the PCN's value; PCNs without one are left out of both sums.
 */
export function areaMeans(
  panel: Panel,
  snapshot: Snapshot,
  pick: (row: PanelRow) => number | null | undefined,
): AreaValue[] {
  const sums = new Map<string, { weighted: number; patients: number }>();
  for (const row of panel.rows) {
    if (row.snapshot !== snapshot) continue;
    const value = pick(row);
    if (value === null || value === undefined) continue;
    const sum = sums.get(row.sub_icb_code) ?? { weighted: 0, patients: 0 };
    sum.weighted += value * row.patients;
    sum.patients += row.patients;
    sums.set(row.sub_icb_code, sum);
  }
  const known = new Set(subIcbs.map(({ code }) => code));
  const others = [...sums.keys()].filter((code) => !known.has(code)).sort();
  return [...subIcbs, ...others.map((code) => ({ code, name: code }))].map(({ code, name }) => {
    const sum = sums.get(code);
    return {
      snapshot,
      sub_icb_code: code,
      sub_icb_name: name,
      value: sum === undefined || sum.patients === 0 ? null : sum.weighted / sum.patients,
      patients: sum?.patients ?? 0,
    };
  });
}
