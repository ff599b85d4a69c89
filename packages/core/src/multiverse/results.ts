import type { Choices, Dimension } from '@inverse-care/domain';
import type { Unavailable } from './enumerate.js';

/** One specification and what it found. Numbers are null where it could not be fitted; `note` says why. */
export interface MultiverseRow extends Choices {
  specification: string;
  n: number;
  /** PCNs of the snapshot that the specification does not use. */
  rows_lost: number;
  /** In units of the outcome for need going from 0 to 1: the slope, or the average marginal effect of a model. */
  estimate: number | null;
  std_error: number | null;
  /** Of Student's t; null for the normal distribution. */
  df: number | null;
  conf_low: number | null;
  conf_high: number | null;
  p_value: number | null;
  /** The estimate for one standard deviation of need over the PCNs of the snapshot. */
  estimate_per_sd: number | null;
  /** The estimate for 10 percentage points of need; null where need is no share. */
  estimate_per_10_points: number | null;
  /** `estimate_per_sd` in standard deviations of the outcome: comparable over all specifications. */
  standardised: number | null;
  need_sd: number;
  outcome_sd: number;
  unit: string;
  note: string;
  /** Runs this specification alone. */
  command: string;
}

/** A statistic of the specifications of a scope together, with the null imposed by shared draws. */
export interface MultiverseJointRow {
  /** "all", or one option such as "need=ltc_share". */
  scope: string;
  specifications: number;
  statistic: 'median standardised effect' | 'share significant in the dominant direction' | 'average Z';
  value: number;
  p_value: number | null;
  p_mcse: number | null;
  replicates: number;
}

/** Specifications of a scope by sign and significance. */
export interface MultiverseSigns {
  scope: string;
  specifications: number;
  positive: number;
  negative: number;
  significant_positive: number;
  significant_negative: number;
  median_standardised: number;
  low_standardised: number;
  high_standardised: number;
}

/** What a choice, or two together, explain of the spread of effects. */
export interface MultiverseSpreadRow {
  /** Which effect, over which specifications. */
  effect: 'standardised' | 'estimate_per_sd';
  /** A choice; two joined by " x "; "all main effects"; or "rest". */
  term: string;
  kind: 'main' | 'interaction' | 'additive' | 'rest';
  /** Share of variance: Shapley value for a choice, what is added to all main effects for two. */
  share: number;
  /** R-squared of this choice alone. */
  alone: number | null;
  specifications: number;
}

/** What a multiverse comes to. Plain data. */
export interface MultiverseResults {
  /** Options that were declared, by choice. */
  grid: Record<Dimension, readonly string[]>;
  /** Sorted by name. */
  rows: MultiverseRow[];
  excluded: { rule: string; why: string; combinations: number }[];
  unavailable: Unavailable[];
  /** Combinations lost to what is not available. */
  lost: number;
  joint: MultiverseJointRow[];
  signs: MultiverseSigns[];
  spread: MultiverseSpreadRow[];
  /** What reporting was explained by, by snapshot, where it was weighted for. */
  reporting: { snapshot: string; explained_by: string }[];
  replicates: number;
  /** The specification that the study stands for before it varies any; null where it is not among the rows. */
  baseline: string | null;
}
