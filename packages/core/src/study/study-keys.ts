import { type JsonSchema, studyJsonSchema } from './study-json-schema.js';
import { type KeyWords, studyWords } from './study-words.js';

/** A key of a study file. */
export interface StudyKey {
  /** "inference.level" */
  readonly path: string;
  /** What it takes, in words: "a whole number from 0 up". */
  readonly type: string;
  /** As YAML; null where there is none. */
  readonly defaultText: string | null;
  readonly required: boolean;
  /** The words it can be, where it takes words of a fixed set. */
  readonly options: readonly string[];
  /** What is said of it; where nobody has said anything, `says` is empty. */
  readonly words: KeyWords & { readonly says: string };
  /** Keys below it. */
  readonly keys: readonly StudyKey[];
}

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const parts = [
    minimum === undefined
      ? ''
      : maximum === undefined
        ? `from ${minimum} up`
        : `from ${minimum} to ${maximum}`,
    exclusiveMinimum === undefined ? '' : `above ${exclusiveMinimum}`,
    minimum === undefined && maximum !== undefined ? `up to ${maximum}` : '',
    exclusiveMaximum === undefined ? '' : `below ${exclusiveMaximum}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

/** What a list takes. */
function listOf({ items }: JsonSchema): string {
  if (Array.isArray(items)) {
    const each = [...new Set(items.map(typeOf))];
    return each.length === 1 && each[0]?.startsWith('a number')
      ? `a list of ${items.length} numbers`
      : `a list of ${items.map(typeOf).join(', and ')}`;
  }
  if (items?.type === 'string' && items.enum === undefined) {
    const type = typeOf(items);
    return `a list of ${type === 'a variable' ? 'variables' : type === 'a date' ? 'dates' : type}`;
  }
  return items === undefined ? 'a list' : `a list of ${typeOf(items)}`;
}

/** What values a schema takes, in words and Markdown. */
function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (schema.type === 'array') return listOf(schema);
  if (schema.type === 'object' || schema.properties !== undefined)
    return `keys: ${Object.keys(schema.properties ?? {})
      .map(code)
      .join(', ')}`;
  if (schema.type === 'integer') return `a whole number${range(schema)}`;
  if (schema.type === 'number') return `a number${range(schema)}`;
  if (schema.type === 'boolean') return '`true` or `false`';
  if (schema.pattern?.startsWith('^[a-z][a-z0-9_]')) return 'a variable';
  if (schema.pattern?.includes('-02-')) return 'a date';
  if (schema.type === 'string') return 'text';
  return schema.anyOf === undefined ? 'any value' : schema.anyOf.map(typeOf).join('; or ');
}

/** Of a union, its forms; else the schema itself. A name of a variable is no union, whatever an editor offers. */
const formsOf = (schema: JsonSchema): readonly JsonSchema[] =>
  schema.type === undefined ? (schema.anyOf ?? [schema]) : [schema];

function optionsOf(schema: JsonSchema): readonly string[] {
  return formsOf(schema).flatMap(({ const: only, enum: some = [], items }) => [
    ...(only === undefined ? [] : [String(only)]),
    ...some.map(String),
    ...(items === undefined || Array.isArray(items) ? [] : (items.enum ?? []).map(String)),
  ]);
}

/** A description of the schema's own as a sentence. */
const sentence = (text = '') => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

function keysOf(schema: JsonSchema, path: string): StudyKey[] {
  const found = new Map<string, StudyKey>();
  for (const form of formsOf(schema)) {
    for (const [name, value] of Object.entries(form.properties ?? {})) {
      const at = path === '' ? name : `${path}.${name}`;
      if (found.has(at)) continue;
      const keys = keysOf(value, at);
      const { default: standing } = value;
      found.set(at, {
        path: at,
        type: typeOf(value),
        defaultText:
          standing === undefined || (keys.length > 0 && typeof standing === 'object')
            ? null
            : typeof standing === 'string'
              ? standing
              : JSON.stringify(standing),
        required: form.required?.includes(name) ?? false,
        options: optionsOf(value),
        words: { ...studyWords[at], says: studyWords[at]?.says ?? sentence(value.description) },
        keys,
      });
    }
  }
  return [...found.values()];
}

/** Every key that a study file may have, those below others in these, in the order of the schema. */
export const studyKeys = (): readonly StudyKey[] => keysOf(studyJsonSchema(), '');
