import {
  type MultiverseRow,
  multiverseRows,
  multiverseSigns,
  type NeedVerdict,
  needVerdicts,
} from '@inverse-care/core/tables';
import { type Dimension, dimensions, isPredicted, type NeedId } from '@inverse-care/domain';
import { describeSpecificationCurve, specificationCurve } from '@inverse-care/figures';
import { choiceLabel, optionName } from '../language/choice-words.js';
import { curveId } from '../language/curve-id.js';
import { count, decimal, percent } from '../language/numbers.js';
import { capital, levelOf, needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

const threeDecimals = (value: number) => decimal(value, 3);

/** A specification with an effect in standard deviations. */
type Fitted = MultiverseRow & { standardised: number };

/** What the specification is called that has this need and otherwise the study's own choices. */
function ownLabel({ study }: ReportInput, need: NeedId): string {
  if (study.compare_with === undefined) return 'the study’s own';
  return need === 'need_published' ? 'the paper’s own' : 'the paper’s own, with this need';
}

/** "Predicted lack of support: 98% of specifications find more provision where need is greater". */
function titleOf(verdict: NeedVerdict, name: string): string {
  const { specifications: all, positive, negative } = verdict;
  const more = positive >= negative;
  const share = more ? positive : negative;
  const found = `more provision where need is ${more ? 'greater' : 'less'}`;
  return share === all
    ? `${name}: every specification finds ${found}`
    : `${name}: ${percent(share / all)} of specifications find ${found}`;
}

/** The options of each choice that some specification with an effect has, in the order in which they were declared. */
function optionsOf({ tables }: ReportInput): Map<Dimension, string[]> {
  const scopes = tables.rows(multiverseSigns).map(({ scope }) => scope.split('='));
  return new Map(
    dimensions.map((one) => [
      one,
      scopes.flatMap(([choice, option]) => (choice === one && option !== undefined ? [option] : [])),
    ]),
  );
}

/** Rows as points of a curve, with the options that they take of the choices that are varied. */
function pointsOf(rows: readonly Fitted[], varied: readonly Dimension[], found: Map<Dimension, string[]>) {
  return rows.map((row) => {
    const scale = row.outcome_sd > 0 ? row.need_sd / row.outcome_sd : Number.NaN;
    return {
      code: row.specification,
      label: row.command,
      estimate: row.standardised,
      low: (row.conf_low ?? Number.NaN) * scale,
      high: (row.conf_high ?? Number.NaN) * scale,
      choices: varied.map((one) => found.get(one)!.indexOf(row[one])),
    };
  });
}

type Points = ReturnType<typeof pointsOf>;

/** The least and greatest of all bounds and estimates, which all curves have room for. */
function rangeOf(points: Points): [number, number] {
  let [least, greatest] = [0, 0];
  for (const { estimate, low, high } of points)
    for (const value of [estimate, low, high])
      if (Number.isFinite(value)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
  return [least, greatest];
}

/** What all curves of a run share. */
interface Curves {
  varied: readonly Dimension[];
  found: Map<Dimension, string[]>;
  range: readonly [number, number];
  several: boolean;
}

function curveFigure(
  input: ReportInput,
  verdict: NeedVerdict,
  all: Points,
  { varied, found, range, several }: Curves,
): DrawnFigure {
  const { panel } = input.data;
  const { need, own } = verdict;
  const name = needName(need, panel);
  const points = all.map((one) => ({ ...one, published: one.code === own?.row.specification }));
  const options = {
    dimensions: varied.map((one) => ({
      label: choiceLabel(one),
      options: found.get(one)!.map((option) => optionName(one, option, panel)),
    })),
    points,
    yLabel: `Effect in standard deviations of the outcome for one standard deviation of ${name}`,
    format: threeDecimals,
    level: input.study.inference.level,
    ownLabel: ownLabel(input, need),
    note: isPredicted(need) ? `${capital(name)} is computed by a published equation.` : '',
    range,
  };
  const cells = cellsOf(
    ['specification', 'effect', 'conf_low', 'conf_high', 'own'],
    points.map(({ code, estimate, low, high, published }) => ({
      specification: code,
      effect: estimate,
      conf_low: Number.isFinite(low) ? low : null,
      conf_high: Number.isFinite(high) ? high : null,
      own: published,
    })),
  );
  const words = {
    id: curveId(need),
    need,
    title: titleOf(verdict, capital(name)),
    subtitle: `${count(points.length)} specifications with ${name} as need, with ${levelOf(input.study)} intervals`,
    caption: `Specifications with ${name} in the order of their effects, and beneath them the options that make them.${several ? ' The axis is that of the other needs’ curves.' : ''} Each is in results/multiverse.csv with the command that runs it alone.`,
    description: describeSpecificationCurve(options),
  };
  return figureOf(input, words, cells, (text, width) =>
    specificationCurve({ text, ...options, ...(width ? { width } : {}) }),
  );
}

/** For each need, all its specifications by the size of their effect, with the options that make them. */
export function curveFigures(input: ReportInput): DrawnFigure[] {
  const { tables } = input;
  const rows = multiverseRows(tables);
  const fitted = rows.filter((row): row is Fitted => row.standardised !== null);
  if (fitted.length < 2) return [];
  const found = optionsOf(input);
  const varied = dimensions.filter((one) => one !== 'need' && found.get(one)!.length > 1);
  const verdicts = needVerdicts(tables, rows);
  const range = rangeOf(pointsOf(fitted, varied, found));
  return verdicts.map((verdict) => {
    const own = pointsOf(
      fitted.filter(({ need }) => need === verdict.need),
      varied,
      found,
    );
    return curveFigure(input, verdict, own, { varied, found, range, several: verdicts.length > 1 });
  });
}
