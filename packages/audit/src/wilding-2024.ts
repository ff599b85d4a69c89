import {
  type CoefficientRow,
  figure3,
  population,
  type SlopeRow,
  slopes,
  type Table1Row,
  type Table2Row,
  table1,
  table2,
} from '@inverse-care/core/tables';
import {
  type FilledTable,
  type FilledTables,
  filled,
  longDate,
  paperLabel,
  publishedFirstSignificant,
  publishedHeadline,
  publishedLessUneven,
  publishedTable1,
  publishedTable2,
  publishedTarget,
  type Study,
} from '@inverse-care/domain';
import { compare } from './agreement.js';
import { type Claim, type Comparison, publishedClaims, publishedNumbers } from './tables.js';

const table1Columns = ['fte_mean', 'fte_sd', 'per_10k_mean', 'per_10k_sd'] as const;

/** @param rows over the study's own PCNs, or over those that survive. */
function compareTable1(
  part: 'table1' | 'table1_survivors',
  rows: readonly Omit<Table1Row, 'label'>[],
): Comparison[] {
  const ours = new Map(rows.map((row) => [row.snapshot, row]));
  return publishedTable1
    .filter(({ snapshot }) => ours.has(snapshot))
    .flatMap((published) => {
      const row = ours.get(published.snapshot);
      return [
        ...table1Columns.map((column) =>
          compare(part, published.snapshot, column, published[column], 3, row?.[column] ?? null),
        ),
        compare(part, published.snapshot, 'pcns', published.pcns, 0, row?.pcns ?? null),
      ];
    });
}

/** @param rows of Table 2; none where it is of another need. */
function compareTable2(rows: readonly Table2Row[]): Comparison[] {
  const ours = new Map(rows.map((row) => [row.term, row]));
  return publishedTable2.flatMap((published) => {
    const row = ours.get(published.term);
    const of = (column: 'estimate' | 'conf_low' | 'conf_high') =>
      compare('table2', published.term, column, published[column], 3, row?.[column] ?? null);
    const mean =
      published.mean === null
        ? []
        : [compare('table2', published.term, 'mean', published.mean, 3, row?.mean ?? null)];
    return [...mean, of('estimate'), of('conf_low'), of('conf_high')];
  });
}

const needRows = (rows: readonly CoefficientRow[]) =>
  rows.filter(({ need, term }) => need === 'need_published' && term === 'need');

function compareHeadline(rows: readonly CoefficientRow[]): Comparison[] {
  const last = needRows(rows).find(({ snapshot }) => snapshot === publishedHeadline.snapshot);
  return [
    compare(
      'headline',
      publishedHeadline.snapshot,
      'estimate',
      publishedHeadline.estimate,
      2,
      last?.estimate ?? null,
    ),
    compare(
      'headline',
      publishedHeadline.snapshot,
      'conf_low',
      publishedHeadline.conf_low,
      3,
      last?.conf_low ?? null,
    ),
    compare(
      'headline',
      publishedHeadline.snapshot,
      'conf_high',
      publishedHeadline.conf_high,
      3,
      last?.conf_high ?? null,
    ),
  ];
}

/** The first snapshot from which every need coefficient is significantly negative; null where there is none. */
export function firstLastingNegative(rows: readonly CoefficientRow[]): string | null {
  let first: string | null = null;
  for (const row of [...rows].sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1))) {
    if (row.conf_high < 0) first ??= row.snapshot;
    else first = null;
  }
  return first;
}

const whole = (value: number) => value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');

/** A snapshot with the quarter by which the paper calls it, where it does. */
export const named = (snapshot: string): string => {
  const label = paperLabel(snapshot);
  return label === '' ? longDate(snapshot) : `${longDate(snapshot)} (the paper's ${label})`;
};

/** What becomes of the last coefficient where PCNs are not taken as independent, as the paper takes them. */
function withDependence(rows: readonly SlopeRow[], times: number): string {
  const last = rows.find(
    ({ need, term, snapshot }) =>
      need === 'need_published' && term === 'need' && snapshot === publishedHeadline.snapshot,
  );
  if (last === undefined || last.conf_low === null || last.conf_high === null || last.clusters === null) {
    return '';
  }
  const bound = (value: number) => (value / times).toFixed(3).replace('-', '−');
  const clear = last.conf_low > 0 || last.conf_high < 0;
  return ` Allowing for dependence within areas (${last.method}) the interval is ${bound(last.conf_low)} to ${bound(last.conf_high)} and ${clear ? 'leaves out' : 'includes'} zero.`;
}

type Total = Pick<Table1Row, 'snapshot' | 'fte_total'>;

/** The target of the end of a financial year, judged on its last day; beside it the date that the paper takes. */
function target(provision: readonly Total[], survivors: readonly Total[]): Claim {
  const { fte, due, judgedAt } = publishedTarget;
  const on = (rows: readonly Total[], date: string) => rows.find(({ snapshot }) => snapshot === date);
  const told = (date: string) => {
    const [all, surviving] = [on(provision, date), on(survivors, date)];
    if (all === undefined) return null;
    const among = surviving === undefined ? '' : ` (${whole(surviving.fte_total)} in the PCNs that survive)`;
    return `${whole(all.fte_total)} FTE${among}`;
  };
  const [then, before] = [told(due), told(judgedAt)];
  const earlier = before === null ? '' : ` At ${named(judgedAt)}, three months before, it was ${before}.`;
  return {
    claim: `Fewer than ${whole(fte)} FTE link workers were in post by the end of 2020/21 (the paper counts 831, at what it labels ${paperLabel(judgedAt)}).`,
    finding:
      then === null
        ? `This run does not cover ${longDate(due)}, when the financial year ended.${earlier}`
        : `The financial year ended on ${longDate(due)}, with ${then}.${earlier}`,
    holds: then === null ? null : on(provision, due)!.fte_total < fte,
  };
}

/** How uneven provision was before the financial year from which on the paper finds it less so. */
function uneven(provision: readonly Table1Row[]): Claim {
  const early = provision.filter(({ snapshot }) => snapshot < publishedLessUneven);
  const more = early.filter((row) => row.per_10k_sd > row.per_10k_mean);
  return {
    claim: `Before 2022/23, which began on ${longDate(publishedLessUneven)}, the standard deviation of FTE per 10,000 patients exceeds its mean.`,
    finding:
      early.length === 0
        ? 'This run covers none of these snapshots.'
        : `So at ${more.length} of ${early.length} snapshots before ${longDate(publishedLessUneven)}.`,
    holds: early.length === 0 ? null : more.length === early.length,
  };
}

function claims(
  provision: readonly Table1Row[],
  survivors: readonly Total[],
  coefficients: readonly CoefficientRow[],
  dependent: readonly SlopeRow[],
): Claim[] {
  const needs = needRows(coefficients);
  const covers = needs.some(({ snapshot }) => snapshot === publishedHeadline.snapshot);
  const first = firstLastingNegative(needs);
  const last = needs.find(({ snapshot }) => snapshot === publishedHeadline.snapshot);
  const unavailable = 'This run has no need as published at the snapshots concerned.';
  return [
    target(provision, survivors),
    uneven(provision),
    {
      claim: `The need coefficient turns significantly negative at ${named(publishedFirstSignificant)} and stays so.`,
      finding: !covers
        ? unavailable
        : first === null
          ? "By the paper's method, which takes PCNs as independent, it is not significantly negative at the end of the run."
          : `By the paper's method, which takes PCNs as independent, it is so from ${named(first)}.`,
      holds: covers ? first === publishedFirstSignificant : null,
    },
    {
      claim: 'At the last snapshot, PCNs with higher need have fewer link workers per 10,000 patients.',
      finding:
        last === undefined
          ? unavailable
          : `${(last.estimate / 10).toFixed(3).replace('-', '−')} FTE per 10,000 for 10 percentage points more need; by the paper's method the interval ${last.conf_high < 0 ? 'lies below' : 'does not lie below'} zero.${withDependence(dependent, 10)}`,
      holds: last === undefined ? null : last.conf_high < 0,
    },
  ];
}

/** Holds a run against what Wilding et al. (2024) print. */
export function compareWithWilding(study: Study, tables: FilledTables): FilledTable[] {
  const provision = tables.rows(table1);
  const coefficients = tables.rows(figure3);
  const survivors =
    study.population === 'open_on_date'
      ? tables.rows(population).filter((row) => row.population === 'survivors')
      : [];
  const ofNeed = study.table2?.need === 'need_published' ? tables.rows(table2) : [];
  return [
    filled(publishedNumbers, [
      ...compareTable1('table1', provision),
      ...compareTable1('table1_survivors', survivors),
      ...compareTable2(ofNeed),
      ...compareHeadline(coefficients),
    ]),
    filled(publishedClaims, claims(provision, survivors, coefficients, tables.rows(slopes))),
  ];
}
