import { type ModelCovariates, modelAreas, modelOptions } from '@inverse-care/domain';
import { z } from 'zod';
import { roleSchema } from './role-schema.js';
import { needSchema, variableIdSchema } from './variable-schema.js';

const distinct = (items: readonly unknown[]) =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length;

const area = z.enum(modelAreas);

const outcome = z.union(
  [
    z.enum(modelOptions.outcome),
    z.strictObject({
      fte_per_10k_of: variableIdSchema.describe(
        'Share of patients that are counted in the denominator: FTE per 10,000 patients of that group',
      ),
    }),
    z.strictObject({ role: roleSchema.describe('Another staff role: its FTE per 10,000 patients') }),
    z.strictObject({ variable: variableIdSchema.describe('A variable of the panel, local ones too') }),
  ],
  {
    error: `expected one of ${modelOptions.outcome.join(', ')}; { fte_per_10k_of: share_65_plus }; { role: Care Coordinators }; or { variable: its_name }`,
  },
);

const term = z.union(
  [
    variableIdSchema,
    z.strictObject({ square: variableIdSchema.describe('The square of a variable, or of need') }),
    z.strictObject({ with_need: variableIdSchema.describe('The product of a variable and need') }),
  ],
  {
    error: 'expected a variable, { square: share_65_plus }, { square: need } or { with_need: share_65_plus }',
  },
);

const covariates: z.ZodType<ModelCovariates, unknown> = z.union(
  [
    z.enum(modelOptions.covariates),
    z.array(term).min(1).refine(distinct, { error: 'expected each term once' }),
  ],
  {
    error: `expected one of the sets ${modelOptions.covariates.join(', ')}, or a list of sets, variables, { square: … } and { with_need: … }`,
  },
);

const errors = z.union(
  [
    z.enum(modelOptions.errors),
    z.strictObject({ CR1: area.describe('Clustered by area, with G - 1 degrees of freedom') }),
    z.strictObject({ CR2: area.describe('Bell and McCaffrey’s, with Satterthwaite’s degrees of freedom') }),
    z.strictObject({
      two_way: z
        .tuple([area, variableIdSchema])
        .describe('Clustered by an area and by the values of a variable, both at once'),
    }),
    z.strictObject({ wild: area.describe('Wild cluster bootstrap by area; the interval inverts its test') }),
  ],
  {
    error: `expected one of ${modelOptions.errors.join(', ')}; { CR1: icb }, { CR2: region }, { wild: region } or { two_way: [icb, a_variable] }; areas are ${modelAreas.join(', ')}`,
  },
);

/** A study's `model:` block: its main model, in the words of the multiverse. */
export const modelSchema = z.strictObject({
  outcome: outcome
    .default('fte_per_10k')
    .describe(
      'What the model explains: fte_per_10k; fte_per_10k_ltc (per 10,000 patients with a long-term condition); any (whether there is somebody); fte or headcount (with patients as exposure, by form poisson); FTE per 10,000 patients of a group; provision of another role; or a variable',
    ),
  covariates: covariates
    .default('none')
    .describe(
      'What stands beside need: a set (none, age, age_deprivation, table2) or a list of sets, variables, squares and products with need',
    ),
  form: z
    .enum(modelOptions.form)
    .default('level')
    .describe(
      'level or log1p by least squares; poisson with patients as exposure; two_part; logit, for any or for a share',
    ),
  weights: z.enum(modelOptions.weights).default('none').describe('none, or patients'),
  errors: errors
    .default('HC1')
    .describe(
      'Standard errors: HC0 to HC4; sub_icb, icb or region (CR1); CR2 (by ICB); or a method with its clusters',
    ),
  fixed_effects: z
    .enum(modelOptions.fixed_effects)
    .default('none')
    .describe('A constant of its own for each region or ICB: PCNs are compared within it alone'),
  needs: z
    .array(needSchema)
    .min(1)
    .refine(distinct, { error: 'expected each need once' })
    .optional()
    .describe('Needs that the model is of; all of the study’s where left out'),
});
