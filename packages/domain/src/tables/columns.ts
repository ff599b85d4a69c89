import type { ColumnDefinition } from './table-definition.js';

const rate = 'FTE per 10,000 patients';
const perUnit = 'FTE per 10,000 per unit of need';

type More = Omit<Partial<ColumnDefinition>, 'title' | 'description' | 'type'>;

/** A column of texts. */
export const textColumn = <const M extends More = Record<never, never>>(
  title: string,
  description: string,
  more: M = {} as M,
) => ({ title, description, type: 'text' as const, ...more });

/** A column of texts of which there are a few. */
export const choiceColumn = <const V extends readonly string[]>(
  title: string,
  description: string,
  values: V,
) => ({ title, description, type: 'text' as const, values });

/** A column of numbers. */
export const numberColumn = <const M extends More = Record<never, never>>(
  title: string,
  description: string,
  unit?: string,
  more: M = {} as M,
) => ({ title, description, type: 'number' as const, ...(unit === undefined ? {} : { unit }), ...more });

/** A column of whole numbers. */
export const countColumn = (title: string, description: string, unit: string) => ({
  title,
  description,
  type: 'integer' as const,
  unit,
});

/** An empty cell stands for a number that the data do not give. */
export const gap = { empty: 'not available' } as const;
/** An empty cell stands where there is no such number. */
export const none = { empty: 'not applicable' } as const;

/** Columns by name, as most tables have them; a table names those that it has, or others of its own. */
export const columns = {
  snapshot: {
    title: 'Snapshot',
    description: 'census date of the workforce publication',
    type: 'date',
  } as const,
  label: textColumn('Label in the paper', 'quarter by which the paper names this snapshot', none),
  need: textColumn('Need', 'variable that stands for need'),
  term: textColumn('Term', 'column of the regression: constant, need or a characteristic'),
  variable: textColumn('Variable', 'column of the panel'),
  method: textColumn('Method', 'how estimate, interval or test were computed'),
  note: textColumn('Note', 'settings of the method, or why it gives nothing', gap),
  pcn_code: textColumn('PCN code', 'ODS code of the Primary Care Network'),
  pcn_name: textColumn('PCN name', 'as the membership file has it', gap),
  sub_icb_code: textColumn(
    'Sub-ICB code',
    'ODS code of the sub-ICB location where most of its patients are registered',
  ),
  sub_icb_name: textColumn('Sub-ICB name', 'name of the sub-ICB location'),
  icb_name: textColumn('ICB name', 'name of the integrated care board'),
  icb_code: textColumn('ICB code', 'ODS code of the integrated care board'),
  region_code: textColumn('Region code', 'ODS code of the NHS England region'),
  patients: countColumn('Patients', 'registered patients', 'persons'),
  reported: {
    title: 'Reported',
    description: 'has a row of any role in the snapshot',
    type: 'boolean',
  } as const,
  fte: numberColumn('FTE', "full-time equivalents of the study's role", 'FTE', gap),
  fte_per_10k: numberColumn(
    'FTE per 10,000',
    'full-time equivalents per 10,000 registered patients',
    rate,
    gap,
  ),
  pcns: countColumn('PCNs', 'number of PCNs', 'PCNs'),
  n: countColumn('n', 'PCNs in the regression', 'PCNs'),
  fte_mean: numberColumn('Mean FTE', 'mean over PCNs', 'FTE'),
  fte_sd: numberColumn('SD of FTE', 'standard deviation over PCNs (n - 1)', 'FTE'),
  per_10k_mean: numberColumn('Mean per 10,000', 'mean over PCNs', rate),
  per_10k_sd: numberColumn('SD per 10,000', 'standard deviation over PCNs (n - 1)', rate),
  fte_total: numberColumn('Total FTE', 'sum over PCNs', 'FTE'),
  mean: numberColumn('Mean', 'unweighted mean over PCNs', undefined, none),
  sd: numberColumn('SD', 'standard deviation over PCNs (n - 1)'),
  min: numberColumn('Minimum', 'least value'),
  max: numberColumn('Maximum', 'greatest value'),
  value: numberColumn('Value', 'patient-weighted mean over the PCNs of the area', undefined, gap),
  estimate: numberColumn('Estimate', 'coefficient', perUnit),
  std_error: numberColumn('Standard error', 'robust standard error', perUnit),
  conf_low: numberColumn('Lower limit', 'of the confidence interval', perUnit),
  conf_high: numberColumn('Upper limit', 'of the confidence interval', perUnit),
  p_value: numberColumn('p', 'two-sided p-value'),
  stars: textColumn('Stars', '* p<0.05, ** p<0.01, *** p<0.001, of each test alone'),
  boot_low: numberColumn(
    'Bootstrap lower limit',
    'percentile interval of the pairs bootstrap',
    perUnit,
    none,
  ),
  boot_high: numberColumn(
    'Bootstrap upper limit',
    'percentile interval of the pairs bootstrap',
    perUnit,
    none,
  ),
  band_low: numberColumn('Lower band', 'of the simultaneous band over all snapshots', perUnit),
  band_high: numberColumn('Upper band', 'of the simultaneous band over all snapshots', perUnit),
  band_critical: numberColumn('Critical value', 'half-width of the band', 'standard errors'),
  band_critical_mcse: numberColumn(
    'Its Monte Carlo error',
    'standard error of the critical value',
    'standard errors',
  ),
  p_holm: numberColumn('p, Holm', 'adjusted for the number of snapshots (Holm)'),
  p_romano_wolf: numberColumn(
    'p, Romano-Wolf',
    'adjusted with the dependence between snapshots (Romano and Wolf)',
  ),
  p_romano_wolf_mcse: numberColumn(
    'p, Romano-Wolf, Monte Carlo error',
    'standard error of the Romano-Wolf p-value',
  ),
  p_equivalence: numberColumn(
    'p, equivalence',
    "two one-sided tests that the coefficient is smaller than the study's smallest effect",
    undefined,
    none,
  ),
  first_lasting_share: numberColumn(
    'First lasting',
    'share of replicates in which need is significant with one sign from this snapshot on',
    'share',
  ),
  test: textColumn('Test', 'hypothesis about all snapshots at once'),
  statistic: numberColumn('Statistic', 'F, or the change of the coefficient per year'),
  df1: numberColumn('df 1', 'numerator degrees of freedom'),
  df2: numberColumn('df 2', 'denominator degrees of freedom'),
  df: numberColumn('df', "degrees of freedom of Student's t", undefined, none),
  conf_low_mcse: numberColumn('Error of the lower limit', 'Monte Carlo standard error', perUnit, none),
  conf_high_mcse: numberColumn('Error of the upper limit', 'Monte Carlo standard error', perUnit, none),
  p_mcse: numberColumn('Error of p', 'Monte Carlo standard error', undefined, none),
  level: textColumn('Level', 'region, icb or pcn'),
  code: textColumn('Code', 'ODS code of what is left out'),
  change: numberColumn('Change', 'estimate with all less estimate without', perUnit),
  change_in_errors: numberColumn(
    'Change in errors',
    'the same in standard errors of the estimate with all',
    'standard errors',
  ),
  undoes: textColumn(
    'Undoes',
    'what becomes of the coefficient: no longer significant with its sign, or of the other sign',
  ),
  units: { ...countColumn('Units', 'how many are left out', 'units'), ...none },
  share: numberColumn('Share', 'of all units of that level', 'share', none),
  codes: textColumn('Codes', 'ODS codes, the most influential first, a hundred at most', none),
  unreported: countColumn('Not reporting', 'PCNs without a row of any role', 'PCNs'),
  range_low: numberColumn('Range from', 'least that an unreported PCN is taken to have', rate),
  range_high: numberColumn('Range to', 'most that an unreported PCN is taken to have', rate),
  bound_low: numberColumn(
    'Lower bound',
    'least coefficient that unreported provision in the range allows',
    perUnit,
  ),
  bound_high: numberColumn(
    'Upper bound',
    'greatest coefficient that unreported provision in the range allows',
    perUnit,
  ),
  tipping_side: textColumn(
    'Tipping side',
    'side of the median need whose unreported provision would undo the finding',
  ),
  tipping_pcns: countColumn('Tipping PCNs', 'unreported PCNs on that side', 'PCNs'),
  tipping_patients: countColumn('Patients of tipping PCNs', 'registered with these PCNs', 'persons'),
  tipping_zero: numberColumn(
    'To zero',
    'provision in each of them that brings the coefficient to zero',
    rate,
    none,
  ),
  tipping_insignificant: numberColumn(
    'To insignificance',
    'provision in each of them that brings zero into the interval; 0 where it is there already',
    rate,
    none,
  ),
  controls: textColumn('Controls', 'other columns of the regression', none),
  partial_r2: numberColumn('Partial R-squared', 'of provision with need, given the controls', 'share'),
  robustness_value: numberColumn(
    'Robustness value',
    'share of the residual variance of need and of provision that something unmeasured must explain to bring the estimate to zero',
    'share',
  ),
  robustness_value_interval: numberColumn(
    'Robustness value of the interval',
    'the same, to bring zero into the interval',
    'share',
  ),
  r2: numberColumn('R-squared', 'of the regression with need and controls', 'share'),
  oster_delta: numberColumn(
    'Delta',
    'proportional selection (Oster) where everything explains 1.3 times as much',
    undefined,
    gap,
  ),
  oster_delta_all: numberColumn(
    'Delta, all',
    'proportional selection (Oster) where everything explains all',
    undefined,
    gap,
  ),
  benchmark: textColumn('Benchmark', 'control that the unmeasured is compared with'),
  times: countColumn('Times', 'how many times as strong as the benchmark', 'times'),
  r2_need: numberColumn('R-squared with need', 'partial, of the unmeasured', 'share'),
  r2_provision: numberColumn('R-squared with provision', 'partial, of the unmeasured', 'share'),
} as const satisfies Record<string, ColumnDefinition>;

/** Whether a name has a meaning of its own in the tables, so that no variable may bear it. */
export const isReserved = (name: string): boolean =>
  name === 'constant' || name === 'constructor' || Object.hasOwn(columns, name);

/** The columns of these names, in their order. */
export const columnsNamed = <const N extends readonly (keyof typeof columns)[]>(...names: N) =>
  Object.fromEntries(names.map((name) => [name, columns[name]])) as {
    [K in N[number]]: (typeof columns)[K];
  };
