import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  none,
  numberColumn,
  type RowOf,
} from '@inverse-care/domain';

const rate = 'FTE per 10,000 patients';

/** Provision by snapshot: means and standard deviations (n - 1) over PCNs. */
export const table1 = defineTable({
  file: 'table1.csv',
  title: 'Provision by snapshot',
  description: "Means and standard deviations over PCNs of the role's FTE and of FTE per 10,000 patients.",
  key: ['snapshot'],
  columns: {
    snapshot: columns.snapshot,
    label: columns.label,
    pcns: columns.pcns,
    fte_mean: columns.fte_mean,
    fte_sd: columns.fte_sd,
    per_10k_mean: columns.per_10k_mean,
    per_10k_sd: columns.per_10k_sd,
    fte_total: columns.fte_total,
  },
});

/** Table 1 over PCNs open on the date, and over those of them that survive. */
export const population = defineTable({
  file: 'population.csv',
  title: 'Provision by which PCNs are looked at',
  description:
    'Means and standard deviations of provision over all PCNs open on the snapshot, and over those of them that survive to a later date.',
  key: ['snapshot', 'population'],
  order: ['snapshot', 'population'],
  columns: {
    snapshot: columns.snapshot,
    population: choiceColumn(
      'Population',
      'which PCNs: all that are open on the snapshot, or those that survive to the date that the study names, else to the day on which the paper was received',
      ['open_on_date', 'survivors'],
    ),
    label: columns.label,
    pcns: columns.pcns,
    patients: columns.patients,
    fte_total: columns.fte_total,
    fte_mean: columns.fte_mean,
    fte_sd: columns.fte_sd,
    per_10k_mean: columns.per_10k_mean,
    per_10k_sd: columns.per_10k_sd,
    fte_less: numberColumn(
      'Less FTE',
      'by what share total FTE is less than over all PCNs open on the snapshot',
      'share',
      none,
    ),
  },
});

/** Patient-weighted mean provision over the PCNs of a sub-ICB location; null where no PCN of it has a value. */
export const figure1 = defineTable({
  file: 'figure1.csv',
  title: 'Provision by sub-ICB location',
  description: 'FTE per 10,000 patients, patient-weighted means over PCNs, first and last snapshot.',
  key: ['snapshot', 'sub_icb_code'],
  columns: {
    snapshot: columns.snapshot,
    sub_icb_code: columns.sub_icb_code,
    sub_icb_name: columns.sub_icb_name,
    value: { ...columns.value, unit: rate },
    patients: columns.patients,
  },
});

const quantileColumn = (title: string, which: string) =>
  numberColumn(title, `${which} of FTE per 10,000 patients over the PCNs with some`, rate, none);

/** How provision is distributed over the PCNs of a snapshot: those without any apart from the others. */
export const distribution = defineTable({
  file: 'distribution.csv',
  title: 'PCNs with and without provision',
  description:
    'PCNs by snapshot that did not report, reported none of the role, or reported some, and quantiles of the last.',
  key: ['snapshot'],
  columns: {
    snapshot: columns.snapshot,
    label: columns.label,
    pcns: columns.pcns,
    not_reported: countColumn('Not reported', 'PCNs without any row in the publication', 'PCNs'),
    reported_none: countColumn(
      'Reported none',
      "PCNs with rows in the publication and no FTE of the study's role",
      'PCNs',
    ),
    some: countColumn('Some', 'PCNs with an FTE above zero', 'PCNs'),
    counted: countColumn('Counted', 'PCNs that the study counts: all, or those that reported', 'PCNs'),
    without: countColumn('Without', 'of the PCNs counted, those without any', 'PCNs'),
    not_reported_share: numberColumn('Share that did not report', 'of the PCNs', 'share', none),
    without_share: numberColumn('Share without', 'of the PCNs counted', 'share', none),
    p05: quantileColumn('5th percentile', '5th percentile'),
    p25: quantileColumn('25th percentile', '25th percentile'),
    p50: quantileColumn('Median', 'median'),
    p75: quantileColumn('75th percentile', '75th percentile'),
    p95: quantileColumn('95th percentile', '95th percentile'),
    max: quantileColumn('Maximum', 'greatest value'),
  },
});

/** Provision of an integrated care board, or of England, at one snapshot. */
export const icbProvision = defineTable({
  file: 'icb_provision.csv',
  title: 'Provision by ICB',
  description:
    'Patient-weighted means over PCNs of FTE per 10,000 patients at the last snapshot, with jackknife intervals; England last.',
  key: ['snapshot', 'icb_code'],
  columns: {
    snapshot: columns.snapshot,
    icb_code: { ...columns.icb_code, description: 'ODS code of the ICB; "England" for all PCNs together' },
    icb_name: columns.icb_name,
    pcns: { ...columns.pcns, description: 'PCNs with an FTE' },
    not_reported: countColumn(
      'Not reported',
      'of these, PCNs without any row, which the study counts as having none',
      'PCNs',
    ),
    patients: columns.patients,
    value: { ...columns.value, unit: rate },
    std_error: numberColumn('Standard error', 'jackknife, leaving out one PCN at a time', rate, none),
    conf_low: numberColumn('Lower limit', 'of the confidence interval', rate, none),
    conf_high: numberColumn('Upper limit', 'of the confidence interval', rate, none),
  },
});

export type Table1Row = RowOf<typeof table1>;
export type PopulationRow = RowOf<typeof population>;
export type AreaValue = RowOf<typeof figure1>;
export type ProvisionDistributionRow = RowOf<typeof distribution>;
export type IcbProvisionRow = RowOf<typeof icbProvision>;
