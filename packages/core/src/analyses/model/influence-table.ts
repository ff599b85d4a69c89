import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  gap,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

const inUnit = 'see the column unit';
const told = (title: string, description: string) => numberColumn(title, description, inUnit, gap);

/** The declared model at the last snapshot without one ICB or PCN. */
export const modelInfluence = defineTable({
  file: 'model_influence.csv',
  title: "The study's declared model without one place",
  description:
    'The same model at the last snapshot, fitted again without each ICB, and without each of the ten PCNs that move it most. The effect is for the difference in need that told_for names, which is that of all PCNs. Covariates are centred on the PCNs that are left.',
  key: ['need', 'snapshot', 'level', 'code'],
  order: ['need', 'snapshot'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    level: choiceColumn(columns.level.title, columns.level.description, ['icb', 'pcn']),
    code: columns.code,
    pcns: countColumn('PCNs', 'PCNs left out', 'PCNs'),
    told_for: textColumn('Told for', 'difference in need, as in increments.csv'),
    unit: textColumn('Unit', 'of the effect'),
    estimate: told('Estimate', 'without the place, for that difference in need'),
    conf_low: told('Lower limit', 'of its confidence interval'),
    conf_high: told('Upper limit', 'of its confidence interval'),
    p_value: { ...columns.p_value, ...gap },
    method: textColumn(
      'Errors',
      "that interval and p-value come from: the model's own; CR2 by its areas where that is the wild bootstrap",
    ),
    change: told('Change', 'the effect of all PCNs less the one without the place'),
    note: { ...columns.note, ...none },
  },
});

export type ModelInfluenceRow = RowOf<typeof modelInfluence>;
