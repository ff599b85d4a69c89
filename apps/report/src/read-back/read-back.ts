import { addressParts, meets } from '../language/addresses.js';
import { paperFile, paperNumbers } from '../language/cells.js';
import { printedAs } from '../language/printed.js';
import { withLabels } from '../language/words.js';
import { exceptionClasses } from './exceptions.js';
import { type PageBlock, textOfPage } from './page-text.js';

/** What a page is read back against. */
export interface Results {
  /** Rows of a table in results/ by the names of its columns; undefined where there is no such file. */
  table(file: string): readonly Readonly<Record<string, string>>[] | undefined;
  manifest: unknown;
  /** Local variables of the run's record, as their sidecars describe them. */
  local?: unknown;
}

/** What reading a page back came to. */
export interface ReadBack {
  /** Numbers that were found in their rows. */
  found: number;
  /** Digits that need no row, by class. */
  exceptions: Record<string, number>;
  /** One line each: what is wrong and where. */
  wrong: string[];
}

const textOf = ({ pieces }: PageBlock) => pieces.map(({ text }) => text).join('');

/** "section/association: “There was no clear …”" */
function placeOf(block: PageBlock): string {
  const text = textOf(block).replace(/\s+/g, ' ').trim();
  return `section/${block.section}: “${text.length > 90 ? `${text.slice(0, 89)}…` : text}”`;
}

function pointed(manifest: unknown, pointer: string): unknown {
  let found = manifest;
  for (const part of pointer.split('/').slice(1))
    found = (found as Record<string, unknown> | undefined)?.[part];
  return found;
}

/** The cell at an address, or why there is none. */
function cellAt(address: string, results: Results): { cell: string } | { none: string } {
  const { file, conditions, column } = addressParts(address);
  if (file === paperFile) {
    const printed = pointed(paperNumbers, column);
    return printed === undefined ? { none: `the paper has no ${column}` } : { cell: String(printed) };
  }
  if (file === 'manifest.json') {
    const found = pointed(results.manifest, column);
    return found === undefined ? { none: `manifest.json has no ${column}` } : { cell: String(found) };
  }
  const rows = results.table(file);
  if (rows === undefined) return { none: `results/ has no ${file}` };
  const chosen = rows.filter((row) => meets(row, conditions));
  const which = conditions.map(([name, is, cell]) => `${name} ${is} ${cell}`).join(', ');
  if (column === '*') return { cell: String(chosen.length) };
  if (chosen.length !== 1) return { none: `${chosen.length} rows of ${file} have ${which}` };
  const cell = chosen[0]![column];
  return cell === undefined ? { none: `${file} has no column ${column}` } : { cell };
}

const turns: Readonly<Record<string, (value: number) => number>> = {
  '|': Math.abs,
  '~': (value) => 1 - value,
  '2~': (value) => 2 * (1 - value),
};

/** Words without what print may change of them: capitals and true minus signs. */
const asWritten = (words: string) => words.toLowerCase().replaceAll('−', '-');

/** What is wrong with a marked number; null where it is its cell’s, printed as it says. */
function wrongWith(text: string, mark: Readonly<Record<string, string>>, results: Results): string | null {
  const { value = '', 'data-cell': of = '', 'data-as': as = '', 'data-per': unit } = mark;
  const [at, over] = [cellAt(of, results), unit === undefined ? null : cellAt(unit, results)];
  if ('none' in at) return at.none;
  if (over !== null && 'none' in over) return over.none;
  if (as === 't') return asWritten(at.cell) === asWritten(text) ? null : `${of} holds “${at.cell}”`;
  const [, turned = '', way = ''] = /^(\d?[|~]|-\d+)?(.*)$/.exec(as) ?? [];
  const off = turned.startsWith('-') ? Number(turned) : 0;
  const turn = turns[turned] ?? ((same: number) => same + off);
  const number = turn(Number(at.cell) / (over === null ? 1 : Number(over.cell)));
  if (at.cell === '' || !Number.isFinite(number)) return `${of} holds no number`;
  if (Number(value) !== number) return `${of} holds ${number}, and the page says its value is ${value}`;
  const printed = printedAs(way, number);
  return printed.toLowerCase() === text.toLowerCase() ? null : `${of} is printed as ${printed}`;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, withLabels(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Reads one block: counts what is right in `into`, and says what is not. */
function readBlock(block: PageBlock, results: Results, record: readonly string[], into: ReadBack): void {
  const isPlace = (name: string) => results.table('panel.csv')?.some(({ pcn_name }) => pcn_name === name);
  const count = (name: string) => {
    into.exceptions[name] = (into.exceptions[name] ?? 0) + 1;
  };
  const complain = (number: string, what: string) =>
    into.wrong.push(`the number ${number} in ${placeOf(block)} ${what}`);
  // Marked pieces stand as one character each, so that no pattern reads across them.
  let rest = '';
  for (const { text, mark } of block.pieces) {
    if (mark === null) rest += text;
    else {
      rest += '\ufffc';
      if ('data-fixed' in mark) count('words of the method');
      else if ('data-record' in mark) {
        count('words of the record');
        if (!record.some((one) => one.includes(text)))
          complain(text, 'is in no text of the manifest or of a sidecar');
      } else if ('data-place' in mark) {
        count('name of a place');
        if (!isPlace(text)) complain(text, 'is in no name of a PCN in panel.csv');
      } else {
        const wrong = wrongWith(text, mark, results);
        if (wrong === null) into.found += 1;
        else complain(text, `is not what its row says: ${wrong}`);
      }
    }
  }
  for (const { name, pattern } of exceptionClasses) {
    rest = rest.replace(pattern, () => {
      count(name);
      return '\ufffc';
    });
  }
  for (const [number] of rest.matchAll(/[−+-]?\d[\d,]*(?:\.\d+)?%?/g)) complain(number, 'has no row');
}

/**
 * Reads a page back: every number in its prose is a cell of results/ printed as the sentence says, or of a class that
 * needs none.
 * @param html the page, as it was written.
 */
export function readBack(html: string, results: Results): ReadBack {
  const found: ReadBack = { found: 0, exceptions: {}, wrong: [] };
  const record = stringsIn([results.manifest, results.local ?? []]);
  for (const block of textOfPage(html)) readBlock(block, results, record, found);
  return found;
}
