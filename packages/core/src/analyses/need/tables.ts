import {
  columns,
  countColumn,
  defineTable,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';
import { figure1 } from '../provision/tables.js';

/** A variable over the PCNs of one snapshot, unweighted. */
export const characteristics = defineTable({
  file: 'characteristics.csv',
  title: 'Characteristics of PCNs',
  description: 'Every variable of the panel by snapshot, over the PCNs that have a value, unweighted.',
  key: ['snapshot', 'variable'],
  order: ['snapshot', 'variable'],
  columns: {
    snapshot: columns.snapshot,
    variable: columns.variable,
    n: countColumn('n', 'PCNs that have a value', 'PCNs'),
    mean: numberColumn('Mean', 'unweighted mean over PCNs'),
    sd: columns.sd,
    min: columns.min,
    max: columns.max,
  },
});

const perUnit = 'need per unit of the characteristic';

/** The regression of need on a PCN's characteristics; a term is a variable or the constant. */
export const table2 = defineTable({
  file: 'table2.csv',
  title: "Need and a PCN's characteristics",
  description: 'Least squares of need on characteristics at the last snapshot.',
  key: ['term'],
  order: ['term'],
  columns: {
    term: columns.term,
    mean: columns.mean,
    estimate: { ...columns.estimate, unit: perUnit },
    std_error: { ...columns.std_error, unit: perUnit },
    conf_low: { ...columns.conf_low, unit: perUnit },
    conf_high: { ...columns.conf_high, unit: perUnit },
    p_value: columns.p_value,
    stars: columns.stars,
    n: columns.n,
  },
});

/** Patient-weighted mean of the headline need over the PCNs of a sub-ICB location at the last snapshot. */
export const figure2 = defineTable({
  file: 'figure2.csv',
  title: 'Need by sub-ICB location',
  description: 'Patient-weighted means over PCNs at the last snapshot.',
  key: ['snapshot', 'sub_icb_code'],
  columns: { ...figure1.columns, value: { ...columns.value, unit: 'unit of need' } },
});

/** The differences in each need for which its effects are told. */
export const increments = defineTable({
  file: 'increments.csv',
  title: 'Differences for which effects are told',
  description:
    'Coefficients are per unit of a variable. Text, tables and figures tell them for one standard deviation over the PCNs of the last snapshot, which means the same for every need; beside it stands the step of its own: 10 percentage points of a share, or the stated step.',
  key: ['variable'],
  columns: {
    variable: columns.variable,
    increment: textColumn('Step', 'the step of its own, as the text words it'),
    per_unit: numberColumn('Steps per unit', 'steps in one unit of the variable', 'steps'),
    told_for: textColumn('Told for', 'the difference for which effects are told, as the text words it'),
    told_per_unit: numberColumn(
      'Differences per unit',
      'differences in one unit of the variable: a coefficient divided by this is the effect that is told',
      'differences',
    ),
  },
});

export type CharacteristicRow = RowOf<typeof characteristics>;
export type Table2Row = RowOf<typeof table2>;
export type IncrementRow = RowOf<typeof increments>;
