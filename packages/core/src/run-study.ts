import {
  type Panel,
  type PanelRow,
  type PanelWithProvenance,
  type Study,
  throwIfCancelled,
  variableOf,
} from '@inverse-care/domain';
import {
  drawsOfCoefficient,
  InvalidDataError,
  mean,
  percentileInterval,
  RankDeficientError,
} from '@inverse-care/stats';
import { alternativesFor } from './alternatives.js';
import { areaMeans } from './area-means.js';
import { type BootstrapJob, bootstrapAll } from './bootstrap-pool.js';
import { characteristics, table1 } from './describe-provision.js';
import { incrementOf } from './increment.js';
import { jointInference, periodsOf } from './joint.js';
import { drawShared } from './joint-draws.js';
import { planStudy } from './plan.js';
import { regress, starsOf } from './regress.js';
import type {
  AlternativeRow,
  CoefficientRow,
  JointInference,
  Omission,
  StudyResults,
  Table2Row,
} from './results.js';
import { completeRows, type Design, designOf, type Specification } from './specification.js';

export interface RunOptions {
  /** Worker threads for the bootstrap; the results do not depend on it. */
  threads?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: { label: string; done: number; total: number }) => void) | undefined;
}

/** A specification with its complete rows and its fit. */
interface Fitted {
  specification: Specification;
  design: Design;
  rows: CoefficientRow[];
}

const fewest = 10;

function fit(panel: Panel, specification: Specification, study: Study): Fitted | string {
  const { need, snapshot } = specification;
  const design = designOf(panel, specification);
  const n = design.y.length;
  if (n < fewest) return `only ${n} PCNs have both an outcome and a value of need, too few for a regression`;
  if (design.y.every((value) => value === design.y[0])) {
    return `the outcome is ${design.y[0]} in every PCN, so there is nothing to explain`;
  }
  try {
    const rows = regress(design, study).map(
      (coefficient, i): CoefficientRow => ({
        snapshot,
        need,
        term: i === 0 ? 'constant' : 'need',
        ...coefficient,
        n,
        boot_low: null,
        boot_high: null,
      }),
    );
    return { specification, design, rows };
  } catch (error) {
    if (error instanceof RankDeficientError) {
      return 'need has the same value in every PCN, so there is no coefficient to estimate';
    }
    throw error;
  }
}

/** Fits every specification; those that cannot be fitted are said once a need, with their snapshots. */
function fitAll(
  panel: Panel,
  specifications: readonly Specification[],
  study: Study,
  what: string,
  omissions: Omission[],
): Fitted[] {
  const fitted: Fitted[] = [];
  for (const specification of specifications) {
    const outcome = fit(panel, specification, study);
    if (typeof outcome !== 'string') fitted.push(outcome);
    else {
      omissions.push({
        what: `${what}, ${specification.snapshot}, "${variableOf(panel, specification.need).label}"`,
        why: `At this snapshot ${outcome}.`,
      });
    }
  }
  return fitted;
}

function withIntervals({ rows }: Fitted, draws: Float64Array, level: number): CoefficientRow[] {
  return rows.map((row, term) => {
    const { low, high } = percentileInterval(drawsOfCoefficient(draws, rows.length, term), level);
    return Number.isNaN(low) ? row : { ...row, boot_low: low, boot_high: high };
  });
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byKey = (a: CoefficientRow, b: CoefficientRow) =>
  order(a.snapshot, b.snapshot) || order(a.need, b.need) || order(a.term, b.term);

function table2(panel: Panel, study: Study, omissions: Omission[]): StudyResults['table2'] {
  const { need, covariates } = study.table2!;
  const snapshot = panel.snapshots.at(-1)!;
  const complete = panel.rows.filter(
    (row) =>
      row.snapshot === snapshot &&
      [need, ...covariates].every((id) => row.values[id] !== null && row.values[id] !== undefined),
  );
  const column = (of: (row: PanelRow) => number) => Float64Array.from(complete, of);
  const columns = covariates.map((id) => column((row) => row.values[id] as number));
  const design: Design = {
    y: column((row) => row.values[need] as number),
    columns: [...columns, new Float64Array(complete.length).fill(1)],
    names: [...covariates, 'constant'],
  };
  if (complete.length <= design.columns.length) {
    omissions.push({
      what: 'Table 2',
      why: `Only ${complete.length} PCNs have every characteristic, too few for ${design.columns.length} coefficients.`,
    });
    return null;
  }
  try {
    const rows = regress(design, study).map(
      (coefficient, i): Table2Row => ({
        term: covariates[i] ?? 'constant',
        mean: i < columns.length ? mean(columns[i]!) : null,
        ...coefficient,
        stars: starsOf(coefficient.p_value),
        n: complete.length,
      }),
    );
    return { need, snapshot, rows };
  } catch (error) {
    if (!(error instanceof RankDeficientError)) throw error;
    omissions.push({ what: 'Table 2', why: `${error.message}` });
    return null;
  }
}

/** Replicates below which no joint inference is made: a 95% band and its Monte Carlo error ask for some hundreds. */
const fewestShared = 199;

/** Joint inference over the snapshots of each need that has at least two. */
async function joint(
  panel: Panel,
  fits: readonly Fitted[],
  study: Study,
  omissions: Omission[],
  { signal, onProgress }: RunOptions,
): Promise<JointInference[]> {
  const { replicates } = study.inference;
  if (replicates < fewestShared) return [];
  const needs = [...new Set(fits.map(({ specification }) => specification.need))];
  const found: JointInference[] = [];
  for (const [i, need] of needs.entries()) {
    const rows = fits
      .filter(({ specification }) => specification.need === need)
      .map(({ rows: [, slope] }) => slope!);
    if (rows.length < 2) continue;
    const snapshots = rows.map(({ snapshot }) => snapshot);
    const periods = periodsOf(panel, 'fte_per_10k', need, snapshots);
    const draws = await drawShared(periods, {
      seed: study.seed,
      specification: `fte_per_10k ~ ${need}, PCNs shared by ${snapshots.join(' ')}`,
      replicates,
      signal,
      onProgress: (done) =>
        onProgress?.({
          label: 'Joint inference',
          done: i * replicates + done,
          total: needs.length * replicates,
        }),
    });
    try {
      found.push(jointInference(rows, periods, draws, study, incrementOf(panel, need)));
    } catch (error) {
      if (!(error instanceof InvalidDataError || error instanceof RankDeficientError)) throw error;
      omissions.push({ what: `Joint inference for "${variableOf(panel, need).label}"`, why: error.message });
    }
  }
  return found;
}

/** Every need coefficient of Figure 3 by other methods, in pieces so that a signal is heard. */
async function alternatives(
  panel: Panel,
  fits: readonly Fitted[],
  draws: ReadonlyMap<string, Float64Array>,
  study: Study,
  { signal, onProgress }: RunOptions,
): Promise<AlternativeRow[]> {
  const found: AlternativeRow[] = [];
  for (const [done, { specification, design }] of fits.entries()) {
    onProgress?.({ label: 'Other methods', done, total: fits.length });
    await new Promise((resolve) => setImmediate(resolve));
    throwIfCancelled(signal);
    const all = draws.get(specification.key);
    const own = all ? drawsOfCoefficient(all, design.columns.length, 1) : null;
    found.push(...alternativesFor(specification, design, completeRows(panel, specification), own, study));
  }
  return found;
}

/**
 * Runs a study on a panel: tables, figures' values, regressions and bootstrap intervals.
 * The same study and panel give the same numbers, whatever the number of threads.
 * @throws CancelledError where the signal fires.
 */
export async function runStudy(
  study: Study,
  data: PanelWithProvenance,
  { threads = 1, signal, onProgress }: RunOptions = {},
): Promise<StudyResults> {
  const { panel } = data;
  const plan = planStudy(study, data);
  const omissions = [...plan.omissions];
  const figure3 = fitAll(panel, plan.figure3, study, 'Figure 3', omissions);
  const tableS2 = fitAll(panel, plan.tableS2, study, 'Table S2', omissions);
  throwIfCancelled(signal);

  const { replicates, level } = study.inference;
  const fits = [...figure3, ...tableS2];
  let draws = new Map<string, Float64Array>();
  if (replicates > 0) {
    const jobs = fits.map(({ specification, design }): BootstrapJob => ({ key: specification.key, design }));
    draws = await bootstrapAll(jobs, {
      seed: study.seed,
      replicates,
      threads,
      signal,
      onProgress: (done, total) => onProgress?.({ label: 'Resampling', done, total }),
    });
    for (const one of fits) one.rows = withIntervals(one, draws.get(one.specification.key)!, level);
  }

  const first = panel.snapshots[0]!;
  const last = panel.snapshots.at(-1)!;
  const provision = (row: PanelRow) => row.fte_per_10k;
  const [headline] = plan.needs;
  return {
    table1: table1(panel),
    table2: plan.table2 ? table2(panel, study, omissions) : null,
    characteristics: characteristics(panel),
    figure1: [...new Set([first, last])].flatMap((snapshot) => areaMeans(panel, snapshot, provision)),
    figure2:
      headline === undefined
        ? null
        : { need: headline, rows: areaMeans(panel, last, (row) => row.values[headline]) },
    figure3: figure3.flatMap(({ rows }) => rows).sort(byKey),
    tableS2: tableS2.flatMap(({ rows }) => rows).sort(byKey),
    joint: await joint(panel, figure3, study, omissions, { signal, onProgress }),
    alternatives: await alternatives(panel, figure3, draws, study, { signal, onProgress }),
    omissions,
  };
}
