import { order, type PanelRow, subIcbOf } from '@inverse-care/domain';
import { hilbertIndex } from '@inverse-care/stats';

/** England in degrees, and how much shorter a degree of longitude is at its middle. */
const west = -6.5;
const south = 49.8;
const side = 6.2;
const shorter = 0.6;

/**
 * Rows in an order in which places near one another are near: regions along a Hilbert curve through their middles, in
 * each its ICBs, in each its sub-ICB locations, in each the PCNs by code. Areas without a position come last, by code.
 */
export function alongTheMap(rows: readonly PanelRow[]): PanelRow[] {
  const levels = [
    (row: PanelRow) => row.region_code,
    (row: PanelRow) => row.icb_code,
    (row: PanelRow) => row.sub_icb_code,
  ];
  const indices = levels.map((codeOf) => {
    const points = new Map<string, { longitude: number; latitude: number; count: number }>();
    for (const row of rows) {
      const area = subIcbOf(row.sub_icb_code);
      if (area === undefined) continue;
      const { longitude, latitude, count } = points.get(codeOf(row)) ?? {
        longitude: 0,
        latitude: 0,
        count: 0,
      };
      points.set(codeOf(row), {
        longitude: longitude + area.longitude,
        latitude: latitude + area.latitude,
        count: count + 1,
      });
    }
    return new Map(
      [...points].map(([code, { longitude, latitude, count }]) => {
        const east = (longitude / count - west) * shorter;
        const north = latitude / count - south;
        return [code, hilbertIndex(east / side, north / side)] as const;
      }),
    );
  });
  const indexOf = (level: number, code: string) => indices[level]!.get(code) ?? Number.MAX_VALUE;
  return [...rows].sort((a, b) => {
    for (const [level, codeOf] of levels.entries()) {
      const [one, other] = [codeOf(a), codeOf(b)];
      const difference = indexOf(level, one) - indexOf(level, other) || order(one, other);
      if (difference !== 0) return difference;
    }
    return order(a.pcn_code, b.pcn_code);
  });
}
