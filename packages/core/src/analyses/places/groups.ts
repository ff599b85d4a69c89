import {
  icbOf,
  type NeedId,
  type PanelRow,
  regionOf,
  type StudyBy,
  type VariableId,
} from '@inverse-care/domain';
import { valueIn } from '../../model/rows.js';
import { fifthsOf } from '../fifths/fifths.js';

/** What groups are called in a table's column: region, icb, fifth, fifth of rural. */
export const nameOfGroup = (by: StudyBy): string => (typeof by === 'object' ? `fifth of ${by.fifth_of}` : by);

/** The variable by whose order fifths are cut; undefined for areas. */
export const fifthVariable = (by: StudyBy, need: NeedId): VariableId | undefined =>
  typeof by === 'object' ? by.fifth_of : by === 'fifth' ? need : undefined;

/** A group of PCNs: code of an area, or 1 to 5 for a fifth from the least to the most. */
export interface PlaceName {
  place: string;
  place_name: string;
}

const fifthNames = ['least', 'second', 'third', 'fourth', 'most'];

/** The group of each row; fifths hold as many patients each, as those of the fifths' table do. */
export function groupsOf(rows: readonly PanelRow[], by: StudyBy, need: NeedId): PlaceName[] {
  const variable = fifthVariable(by, need);
  if (variable !== undefined) {
    const fifths = fifthsOf(
      rows.map((row) => valueIn(row, variable)!),
      rows.map(({ patients }) => patients),
    );
    return fifths.map((fifth) => ({
      place: String(fifth + 1),
      place_name: `${fifthNames[fifth]} ${variable}`,
    }));
  }
  if (by === 'region')
    return rows.map(({ region_code: place }) => ({ place, place_name: regionOf(place)?.name ?? place }));
  return rows.map(({ icb_code: place }) => ({ place, place_name: icbOf(place)?.name ?? place }));
}
