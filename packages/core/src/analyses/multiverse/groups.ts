import type { Choices, Panel, PanelRow, Study } from '@inverse-care/domain';
import type { Clustering, ErrorType, SpecificationGroup } from '@inverse-care/stats';
import { covariatesOf } from './covariates.js';
import { columnOf, outcomeModels, outcomeValue } from './outcome.js';
import type { ReportingWeights } from './reporting-weights.js';

/** Specifications that differ by their standard errors alone: one estimate. */
export interface PlannedFit {
  /** With the errors of the first. */
  choices: Choices;
  errors: Choices['errors'][];
}

/** Specifications that share rows, weights and regressors. */
export interface PlannedGroup {
  rows: readonly PanelRow[];
  fits: PlannedFit[];
}

const byIcb = 1;
const errorTypes: Record<Choices['errors'], ErrorType> = {
  HC1: { type: 'HC1' },
  HC3: { type: 'HC3' },
  sub_icb: { type: 'CR1', clustering: 0 },
  icb: { type: 'CR1', clustering: byIcb },
  CR2: { type: 'CR2', clustering: byIcb },
};

/** Patients from which a PCN counts as large. */
const large = 20_000;

/** Fits by what decides their rows and regressors, in the order in which they come. */
export function bucketsOf(specifications: readonly Choices[]): PlannedFit[][] {
  const fits = new Map<string, PlannedFit>();
  for (const choices of specifications) {
    const { errors, ...rest } = choices;
    const key = Object.values(rest).join('/');
    const fit = fits.get(key);
    if (fit) fit.errors.push(errors);
    else fits.set(key, { choices, errors: [errors] });
  }
  const buckets = new Map<string, PlannedFit[]>();
  for (const fit of fits.values()) {
    const { snapshot, need, population, absent, weights, covariates, tails } = fit.choices;
    const key = [snapshot, need, population, absent, weights, covariates, tails === 'large'].join('/');
    const bucket = buckets.get(key);
    if (bucket) bucket.push(fit);
    else buckets.set(key, [fit]);
  }
  return [...buckets.values()];
}

/** A bucket's groups: most often one, more where an outcome is missing for some rows. */
export function groupsOf(
  bucket: readonly PlannedFit[],
  snapshotRows: readonly PanelRow[],
  study: Study,
  panel: Pick<Panel, 'local'>,
  reporting: ReportingWeights | undefined,
): PlannedGroup[] {
  const { need, absent, covariates, tails } = bucket[0]!.choices;
  const ids = [need, ...covariatesOf(covariates, need, study, panel)];
  const eligible = snapshotRows.filter(
    (row) =>
      (absent === 'zero' || row.reported) &&
      (tails !== 'large' || row.patients >= large) &&
      (absent !== 'weighted' || reporting!.weights.has(row.pcn_code)) &&
      ids.every((id) => (row.values[id] ?? null) !== null),
  );
  const groups: PlannedGroup[] = [];
  const withOutcome = new Map<Choices['outcome'], readonly PanelRow[]>();
  for (const fit of bucket) {
    const { outcome } = fit.choices;
    const rows = withOutcome.get(outcome) ?? eligible.filter((row) => outcomeValue(row, outcome) !== null);
    withOutcome.set(outcome, rows);
    const same = groups.find(
      (group) => group.rows.length === rows.length && group.rows.every((row, i) => row === rows[i]),
    );
    if (same) same.fits.push(fit);
    else groups.push({ rows, fits: [fit] });
  }
  return groups;
}

function renumber(ids: readonly string[]): Clustering {
  const numbers = new Map<string, number>();
  const codes = Int32Array.from(ids, (id) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  });
  return { codes, count: numbers.size };
}

/** The numbers of a group, without which draws are wanted. */
export function numbersOf(
  { rows, fits }: PlannedGroup,
  study: Study,
  panel: Pick<Panel, 'local'>,
  reporting: ReportingWeights | undefined,
  unitOf: (row: PanelRow) => number,
  draws: SpecificationGroup['draws'],
): SpecificationGroup {
  const { need, covariates, weights, absent } = fits[0]!.choices;
  const column = (of: (row: PanelRow) => number) => columnOf(rows, of);
  const outcomeOf = outcomeModels(rows);
  const ids = [...covariatesOf(covariates, need, study, panel), need];
  const weighted = weights === 'patients' || absent === 'weighted';
  const weightOf = (row: PanelRow) =>
    (weights === 'patients' ? row.patients / 10_000 : 1) *
    (absent === 'weighted' ? reporting!.weights.get(row.pcn_code)! : 1);
  return {
    columns: [column(() => 1), ...ids.map((id) => column((row) => row.values[id] as number))],
    ...(weighted && { weights: column(weightOf) }),
    outcomes: fits.map(({ choices, errors }) => ({
      ...outcomeOf(choices),
      errors: errors.map((name) => errorTypes[name]),
      draw: draws.replicates > 0,
    })),
    clusterings: [
      renumber(rows.map(({ sub_icb_code }) => sub_icb_code)),
      renumber(rows.map(({ icb_code }) => icb_code)),
    ],
    unitOfRow: Int32Array.from(rows, unitOf),
    level: study.inference.level,
    draws,
  };
}

/** Which raw standard error of a draw stands for which errors: rows, sub-ICB locations or ICBs. */
export function rawErrorOf(errors: Choices['errors']): number {
  const type = errorTypes[errors];
  return 'clustering' in type ? 1 + type.clustering : 0;
}
