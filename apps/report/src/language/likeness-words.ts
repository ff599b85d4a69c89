import { conley, type DependenceRow, dependence, type MoranRow, moran } from '@inverse-care/core/tables';
import { type FilledTables, longDate, type Snapshot } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type CellNumber, cited, fromLeast, rowsWith } from './cells.js';
import { plain } from './marks.js';
import { count, decimal, pBelow } from './numbers.js';

/** The last snapshot of some rows; undefined where there is no row. */
export const lastOf = (rows: readonly { snapshot: Snapshot }[]): Snapshot | undefined =>
  rows
    .map(({ snapshot }) => snapshot)
    .sort()
    .at(-1);

/** "0.11", or "0.11 to 0.12" where needs differ. */
function span(numbers: readonly CellNumber[], digits: number): string {
  const sorted = fromLeast(numbers);
  const [low, high] = [decimal(sorted[0], digits), decimal(sorted.at(-1), digits)];
  return plain(low) === plain(high) ? low : `${low} to ${high}`;
}

/** "p is 0.218", "the largest p is below 0.001". */
const pWords = (p: CellNumber, which: string): string => `${which} is ${pBelow(p)}`;

function alikeSentence(rows: readonly DependenceRow[]): string {
  const icbs = rows.filter(({ level }) => level === 'icb');
  if (icbs.length === 0) return '';
  const clusters = fromLeast(icbs.map((row) => cited(row, 'clusters'))).at(-1);
  const effective = icbs.map((row) => cited(row, 'effective_clusters'));
  return `Within ICBs the correlation of two PCNs’ need is ${span(
    icbs.map((row) => cited(row, 'icc_need')),
    2,
  )}, and of what need leaves unexplained of their provision ${span(
    icbs.map((row) => cited(row, 'icc_residual')),
    2,
  )}: for the slope the ${count(clusters)} ICBs are worth ${span(effective, 0)} of equal weight if all errors of an ICB are alike, the worst case.`;
}

function neighboursSentence(rows: readonly MoranRow[], tables: FilledTables): string {
  const areas = rows.filter(({ units, neighbours }) => units === 'sub_icb' && neighbours === 'nearest');
  if (areas.length === 0) return '';
  const alike = areas.filter((row) => row.alike);
  const of = (asked: Partial<MoranRow> = {}) =>
    count(
      rowsWith(tables, moran, {
        snapshot: areas[0]!.snapshot,
        units: 'sub_icb',
        neighbours: 'nearest',
        ...asked,
      }),
    );
  const sorted = fromLeast(areas.map((row) => cited(row, 'p_value')));
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const single = areas.length === 1;
  const found =
    alike.length === areas.length
      ? `more alike than chance would make them (${pWords(most, single ? 'p' : 'the largest p')})`
      : alike.length === 0
        ? `not more alike than chance may make them (${pWords(least, single ? 'p' : 'the least p')})`
        : `more alike than chance would make them for ${of({ alike: true })} of ${of()} needs`;
  return `Of neighbouring sub-ICB locations the residuals are ${found}: Moran’s I is ${span(
    areas.map((row) => cited(row, 'moran_i')),
    2,
  )}, where independence makes ${span(
    areas.map((row) => cited(row, 'expectation')),
    2,
  )}.`;
}

/** How PCNs depend on one another, and what that means; null where it was not looked at. */
export function dependenceSentences(input: ReportInput): string | null {
  const { tables } = input;
  const snapshot = lastOf(tables.rows(dependence)) ?? lastOf(tables.rows(moran));
  if (snapshot === undefined) return null;
  const at = <T extends { snapshot: Snapshot }>(rows: readonly T[]) =>
    rows.filter((row) => row.snapshot === snapshot);
  const reach = at(tables.rows(conley))[0];
  return [
    `At ${longDate(snapshot)}:`,
    alikeSentence(at(tables.rows(dependence))),
    neighboursSentence(at(tables.rows(moran)), tables),
    'Where PCNs of one area are alike in both need and residuals, an interval that takes them as independent is too narrow.',
    reach !== undefined
      ? `Conley’s standard errors allow for dependence up to ${decimal(cited(reach, 'km'), 0)} km, whatever the borders; a PCN stands at the middle of its sub-ICB location, since the data do not say where practices are.`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
