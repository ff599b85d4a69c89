/** What a column of a published table holds. */
export interface ColumnDefinition {
  /** For headings. */
  title: string;
  /** One clause. */
  description: string;
  type: 'text' | 'date' | 'integer' | 'number' | 'boolean';
  unit?: string;
  /** What an empty cell means; a column without this has none. */
  empty?: 'not available' | 'not applicable';
}

const rate = 'FTE per 10,000 patients';
const perUnit = 'FTE per 10,000 per unit of need';

const text = (
  title: string,
  description: string,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition => ({
  title,
  description,
  type: 'text',
  ...more,
});

const number = (
  title: string,
  description: string,
  unit?: string,
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition => ({
  title,
  description,
  type: 'number',
  ...(unit === undefined ? {} : { unit }),
  ...more,
});

const count = (title: string, description: string, unit: string): ColumnDefinition => ({
  title,
  description,
  type: 'integer',
  unit,
});

const gap = { empty: 'not available' } as const;
const none = { empty: 'not applicable' } as const;

/** Columns by name, as they are in every table that has no definition of its own for them. */
export const columnDefinitions: Readonly<Record<string, ColumnDefinition>> = {
  snapshot: { title: 'Snapshot', description: 'census date of the workforce publication', type: 'date' },
  label: text('Label in the paper', 'quarter by which the paper names this snapshot', none),
  need: text('Need', 'variable that stands for need'),
  term: text('Term', 'column of the regression: constant, need or a characteristic'),
  variable: text('Variable', 'column of the panel'),
  method: text('Method', 'how estimate, interval or test were computed'),
  note: text('Note', 'settings of the method, or why it gives nothing', gap),
  pcn_code: text('PCN code', 'ODS code of the Primary Care Network'),
  pcn_name: text('PCN name', 'as the membership file has it', gap),
  sub_icb_code: text(
    'Sub-ICB code',
    'ODS code of the sub-ICB location where most of its patients are registered',
  ),
  sub_icb_name: text('Sub-ICB name', 'name of the sub-ICB location'),
  icb_code: text('ICB code', 'ODS code of the integrated care board'),
  region_code: text('Region code', 'ODS code of the NHS England region'),
  patients: count('Patients', 'registered patients', 'persons'),
  reported: { title: 'Reported', description: 'has a row of any role in the snapshot', type: 'boolean' },
  fte: number('FTE', "full-time equivalents of the study's role", 'FTE', gap),
  fte_per_10k: number('FTE per 10,000', 'full-time equivalents per 10,000 registered patients', rate, gap),
  pcns: count('PCNs', 'number of PCNs', 'PCNs'),
  n: count('n', 'PCNs in the regression', 'PCNs'),
  fte_mean: number('Mean FTE', 'mean over PCNs', 'FTE'),
  fte_sd: number('SD of FTE', 'standard deviation over PCNs (n - 1)', 'FTE'),
  per_10k_mean: number('Mean per 10,000', 'mean over PCNs', rate),
  per_10k_sd: number('SD per 10,000', 'standard deviation over PCNs (n - 1)', rate),
  fte_total: number('Total FTE', 'sum over PCNs', 'FTE'),
  mean: number('Mean', 'unweighted mean over PCNs', undefined, none),
  sd: number('SD', 'standard deviation over PCNs (n - 1)'),
  min: number('Minimum', 'least value'),
  max: number('Maximum', 'greatest value'),
  value: number('Value', 'patient-weighted mean over the PCNs of the area', undefined, gap),
  estimate: number('Estimate', 'coefficient', perUnit),
  std_error: number('Standard error', 'robust standard error', perUnit),
  conf_low: number('Lower limit', 'of the confidence interval', perUnit),
  conf_high: number('Upper limit', 'of the confidence interval', perUnit),
  p_value: number('p', 'two-sided p-value'),
  stars: text('Stars', '* p<0.05, ** p<0.01, *** p<0.001'),
  boot_low: number('Bootstrap lower limit', 'percentile interval of the pairs bootstrap', perUnit, none),
  boot_high: number('Bootstrap upper limit', 'percentile interval of the pairs bootstrap', perUnit, none),
  band_low: number('Lower band', 'of the simultaneous band over all snapshots', perUnit),
  band_high: number('Upper band', 'of the simultaneous band over all snapshots', perUnit),
  band_critical: number('Critical value', 'half-width of the band', 'standard errors'),
  band_critical_mcse: number(
    'Its Monte Carlo error',
    'standard error of the critical value',
    'standard errors',
  ),
  p_holm: number('p, Holm', 'adjusted for the number of snapshots (Holm)'),
  p_romano_wolf: number('p, Romano-Wolf', 'adjusted with the dependence between snapshots (Romano and Wolf)'),
  p_romano_wolf_mcse: number(
    'p, Romano-Wolf, Monte Carlo error',
    'standard error of the Romano-Wolf p-value',
  ),
  p_equivalence: number(
    'p, equivalence',
    "two one-sided tests that the coefficient is smaller than the study's smallest effect",
    undefined,
    none,
  ),
  first_lasting_share: number(
    'First lasting',
    'share of replicates in which need is significant with one sign from this snapshot on',
    'share',
  ),
  test: text('Test', 'hypothesis about all snapshots at once'),
  statistic: number('Statistic', 'F, or the change of the coefficient per year'),
  df1: number('df 1', 'numerator degrees of freedom'),
  df2: number('df 2', 'denominator degrees of freedom'),
  df: number('df', "degrees of freedom of Student's t", undefined, none),
  conf_low_mcse: number('Error of the lower limit', 'Monte Carlo standard error', perUnit, none),
  conf_high_mcse: number('Error of the upper limit', 'Monte Carlo standard error', perUnit, none),
  p_mcse: number('Error of p', 'Monte Carlo standard error', undefined, none),
  level: text('Level', 'region, icb or pcn'),
  code: text('Code', 'ODS code of what is left out'),
  change: number('Change', 'estimate with all less estimate without', perUnit),
  change_in_errors: number(
    'Change in errors',
    'the same in standard errors of the estimate with all',
    'standard errors',
  ),
  undoes: text(
    'Undoes',
    'what becomes of the coefficient: no longer significant with its sign, or of the other sign',
  ),
  units: { ...count('Units', 'how many are left out', 'units'), ...none },
  share: number('Share', 'of all units of that level', 'share', none),
  codes: text('Codes', 'ODS codes, the most influential first, a hundred at most', none),
  unreported: count('Not reporting', 'PCNs without a row of any role', 'PCNs'),
  range_low: number('Range from', 'least that an unreported PCN is taken to have', rate),
  range_high: number('Range to', 'most that an unreported PCN is taken to have', rate),
  bound_low: number(
    'Lower bound',
    'least coefficient that unreported provision in the range allows',
    perUnit,
  ),
  bound_high: number(
    'Upper bound',
    'greatest coefficient that unreported provision in the range allows',
    perUnit,
  ),
  tipping_side: text(
    'Tipping side',
    'side of the median need whose unreported provision would undo the finding',
  ),
  tipping_pcns: count('Tipping PCNs', 'unreported PCNs on that side', 'PCNs'),
  tipping_patients: count('Patients of tipping PCNs', 'registered with these PCNs', 'persons'),
  tipping_zero: number(
    'To zero',
    'provision in each of them that brings the coefficient to zero',
    rate,
    none,
  ),
  tipping_insignificant: number(
    'To insignificance',
    'provision in each of them that brings zero into the interval; 0 where it is there already',
    rate,
    none,
  ),
  controls: text('Controls', 'other columns of the regression', none),
  partial_r2: number('Partial R-squared', 'of provision with need, given the controls', 'share'),
  robustness_value: number(
    'Robustness value',
    'share of the residual variance of need and of provision that something unmeasured must explain to bring the estimate to zero',
    'share',
  ),
  robustness_value_interval: number(
    'Robustness value of the interval',
    'the same, to bring zero into the interval',
    'share',
  ),
  r2: number('R-squared', 'of the regression with need and controls', 'share'),
  oster_delta: number(
    'Delta',
    'proportional selection (Oster) where everything explains 1.3 times as much',
    undefined,
    gap,
  ),
  oster_delta_all: number(
    'Delta, all',
    'proportional selection (Oster) where everything explains all',
    undefined,
    gap,
  ),
  benchmark: text('Benchmark', 'control that the unmeasured is compared with'),
  times: count('Times', 'how many times as strong as the benchmark', 'times'),
  r2_need: number('R-squared with need', 'partial, of the unmeasured', 'share'),
  r2_provision: number('R-squared with provision', 'partial, of the unmeasured', 'share'),
};

/** Whether a name has a meaning of its own in the tables, so that no variable may bear it. */
export const isReserved = (name: string): boolean =>
  name === 'constant' || Object.hasOwn(columnDefinitions, name);
