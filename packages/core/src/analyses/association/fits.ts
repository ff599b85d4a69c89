import { type Panel, type Study, variableOf } from '@inverse-care/domain';
import { RankDeficientError } from '@inverse-care/stats';
import { regress } from '../../model/regress.js';
import { type Design, designOf, type Specification } from '../../model/specification.js';
import type { Omission } from '../../study/plan.js';
import type { CoefficientRow } from './tables.js';

/** A specification with its complete rows and its coefficients: the constant, then need. */
export interface Fitted {
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

/**
 * Fits every specification.
 * @param what they are called where one is left out: "Figure 3".
 * @param omit told of those that cannot be fitted.
 */
export function fitAll(
  panel: Panel,
  specifications: readonly Specification[],
  study: Study,
  what: string,
  omit: (omission: Omission) => void,
): Fitted[] {
  const fitted: Fitted[] = [];
  for (const specification of specifications) {
    const outcome = fit(panel, specification, study);
    if (typeof outcome !== 'string') fitted.push(outcome);
    else {
      omit({
        what: `${what}, ${specification.snapshot}, "${variableOf(panel, specification.need).label}"`,
        why: `At this snapshot ${outcome}.`,
      });
    }
  }
  return fitted;
}
