import { InputError, type PanelRow, subIcbOf } from '@inverse-care/domain';
import type { GeographicPoints } from '@inverse-care/stats';

/**
 * Where PCNs are: at the label points of their sub-ICB locations, those of one location at the same point. The data
 * have no places of practices. One point a row, degrees (WGS 84).
 *
 * @throws InputError where the built-in geography lacks a PCN's sub-ICB location.
 */
export function positionsOf(rows: readonly PanelRow[]): GeographicPoints {
  const areas = rows.map(({ sub_icb_code }) => subIcbOf(sub_icb_code));
  const at = areas.indexOf(undefined);
  if (at >= 0) {
    const { pcn_code, sub_icb_code } = rows[at]!;
    throw new InputError(
      `Nobody says where ${pcn_code} is: the position of its sub-ICB location "${sub_icb_code}" is not known`,
      {
        expected:
          'one of the 106 sub-ICB locations of April 2023, or a code that is known to have become one',
        remedy:
          'Let the study take PCNs to depend on one another by ICB (inference: dependence: icb), which needs no distances.',
      },
    );
  }
  return {
    longitudes: Float64Array.from(areas, (area) => area!.longitude),
    latitudes: Float64Array.from(areas, (area) => area!.latitude),
  };
}
