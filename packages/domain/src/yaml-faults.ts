import type { Alias, Document, LineCounter, YAMLError } from 'yaml';
import { InputError, type Place } from './errors.js';

/** Where something stands in a text, for errors. */
export type PlaceAt = (offset: number) => Place;

/** Where a place in a text is, its line and column counted from 1. */
export const placeIn =
  (file: string, lines: LineCounter): PlaceAt =>
  (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, row: line, character: col };
  };

interface Fault {
  problem: string;
  expected: string;
  remedy: string;
}

const quoting = 'Put the whole text between quotes: title: "Need: and provision".';

/** What is wrong with the layout, by the parser's code, in words for who has not written YAML before. */
const faults: Readonly<Record<string, Fault>> = {
  TAB_AS_INDENT: {
    problem: 'it has a tab where YAML takes spaces alone',
    expected: 'lines that belong below a key to begin with spaces, two for each level',
    remedy: 'Replace the tab by two spaces.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    problem: 'it has a line that begins further in than it should, or a text with a colon in it',
    expected: 'keys of one level to begin in one column, and a text with ": " in it between quotes',
    remedy: `Let this line and the next begin where their neighbours do. ${quoting}`,
  },
  MULTILINE_IMPLICIT_KEY: {
    problem: 'it has a line that is no "key: value"',
    expected: 'a colon and a space after every key',
    remedy: 'Write "key: value", or "- value" in a list.',
  },
  BAD_SCALAR_START: {
    problem: 'it has a text that begins with a sign that YAML keeps for itself',
    expected: 'a text that begins with @, `, %, & or * between quotes',
    remedy: 'Put the text between quotes.',
  },
  BAD_ALIAS: {
    problem: 'it has a text that begins with a sign that YAML keeps for itself',
    expected: 'a text that begins with @, `, %, & or * between quotes',
    remedy: 'Put the text between quotes.',
  },
  BAD_INDENT: {
    problem: 'it has a bracket that is not closed before the next key',
    expected: 'a ] for every [, and a } for every {',
    remedy: 'Close the bracket on the line above.',
  },
  MULTIPLE_DOCS: {
    problem: 'it has several documents, with --- between them',
    expected: 'one',
    remedy: 'Make a file of each.',
  },
  BAD_DQ_ESCAPE: {
    problem: 'it has a \\ between double quotes that YAML takes for a sign of its own',
    expected: '\\\\ for each \\ between double quotes, or single quotes around the text',
    remedy: "Write single quotes: 'C:\\data'.",
  },
};

const anyFault = {
  expected: 'YAML: one "key: value" a line, lists with "- "',
  remedy: 'Correct the line and run again.',
};

/** What the parser says, without where. */
const said = ({ message }: YAMLError) => message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');

/** The key that begins at an offset: "title". */
const keyAt = (text: string, offset: number) => /^[^:\n]*/.exec(text.slice(offset))![0].trim();

/** The error of a text that the parser does not understand. */
export function yamlFault(
  broken: YAMLError,
  { text, noun, at }: { text: string; noun: string; at: PlaceAt },
): InputError {
  const place = at(broken.pos[0]);
  if (broken.code === 'DUPLICATE_KEY') {
    const key = keyAt(text, broken.pos[0]);
    return new InputError(`The ${noun} has the key "${key}" twice.`, {
      place,
      expected: 'every key once',
      remedy: 'Keep one of the two; where both were meant, make one list of them.',
    });
  }
  // A character that YAML wants may be missing for many reasons: the parser's words say which.
  const known = broken.code === 'MISSING_CHAR' ? undefined : faults[broken.code];
  const { problem, expected, remedy } = known ?? { ...anyFault, problem: said(broken) };
  return new InputError(`The ${noun} file is not valid YAML: ${problem}.`, {
    place,
    expected,
    remedy,
  });
}

/** The first alias (*name) of a document without an anchor above it. */
function strayAlias(document: Document.Parsed, yaml: typeof import('yaml')): Alias.Parsed | undefined {
  let found: Alias.Parsed | undefined;
  yaml.visit(document, {
    Alias(_, node) {
      if (node.resolve(document) !== undefined) return undefined;
      found = node as Alias.Parsed;
      return yaml.visit.BREAK;
    },
  });
  return found;
}

/**
 * The error of a text whose aliases have no anchor, or grow beyond measure.
 * @param at null where nobody knows the lines.
 */
export function aliasFault(
  document: Document.Parsed,
  yaml: typeof import('yaml'),
  { file, noun, at }: { file: string; noun: string; at: PlaceAt | null },
): InputError {
  const stray = strayAlias(document, yaml);
  return stray === undefined
    ? new InputError(`The ${noun} cannot be read: its aliases (*name) stand for too much.`, {
        place: { file },
        expected: 'aliases (*name) of anchors (&name) that stand above them, and not many',
        remedy: 'Write out what the aliases stand for.',
      })
    : new InputError(
        `The ${noun} has a text that begins with *, which YAML takes for a reference to another place: "*${stray.source}".`,
        {
          place: at?.(stray.range[0]) ?? { file },
          expected: 'a text that begins with @, `, %, & or * between quotes',
          remedy: 'Put the text between quotes.',
        },
      );
}
