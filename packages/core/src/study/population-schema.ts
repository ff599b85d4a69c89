import { z } from 'zod';

/** `open_on_date`, or survivors: PCNs that are also open on a later date. */
export const populationSchema = z.union(
  [
    z.literal('open_on_date'),
    z.strictObject({
      survivors: z.iso.date(),
      open_by: z.enum(['snapshot', 'middle_of_quarter']).default('snapshot'),
      practices: z.enum(['all', 'surveyed']).default('all'),
    }),
  ],
  { error: 'expected open_on_date, or { survivors: 2023-11-16 }' },
);
