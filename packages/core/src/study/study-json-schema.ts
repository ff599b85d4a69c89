import { z } from 'zod';
import { studySchema } from './study-schema.js';
import { studyWords } from './study-words.js';

/** A JSON Schema (draft 7), as far as one is made here. */
export interface JsonSchema {
  type?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema | JsonSchema[];
  anyOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  pattern?: string;
  [other: string]: unknown;
}

/** What a study file's first line may point at, and how the file is told from another of the name. */
export const studySchemaId = 'urn:inverse-care:study';

/** Text without Markdown's marks of code and links, which editors show as they are. */
const plain = (markdown: string) => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

/** Gives every key below a schema its words; without what editors take amiss and says nothing new. */
function described(schema: JsonSchema, path: string): JsonSchema {
  const { readOnly: _, format: __, ...rest } = schema;
  const words = path === '' ? undefined : studyWords[path]?.says;
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  return {
    ...rest,
    ...(words === undefined || rest.description !== undefined ? {} : { description: plain(words) }),
    ...(rest.properties && {
      properties: Object.fromEntries(
        Object.entries(rest.properties).map(([key, value]) => [key, described(value, below(key))]),
      ),
    }),
    ...(rest.anyOf && { anyOf: rest.anyOf.map((one) => withoutWords(described(one, path))) }),
  };
}

/** The forms of a union share the words of their key. */
const withoutWords = ({ description: _, ...rest }: JsonSchema): JsonSchema => rest;

/**
 * The JSON Schema (draft 7) of a study file, made from the schema that the program reads by. It says no where the program
 * does, but for what such a schema cannot say: that dates ascend, that a span's ends are in order and hold a quarter end,
 * and that the lesser number of a range comes first.
 */
export function studyJsonSchema(): JsonSchema {
  const { $schema, ...made } = z.toJSONSchema(studySchema, { io: 'input', target: 'draft-7' }) as JsonSchema;
  return {
    $schema,
    $id: studySchemaId,
    title: 'A study of inverse-care',
    description: 'docs/study-files.md explains every key.',
    ...described(made, ''),
  };
}
