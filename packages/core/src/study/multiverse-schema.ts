import { multiverseOptions } from '@inverse-care/domain';
import { z } from 'zod';
import { distinctList } from './distinct-list.js';
import { needSchema } from './variable-schema.js';

const options = <const T extends readonly string[]>(all: T) =>
  distinctList(z.enum(all as unknown as [T[number], ...T[number][]]), 'option').optional();

/** A study's `multiverse:` block: options of each choice. A choice left out has the study's own, or the paper's. */
export const multiverseSchema = z.strictObject({
  /** Census dates among the study's; all of them where left out. */
  snapshot: z.array(z.string()).min(1).optional(),
  /** The study's needs where left out. */
  need: distinctList(needSchema, 'need').optional(),
  outcome: options(multiverseOptions.outcome),
  population: options(multiverseOptions.population),
  absent: options(multiverseOptions.absent),
  weights: options(multiverseOptions.weights),
  covariates: options(multiverseOptions.covariates),
  form: options(multiverseOptions.form),
  tails: options(multiverseOptions.tails),
  errors: options(multiverseOptions.errors),
  /** Shared draws under the null; 0 for none. */
  replicates: z.int().min(0).max(100_000).default(999),
  /** What is drawn: PCNs over all snapshots, or whole areas; what the study's dependence says where left out. */
  resample: z.enum(['pcn', 'sub_icb', 'icb']).optional(),
  /** What a PCN that did not report may have had, for bounds: least and most, FTE per 10,000 patients. */
  unreported_range: z
    .tuple([z.number().min(0), z.number().min(0)])
    .refine(([low, high]) => low <= high, { error: 'expected the lesser number first' })
    .optional(),
});
