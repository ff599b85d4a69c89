import type { ModelPlaceTestRow } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import { describeForest, type ForestRow, forestPlot } from '@inverse-care/figures';
import { groupWords, lastPlaceTests, nameOfPlace, placesOf } from '../language/model-place-words.js';
import { count, decimal } from '../language/numbers.js';
import { incrementOf, levelOf, needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

const columns = [
  'snapshot',
  'need',
  'by',
  'place',
  'place_name',
  'n',
  'estimate',
  'conf_low',
  'conf_high',
  'shrunken',
  'shrunken_low',
  'shrunken_high',
] as const;

/** Places beyond which a plot is longer than a page: their numbers are in the table. */
const mostRows = 14;

function title({ p_value, by }: ModelPlaceTestRow): string {
  if (p_value === null) return `Slopes on need by ${groupWords(by)}; whether they differ could not be tested`;
  return p_value < 0.05
    ? `The slope on need differs by ${groupWords(by)}`
    : `Slopes on need are not shown to differ by ${groupWords(by)}`;
}

/** The forest plot of one grouping: each place by itself, and drawn to the others. */
function forest(test: ModelPlaceTestRow, input: ReportInput): DrawnFigure[] {
  const { bare, perUnit } = incrementOf(test.need as NeedId, input);
  const told = (value: number | null) => (value === null ? null : value / perUnit);
  const all = placesOf(input, test).map((row) => ({
    ...row,
    estimate: told(row.estimate),
    conf_low: told(row.conf_low),
    conf_high: told(row.conf_high),
    shrunken: told(row.shrunken),
    shrunken_low: told(row.shrunken_low),
    shrunken_high: told(row.shrunken_high),
  }));
  const rows = all.flatMap((row): ForestRow[] =>
    row.shrunken === null
      ? []
      : [
          {
            code: row.place,
            name: nameOfPlace(row, input),
            size: `${count(row.n)} PCNs`,
            own:
              row.estimate === null
                ? null
                : {
                    estimate: row.estimate,
                    low: row.conf_low ?? Number.NaN,
                    high: row.conf_high ?? Number.NaN,
                  },
            shrunken: { estimate: row.shrunken, low: row.shrunken_low!, high: row.shrunken_high! },
          },
        ],
  );
  if (rows.length < 2 || rows.length > mostRows) return [];
  const name = needName(test.need as NeedId, input.data.panel);
  const options = {
    rows,
    reference: test.common === null ? null : { label: 'An average place', value: test.common / perUnit },
    labels: { own: 'the place’s own', shrunken: 'drawn to the others' },
    xLabel: `${all[0]!.unit} for ${bare} more`,
    format: (value: number) => decimal(value, 2),
    level: input.study.inference.level,
    note: 'Arrow heads: the interval goes on beyond the axis. Intervals are of each place by itself; whether places differ is for the test of all together.',
  };
  const id = `places-${test.by}`;
  return [
    figureOf(
      input,
      {
        id,
        title: title(test),
        subtitle: `The study’s model by ${groupWords(test.by)} at ${longDate(test.snapshot)}: for ${bare} more ${name}, with ${levelOf(input.study)} intervals`,
        caption: `Slopes of the study’s model by ${groupWords(test.by)}: of each place, its other terms common to all (${test.method}), and as a mixed model predicts them, drawn to the others the more the less a place tells. The numbers are in results/model_places.csv, per unit of need.`,
        description: describeForest(options),
        need: test.need as NeedId,
      },
      cellsOf(columns, all),
      (text, width) => forestPlot({ text, ...options, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}

/** Slopes of the first need by each grouping of areas that the study asks for. */
export function placeFigures(input: ReportInput): DrawnFigure[] {
  const tests = lastPlaceTests(input);
  return tests.filter(({ need }) => need === tests[0]?.need).flatMap((test) => forest(test, input));
}
