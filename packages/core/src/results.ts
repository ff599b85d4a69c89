import type { NeedId, Snapshot, VariableId } from '@inverse-care/domain';

/** Provision by snapshot: means and standard deviations (n - 1) over PCNs. */
export interface Table1Row {
  snapshot: Snapshot;
  /** The paper's quarter label. */
  label: string;
  pcns: number;
  fte_mean: number;
  fte_sd: number;
  per_10k_mean: number;
  per_10k_sd: number;
  fte_total: number;
  /** PCNs with a row of any role. Not in the CSV. */
  reported: number;
}

export type Stars = '' | '*' | '**' | '***';

/** A row of Table 2: the regression of need on a PCN's characteristics. */
export interface Table2Row {
  term: VariableId | 'constant';
  mean: number | null;
  estimate: number;
  std_error: number;
  conf_low: number;
  conf_high: number;
  p_value: number;
  stars: Stars;
  n: number;
}

/** A patient-weighted mean over the PCNs of a sub-ICB location. */
export interface AreaValue {
  snapshot: Snapshot;
  sub_icb_code: string;
  sub_icb_name: string;
  /** null where no PCN of the area has a value. */
  value: number | null;
  patients: number;
}

/** A coefficient of the regression of provision on need in one snapshot. */
export interface CoefficientRow {
  snapshot: Snapshot;
  need: NeedId;
  term: 'constant' | 'need';
  estimate: number;
  std_error: number;
  conf_low: number;
  conf_high: number;
  p_value: number;
  n: number;
  /** Percentile interval of the pairs bootstrap; null where no replicates were asked for. */
  boot_low: number | null;
  boot_high: number | null;
}

/** The need coefficients of one need over all snapshots, judged together. Draws of PCNs are shared by the snapshots. */
export interface JointRow {
  need: NeedId;
  snapshot: Snapshot;
  estimate: number;
  std_error: number;
  /** Simultaneous band: it holds all snapshots' true coefficients at once with the study's level. */
  band_low: number;
  band_high: number;
  /** Half-width of the band in standard errors, the same for all snapshots, and its Monte Carlo standard error. */
  band_critical: number;
  band_critical_mcse: number;
  p_value: number;
  /** Adjusted for the number of snapshots: Holm. */
  p_holm: number;
  /** Adjusted with the dependence between snapshots: Romano and Wolf, step-down. */
  p_romano_wolf: number;
  /** Monte Carlo standard error of p_romano_wolf. */
  p_romano_wolf_mcse: number;
  /** Two one-sided tests that the coefficient is smaller than the study's smallest effect; null where none is stated. */
  p_equivalence: number | null;
  /** Share of replicates in which this is the first snapshot from which need stays significant with one sign. */
  first_lasting_share: number;
}

/** A test of all snapshots of one need at once, clustered by PCN. */
export interface JointTest {
  need: NeedId;
  test: 'all zero' | 'all equal' | 'trend per year';
  /** F for the first two; the change of the coefficient per year for the trend. */
  statistic: number;
  df1: number;
  df2: number;
  conf_low: number | null;
  conf_high: number | null;
  p_value: number;
}

/** Joint inference for one need. */
export interface JointInference {
  need: NeedId;
  rows: JointRow[];
  tests: JointTest[];
  /** PCNs over all snapshots. */
  pcns: number;
  /** First snapshot from which need stays significant in the data; null where there is none. */
  first_lasting: Snapshot | null;
  /** Interval of first snapshots over the replicates; null stands for "none". */
  first_low: Snapshot | null;
  first_high: Snapshot | null;
  replicates: number;
}

/** The need coefficient of one snapshot by another method. Numbers are null where the method gives none; `note` says why. */
export interface AlternativeRow {
  need: NeedId;
  snapshot: Snapshot;
  /** Such as "HC3", "CR2 by ICB", "wild bootstrap, HC1", "Poisson". */
  method: string;
  /** FTE per 10,000 patients per unit of need; for models other than the linear one the average marginal effect. */
  estimate: number | null;
  std_error: number | null;
  /** Degrees of freedom of Student's t; null where the normal or a bootstrap distribution is used. */
  df: number | null;
  conf_low: number | null;
  conf_high: number | null;
  p_value: number | null;
  /** Monte Carlo standard errors of the bounds and the p-value of a bootstrap. */
  conf_low_mcse: number | null;
  conf_high_mcse: number | null;
  p_mcse: number | null;
  note: string;
}

/** A variable over the PCNs of one snapshot, unweighted. */
export interface CharacteristicRow {
  snapshot: Snapshot;
  variable: VariableId;
  n: number;
  mean: number;
  sd: number;
  min: number;
  max: number;
}

/** Something the paper shows that this run leaves out, and why. */
export interface Omission {
  /** "Table 2", "Figure 2", "Figure 3 for need_published". */
  what: string;
  why: string;
  /** How to obtain it, where that is possible. */
  remedy?: string;
}

export interface StudyResults {
  table1: Table1Row[];
  /** null where left out; `omissions` says why. */
  table2: { need: NeedId; snapshot: Snapshot; rows: Table2Row[] } | null;
  characteristics: CharacteristicRow[];
  /** First and last snapshot. Value: FTE per 10,000 patients. */
  figure1: AreaValue[];
  /** Headline need at the last snapshot; `need` names it. null where left out. */
  figure2: { need: NeedId; rows: AreaValue[] } | null;
  figure3: CoefficientRow[];
  /** As figure3; outcome FTE per 10,000 patients with a long-term condition. */
  tableS2: CoefficientRow[];
  /** One a need with two snapshots or more; empty where no replicates were asked for. */
  joint: JointInference[];
  /** Figure 3's need coefficients by other covariances, bootstraps and models. */
  alternatives: AlternativeRow[];
  omissions: Omission[];
}
