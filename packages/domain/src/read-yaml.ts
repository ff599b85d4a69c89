import { createRequire } from 'node:module';
import type { Document, LineCounter, ParsedNode } from 'yaml';
import type { z } from 'zod';
import { closest } from './closest.js';
import { InputError, type Place } from './errors.js';
import { unseen } from './unseen.js';

type Path = readonly PropertyKey[];

const load = createRequire(import.meta.url);

/** The parser, loaded where a text is read: it is most of what this package takes to load, in every thread. */
const parser = (): typeof import('yaml') => load('yaml');

/** Where in the text the value at a path begins; for a missing value, where its parent does. */
function offsetOf(document: Document.Parsed, path: Path): number {
  const { isNode } = parser();
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetOfKey(document: Document.Parsed, path: Path, key: string): number {
  const { isMap, isScalar } = parser();
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap<ParsedNode>(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair?.key.range) return pair.key.range[0];
  }
  return offsetOf(document, path);
}

/** A place in a text: its line and the column at which it begins. */
function placeAt(lines: LineCounter, file: string, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, row: line, column: String(col) };
}

interface SchemaNode {
  shape?: Record<PropertyKey, unknown>;
  element?: unknown;
  valueType?: unknown;
  options?: readonly unknown[];
  def?: { innerType?: unknown };
}

/** The schema inside defaults and options; of a union, its object. */
function unwrap(schema: unknown): SchemaNode {
  const node = (schema ?? {}) as SchemaNode;
  if (node.def?.innerType !== undefined) return unwrap(node.def.innerType);
  const object = node.options?.map(unwrap).find(({ shape }) => shape !== undefined);
  return object ?? node;
}

/** Keys that a schema knows at a path. */
function knownKeys(schema: unknown, path: Path): string[] {
  let at: unknown = schema;
  for (const part of path) {
    const { shape, element, valueType } = unwrap(at);
    at = shape?.[part] ?? element ?? valueType;
  }
  return Object.keys(unwrap(at).shape ?? {});
}

/** Of a union's issues, the first of the form that the writer seems to have meant: one that fails inside, not at the door. */
function meantForm(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inside = issue.errors
    .flat()
    .find(({ code, path }) => path.length > 0 || (code !== 'invalid_type' && code !== 'invalid_value'));
  return inside === undefined ? issue : meantForm({ ...inside, path: [...issue.path, ...inside.path] });
}

/** What is read, in words for errors. */
export interface YamlFile<T> {
  /** How to call it in errors. */
  file: string;
  /** As in "The study has a key that means nothing". */
  noun: string;
  schema: z.ZodType<T>;
  /** The problem where the text is no keys and values at all, with what was expected and what to do. */
  empty: string;
  expected: string;
  remedy: string;
  /** What was meant by a value that belongs elsewhere, as a sentence; undefined where no more can be said. */
  meant?: (path: readonly PropertyKey[], given: unknown) => string | undefined;
}

function explain(
  issue: z.core.$ZodIssue,
  document: Document.Parsed,
  lines: LineCounter,
  { file, noun, schema, meant: elsewhere }: YamlFile<unknown>,
): InputError {
  const again = `Correct the ${noun} and run again.`;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const known = knownKeys(schema, issue.path);
    const meant = closest(key, known);
    return new InputError(`The ${noun} has a key that means nothing: "${key}".`, {
      place: placeAt(lines, file, offsetOfKey(document, issue.path, key)),
      expected: `one of ${known.join(', ')}`,
      remedy:
        meant === undefined
          ? 'Remove it or correct its name.'
          : `Write "${meant}" if that is what was meant.`,
    });
  }
  const name = issue.path.join('.');
  const missing = issue.path.length > 0 && document.getIn(issue.path) === undefined;
  const given: unknown = missing ? undefined : document.getIn(issue.path);
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : undefined;
  const meant = options && typeof given === 'string' ? closest(given, options) : undefined;
  return new InputError(
    missing
      ? `The ${noun} lacks "${name}".`
      : `The ${noun}'s "${name}"${isPlain(given) ? ` is ${JSON.stringify(given)}, which` : ''} cannot be used.`,
    {
      place: placeAt(lines, file, offsetOf(document, issue.path)),
      expected: options ? `one of ${options.join(', ')}` : inWords(issue.message),
      remedy:
        elsewhere?.(issue.path, given) ??
        (meant === undefined ? again : `Write "${meant}" if that is what was meant.`),
    },
  );
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'keys and values',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What zod expected, without its turns of phrase. */
function inWords(message: string): string {
  const [, kind] = /^Invalid input: expected (\w+)/.exec(message) ?? [];
  return (kind && kinds[kind]) ?? message.replace(/^(Invalid input: )?(expected )?/, '');
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The value of a document. Throws InputError where its aliases grow beyond measure. */
export function toValue(document: Document.Parsed, file: string, noun: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new InputError(`The ${noun} cannot be read: ${(error as Error).message.split('\n')[0]}`, {
      place: { file },
      expected: 'aliases (*name) of anchors (&name) that stand above them, and not many',
      remedy: 'Write out what the aliases stand for.',
    });
  }
}

const unseenInText = new RegExp(`(?![\\n\\t])[${unseen}]`, 'gu');

/** A value without what is not seen in its texts: no title or label needs it, and a terminal obeys it. */
function withoutUnseen(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(unseenInText, '');
  if (Array.isArray(value)) return value.map(withoutUnseen);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutUnseen(one)]));
}

/** A YAML text with its value, and where what stands at a path of it begins. */
export interface ReadYaml<T> {
  value: T;
  lineOf: (path: readonly (string | number)[]) => number;
  /** File, line and column, as errors name them; of the nearest parent where nothing stands at the path. */
  placeOf: (path: readonly (string | number)[]) => Place;
}

/**
 * Reads YAML by a schema.
 * @param text YAML whose top is keys and values.
 * @throws InputError that names the line, with what was expected.
 */
export function readYaml<T>(text: string, what: YamlFile<T>): ReadYaml<T> {
  const { file, noun, schema, empty, expected, remedy } = what;
  const { isMap, LineCounter, parseDocument } = parser();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    throw new InputError(`The ${noun} file is not valid YAML: ${broken.message.split('\n')[0]}`, {
      place: { file, row: lines.linePos(broken.pos[0]).line },
      expected: 'YAML: one "key: value" a line, lists with "- "',
      remedy: 'Correct the line and run again.',
    });
  }
  if (!isMap(document.contents)) {
    throw new InputError(empty, { place: { file }, expected, remedy });
  }
  const parsed = schema.safeParse(withoutUnseen(toValue(document, file, noun)));
  if (!parsed.success) {
    // A key that means nothing is named first: it is often why another seems to be missing.
    const issues = parsed.error.issues.map(meantForm);
    const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
    throw explain(first, document, lines, what);
  }
  return {
    value: parsed.data,
    lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
    placeOf: (path) => placeAt(lines, file, offsetOf(document, path)),
  };
}
