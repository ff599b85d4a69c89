import { errorMethod, errorMethodInWords, type PanelRow } from '@inverse-care/domain';
import { leastSquares } from '@inverse-care/stats';
import type { Inferred } from '../../model/declared/coefficient.js';
import {
  type DeclaredDesign,
  type DeclaredRegression,
  declaredDesign,
  rowsOfRegression,
} from '../../model/declared/design.js';
import { type DeclaredFit, fitDesign } from '../../model/declared/fit.js';
import { slopeWithInfluence } from '../../model/declared/together/slope-influence.js';
import { unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns } from '../../model/rows.js';
import type { ModelInfluenceRow } from './influence-table.js';
import type { Fitting } from './tasks.js';

/** PCNs that are left out one by one: those that move the effect most. */
const pcnsLeftOut = 10;

/** What a leverage lacks to 1 where a coefficient is of one PCN alone, but for rounding. */
const alone = 1e-12;

type Level = ModelInfluenceRow['level'];

const codeOf: Readonly<Record<Level, (row: PanelRow) => string>> = {
  icb: ({ icb_code }) => icb_code,
  pcn: ({ pcn_code }) => pcn_code,
};

/** The effect of the model without a place, per unit of need. */
export interface WithoutPlace {
  level: Level;
  code: string;
  /** PCNs left out. */
  pcns: number;
  /** null where the data without it do not allow the model. */
  effect: Inferred | null;
  /** Why there is none; empty elsewhere. */
  refused: string;
}

/** What the declared model owes to single places. */
export interface ModelInfluence {
  /** Of all PCNs. */
  estimate: number;
  method: string;
  without: WithoutPlace[];
}

/** A wild bootstrap of every refit would cost more than all else: CR2 by its areas stands in for it. */
function refitted(regression: DeclaredRegression): DeclaredRegression {
  const method = errorMethod(regression.model.errors);
  return method.kind === 'wild'
    ? { ...regression, model: { ...regression.model, errors: { CR2: method.area } } }
    : regression;
}

/** Where the fit of all rows puts each of them: what refits of a pseudo-likelihood start from. */
function predictorOf(
  { rows, columns, offset }: DeclaredDesign,
  { coefficients }: DeclaredFit,
): ReadonlyMap<PanelRow, number> {
  const at = (i: number) =>
    columns.reduce((sum, column, j) => sum + coefficients[j]!.estimate * column[i]!, offset?.[i] ?? 0);
  return new Map(rows.map((row, i) => [row, at(i)]));
}

/**
 * What each PCN moves the effect by, largest first: by least squares exactly (Miller 1974), else to first order. A PCN
 * that a coefficient cannot be estimated without comes first.
 */
function pcnsByInfluence(design: DeclaredDesign, regression: DeclaredRegression): string[] {
  const size = changes(design, regression).map(Math.abs);
  return design.rows
    .map(({ pcn_code }, i) => ({ code: pcn_code, size: size[i]! }))
    .sort((a, b) => b.size - a.size || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
}

function changes(
  { y, columns, weights, rows }: DeclaredDesign,
  regression: DeclaredRegression,
): Float64Array {
  const { form } = regression.model;
  if (form !== 'level' && form !== 'log1p')
    return slopeWithInfluence(rows, regression, 'effect', fewestPcns)!.influence;
  const { pseudoinverse, residuals, leverage } = leastSquares({ y, columns, ...(weights && { weights }) });
  return pseudoinverse[1]!.map((weight, i) => {
    const left = 1 - leverage[i]!;
    return left < alone ? Number.POSITIVE_INFINITY : (weight * residuals[i]!) / left;
  });
}

/**
 * The declared model without each ICB, and without each of the PCNs that move it most, each refitted with the terms of
 * the model centred on the rows left: Belsley, Kuh and Welsch (1980), Regression Diagnostics, chapter 2. Refits of a
 * pseudo-likelihood start where the fit of all rows ended.
 *
 * @returns null where fewer rows are complete than a regression needs, or all data refuse the model.
 */
export function leaveOut({ rows: packed, regression: declared, study }: Fitting): ModelInfluence | null {
  const rows = rowsOfRegression(unpackRows(packed), declared);
  if (rows.length < fewestPcns) return null;
  const regression = refitted(declared);
  const { inference, seed } = study;
  const fitted = (design: DeclaredDesign) => fitDesign(design, regression, inference, seed);
  try {
    const design = declaredDesign(rows, regression);
    const fit = fitted(design);
    const { form } = regression.model;
    const predictor = form === 'poisson' || form === 'logit' ? predictorOf(design, fit) : null;
    const without = (level: Level, code: string): WithoutPlace => {
      const rest = rows.filter((row) => codeOf[level](row) !== code);
      const found = { level, code, pcns: rows.length - rest.length };
      if (rest.length < fewestPcns) return { ...found, effect: null, refused: 'Too few PCNs are left.' };
      try {
        const start =
          predictor === null ? {} : { start: Float64Array.from(rest, (row) => predictor.get(row)!) };
        const { effect } = fitted({ ...declaredDesign(rest, regression), ...start });
        return { ...found, effect, refused: '' };
      } catch (error) {
        return { ...found, effect: null, refused: refusalOf(error) };
      }
    };
    const icbs = [...new Set(rows.map(codeOf.icb))].sort();
    return {
      estimate: fit.effect.estimate,
      method: errorMethodInWords(errorMethod(regression.model.errors)),
      without: [
        ...(icbs.length < 2 ? [] : icbs.map((code) => without('icb', code))),
        ...pcnsByInfluence(design, regression)
          .slice(0, pcnsLeftOut)
          .map((code) => without('pcn', code)),
      ],
    };
  } catch (error) {
    refusalOf(error); // throws what is no refusal of the data
    return null;
  }
}
