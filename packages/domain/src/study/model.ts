import type { VariableId } from '../variables/official.js';
import { multiverseOptions } from './choices.js';
import type { StudyRole } from './role.js';

/** Areas that may make clusters or fixed effects, from small to large. */
export const modelAreas = ['sub_icb', 'icb', 'region'] as const;
export type ModelArea = (typeof modelAreas)[number];

/** The words of a declared model: those of the multiverse, and what a single regression has besides. */
export const modelOptions = {
  outcome: [...multiverseOptions.outcome, 'headcount'],
  covariates: multiverseOptions.covariates,
  form: multiverseOptions.form,
  weights: multiverseOptions.weights,
  errors: ['HC0', 'HC1', 'HC2', 'HC3', 'HC4', 'sub_icb', 'icb', 'region', 'CR2'],
  fixed_effects: ['none', 'region', 'icb'],
} as const;

/**
 * What the model is of: an outcome of the multiverse; people in place of FTE; FTE per 10,000 patients of a group whose
 * share is a variable; provision of another role; or a variable of the panel.
 */
export type ModelOutcome =
  | (typeof modelOptions.outcome)[number]
  | { fte_per_10k_of: VariableId }
  | { role: StudyRole }
  | { variable: VariableId };

/** A named set of covariates. */
export type CovariateSetName = (typeof modelOptions.covariates)[number];

/** The study's need among the terms of a model, whichever it is. */
export const theNeed = 'need';

/**
 * A term of a model beside need: a variable; the square of one, or of need; or the product of one with need. Squares
 * and products are of deviations from the mean over the PCNs of the regression, so that the coefficient of need is the
 * slope at the mean.
 */
export type CovariateTerm = VariableId | { square: VariableId } | { with_need: VariableId };

/** A list may name sets among its terms. */
export type ModelCovariates = CovariateSetName | readonly CovariateTerm[];

/**
 * Standard errors: a word of the multiverse, where an area is CR1 by it and CR2 is by ICB; or a method with its
 * clusters. The second way of two may be a variable whose values are groups.
 */
export type ModelErrors =
  | (typeof modelOptions.errors)[number]
  | { CR1: ModelArea }
  | { CR2: ModelArea }
  | { two_way: readonly [ModelArea, ModelArea | VariableId] }
  | { wild: ModelArea };

/** The main model that a study declares. */
export interface StudyModel {
  outcome: ModelOutcome;
  covariates: ModelCovariates;
  form: (typeof modelOptions.form)[number];
  weights: (typeof modelOptions.weights)[number];
  errors: ModelErrors;
  fixed_effects: (typeof modelOptions.fixed_effects)[number];
  /** Needs that it is of; all of the study's where left out. */
  needs?: VariableId[] | undefined;
}

/** Which of the study's rows are looked at; each key that is there must hold. */
export interface StudyPlaces {
  region?: string[] | undefined;
  icb?: string[] | undefined;
  sub_icb?: string[] | undefined;
  pcn?: string[] | undefined;
  /** Registered patients of the PCN on the snapshot, bounds included. */
  patients?: { least?: number | undefined; most?: number | undefined } | undefined;
}

/** Groups in each of which the model is estimated; a fifth is of PCNs in the order of need, or of a variable. */
export const placeGroups = ['region', 'icb', 'fifth'] as const;
export type PlaceGroup = (typeof placeGroups)[number];
export type StudyBy = PlaceGroup | { fifth_of: VariableId };

/** What is asked of change over the snapshots. */
export interface StudyTime {
  /** A date from which something was different: slopes of need before and after it, against the last before it. */
  event?: { date: string; name: string } | undefined;
  /** Change in provision between two snapshots, on need at the first. */
  change?: { from: string; to: string } | undefined;
}
