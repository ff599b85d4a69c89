import {
  isOfficial,
  type NeedId,
  needIds,
  officialVariable,
  type VariableId,
  variableIds,
  variableName,
} from '@inverse-care/domain';
import { z } from 'zod';

/** Which names there are is known with the data folder, whose local tables may bring some: see `misnamed`. */
export const variableIdSchema: z.ZodType<VariableId, string> = z
  .string('expected the name of a variable')
  .regex(variableName, 'expected the name of a variable: lower-case letters, digits and underscores')
  // What an editor offers; any other name may be a local table's.
  .meta({ anyOf: [{ enum: [...variableIds] }, {}] });

/** The name of a variable that may stand for need: an official one that does, or one of a local table. */
export const needSchema: z.ZodType<NeedId, string> = variableIdSchema
  .refine((id) => !isOfficial(id) || officialVariable(id).need, {
    error: `expected a measure of need: ${needIds.join(', ')}, or a variable of a local table`,
  })
  .meta({ anyOf: [{ enum: [...needIds] }, { not: { enum: [...variableIds] } }] });
