import { icbOf, order, type PanelRow } from '@inverse-care/domain';
import { weightedProvision } from '../provision/icb-provision.js';
import { hasReported } from '../reporting/reporting.js';

/**
 * PCNs that reported below which a mean of some of an area’s is not told, and below which it has no interval: of fewer a
 * single return decides. Where all have reported there is nothing to be unlucky in, and the mean is a fact.
 */
const [fewestForMean, fewestForInterval] = [3, 5];

/** Provision over the PCNs of an area that reported, as far as they are enough to tell it. */
export function toldProvision(rows: readonly PanelRow[], level: number) {
  const reporters = rows.filter(hasReported);
  const { value, conf_low, conf_high } = weightedProvision(reporters, level);
  const told = reporters.length >= fewestForMean || reporters.length === rows.length;
  const bounded = told && reporters.length >= fewestForInterval;
  return {
    reporters,
    value: told ? value : null,
    conf_low: bounded ? conf_low : null,
    conf_high: bounded ? conf_high : null,
  };
}

/** England, or one of its ICBs, with the PCNs that are in it at a snapshot. */
export interface AreaRows {
  level: 'england' | 'icb';
  code: string;
  name: string;
  rows: readonly PanelRow[];
}

/** England, then its ICBs by code, of the rows of one snapshot; an ICB without an open PCN is none. */
export function areasOf(rows: readonly PanelRow[]): AreaRows[] {
  const byIcb = new Map<string, PanelRow[]>();
  for (const row of rows) {
    const own = byIcb.get(row.icb_code);
    if (own === undefined) byIcb.set(row.icb_code, [row]);
    else own.push(row);
  }
  const icbs = [...byIcb].sort(([a], [b]) => order(a, b));
  return [
    { level: 'england', code: 'England', name: 'England', rows },
    ...icbs.map(
      ([code, own]): AreaRows => ({ level: 'icb', code, name: icbOf(code)?.name ?? code, rows: own }),
    ),
  ];
}
