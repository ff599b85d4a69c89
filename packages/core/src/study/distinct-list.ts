import { z } from 'zod';

/** A list of one or more, each once. A JSON Schema says so too. */
export const distinctList = <T extends z.ZodType<string, string>>(element: T, what: string) =>
  z
    .array(element)
    .min(1)
    .refine((items) => new Set(items).size === items.length, { error: `expected each ${what} once` })
    .meta({ uniqueItems: true });
