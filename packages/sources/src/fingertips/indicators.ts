import { distinct, InputError, isOfficial, isReserved, order } from '@inverse-care/domain';
import { isCode } from '../places/codes.js';
import { normalise } from '../tables/columns.js';
import { decimal } from '../tables/decimal.js';
import { isMissingMark, MissingMarks } from '../variables/missing-mark.js';
import type { FingertipsRow } from './layouts.js';
import { type FingertipsUnit, unitOf } from './unit.js';

export type Level = 'practice' | 'pcn';

/** One indicator of a download, for one period: its values by code, in its unit. */
export interface Indicator extends FingertipsUnit {
  id: string;
  /** Fingertips' number; empty where the download does not say it. */
  number: string;
  name: string;
  period: string;
  year: number;
  values: ReadonlyMap<string, number>;
  codes: ReadonlySet<string>;
  /** What was passed over, in sentences. */
  notes: readonly string[];
}

const longestName = 63;

/**
 * The variable's name: the indicator's in lower case with underscores, cut at a word to 63 characters; "indicator_"
 * before one that does not begin with a letter, "fingertips_" before one that the panel or the project uses itself.
 */
export function variableNameOf(indicator: string): string {
  let id = normalise(indicator);
  if (!/^[a-z]/.test(id)) id = `indicator_${id}`.replace(/_+$/, '');
  if (isOfficial(id) || isReserved(id)) id = `fingertips_${id}`;
  if (id.length <= longestName) return id;
  const cut = id.slice(0, longestName + 1);
  return cut.slice(0, Math.max(1, cut.lastIndexOf('_'))).slice(0, longestName);
}

/** Whose code it is; null of a larger body's. */
export function levelOf(code: string): Level | null {
  if (isCode('pcn', code)) return 'pcn';
  return isCode('practice', code) ? 'practice' : null;
}

const plural = (rows: number) => (rows === 1 ? 'row' : 'rows');

function numberOf(text: string): number | null {
  const value = decimal(text);
  return text !== '' && Number.isFinite(value) ? value : null;
}

function refuse(file: string, row: number, column: string, problem: string, expected: string): never {
  throw new InputError(problem, {
    place: { file, row, column },
    expected,
    remedy: 'Keep the rows that you mean in a copy of the download, or download the indicator alone.',
  });
}

/** Of the groups by sex and age that a period has, the one of all persons; the only one where there is one. */
function groupOf(rows: readonly FingertipsRow[], file: string): string {
  const groups = distinct(rows.map(({ group }) => group)).sort(order);
  const persons = groups.filter((group) => /^persons\b/i.test(group));
  const [only, other] = groups.length === 1 ? groups : persons;
  if (only !== undefined && other === undefined) return only;
  const { row, name } = rows[0] as FingertipsRow;
  return refuse(
    file,
    row,
    'Sex',
    `"${name}" has values of several groups by sex and age: ${groups.slice(0, 5).join('; ')}`,
    'one value an area and period, or one for all persons among them',
  );
}

/** An indicator from its rows of practices or of PCNs: the latest period, one value a code. */
export function indicatorOf(all: readonly FingertipsRow[], file: string): Indicator {
  const latest = [...all].sort((a, b) => order(b.sortable, a.sortable) || order(b.period, a.period))[0];
  const { indicator: number, name, period } = latest as FingertipsRow;
  const notes: string[] = [];
  const current = all.filter((one) => one.period === period);
  if (current.length < all.length) {
    const others = distinct(all.map((one) => one.period)).filter((one) => one !== period);
    notes.push(
      `Of "${name}" the latest period was taken, ${period}; passed over: ${all.length - current.length} ${plural(all.length - current.length)} of ${others.sort(order).slice(0, 6).join(', ')}${others.length > 6 ? ', …' : ''}.`,
    );
  }
  const group = groupOf(current, file);
  const rows = current.filter((one) => one.group === group);
  if (rows.length < current.length) {
    notes.push(
      `Of "${name}" the values of ${group} were taken; passed over: ${current.length - rows.length} ${plural(current.length - rows.length)} of other groups by sex and age.`,
    );
  }
  const missing = new MissingMarks();
  const counted = new Map<string, { value: number; count: number | null; denominator: number | null }>();
  const codes = new Set<string>();
  let empty = 0;
  for (const { row, area, value: text, count, denominator } of rows) {
    if (codes.has(area)) {
      refuse(
        file,
        row,
        'Area Code',
        `${area} has "${name}" of ${period} twice`,
        'one value an area and period',
      );
    }
    codes.add(area);
    const value = numberOf(text);
    if (value !== null) {
      counted.set(area, { value, count: numberOf(count), denominator: numberOf(denominator) });
    } else if (text === '') empty++;
    else if (isMissingMark(text, 0)) missing.take(text);
    else refuse(file, row, 'Value', `"${text}" cannot be a value of "${name}"`, 'a number, or an empty cell');
  }
  const words = missing.inWords(name);
  if (words !== null) notes.push(words);
  if (empty > 0) notes.push(`Rows of "${name}" whose value is empty, which have none: ${empty}.`);
  const { unit, times } = unitOf(name, [...counted.values()]);
  const year = Number(/\d{4}/.exec(period)?.[0] ?? Number.NaN);
  if (!Number.isFinite(year)) {
    refuse(
      file,
      (latest as FingertipsRow).row,
      'Time period',
      `No year can be read from "${period}"`,
      'a period such as 2025 or 2023/24',
    );
  }
  return {
    id: variableNameOf(name),
    number,
    name,
    period,
    year,
    unit,
    times,
    values: new Map([...counted].map(([code, one]) => [code, times * one.value])),
    codes,
    notes,
  };
}
