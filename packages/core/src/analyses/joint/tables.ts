import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  none,
  numberColumn,
  type RowOf,
} from '@inverse-care/domain';

/**
 * The need coefficients of one need over all snapshots, judged together. Draws of PCNs, or of whole areas where the
 * study takes their PCNs to depend on one another, are shared by the snapshots.
 */
export const joint = defineTable({
  file: 'joint.csv',
  title: 'All snapshots judged together',
  description:
    "Simultaneous bands and p-values adjusted for the number of snapshots, with the study's dependence between PCNs. No band is narrower than the interval of one snapshot, and no adjusted p-value smaller than its own.",
  key: ['need', 'snapshot'],
  order: ['need'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    estimate: columns.estimate,
    std_error: columns.std_error,
    band_low: columns.band_low,
    band_high: columns.band_high,
    band_critical: columns.band_critical,
    band_critical_mcse: columns.band_critical_mcse,
    p_value: columns.p_value,
    p_holm: columns.p_holm,
    p_romano_wolf: columns.p_romano_wolf,
    p_romano_wolf_mcse: columns.p_romano_wolf_mcse,
    p_equivalence: columns.p_equivalence,
    margin_fte: numberColumn(
      'Smallest effect',
      'the least that the study calls of interest, for the difference in need that margin_per names',
      'FTE per 10,000 patients',
      none,
    ),
    margin_share: numberColumn(
      'Smallest effect, relative',
      'the same over mean provision of the PCNs of the regression; above a half it is too wide to show that anything is small',
      'share',
      none,
    ),
    margin_per: {
      ...choiceColumn(
        'Smallest effect for',
        'difference in need: increment, the step of increments.csv; sd, one standard deviation; tenth_to_ninetieth, from the tenth to the ninetieth percentile, over the PCNs of the regression',
        ['increment', 'sd', 'tenth_to_ninetieth'],
      ),
      ...none,
    },
    margin_coefficient: numberColumn(
      'Smallest effect, as a coefficient',
      'the same for one unit of need over the PCNs of the regression, as the coefficient is',
      columns.estimate.unit,
      none,
    ),
    first_lasting_share: columns.first_lasting_share,
  },
});

/** A test of all snapshots of one need at once, clustered by PCN or by area. */
export const jointTests = defineTable({
  file: 'joint_tests.csv',
  title: 'Tests over all snapshots',
  description:
    'Whether the coefficients of need are all zero, all equal, or change steadily: clustered by PCN, or by area with CR2 and degrees of freedom for few clusters.',
  key: ['need', 'test'],
  order: ['need', 'test'],
  columns: {
    need: columns.need,
    test: choiceColumn(columns.test.title, columns.test.description, [
      'all zero',
      'all equal',
      'trend per year',
    ]),
    statistic: columns.statistic,
    df1: columns.df1,
    df2: columns.df2,
    conf_low: { ...columns.conf_low, ...none },
    conf_high: { ...columns.conf_high, ...none },
    p_value: columns.p_value,
  },
});

const firstDate = (title: string, description: string) =>
  ({ title, description, type: 'date', empty: 'not applicable' }) as const;

/** From when on a need's coefficient stays significant, in the data and over the replicates. */
export const jointNeeds = defineTable({
  file: 'joint_needs.csv',
  title: 'First snapshot to stay significant',
  description:
    'By need: the first snapshot from which its coefficient is significant with one sign to the end, with its interval over the replicates; empty for none.',
  key: ['need'],
  order: ['need'],
  columns: {
    need: columns.need,
    pcns: { ...columns.pcns, description: 'PCNs over all snapshots' },
    drawn: choiceColumn(
      'Drawn',
      'what is drawn with replacement, whole; a PCN is of the area of its last snapshot',
      ['PCNs', 'sub-ICB locations', 'ICBs'],
    ),
    clusters: countColumn('Units', 'PCNs or areas that are drawn', 'units'),
    first_lasting: firstDate('First lasting', 'in the data'),
    first_low: firstDate('From', 'lower end of the interval over the replicates'),
    first_high: firstDate('To', 'upper end of the interval over the replicates'),
    replicates: countColumn('Draws', 'shared by the snapshots', 'draws'),
  },
});

export type JointRow = RowOf<typeof joint>;
export type JointTest = RowOf<typeof jointTests>;
export type JointNeedRow = RowOf<typeof jointNeeds>;
