import type { Snapshot } from './snapshots.js';
import type { NeedId, VariableId } from './vocabulary.js';

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
  omissions: Omission[];
}
