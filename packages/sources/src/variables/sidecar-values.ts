import { unitRule } from '@inverse-care/domain';
import { cellError, type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { codeRows } from '../reading/row-checks.js';
import type { Sidecar, SidecarVariable } from '../recognise/local-sidecar.js';
import { describedBy } from '../recognise/local-sidecars.js';
import { sidecarField } from '../recognise/recognise-local.js';
import type { Table } from '../recognise/recognise-table.js';
import { decimal } from '../tables/decimal.js';
import { isMissingMark, MissingMarks } from './missing-mark.js';
import type { PracticeValues } from './practice-values.js';

/** Values of a described local table, by variable and practice or PCN code. */
export interface SidecarValues extends PracticeValues {
  sidecar: Sidecar;
  level: Sidecar['level'];
  /** Every code of the table, those without a value included. */
  codes: ReadonlySet<string>;
}

const within = ({ bounds: [low, high], unit }: SidecarVariable) => {
  const text = Number.isFinite(low)
    ? Number.isFinite(high)
      ? `a number from ${low} to ${high}`
      : `a number from ${low} up`
    : Number.isFinite(high)
      ? `a number up to ${high}`
      : 'a number';
  const hint = unit === 'share' ? '; a percentage is "unit: percent"' : '';
  return `${text} (${unit})${hint}; an empty cell where there is none`;
};

async function readVariable(
  reading: Reading,
  open: OpenTable,
  level: Sidecar['level'],
  variable: SidecarVariable,
): Promise<{ values: Map<string, number>; codes: Set<string> }> {
  const { id, columns, bounds, unit } = variable;
  const quotient = 'numerator' in columns;
  const parts = (quotient ? ['numerator', 'denominator'] : ['value']) as (
    | 'value'
    | 'numerator'
    | 'denominator'
  )[];
  const fields = parts.map((part) => sidecarField(id, part));
  const cells = await readFields(open, [level, ...fields], reading.workspace);
  const values = new Map<string, number>();
  const missing = new MissingMarks();
  const codes = new Set<string>();
  const numberAt = (field: string, i: number): number | null => {
    const text = cells[field]?.[i] as string;
    if (text === '') return null;
    if (isMissingMark(text, quotient ? 0 : bounds[0])) {
      missing.take(text);
      return null;
    }
    const value = decimal(text);
    if (Number.isFinite(value) && (!quotient || value >= 0)) return value;
    throw cellError(
      open,
      i,
      field,
      `"${text}" cannot be ${quotient ? 'a part of a quotient' : `a value of ${id}`}`,
      quotient ? 'a number from 0 up; an empty cell where there is none' : within(variable),
    );
  };
  let zero = 0;
  let empty = 0;
  for (const [i, code] of codeRows(open, cells[level] as string[], level)) {
    codes.add(code);
    const [top, bottom] = fields.map((field) => numberAt(field, i)) as [number | null, number | null];
    if (top === null || (quotient && bottom === null)) {
      empty++;
      continue;
    }
    if (quotient && bottom === 0) {
      if (top > 0) {
        const problem = `${code} has ${top} of 0: the denominator of ${id} is zero`;
        throw cellError(open, i, fields[1] as string, problem, 'a denominator above 0, or an empty cell');
      }
      zero++;
      continue;
    }
    const value = quotient ? (unitRule(unit).per * top) / (bottom as number) : top;
    if (!(value >= bounds[0] && value <= bounds[1])) {
      const problem = `${code} cannot have ${id} of ${value}`;
      throw cellError(open, i, fields[0] as string, problem, within(variable));
    }
    values.set(code, value);
  }
  const words = missing.inWords(id);
  if (words !== null) reading.ledger.warn(open.table.name, words);
  if (empty > 0) {
    reading.ledger.warn(open.table.name, `Rows of ${id} whose cell is empty, which have no value: ${empty}.`);
  }
  if (zero > 0) {
    reading.ledger.warn(open.table.name, `Rows of ${id} with 0 of 0, which have no value: ${zero}.`);
  }
  return { values, codes };
}

/** Reads the folder's local tables that have a sidecar. Throws InputError at a cell that cannot be. */
export async function readDescribed(
  reading: Reading,
  sidecars: readonly Sidecar[],
): Promise<SidecarValues[]> {
  const results: SidecarValues[] = [];
  for (const sidecar of sidecars) {
    const table = reading.tables.find(describedBy(sidecar)) as Table;
    const open = await reading.open(table);
    reading.ledger.read(open);
    const { given } = sidecar;
    if (given === undefined) await reading.ledger.describe(sidecar.file, table, sidecar.variables.length);
    for (const note of given?.notes ?? []) reading.ledger.warn(table.name, note);
    for (const variable of sidecar.variables) {
      const { values, codes } =
        given?.byVariable.get(variable.id) ?? (await readVariable(reading, open, sidecar.level, variable));
      results.push({
        purpose: variable.label,
        tables: [table],
        values: new Map([[variable.id, values]]),
        sidecar,
        level: sidecar.level,
        codes,
      });
    }
  }
  return results;
}
