import { InputError, readYaml } from '@inverse-care/domain';
import type { Check } from './check.js';
import { type Expression, mapExpression } from './checks/expression.js';
import { listedIn } from './known/listed.js';
import { type Ledger, type LedgerCheck, statementOf, type WrittenStatement } from './ledger.js';
import { type LedgerFile, ledgerSchema } from './ledger-schema.js';

type Block = LedgerFile['blocks'][number];
type PrintedTable = LedgerFile['tables'][number];

function ofBlock(block: Block): WrittenStatement[] {
  const say = (
    one: Block['statements'][number],
    name: 'unit' | 'group' | 'date' | 'shows' | 'needs' | 'quantity',
  ) => one[name] ?? block[name] ?? '';
  return block.statements.map((one) => ({
    id: one.id,
    place: one.place ?? block.place,
    quantity: say(one, 'quantity'),
    printed: one.printed,
    unit: say(one, 'unit'),
    group: say(one, 'group'),
    date: say(one, 'date'),
    shows: say(one, 'shows'),
    needs: say(one, 'needs'),
    rounded_to: one.rounded_to ?? block.rounded_to,
    claim: one.claim,
    results: one.results,
  }));
}

function ofTable(table: PrintedTable, file: string): WrittenStatement[] {
  return table.rows.flatMap((row) => {
    if (row.values.length !== table.columns.length) {
      throw new InputError(`Row "${row.id}" of the table "${table.id}" has ${row.values.length} values.`, {
        place: { file },
        expected: `${table.columns.length}, one a column; null where the table is empty`,
        remedy: 'Correct the row and run again.',
      });
    }
    return table.columns.flatMap((column, i) => {
      const printed = row.values[i];
      if (printed === null || printed === undefined) return [];
      return [
        {
          id: `${table.id}.${row.id}.${column.id}`,
          place: `${table.place}, ${row.name}`,
          quantity: column.quantity,
          printed,
          unit: column.unit,
          group: row.group,
          date: row.date,
          shows: column.shows,
          needs: table.needs,
          rounded_to: column.rounded_to,
          results: column.results.map((pointer) => ({ ...pointer, row: { ...row.key, ...pointer.row } })),
        },
      ];
    });
  });
}

/** Ids that a check names, in its expressions and elsewhere. */
function mapIds(check: Check, name: (id: string) => string): Check {
  const inside = (one: Expression) => mapExpression(one, name);
  const n = <T>(value: T): T => (typeof value === 'string' ? (name(value) as T) : value);
  switch (check.kind) {
    case 'relation':
      return { ...check, left: inside(check.left), right: inside(check.right) };
    case 'interval':
      return { ...check, estimate: name(check.estimate), low: name(check.low), high: name(check.high) };
    case 'significance':
      return {
        ...check,
        estimate: name(check.estimate),
        ...(check.low === undefined ? {} : { low: name(check.low) }),
        ...(check.high === undefined ? {} : { high: name(check.high) }),
        ...(check.std_error === undefined ? {} : { std_error: name(check.std_error) }),
      };
    case 'grim':
      return {
        ...check,
        of: n(check.of),
        ...(check.percent === undefined ? {} : { percent: name(check.percent) }),
        ...(check.mean === undefined ? {} : { mean: name(check.mean) }),
      };
    case 'grimmer':
      return { ...check, mean: name(check.mean), sd: name(check.sd), n: n(check.n) };
    case 'debit':
      return { ...check, proportion: name(check.proportion), sd: name(check.sd), n: n(check.n) };
    case 'order':
      return { ...check, of: check.of.map(name) };
    case 'exceptions':
      return {
        ...check,
        pairs: check.pairs.map(({ group, left, right }) => ({ group, left: name(left), right: name(right) })),
      };
    case 'evidence':
      return { ...check, given: check.given.map(name) };
    case 'readings':
      return { ...check, than: n(check.than) };
    case 'quarter':
    case 'reference':
    case 'judgement':
      return check;
  }
}

/** A ledger file's text with the name to call it by in errors. */
export interface LedgerText {
  file: string;
  text: string;
}

/** Finds statements by the ids that a file calls them by, on behalf of what names them. */
function namesIn(document: string, known: ReadonlySet<string>, path: string) {
  return (id: string, by: string): string => {
    const own = `${document}.${id}`;
    if (known.has(own)) return own;
    if (known.has(id)) return id;
    throw new InputError(`The ${by} names a statement that is not there: "${id}".`, {
      place: { file: path },
      expected: 'the id of a statement of this file, or of another with its document in front',
      remedy: 'Correct the id, or add the statement.',
    });
  };
}

function checksOf(file: LedgerFile, known: ReadonlySet<string>, path: string): LedgerCheck[] {
  const document = file.document.id;
  const name = namesIn(document, known, path);
  return file.checks.map((written) => {
    const { id, about, otherwise, severity, explanation, tempting, ...check } = written;
    const named = (one: string) => name(one, `check "${id}"`);
    return {
      id: `${document}.${id}`,
      document,
      about: about.map(named),
      check: mapIds(check as Check, named),
      otherwise: { verdict: otherwise, severity, explanation },
      tempting,
    };
  });
}

/** @param named ids, each with the file that it stands in. */
function assertUnique(named: readonly (readonly [id: string, file: string])[], what: string): void {
  const seen = new Set<string>();
  for (const [id, file] of named) {
    if (seen.has(id)) {
      throw new InputError(`Two ${what}s are called "${id}".`, {
        place: { file },
        expected: 'an id for each',
        remedy: 'Rename one of them.',
      });
    }
    seen.add(id);
  }
}

/**
 * Reads ledger files (docs/audit.md) into one ledger. Ids bear their document's in front, so that checks may join
 * documents.
 * @throws InputError that names file and line, or the check and the statement that it lacks.
 */
export function readLedger(texts: readonly LedgerText[]): Ledger {
  const files = texts.map(({ file, text }) => ({
    path: file,
    file: readYaml(text, {
      file,
      noun: 'ledger',
      schema: ledgerSchema,
      empty: 'The ledger file is empty.',
      expected: 'keys and values: document, blocks, tables, checks',
      remedy: 'docs/audit.md shows one.',
    }).value,
  }));
  const inFiles = files.flatMap(({ path, file }) =>
    [...file.blocks.flatMap(ofBlock), ...file.tables.flatMap((table) => ofTable(table, path))].map((one) => ({
      path,
      one: statementOf(one, file.document.id, path),
    })),
  );
  assertUnique(
    inFiles.map(({ path, one }) => [one.id, path]),
    'statement',
  );
  const statements = inFiles.map(({ one }) => one);
  const known = new Set(statements.map(({ id }) => id));
  const checks = files.map(({ path, file }) => ({ path, of: checksOf(file, known, path) }));
  assertUnique(
    checks.flatMap(({ path, of }) => of.map(({ id }) => [id, path] as const)),
    'check',
  );
  return {
    documents: files.map(({ file }) => file.document),
    statements,
    checks: checks.flatMap(({ of }) => of),
    listed: files.map(({ path, file }) => listedIn(file, namesIn(file.document.id, known, path))),
  };
}
