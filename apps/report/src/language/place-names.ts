import type { UnitLevel } from '@inverse-care/core/tables';
import { icbs, type Panel, regions } from '@inverse-care/domain';
import { placeNamed } from './marks.js';

/** A place as people call it: "NHS Devon Integrated Care Board" is "Devon". The code where there is no name. */
export function placeName(level: UnitLevel, code: string, panel: Panel): string {
  if (level === 'region') return regions.find((one) => one.code === code)?.name ?? code;
  if (level === 'pcn') {
    const name = panel.rows.findLast(({ pcn_code }) => pcn_code === code)?.pcn_name;
    return name === undefined || name === '' || name === code ? code : `${placeNamed(name)} (${code})`;
  }
  const name = icbs.find((one) => one.code === code)?.name ?? code;
  return name.replace(/^NHS /, '').replace(/ Integrated Care Board$/, '');
}
