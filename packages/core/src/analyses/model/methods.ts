import { errorMethod, errorMethodInWords, type ModelErrors, type Study } from '@inverse-care/domain';
import { clusterCount, clusterings } from '../../model/declared/clusters.js';
import type { Inferred } from '../../model/declared/coefficient.js';
import {
  type DeclaredDesign,
  type DeclaredRegression,
  declaredDesign,
  rowsOfRegression,
} from '../../model/declared/design.js';
import { fitDesign } from '../../model/declared/fit.js';
import { unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns } from '../../model/rows.js';
import type { Fitting } from './tasks.js';

/** Fewest clusters with which a method is asked: as for a study that declares it. */
const fewest = { HC: 0, CR1: 10, CR2: 5, wild: 6, two_way: 10 } as const;

const ofLeastSquares: readonly ModelErrors[] = ['HC1', 'HC3', 'sub_icb', 'icb', { CR2: 'sub_icb' }, 'CR2'];
const ofLikelihoods: readonly ModelErrors[] = ['HC1', 'sub_icb', 'icb'];

/** The covariances that a model could have declared in place of its own. */
function alternatives({ form, weights }: DeclaredRegression['model'], replicates: number): ModelErrors[] {
  if (form !== 'level' && form !== 'log1p') return [...ofLikelihoods];
  return [...ofLeastSquares, ...(weights === 'none' && replicates > 0 ? ([{ wild: 'icb' }] as const) : [])];
}

/** The effect of the model by one method. */
export interface ByMethod {
  method: string;
  clusters: number | null;
  effect: Inferred;
}

function byMethod(
  design: DeclaredDesign,
  regression: DeclaredRegression,
  errors: ModelErrors,
  { inference, seed }: Pick<Study, 'inference' | 'seed'>,
): ByMethod[] {
  const method = errorMethod(errors);
  const clusters = clusterCount(clusterings(design.rows, method));
  if (clusters !== null && clusters < fewest[method.kind]) return [];
  const { model } = regression;
  try {
    const { effect } = fitDesign(design, { ...regression, model: { ...model, errors } }, inference, seed);
    return [{ method: errorMethodInWords(method), clusters, effect }];
  } catch (error) {
    refusalOf(error); // throws what is no refusal of the data
    return [];
  }
}

/** The effect of the declared model by every covariance that its form has, its own among them. */
export function byMethods({ rows, regression, study }: Fitting): ByMethod[] {
  const complete = rowsOfRegression(unpackRows(rows), regression);
  if (complete.length < fewestPcns) return [];
  try {
    const { model } = regression;
    const design = declaredDesign(complete, regression);
    const own = errorMethodInWords(errorMethod(model.errors));
    const others = alternatives(model, study.inference.replicates).filter(
      (errors) => errorMethodInWords(errorMethod(errors)) !== own,
    );
    return [model.errors, ...others].flatMap((errors) => byMethod(design, regression, errors, study));
  } catch (error) {
    refusalOf(error); // throws what is no refusal of the data
    return [];
  }
}
