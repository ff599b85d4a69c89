import { type DeclaredStudy, smallestEffectPer, studyCovariances } from '@inverse-care/domain';
import { z } from 'zod';
import { distinctList } from './distinct-list.js';
import { modelSchema } from './model-schema.js';
import { multiverseSchema } from './multiverse-schema.js';
import { bySchema, whereSchema } from './places-schema.js';
import { populationSchema } from './population-schema.js';
import { roleSchema } from './role-schema.js';
import { snapshotChoice } from './snapshot-schema.js';
import { timeSchema } from './time-schema.js';
import { needSchema, variableIdSchema } from './variable-schema.js';

const per = z.enum(smallestEffectPer);

/** A number for the increment of need, or an amount or a share for a difference that every need has. */
const smallestEffectSchema = z.union(
  [
    z.number().gt(0),
    z.strictObject({ per, fte_per_10k: z.number().gt(0) }),
    z.strictObject({ per, share_of_mean: z.number().gt(0).lt(1) }),
  ],
  {
    error:
      'expected a number above 0, { per: sd, share_of_mean: 0.1 } (a share between 0 and 1) or { per: sd, fte_per_10k: 0.02 }; per is sd or tenth_to_ninetieth',
  },
);

/** What a study file may say. Unknown keys are errors, so that a typo is not a silent default. */
export const studySchema: z.ZodType<DeclaredStudy> = z.strictObject({
  /** Short name, used in the manifest. */
  study: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
  title: z.string().min(1),
  /** STAFF_ROLE of the workforce publication, several of them, or the stem of several. */
  role: roleSchema.default('Social Prescribing Link Workers'),
  /** Census dates, or a span of them. */
  snapshots: snapshotChoice,
  /** Which PCNs are looked at. */
  population: populationSchema.default('open_on_date'),
  /** What a PCN without any row in a snapshot counts as. */
  absent: z.enum(['zero', 'missing']).default('zero'),
  /** Needs to run, the headline first. One that the data lack is reported and passed over unless required. */
  needs: distinctList(needSchema, 'need'),
  /** Variables without which the run must not go on. */
  required: z.array(variableIdSchema).default([]),
  /** The regression of need on a PCN's characteristics, at the last snapshot. */
  table2: z
    .strictObject({
      need: needSchema.default('need_published'),
      covariates: distinctList(variableIdSchema, 'covariate'),
    })
    .optional(),
  inference: z
    .strictObject({
      covariance: z.enum(studyCovariances).default('HC1'),
      /** Between PCNs: what conclusions allow for. */
      dependence: z
        .union(
          [z.enum(['none', 'sub_icb', 'icb']), z.strictObject({ conley_km: z.number().gt(0).max(2000) })],
          {
            error: 'expected none, sub_icb, icb, or { conley_km: 100 }',
          },
        )
        .default('icb'),
      level: z.number().gt(0.5).lt(1).default(0.95),
      replicates: z.int().min(0).max(1_000_000).default(9999),
      /** Smallest effect that would matter, stated beforehand. */
      smallest_effect: smallestEffectSchema.optional(),
    })
    .prefault({}),
  /** Year of the GP Patient Survey that stands for need; the nearest that the data folder holds is taken. */
  survey: z.int().min(2018).max(2100).default(2019),
  /** Options of every choice that `sensitivity` varies. */
  multiverse: multiverseSchema.optional(),
  model: modelSchema
    .optional()
    .describe('The study’s main model, where it is another than provision on need alone'),
  where: whereSchema
    .optional()
    .describe('Which PCNs: region == Y63; icb in [QWE, QRL]; patients >= 30000; or the same as keys'),
  by: bySchema
    .optional()
    .describe(
      'Groups in each of which the model is estimated: region, icb, fifth (of need), { fifth_of: … }',
    ),
  time: timeSchema.optional().describe('What is asked of change over the snapshots'),
  roles: z
    .union([z.literal('all'), distinctList(z.string().min(1), 'role')], {
      error: 'expected all, or a list of roles',
    })
    .optional(),
  equity: z.strictObject({ salary: z.number().gt(0).optional() }).optional(),
  seed: z.int().min(0).max(4_294_967_295).default(20240206),
  /** Published results to stand beside ours. */
  compare_with: z.enum(['wilding-2024']).optional(),
});
