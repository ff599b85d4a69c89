import { benchmarks, bounds, contour, unmeasured } from '@inverse-care/core/tables';
import {
  distinct,
  isPredictedFrom,
  longDate,
  type NeedId,
  paperLabel,
  variableOf,
} from '@inverse-care/domain';
import {
  boundsPlot,
  describeBounds,
  describeContour,
  describeSignGrid,
  narrowWidth,
  robustnessContour,
  signGrid,
} from '@inverse-care/figures';
import { associations } from '../language/association.js';
import { bare } from '../language/marks.js';
import { count, decimal } from '../language/numbers.js';
import { rangeName } from '../language/range-words.js';
import { controlsOf } from '../language/rows.js';
import { incrementsOf, moreNeed, needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { curveFigures } from './curve-figures.js';
import { cellsOf, type DrawnFigure, marked, sourceOf } from './drawn-figure.js';

const threeDecimals = (value: number) => decimal(value, 3);
const twoDecimals = (value: number) => decimal(value, 2);

type Words = { id: string; title: string; subtitle: string; caption: string; description: string };

const textOf = (input: ReportInput, { id, title, subtitle, description }: Words, need?: NeedId) => ({
  id,
  title,
  subtitle,
  source: sourceOf(input, need),
  description,
  synthetic: input.data.synthetic,
});

const drawn = (
  input: ReportInput,
  words: Words,
  cells: Pick<DrawnFigure, 'columns' | 'rows'>,
  drawings: Pick<DrawnFigure, 'svg' | 'narrow'>,
  need?: NeedId,
): DrawnFigure => ({
  id: words.id,
  number: null,
  fileName: `${words.id}.svg`,
  title: words.title,
  subtitle: words.subtitle,
  source: sourceOf(input, need),
  caption: marked(words.caption, input),
  alt: marked(words.description, input),
  ...cells,
  ...drawings,
});

/** Sign and significance of the study's own regressions by need and snapshot. */
export function signGridFigure(input: ReportInput): DrawnFigure[] {
  const { study, data } = input;
  const all = associations(input);
  if (all.length === 0) return [];
  const cells = all.flatMap(({ need, rows, perUnit }) =>
    rows.map((row) => ({
      row: need,
      snapshot: row.snapshot,
      estimate: row.estimate / perUnit,
      low: row.conf_low === null ? Number.NaN : row.conf_low / perUnit,
      high: row.conf_high === null ? Number.NaN : row.conf_high / perUnit,
    })),
  );
  const options = {
    rows: all.map(({ need }) => ({ code: need, label: variableOf(data.panel, need).label })),
    columns: study.snapshots.map((snapshot) => ({ snapshot, label: paperLabel(snapshot) })),
    cells,
    format: twoDecimals,
    level: study.inference.level,
  };
  const increments = incrementsOf(
    all.map(({ need }) => need),
    input,
  );
  const words = {
    id: 'sign-grid',
    title: 'Which way each measure of need points, snapshot by snapshot',
    subtitle: `Difference in FTE per 10,000 patients for ${increments} more need; the study’s own choices otherwise`,
    caption:
      'Coefficient of each need at each snapshot by sign and significance; the other choices are the study’s own. Significance allows for the study’s dependence between PCNs. The numbers are those of Table S1.',
    description: describeSignGrid(options),
  };
  const table = cellsOf(
    ['need', 'snapshot', 'estimate', 'conf_low', 'conf_high'],
    cells.map(({ row, snapshot, estimate, low, high }) => ({
      need: row,
      snapshot,
      estimate,
      conf_low: Number.isFinite(low) ? low : null,
      conf_high: Number.isFinite(high) ? high : null,
    })),
  );
  return [drawn(input, words, table, { svg: signGrid(bare({ text: textOf(input, words), ...options })) })];
}

/** Bounds over a range of provision not reported of the headline need's coefficient by snapshot. */
export function boundsFigure(input: ReportInput): DrawnFigure[] {
  const { study, data, tables } = input;
  const all = tables.rows(bounds);
  const need = study.needs.find((one) => all.some((row) => row.need === one));
  if (need === undefined) return [];
  const own = all.filter((row) => row.need === need);
  const { words: more, perUnit } = moreNeed(need, input);
  const settled = own.filter(({ bound_low, bound_high }) => bound_low > 0 || bound_high < 0).length;
  const rows = own.map((row) => ({
    snapshot: row.snapshot,
    date: longDate(row.snapshot),
    label: paperLabel(row.snapshot),
    estimate: row.estimate / perUnit,
    bound_low: row.bound_low / perUnit,
    bound_high: row.bound_high / perUnit,
    conf_low: row.conf_low / perUnit,
    conf_high: row.conf_high / perUnit,
  }));
  const options = {
    rows,
    xLabel: `Difference in FTE per 10,000 patients for ${more}`,
    format: threeDecimals,
    level: study.inference.level,
    estimateLabel: 'non-reporting counted as none',
    note: `Bounds: provision not reported ${rangeName(study)}. A PCN that did not report may have had no staff.`,
  };
  const words = {
    id: 'bounds',
    title:
      settled === 0
        ? 'Non-reporting in the stated range could turn the sign at every snapshot'
        : settled === own.length
          ? 'Non-reporting in the stated range cannot turn the sign at any snapshot'
          : `Non-reporting in the stated range cannot turn the sign at ${count(settled)} of ${count(own.length)} snapshots`,
    subtitle: `Coefficient of ${needName(need, data.panel)} if PCNs that did not report had any provision ${rangeName(study)}`,
    caption: `Bounds of the coefficient by snapshot, provision not reported ${rangeName(study)}; need is ${needName(need, data.panel)}. All needs are in results/bounds.csv.`,
    description: describeBounds(options),
  };
  const draw = (id: string, width?: number) =>
    boundsPlot(
      bare({ text: textOf(input, { ...words, id }, need), ...options, ...(width ? { width } : {}) }),
    );
  const cells = cellsOf(['snapshot', 'estimate', 'bound_low', 'bound_high', 'conf_low', 'conf_high'], rows);
  return [
    drawn(
      input,
      words,
      cells,
      { svg: draw(words.id), narrow: draw(`${words.id}-narrow`, narrowWidth) },
      need,
    ),
  ];
}

/** What an unmeasured variable of each strength would leave of the headline need's coefficient at the last snapshot. */
export function contourFigure(input: ReportInput): DrawnFigure[] {
  const { data, tables } = input;
  const surface = tables.rows(contour);
  const [first] = surface;
  if (first === undefined) return [];
  const { need, snapshot } = first;
  const here = (row: { need: NeedId; snapshot: string }) => row.need === need && row.snapshot === snapshot;
  const row = tables.rows(unmeasured).find(here)!;
  const { words: more, perUnit } = moreNeed(need, input);
  const once = tables.rows(benchmarks).filter((one) => here(one) && one.times === 1);
  const x = distinct(surface.map(({ r2_need }) => r2_need));
  const y = distinct(surface.map(({ r2_provision }) => r2_provision));
  const unadjusted = row.estimate / perUnit;
  const options = {
    x,
    y,
    values: y.map((_, i) =>
      surface.slice(i * x.length, (i + 1) * x.length).map(({ estimate }) => estimate / perUnit),
    ),
    levels: [0.75, 0.5, 0.25, -0.5, -1, -2].map((share) => share * unadjusted),
    critical: { value: 0, label: 'no effect left' },
    unadjusted,
    benchmarks: once.map(({ benchmark, r2_need, r2_provision, estimate }) => ({
      code: benchmark,
      label: variableOf(data.panel, benchmark).label,
      x: r2_need,
      y: r2_provision,
      value: estimate / perUnit,
    })),
    xLabel: 'Partial R² of the unmeasured with need',
    yLabel: 'Partial R² of the unmeasured with provision',
    format: threeDecimals,
    note: `Diamonds: something unmeasured as strong as this characteristic. Lines: the difference that would be left.${isPredictedFrom(need, controlsOf(row)) ? ' Predicted need is computed from these characteristics.' : ''}`,
  };
  const words = {
    id: 'contour',
    title: 'How strong something unmeasured would have to be',
    subtitle: `Difference in FTE per 10,000 patients for ${more}, ${longDate(snapshot)}, with controls`,
    caption: `What would be left of the coefficient, by the strength of something unmeasured (Cinelli and Hazlett); need is ${needName(need, data.panel)}. Benchmarks are in results/benchmarks.csv.`,
    description: describeContour(options),
  };
  const draw = (id: string, width?: number) =>
    robustnessContour(
      bare({
        text: textOf(input, { ...words, id }, need),
        ...options,
        ...(width ? { width } : {}),
      }),
    );
  const cells = cellsOf(
    ['benchmark', 'r2_need', 'r2_provision', 'estimate'],
    once.map(({ benchmark, r2_need, r2_provision, estimate }) => ({
      benchmark,
      r2_need,
      r2_provision,
      estimate: estimate / perUnit,
    })),
  );
  return [
    drawn(
      input,
      words,
      cells,
      { svg: draw(words.id), narrow: draw(`${words.id}-narrow`, narrowWidth) },
      need,
    ),
  ];
}

/** The figures of a sensitivity run; none where only the study was run. */
export function sensitivityFigures(input: ReportInput): DrawnFigure[] {
  if (input.kind !== 'sensitivity') return [];
  return [...curveFigures(input), ...signGridFigure(input), ...boundsFigure(input), ...contourFigure(input)];
}
