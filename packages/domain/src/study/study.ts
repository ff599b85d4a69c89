import type { Snapshot } from '../snapshots.js';
import type { NeedId, VariableId } from '../variables/official.js';
import type { multiverseOptions } from './choices.js';
import type { StudyBy, StudyModel, StudyPlaces, StudyTime } from './model.js';
import type { Population } from './population.js';
import type { StudyRole } from './role.js';
import type { SnapshotChoice } from './snapshot-choice.js';

/** Heteroskedasticity-consistent covariances that a study may name. */
export const studyCovariances = ['HC0', 'HC1', 'HC2', 'HC3'] as const;

/**
 * Which PCNs a study takes to depend on one another: none; those of one sub-ICB location; those of one ICB; or all, the
 * less the farther apart, and not at all beyond a distance in km (Conley, 1999).
 */
export type Dependence = 'none' | 'sub_icb' | 'icb' | { conley_km: number };

/** For which difference in need a smallest effect is stated: one standard deviation, or the ninetieth less the tenth percentile, over the PCNs of the snapshot. */
export const smallestEffectPer = ['sd', 'tenth_to_ninetieth'] as const;

/** A smallest effect that means the same for every need: in FTE per 10,000 patients, or as a share of mean provision. */
export type SmallestEffect =
  | number
  | { per: (typeof smallestEffectPer)[number]; fte_per_10k: number }
  | { per: (typeof smallestEffectPer)[number]; share_of_mean: number };

/** How a study infers. */
export interface StudyInference {
  covariance: (typeof studyCovariances)[number];
  /** Between PCNs: what conclusions allow for, beside the paper's interval, which allows for none. */
  dependence: Dependence;
  /** Of confidence intervals, such as 0.95. */
  level: number;
  /** Bootstrap replicates; 0 for none. */
  replicates: number;
  /** Smallest effect that would matter, stated beforehand; a number is FTE per 10,000 patients for 10 percentage points of need (the increment, where need is no share). */
  smallest_effect?: SmallestEffect | undefined;
}

type Options = {
  -readonly [C in keyof typeof multiverseOptions]?: (typeof multiverseOptions)[C][number][] | undefined;
};

/** Which choices `sensitivity` varies, and how. */
export interface StudyMultiverse extends Options {
  snapshot?: Snapshot[] | undefined;
  need?: NeedId[] | undefined;
  /** Shared draws under the null; 0 for none. */
  replicates: number;
  /** What is drawn: PCNs over all snapshots, or whole areas; what the study's dependence says where left out. */
  resample?: 'pcn' | 'sub_icb' | 'icb' | undefined;
  /** What a PCN that did not report may have had, for bounds: least and most, FTE per 10,000 patients. */
  unreported_range?: [number, number] | undefined;
}

/** A declared analysis, as its file says it. */
export interface DeclaredStudy {
  /** Short name, used in the manifest. */
  study: string;
  title: string;
  /** Whose FTE is summed. */
  role: StudyRole;
  snapshots: SnapshotChoice;
  /** Which PCNs are looked at. */
  population: Population;
  /** What a PCN without any row in a snapshot counts as. */
  absent: 'zero' | 'missing';
  /** Needs to run, the headline first. */
  needs: NeedId[];
  /** Variables without which the run must not go on. */
  required: VariableId[];
  /** The regression of need on a PCN's characteristics, at the last snapshot. */
  table2?: { need: NeedId; covariates: VariableId[] } | undefined;
  inference: StudyInference;
  /** Year of the GP Patient Survey that stands for need. */
  survey: number;
  multiverse?: StudyMultiverse | undefined;
  /** The main model, where it is another than provision on need alone. */
  model?: StudyModel | undefined;
  /** Which of the rows are looked at; all where left out. */
  where?: StudyPlaces | undefined;
  /** In which groups of PCNs the model is estimated besides. */
  by?: StudyBy[] | undefined;
  /** What is asked of change over the snapshots. */
  time?: StudyTime | undefined;
  /** Roles that are looked at beside the study's own; all where left out. */
  roles?: 'all' | string[] | undefined;
  /** What an FTE costs a year, on-costs included, in pounds. */
  equity?: { salary?: number | undefined } | undefined;
  seed: number;
  /** Published results to stand beside ours. */
  compare_with?: 'wilding-2024' | undefined;
}

/** A declared analysis whose snapshots are known: census dates, ascending. */
export type Study = Omit<DeclaredStudy, 'snapshots'> & { snapshots: readonly Snapshot[] };
