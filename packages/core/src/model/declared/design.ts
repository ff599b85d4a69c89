import {
  type CovariateTerm,
  codeOfArea,
  measureTheSame,
  type NeedId,
  nameOfTerm,
  type Panel,
  type PanelRow,
  type Snapshot,
  type Study,
  type StudyModel,
  termsOf,
  theNeed,
  type VariableId,
  variableOfTerm,
} from '@inverse-care/domain';
import { weightedMean } from '@inverse-care/stats';
import { valueIn } from '../rows.js';
import { responseOf, variablesOfOutcome } from './response.js';

/** One regression of a declared model: its need and snapshot, and its terms with those of the need's construct left out. */
export interface DeclaredRegression {
  model: StudyModel;
  need: NeedId;
  snapshot: Snapshot;
  terms: readonly CovariateTerm[];
}

/** Response and columns of a declared model, one element a complete row. */
export interface DeclaredDesign {
  rows: readonly PanelRow[];
  y: Float64Array;
  /** The constant, need, the terms, then a column for each area but the first. */
  columns: Float64Array[];
  names: string[];
  /** Derivative of each column by need; null where there is none. */
  derivatives: (Float64Array | null)[];
  /** Logarithm of patients over 10,000, for Poisson. */
  offset?: Float64Array;
  weights?: Float64Array;
  /** Linear predictors that a pseudo-likelihood starts from; its own guess where left out. */
  start?: Float64Array;
}

/** The terms that stand beside a need: of Table 2's set those that do not measure the same. */
export const termsBeside = (
  { model, need }: { model: StudyModel; need: NeedId },
  study: Pick<Study, 'table2'>,
  panel: Pick<Panel, 'local'>,
): CovariateTerm[] =>
  termsOf(model.covariates, study)
    .filter(({ term, set }) => set === undefined || !measureTheSame(panel, variableOfTerm(term), need))
    .map(({ term }) => term);

/** Variables of the panel that a regression needs, each once. */
export function variablesOfRegression({ model, need, terms }: DeclaredRegression): VariableId[] {
  const { errors } = model;
  const second = typeof errors === 'object' && 'two_way' in errors ? [errors.two_way[1]] : [];
  const areas = ['sub_icb', 'icb', 'region'];
  return [
    ...new Set([
      need,
      ...variablesOfOutcome(model.outcome),
      ...terms.map(variableOfTerm).filter((id) => id !== theNeed),
      ...second.filter((id) => !areas.includes(id)),
    ]),
  ];
}

/** Rows that have an outcome and a value of every variable. */
export function rowsOfRegression(rows: readonly PanelRow[], regression: DeclaredRegression): PanelRow[] {
  const variables = variablesOfRegression(regression).filter(
    (id) => !variablesOfOutcome(regression.model.outcome).includes(id),
  );
  return rows.filter(
    (row) =>
      responseOf(row, regression.model.outcome) !== null &&
      variables.every((id) => valueIn(row, id) !== null),
  );
}

/**
 * The design of a declared model on complete rows. Squares and products are of deviations from the mean, weighted as the
 * regression is, so that the coefficient of need is the slope at the mean, and the average slope where it is by least
 * squares.
 */
export function declaredDesign(
  rows: readonly PanelRow[],
  { model, need, terms }: DeclaredRegression,
): DeclaredDesign {
  const column = (of: (row: PanelRow) => number) => Float64Array.from(rows, of);
  const weights = model.weights === 'patients' ? column(({ patients }) => patients / 10_000) : undefined;
  const values = (id: VariableId) => column((row) => valueIn(row, id === theNeed ? need : id)!);
  const centred = (id: VariableId) => {
    const own = values(id);
    const centre = weightedMean(own, weights ?? own.map(() => 1));
    return own.map((value) => value - centre);
  };
  const ones = column(() => 1);
  const needs = values(need);
  const design: DeclaredDesign = {
    rows,
    y: column((row) => responseOf(row, model.outcome)!),
    columns: [ones, needs],
    names: ['constant', 'need'],
    derivatives: [null, ones],
    ...(weights && { weights }),
    ...(model.form === 'poisson' && { offset: column(({ patients }) => Math.log(patients / 10_000)) }),
  };
  if (model.form === 'log1p') design.y = design.y.map(Math.log1p);
  const add = (name: string, values: Float64Array, derivative: Float64Array | null) => {
    design.names.push(name);
    design.columns.push(values);
    design.derivatives.push(derivative);
  };
  for (const term of terms) {
    const name = nameOfTerm(term);
    if (typeof term === 'string') add(name, values(term), null);
    else if ('square' in term) {
      const own = centred(term.square);
      const ofNeed = term.square === theNeed || term.square === need;
      add(
        name,
        own.map((value) => value * value),
        ofNeed ? own.map((value) => 2 * value) : null,
      );
    } else {
      const own = centred(term.with_need);
      const deviation = centred(need);
      add(
        name,
        own.map((value, i) => value * deviation[i]!),
        own,
      );
    }
  }
  const { fixed_effects: area } = model;
  if (area !== 'none') {
    const codes = rows.map((row) => codeOfArea(row, area));
    const [, ...others] = [...new Set(codes)].sort();
    for (const code of others)
      add(
        `${area} ${code}`,
        Float64Array.from(codes, (own) => (own === code ? 1 : 0)),
        null,
      );
  }
  return design;
}
