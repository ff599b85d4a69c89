import { constructs, localLevels, units } from '@inverse-care/domain';
import { z } from 'zod';

const words = z.string('expected text').trim().min(1, 'expected text');

const entry = z
  .strictObject({
    label: words,
    unit: z.enum(units),
    description: words.optional(),
    source: words,
    year: z.int().min(1900).max(2100),
    level: z.enum(localLevels).default('practice'),
    /** Of the table: the column of codes; `practice_code`, `pcn_code`, `sub_icb_code` or `icb_code` where left out. */
    code_column: words.optional(),
    /** Of the table; the variable's own name where neither this nor a quotient is given. */
    column: words.optional(),
    numerator: words.optional(),
    denominator: words.optional(),
    direction: z.enum(['higher is more need']).optional(),
    bounds: z
      .tuple([z.number(), z.number()])
      .refine(([low, high]) => low < high, { error: 'expected the lower bound before the higher' })
      .optional(),
    step: z.number().gt(0, 'expected a number above 0').optional(),
    /** What it is about: it is then never held equal beside what measures the same. */
    construct: z.enum(constructs).optional(),
    /** A sentence that stands beside results by it. */
    caution: words.optional(),
    licence: words.optional(),
  })
  .refine(({ numerator, denominator }) => (numerator === undefined) === (denominator === undefined), {
    error: 'expected both numerator and denominator, or neither',
  })
  .refine(({ column, numerator }) => column === undefined || numerator === undefined, {
    error: 'expected either column, or numerator and denominator',
  });

/** What a sidecar may say: names of variables, each with what it is. */
export const sidecarSchema = z.record(z.string(), entry);
