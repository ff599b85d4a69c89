import { type Document, isMap, isNode, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import { closest } from './closest.js';
import { InputError } from './errors.js';
import { type Study, studySchema } from './study.js';

type Path = readonly PropertyKey[];

/** Where in the text the value at a path begins; for a missing value, where its parent does. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetOfKey(document: Document.Parsed, path: Path, key: string): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap<ParsedNode>(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (pair?.key.range) return pair.key.range[0];
  }
  return offsetOf(document, path);
}

/** Keys that the schema knows at a path. */
function knownKeys(path: Path): string[] {
  let at: unknown = studySchema;
  for (const part of path)
    at = unwrap((unwrap(at) as { shape?: Record<PropertyKey, unknown> }).shape?.[part]);
  return Object.keys((unwrap(at) as { shape?: object }).shape ?? {});
}

function unwrap(schema: unknown): unknown {
  let inner = schema as { def?: { innerType?: unknown } };
  while (inner?.def?.innerType !== undefined) inner = inner.def.innerType as typeof inner;
  return inner;
}

function explain(
  issue: z.core.$ZodIssue,
  document: Document.Parsed,
  lines: LineCounter,
  file: string,
): InputError {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const known = knownKeys(issue.path);
    const meant = closest(key, known);
    return new InputError(`The study has a key that means nothing: "${key}".`, {
      place: { file, row: lines.linePos(offsetOfKey(document, issue.path, key)).line },
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
      ? `The study lacks "${name}".`
      : `The study's "${name}"${isPlain(given) ? ` is ${JSON.stringify(given)}, which` : ''} cannot be used.`,
    {
      place: { file, row: lines.linePos(offsetOf(document, issue.path)).line },
      expected: options ? `one of ${options.join(', ')}` : inWords(issue.message),
      remedy:
        meant === undefined
          ? 'Correct the study file and run again.'
          : `Write "${meant}" if that is what was meant.`,
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

/**
 * Reads a study file.
 * @param text YAML.
 * @param file how to call it in errors.
 * @throws InputError that names the line, with what was expected.
 */
export function readStudy(text: string, file: string): Study {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    throw new InputError(`The study file is not valid YAML: ${broken.message.split('\n')[0]}`, {
      place: { file, row: lines.linePos(broken.pos[0]).line },
      expected: 'YAML: one "key: value" a line, lists with "- "',
      remedy: 'Correct the line and run again.',
    });
  }
  if (!isMap(document.contents)) {
    throw new InputError('The study file holds no study.', {
      place: { file },
      expected: 'keys such as study, title, snapshots and needs',
      remedy: 'Start from one of the files in studies/.',
    });
  }
  const parsed = studySchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  // A key that means nothing is named first: it is often why another seems to be missing.
  const { issues } = parsed.error;
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
  throw explain(first, document, lines, file);
}
