import { quantiles } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import { describeQuantiles, narrowWidth, quantilePlot } from '@inverse-care/figures';
import { bare } from '../language/marks.js';
import { decimal } from '../language/numbers.js';
import { headlineQuantiles } from '../language/quantile-words.js';
import { moreNeed, needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, marked, sourceOf } from './drawn-figure.js';

/** The headline need's slope by quantile of provision at the last snapshot; none where it was not asked. */
export function quantileFigure(input: ReportInput): DrawnFigure[] {
  const rows = headlineQuantiles(input);
  const [first] = rows;
  if (first === undefined) return [];
  const { need, snapshot } = first;
  const { words: more, perUnit } = moreNeed(need, input);
  const scaled = (value: number | null) => (value === null ? null : value / perUnit);
  const points = rows.map((row) => ({
    tau: row.tau,
    estimate: row.estimate / perUnit,
    conf_low: scaled(row.conf_low),
    conf_high: scaled(row.conf_high),
    band_low: scaled(row.band_low),
    band_high: scaled(row.band_high),
  }));
  const options = {
    points,
    mean: scaled(first.mean_slope),
    level: input.study.inference.level,
    format: (value: number) => decimal(value, 3),
    xLabel: 'Quantile of provision given need: 0.5 is the median, at 0.9 nine PCNs in ten have less',
    yLabel: 'FTE per 10,000 patients',
    note: 'Filled: the interval of that quantile alone leaves out zero. Without a band: so many PCNs have none that the line lies at none. Intervals and band: whole ICBs drawn.',
  };
  const title = 'Need and the quantiles of provision';
  const subtitle = `Difference in FTE per 10,000 patients for ${more}, ${longDate(snapshot)}`;
  const description = describeQuantiles({ ...options, yLabel: subtitle });
  const draw = (id: string, width?: number) =>
    quantilePlot(
      bare({
        text: {
          id,
          title,
          subtitle,
          source: sourceOf(input, need),
          description,
          synthetic: input.data.synthetic,
        },
        ...options,
        ...(width ? { width } : {}),
      }),
    );
  return [
    {
      id: 'quantiles',
      number: null,
      fileName: 'quantiles.svg',
      title,
      subtitle,
      source: sourceOf(input, need),
      caption: marked(
        `Coefficient by quantile of provision; need is ${needName(need, input.data.panel)}. All needs and snapshots are in results/${quantiles.file}.`,
        input,
      ),
      alt: marked(description, input),
      ...cellsOf(['tau', 'estimate', 'conf_low', 'conf_high', 'band_low', 'band_high'], points),
      svg: draw('quantiles'),
      narrow: draw('quantiles-narrow', narrowWidth),
    },
  ];
}
