import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  none,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

/** What is left at a step. */
export const flowStages = [
  'in the files',
  'in a PCN',
  'with patients',
  'open',
  'in the population',
  'with provision',
  'with need',
  'in the regression',
] as const;

export type FlowStage = (typeof flowStages)[number];

/** How practices and PCNs come from the files to the regressions. */
export const flow = defineTable({
  file: 'flow.csv',
  title: 'From the files to the regressions',
  description:
    'How many practices and PCNs are left at each step, and why others are left out: of one unit, each count is that of the step before less what is left out here. The first three steps count practices, the others PCNs; the last two are of one measure of need each, and follow from the step "with provision". Without steps of practices where the panel was not built from files.',
  key: ['snapshot', 'step', 'need'],
  order: ['snapshot', 'step', 'need'],
  columns: {
    snapshot: columns.snapshot,
    step: countColumn('Step', 'place of the step', 'step'),
    stage: choiceColumn('Stage', 'what is left', flowStages),
    need: textColumn('Need', 'variable that stands for need, where the step is of one', none),
    unit: choiceColumn('Unit', 'what is counted', ['practices', 'PCNs']),
    count: countColumn('Count', 'left at this step', 'of the unit'),
    left_out: countColumn('Left out', 'of the step before, of the same unit', 'of the unit'),
    reason: textColumn('Reason', 'why', none),
    not_reported: {
      ...countColumn('Not reported', 'of the count, PCNs without a row of any role', 'PCNs'),
      ...none,
    },
  },
});

export type FlowRow = RowOf<typeof flow>;
