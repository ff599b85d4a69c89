import {
  choiceColumn,
  columns,
  columnsNamed,
  countColumn,
  defineTable,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

const level = choiceColumn(columns.level.title, columns.level.description, ['region', 'icb', 'pcn']);

/** The coefficient of need without one region, ICB or PCN. */
export const influence = defineTable({
  file: 'influence.csv',
  title: 'The coefficients without one place',
  description: 'Regressions that leave out one region, one ICB, or one of the ten most influential PCNs.',
  key: ['snapshot', 'need', 'level', 'code'],
  order: ['snapshot', 'need'],
  columns: {
    ...columnsNamed('snapshot', 'need'),
    level,
    code: columns.code,
    pcns: countColumn('PCNs', 'PCNs left out', 'PCNs'),
    ...columnsNamed('estimate', 'conf_low', 'conf_high', 'p_value'),
    errors: textColumn('Errors', 'covariance that interval and p-value come from'),
    ...columnsNamed('change', 'change_in_errors'),
  },
});

/** The fewest areas, or PCNs, that were found to carry a result. Codes are separated by spaces. */
export const carriers = defineTable({
  file: 'carriers.csv',
  title: 'The few places that carry a result',
  description: 'The fewest places found without which the coefficient is not significant, or turns its sign.',
  key: ['snapshot', 'need', 'level', 'undoes'],
  order: ['snapshot', 'need'],
  columns: {
    ...columnsNamed('snapshot', 'need'),
    level,
    undoes: choiceColumn(columns.undoes.title, columns.undoes.description, ['significance', 'sign']),
    ...columnsNamed('units', 'share', 'codes'),
  },
});

export type InfluenceRow = RowOf<typeof influence>;
export type CarrierRow = RowOf<typeof carriers>;
export type UnitLevel = InfluenceRow['level'];
