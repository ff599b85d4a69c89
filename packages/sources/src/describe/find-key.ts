import {
  byCloseness,
  InputError,
  type LocalLevel,
  levelWords,
  localLevels,
  panelCode,
} from '@inverse-care/domain';
import type { CsvRows } from './csv-rows.js';
import { codesByPattern, type KnownCodes } from './known-codes.js';

/** The column of codes of a table, and whose they are. */
export interface Key {
  readonly column: string;
  readonly at: number;
  readonly level: LocalLevel;
  /** Rows whose code joins. */
  readonly joined: number;
  /** Codes that do not, the first of them. */
  readonly strangers: readonly string[];
}

/** Share of a column's cells that are built as codes from which on it is a column of codes. */
const mostly = 0.5;

const codesIn = ({ rows }: CsvRows, at: number) => rows.map(({ cells }) => (cells[at] ?? '').toUpperCase());

/** The level whose codes a column has; null where it has none. */
function levelOf(table: CsvRows, at: number): LocalLevel | null {
  const codes = codesIn(table, at);
  const counts = localLevels.map((level) => codes.filter((code) => codesByPattern.joins(level, code)).length);
  const most = Math.max(...counts);
  return most > 0 && most >= mostly * codes.length ? (localLevels[counts.indexOf(most)] as LocalLevel) : null;
}

const areDistinct = (codes: readonly string[]) => new Set(codes).size === codes.length;

function requireOnce(table: CsvRows, at: number, level: LocalLevel): void {
  const seen = new Map<string, number>();
  const { one } = levelWords(level);
  for (const { row, cells } of table.rows) {
    const said = cells[at] ?? '';
    const place = { file: table.file, row, column: table.header[at] as string };
    if (said === '') {
      throw new InputError('A row has no code.', {
        place,
        expected: `the code of a ${one}`,
        remedy: 'Fill the cell or delete the row.',
      });
    }
    const code = panelCode(level, said.toUpperCase());
    const before = seen.get(code);
    if (before !== undefined) {
      throw new InputError(`${said} is here twice: in row ${before} and in row ${row}.`, {
        place,
        expected: `one row for each ${one}`,
        remedy:
          'Where the rows are of several periods or groups, keep those of one, or give each a column of its own.',
      });
    }
    seen.set(code, row);
  }
}

function candidatesOf(table: CsvRows) {
  return table.header.flatMap((column, at) => {
    const level = levelOf(table, at);
    return level === null ? [] : [{ column, at, level }];
  });
}

function chosen(table: CsvRows, asked: string | undefined) {
  const { file, header } = table;
  const all = candidatesOf(table);
  if (asked !== undefined) {
    const at = header.findIndex((name) => name.toLowerCase() === asked.toLowerCase());
    const found = all.find((one) => one.at === at);
    if (found !== undefined) return found;
    throw new InputError(
      at < 0 ? `There is no column "${asked}".` : `The column "${asked}" holds no codes that join.`,
      {
        place: { file, ...(at < 0 ? {} : { column: asked }) },
        expected:
          at < 0
            ? `one of ${byCloseness(asked, header).join(', ')}`
            : 'codes of practices, PCNs, sub-ICB locations or ICBs',
        remedy: 'Give another column to --key.',
      },
    );
  }
  if (all.length === 0) {
    const [first] = table.rows;
    throw new InputError('No column holds codes that join.', {
      place: { file },
      expected:
        'codes in one column: of practices (A81001), PCNs (U12345), sub-ICB locations (15E, E38000258) or ICBs (QHL, E54000055)',
      remedy: `Add a column of codes: names do not join. The first row: ${header
        .map((name, i) => `${name} ${first?.cells[i] || 'empty'}`)
        .slice(0, 6)
        .join('; ')}.`,
    });
  }
  // A table of practices may say in which area each is: what names each row once is the key.
  const once = all.filter(({ at }) => areDistinct(codesIn(table, at)));
  const keys = once.length > 0 ? once : all;
  const [key, other] = keys;
  if (key !== undefined && other === undefined) return key;
  throw new InputError(
    `${keys.length} columns could be the key: ${keys.map(({ column, level }) => `"${column}" (${levelWords(level).many})`).join(' and ')}.`,
    {
      place: { file },
      expected: 'one column of codes that names each row once',
      remedy: `Say which it is: --key "${key?.column}".`,
    },
  );
}

/**
 * Finds the column of codes.
 * @param asked the column that --key names.
 * @throws InputError where no column has codes, several could be the key, none of the codes joins, or one is there twice.
 */
export function findKey(table: CsvRows, known: KnownCodes, asked?: string): Key {
  const { column, at, level } = chosen(table, asked);
  requireOnce(table, at, level);
  const codes = codesIn(table, at);
  const strangers = codes.filter((code) => !known.joins(level, code));
  const joined = codes.length - strangers.length;
  if (joined === 0) {
    throw new InputError(`None of the ${codes.length} codes in the column "${column}" joins.`, {
      place: { file: table.file, column },
      expected: `codes of ${levelWords(level).many}, as told by ${known.by(level)}`,
      remedy: `Look whether the codes are of another time or place. The first: ${codes.slice(0, 5).join(', ')}.`,
    });
  }
  return { column, at, level, joined, strangers };
}
