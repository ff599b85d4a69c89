import { paperLabel } from '@inverse-care/domain';
import { type CoefficientSeries, coefficientPlot } from '@inverse-care/figures';
import { citedWords } from '../language/cells.js';
import {
  type DeclaredNeed,
  declaredNeeds,
  declaredTitle,
  isAdjusted,
  modelInWords,
} from '../language/model-words.js';
import { count, decimal, interval } from '../language/numbers.js';
import { levelOf, needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

const columns = ['snapshot', 'series', 'estimate', 'conf_low', 'conf_high'] as const;

/** The effect of need by the declared model, and by need alone on the same PCNs where the model has more. */
function seriesOf({ rows, last }: DeclaredNeed): CoefficientSeries[] {
  const points = (of: (row: DeclaredNeed['rows'][number]) => [number | null, number | null, number | null]) =>
    rows.flatMap((row) => {
      const [estimate, low, high] = of(row);
      if (estimate === null) return [];
      const { snapshot } = row;
      return [
        { snapshot, label: paperLabel(snapshot), estimate, low: low ?? Number.NaN, high: high ?? Number.NaN },
      ];
    });
  const own: CoefficientSeries = {
    key: 'model',
    label: 'Declared model',
    points: points((row) => [row.per_sd, row.per_sd_low, row.per_sd_high]),
  };
  if (!isAdjusted(last)) return [own];
  const alone = points((row) => [
    row.per_sd_unadjusted,
    row.per_sd_unadjusted_low,
    row.per_sd_unadjusted_high,
  ]);
  return [own, { key: 'unadjusted', label: 'Need alone', points: alone }];
}

/** The declared model over the snapshots: an adjusted Figure 3. */
export function modelFigure(input: ReportInput): DrawnFigure[] {
  const [first] = declaredNeeds(input);
  const words = modelInWords(input);
  if (first === undefined || words === null) return [];
  const { need, last, rows } = first;
  const series = seriesOf(first);
  const level = levelOf(input.study);
  const name = needName(need, input.data.panel);
  const said = ({ snapshot, per_sd, per_sd_low, per_sd_high }: typeof last) =>
    `${decimal(per_sd, 3)} (${interval(per_sd_low, per_sd_high, 3)}) at ${snapshot}`;
  const description = `${last.unit} for one standard deviation more ${name} by the declared model, at ${count(rows.length)} snapshots: ${rows.map(said).join('; ')}.`;
  return [
    figureOf(
      input,
      {
        id: 'model',
        title: declaredTitle(first, input),
        subtitle: `${last.unit} for ${last.told_for} more ${name}, with ${level} intervals (${last.method})`,
        caption: `The study’s declared model: ${words}. Effects are for ${citedWords(last, 'told_for')} of need, the same at every snapshot${series.length > 1 ? '; beside them those of need alone on the same PCNs' : ''}. The numbers are in results/model.csv.`,
        description,
        need,
      },
      cellsOf(
        columns,
        series.flatMap(({ key, points }) =>
          points.map(({ snapshot, estimate, low, high }) => ({
            snapshot,
            series: key,
            estimate,
            conf_low: Number.isFinite(low) ? low : null,
            conf_high: Number.isFinite(high) ? high : null,
          })),
        ),
      ),
      (text, width) =>
        coefficientPlot({
          text,
          series,
          yLabel: last.unit,
          level: input.study.inference.level,
          ...(width === undefined ? {} : { width }),
        }),
    ),
  ];
}
