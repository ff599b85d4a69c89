import { type ConleyRow, conley, dependence, type MoranRow, moran } from '@inverse-care/core/tables';
import type { NeedId } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { lastOf } from '../../language/likeness-words.js';
import { fixed } from '../../language/marks.js';
import { count, decimal, interval, missing, pValue } from '../../language/numbers.js';
import { capital, dated, incrementOf, levelOf, needName, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const notThere = () => figure(missing);

const header = (need: NeedId, { data }: ReportInput) => cell(capital(needName(need, data.panel)));

function moranCell(row: MoranRow | undefined): CellView {
  if (row === undefined) return notThere();
  return figure(decimal(row.moran_i, 3), {
    sub: `${decimal(row.expectation, 3)} expected, p ${pValue(row.p_value)}`,
    mark: 'silent',
  });
}

/** How alike PCNs of one area and neighbours are, at the last snapshot; null where nothing was found out. */
export function dependenceView(input: ReportInput): TableView | null {
  const { tables, study, data } = input;
  const last = lastOf(tables.rows(dependence)) ?? lastOf(tables.rows(moran));
  if (last === undefined) return null;
  const alike = tables.rows(dependence).filter(({ snapshot }) => snapshot === last);
  const near = tables.rows(moran).filter(({ snapshot }) => snapshot === last);
  const needs = study.needs.filter((need) => [...alike, ...near].some((row) => row.need === need));
  const km = near.find(({ neighbours }) => neighbours === 'within')?.reach;
  const nearest = near.find(({ neighbours }) => neighbours === 'nearest')?.reach;
  return {
    id: 'table-dependence',
    number: null,
    caption: `How alike PCNs of one area, and neighbours, are at ${dated(last)}`,
    head: [
      [
        head('Need', { rowspan: 2, numeric: false }),
        head('Correlation within sub-ICBs', { colspan: 2 }),
        head('Correlation within ICBs', { colspan: 2 }),
        head('Effective areas', { colspan: 2 }),
        head('Moran’s I of residuals', { colspan: 2 }),
      ],
      [
        head('Need'),
        head('Residuals'),
        head('Need'),
        head('Residuals'),
        head('Sub-ICBs'),
        head('ICBs'),
        head('Sub-ICBs', nearest === undefined ? {} : { sub: `${count(nearest)} nearest` }),
        head('PCNs', km === undefined ? {} : { sub: `within ${decimal(km, 0)} km` }),
      ],
    ],
    rows: needs.map((need) => {
      const of = (level: 'sub_icb' | 'icb') => alike.find((row) => row.need === need && row.level === level);
      const [sub, icb] = [of('sub_icb'), of('icb')];
      const areas = (row: ReturnType<typeof of>) =>
        row === undefined
          ? notThere()
          : figure(decimal(row.effective_clusters, 1), { sub: `of ${count(row.clusters)}`, mark: 'silent' });
      const i = (units: MoranRow['units'], neighbours: MoranRow['neighbours']) =>
        moranCell(
          near.find((row) => row.need === need && row.units === units && row.neighbours === neighbours),
        );
      return {
        header: header(need, input),
        cells: [
          ...[sub, icb].flatMap((row) => [
            figure(decimal(row?.icc_need, 2)),
            figure(decimal(row?.icc_residual, 2)),
          ]),
          areas(sub),
          areas(icb),
          i('sub_icb', 'nearest'),
          i('pcn', 'within'),
        ],
      };
    }),
    notes: [
      fixed`Residuals: what need leaves unexplained of provision. Correlation: of two PCNs of one area (intraclass, analysis of variance). Effective areas: how many of equal weight would tell as much of the slope if all errors of an area were alike (Carter, Schnepel and Steigerwald); where they are few, tests by clusters are less sure than the number of areas suggests. Moran’s I: towards 1 where neighbours are alike; expectation and p for independent normal errors, two-sided (Cliff and Ord). PCNs of one sub-ICB location are at one place and neighbours. All snapshots: results/dependence.csv and results/moran.csv.`,
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** The coefficients with Conley's standard errors at the last snapshot; null where there are none. */
export function conleyView(input: ReportInput): TableView | null {
  const { tables, study, data } = input;
  const all = tables.rows(conley);
  const last = lastOf(all);
  if (last === undefined) return null;
  const rows = all.filter(({ snapshot }) => snapshot === last);
  const needs = study.needs.filter((need) => rows.some((row) => row.need === need));
  const of = (need: NeedId, kernel: ConleyRow['kernel']) =>
    rows.find((row) => row.need === need && row.kernel === kernel);
  return {
    id: 'table-conley',
    number: null,
    caption: `The coefficients at ${dated(last)}, allowing for dependence up to ${decimal(rows[0]!.km, 0)} km`,
    head: [
      [
        head('Need', { rowspan: 2, numeric: false }),
        head('Coefficient', { rowspan: 2 }),
        head('Bartlett kernel', { colspan: 2 }),
        head('Uniform kernel', { colspan: 2 }),
      ],
      [0, 1].flatMap(() => [head(`${levelOf(study)} interval`), head('p')]),
    ],
    rows: needs.map((need) => {
      const { perUnit, words } = incrementOf(need, input);
      const both = [of(need, 'bartlett'), of(need, 'uniform')];
      return {
        header: cell(capital(needName(need, data.panel)), { sub: `for ${words}` }),
        cells: [
          figure(decimal((both[0] ?? both[1])!.estimate / perUnit, 3)),
          ...both.flatMap((row) =>
            row === undefined
              ? [notThere(), notThere()]
              : [
                  figure(interval(row.conf_low / perUnit, row.conf_high / perUnit, 3), {
                    sub: `SE ${decimal(row.std_error / perUnit, 3)}`,
                    mark: 'silent',
                    title: row.note || null,
                  }),
                  figure(pValue(row.p_value)),
                ],
          ),
        ],
      };
    }),
    notes: [
      'Standard errors after Conley (1999), great-circle distances between the label points of sub-ICB locations, no small-sample factor. Bartlett: dependence falls evenly to none at that distance. Uniform: whole up to it. Which distance is right nobody knows; the command sensitivity tells how often such a test errs on placebos. All snapshots: results/conley.csv.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
