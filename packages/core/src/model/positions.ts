import { InputError, type PanelRow, subIcbOf } from '@inverse-care/domain';
import type { GeographicPoints } from '@inverse-care/stats';
import type { AnalysisContext } from '../analyses/analysis.js';

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

/**
 * Whether the position of every PCN is known. Where one is not, what goes by distance is put on record as left out.
 * @param what goes by distance: "Moran's I".
 */
export function omitUnplaced(what: string, { data, omit }: Pick<AnalysisContext, 'data' | 'omit'>): boolean {
  try {
    positionsOf(data.panel.rows);
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    omit({ what, why: `${error.message}.` });
    return false;
  }
}
