import { distinct, drawnArea, filled } from '@inverse-care/domain';
import { holm } from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import { areaNames, type DependentInference } from '../../model/dependence.js';
import { packedRowsFor } from '../../model/packed-rows.js';
import { specificationOf } from '../../model/specification.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { type CoefficientRow, figure3 } from '../association/tables.js';
import { inference as otherMethods } from '../other-methods/tables.js';
import { type SlopeRow, slopes as slopesTable } from './tables.js';
import type { Inferring } from './tasks.js';

/**
 * Effective clusters below which a cluster-robust test is not to be trusted alone: Carter, Schnepel and Steigerwald
 * (2017); MacKinnon, Nielsen and Webb (2023), Journal of Econometrics 232, 272-299, section 4.
 */
const fewClusters = 20;

/** The wild cluster bootstrap's p of a need coefficient, from the table of other methods. */
function wildOf({ need, snapshot }: CoefficientRow, { tables, study }: AnalysisContext) {
  const area = drawnArea(study.inference.dependence);
  const method = area === null ? null : `wild bootstrap, CR1 by ${areaNames[area]}`;
  const row = tables
    .rows(otherMethods)
    .find((one) => one.need === need && one.snapshot === snapshot && one.method === method);
  return { p_wild: row?.p_value ?? null, p_wild_mcse: row?.p_mcse ?? null };
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);

function rowOf(
  row: CoefficientRow,
  found: DependentInference | { refused: string },
  context: AnalysisContext,
): SlopeRow {
  const { need, snapshot, term, estimate, n } = row;
  const nothing = { clusters: null, effective_clusters: null, p_wild: null, p_wild_mcse: null };
  const start = { need, snapshot, term, estimate };
  if ('refused' in found) {
    const empty = {
      std_error: null,
      times_paper: null,
      df: null,
      conf_low: null,
      conf_high: null,
      p_value: null,
      p_holm: null,
    };
    return { ...start, ...empty, method: 'none', n, ...nothing, note: found.refused };
  }
  const test = found.tests[term === 'constant' ? 0 : 1]!;
  const few = term === 'need' && found.effective !== null && found.effective < fewClusters;
  const wild = few ? wildOf(row, context) : { p_wild: null, p_wild_mcse: null };
  return {
    ...start,
    std_error: finite(test.stdError),
    times_paper: finite(test.stdError / row.std_error),
    df: finite(test.degreesOfFreedom),
    conf_low: finite(test.confLow),
    conf_high: finite(test.confHigh),
    p_value: finite(test.pValue),
    p_holm: null,
    method: found.method,
    n,
    clusters: found.clusters,
    effective_clusters: term === 'need' ? finite(found.effective ?? Number.NaN) : null,
    ...wild,
    note: [
      ...(few
        ? [
            `few effective clusters (under ${fewClusters})${wild.p_wild === null ? '' : ': the wild cluster bootstrap stands beside'}`,
          ]
        : []),
      ...found.covariance.warnings.map(({ message }) => message),
    ].join('; '),
  };
}

/** Holm's adjustment over the snapshots of each need. */
function withHolm(rows: readonly SlopeRow[]): SlopeRow[] {
  const adjusted = new Map<SlopeRow, number>();
  for (const need of distinct(rows.map((row) => row.need))) {
    const own = rows.filter((row) => row.need === need && row.term === 'need' && row.p_value !== null);
    if (own.length === 0) continue;
    holm(own.map(({ p_value }) => p_value!)).forEach((p, i) => {
      adjusted.set(own[i]!, p);
    });
  }
  return rows.map((row) => ({ ...row, p_holm: adjusted.get(row) ?? null }));
}

/** The coefficients of Figure 3 under the dependence between PCNs that the study states. */
export const slopes: Analysis = {
  name: 'slopes',
  requires: ['association', 'other-methods'],
  tables: [slopesTable],
  async run(context) {
    const { study, data, tables, execute, omit } = context;
    const coefficients = tables.rows(figure3);
    const tasks = coefficients
      .filter(({ term }) => term === 'need')
      .map(({ need, snapshot }): Task<Inferring> => {
        const { key } = specificationOf('fte_per_10k', need, snapshot);
        const rows = packedRowsFor(data.panel, snapshot, [need]);
        const payload = { rows, question: { need, snapshot }, inference: study.inference };
        return { kind: 'slopes/infer', key, payload };
      });
    const found = new Map<string, DependentInference | { refused: string }>();
    await execute<DependentInference | { refused: string }>(tasks, {
      label: 'Slopes with the dependence of PCNs',
      total: tasks.length,
      take: (result, { key }) => {
        found.set(key, result);
      },
    });
    const rows = coefficients.map((row) =>
      rowOf(row, found.get(specificationOf('fte_per_10k', row.need, row.snapshot).key)!, context),
    );
    const refused = rows.find(({ method }) => method === 'none');
    if (refused !== undefined) {
      omit({
        what: 'Intervals of need coefficients that allow for dependence between PCNs',
        why: `At ${refused.snapshot}: ${refused.note}`,
      });
    }
    return [filled(slopesTable, withHolm(rows))];
  },
};
