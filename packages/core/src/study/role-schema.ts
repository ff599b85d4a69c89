import { z } from 'zod';

/** A role, a list of roles, or the stem of several. */
export const roleSchema = z.union(
  [
    z.string().min(1),
    z
      .array(z.string().min(1))
      .min(1)
      .refine((names) => new Set(names).size === names.length, { error: 'expected each role once' }),
    z.strictObject({ stem: z.string().min(1) }),
  ],
  { error: 'expected a role, a list of roles, or { stem: Social Prescribing Link Workers }' },
);
