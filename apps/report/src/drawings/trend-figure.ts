import type { TrendScale } from '@inverse-care/core/tables';
import { isPublishedRole, longDate, paperLabel, publishedConfirmedFrom } from '@inverse-care/domain';
import { type CoefficientSeries, coefficientPanels, narrowWidth } from '@inverse-care/figures';
import { bare } from '../language/marks.js';
import { bothScales, slopesOf } from '../language/trend-words.js';
import { capital, levelOf, needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, marked, sourceOf } from './drawn-figure.js';

const columns = ['snapshot', 'need', 'scale', 'estimate', 'conf_low', 'conf_high'] as const;

/** Needs of one figure: beyond four, intervals hide each other. */
const most = 4;

function seriesOf(input: ReportInput, scale: TrendScale): CoefficientSeries[] {
  return input.study.needs.flatMap((need): CoefficientSeries[] => {
    const { rows } = slopesOf(need, scale, input);
    if (rows.length < 2) return [];
    const points = rows.map((row) => ({
      snapshot: row.snapshot,
      label: paperLabel(row.snapshot),
      estimate: row.estimate,
      low: row.conf_low,
      high: row.conf_high,
    }));
    return [{ key: need, label: capital(needName(need, input.data.panel)), points }];
  });
}

/** Slopes for one standard deviation of need over time, in FTE and as a share of mean provision. */
export function trendFigure(input: ReportInput): DrawnFigure[] {
  const absolute = seriesOf(input, 'absolute').slice(0, most);
  const relative = seriesOf(input, 'relative').filter(({ key }) => absolute.some((one) => one.key === key));
  if (absolute.length === 0) return [];
  const words = {
    title: 'The same differences in FTE and as a share of mean provision',
    subtitle: `Difference in provision for one standard deviation more need, with ${levelOf(input.study)} intervals`,
    source: sourceOf(input),
    synthetic: input.data.synthetic,
  };
  const description = absolute
    .map(({ key, label }) => {
      const [a, r] = (['absolute', 'relative'] as const).map((scale) => slopesOf(key, scale, input).rows);
      const at = (snapshot: string) => {
        const row = a!.find((one) => one.snapshot === snapshot)!;
        return `${bothScales(
          row,
          r!.find((one) => one.snapshot === snapshot),
        )} at ${longDate(snapshot)}`;
      };
      return `${label}: ${at(a![0]!.snapshot)}; ${at(a!.at(-1)!.snapshot)}.`;
    })
    .join(' ');
  const panels = [
    { label: 'Absolute: FTE per 10,000 patients', series: absolute },
    { label: 'Relative: share of that snapshot’s mean provision', series: relative },
  ];
  const draw = (id: string, width?: number) =>
    coefficientPanels(
      bare({
        text: { id, ...words, description },
        panels,
        yLabel: 'For one standard deviation more need; each panel has its own scale',
        ...(isPublishedRole(input.study.role) ? { confirmedFrom: publishedConfirmedFrom } : {}),
        level: input.study.inference.level,
        ...(width === undefined ? {} : { width }),
      }),
    );
  return [
    {
      id: 'trends',
      number: null,
      fileName: 'trends.svg',
      title: words.title,
      subtitle: words.subtitle,
      source: words.source,
      caption: marked(
        'Slopes for one standard deviation of need by snapshot, above in FTE and below as a share of mean provision. The numbers are in results/trends.csv.',
        input,
      ),
      alt: marked(`Coefficient plot in two panels. ${description}`, input),
      ...cellsOf(
        columns,
        (['absolute', 'relative'] as const).flatMap((scale) =>
          (scale === 'absolute' ? absolute : relative).flatMap(({ key, points }) =>
            points.map(({ snapshot, estimate, low, high }) => ({
              snapshot,
              need: key,
              scale,
              estimate,
              conf_low: low,
              conf_high: high,
            })),
          ),
        ),
      ),
      svg: draw('trends'),
      narrow: draw('trends-narrow', narrowWidth),
    },
  ];
}
