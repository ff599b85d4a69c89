import { normalise } from '../tables/columns.js';

/** A value of one area, as a row of a Fingertips download gives it. */
export interface FingertipsRow {
  /** Row of the file. */
  row: number;
  indicator: string;
  name: string;
  area: string;
  areaType: string;
  /** Sex and age, where the download tells them. */
  group: string;
  /** Not empty where the row is of a part of an area, such as a tenth by deprivation. */
  category: string;
  period: string;
  /** What the period is sorted by. */
  sortable: string;
  value: string;
  count: string;
  denominator: string;
}

/** Reads the rows below a header of a Fingertips download. */
export type RowReader = (cells: readonly string[], row: number) => FingertipsRow;

/** Indicators of the Indices of Deprivation, of which a download of four columns does not say the number. */
const imdIndicators = new Map([['2025', '94240']]);

/** What reads a download's rows, by its header; null where the header is not one of Fingertips. */
export function rowReader(header: readonly string[]): RowReader | null {
  const at = new Map(header.map((name, i) => [normalise(name), i]));
  const has = (...names: string[]) => names.every((name) => at.has(name));
  const cell = (cells: readonly string[], name: string) => (cells[at.get(name) ?? -1] ?? '').trim();
  if (has('indicator_id', 'indicator_name', 'area_code', 'area_type', 'time_period', 'value')) {
    return (cells, row) => ({
      row,
      indicator: cell(cells, 'indicator_id'),
      name: cell(cells, 'indicator_name'),
      area: cell(cells, 'area_code').toUpperCase(),
      areaType: cell(cells, 'area_type'),
      group: [cell(cells, 'sex'), cell(cells, 'age')].filter((text) => text !== '').join(', '),
      category: cell(cells, 'category'),
      period: cell(cells, 'time_period'),
      sortable: cell(cells, 'time_period_sortable') || cell(cells, 'time_period'),
      value: cell(cells, 'value'),
      count: cell(cells, 'count'),
      denominator: cell(cells, 'denominator'),
    });
  }
  if (has('practice_code', 'imd_year', 'imd_score')) {
    return (cells, row) => {
      const period = cell(cells, 'imd_year');
      return {
        row,
        indicator: imdIndicators.get(period) ?? '',
        name: `Deprivation score (IMD ${period})`,
        area: cell(cells, 'practice_code').toUpperCase(),
        areaType: '',
        group: '',
        category: '',
        period,
        sortable: period,
        value: cell(cells, 'imd_score'),
        count: '',
        denominator: '',
      };
    };
  }
  return null;
}
