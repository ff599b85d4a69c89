import { z } from 'zod';
import { distinctList } from './distinct-list.js';

/** A role, a list of roles, or the stem of several. */
export const roleSchema = z.union(
  [z.string().min(1), distinctList(z.string().min(1), 'role'), z.strictObject({ stem: z.string().min(1) })],
  { error: 'expected a role, a list of roles, or { stem: Social Prescribing Link Workers }' },
);
