import { longDate } from '@inverse-care/domain';
import { describeForest, forestPlot, narrowWidth } from '@inverse-care/figures';
import { differing, forestTitle, levelRows, regionsOf } from '../language/levels-words.js';
import { bare } from '../language/marks.js';
import { allTogether } from '../language/model-place-words.js';
import { count, decimal } from '../language/numbers.js';
import { placeName } from '../language/place-names.js';
import { capital, dated, levelOf, moreNeed, needName, staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, marked, sourceOf } from './drawn-figure.js';

const columns = [
  'snapshot',
  'need',
  'region_code',
  'region_name',
  'n',
  'estimate',
  'conf_low',
  'conf_high',
  'shrunken',
  'shrunken_low',
  'shrunken_high',
] as const;

/** The slope of each region by the headline need, by itself and drawn to the mean of the regions. */
export function levelsFigure(input: ReportInput): DrawnFigure[] {
  const [headline] = levelRows(input);
  if (headline === undefined) return [];
  const { need, slopes } = headline;
  const regions = regionsOf(input, need);
  if (regions.length < 2) return [];
  const { snapshot } = regions[0]!;
  const { words, perUnit } = moreNeed(need, input);
  const { panel, synthetic } = input.data;
  const overall = slopes.all;
  const rows = regions.map((row) => ({
    code: row.region_code,
    name: placeName('region', row.region_code, panel),
    size: `${count(row.n)} PCNs`,
    own:
      row.estimate === null
        ? null
        : {
            estimate: row.estimate / perUnit,
            low: (row.conf_low ?? Number.NaN) / perUnit,
            high: (row.conf_high ?? Number.NaN) / perUnit,
          },
    shrunken: {
      estimate: row.shrunken / perUnit,
      low: row.shrunken_low / perUnit,
      high: row.shrunken_high / perUnit,
    },
  }));
  const options = {
    rows,
    reference:
      overall === undefined
        ? null
        : { label: capital(allTogether(input.study)), value: overall.estimate / perUnit },
    labels: { own: 'the region’s PCNs alone', shrunken: 'drawn to the mean of regions' },
    xLabel: `FTE per 10,000 patients for ${words}`,
    format: (value: number) => decimal(value, 3),
    level: input.study.inference.level,
    note: `${input.study.where === undefined ? 'England: all PCNs, one slope. ' : ''}Arrow heads: the interval goes on beyond the axis. Intervals are of each region by itself; whether regions differ is for the tests of all together.`,
  };
  const title = forestTitle[differing(headline)];
  const subtitle = `Difference in FTE ${staffOf(input.study)} per 10,000 patients with need (${needName(need, panel)}) by region at ${dated(snapshot)}, with ${levelOf(input.study)} intervals`;
  const description = describeForest(options);
  const draw = (id: string, width?: number) =>
    forestPlot(
      bare({
        text: { id, title, subtitle, source: sourceOf(input, need), description, synthetic },
        ...options,
        ...(width === undefined ? {} : { width }),
      }),
    );
  const id = 'region-slopes';
  return [
    {
      id,
      number: null,
      fileName: `${id}.svg`,
      title,
      subtitle,
      source: sourceOf(input, need),
      caption: marked(
        `The slope of provision on need by region at ${longDate(snapshot)}: of each region’s PCNs alone, and as a mixed model predicts it, drawn to the mean of the regions the more the less is known of it. The numbers are in results/region_slopes.csv.`,
        input,
      ),
      alt: marked(`Forest plot. ${description}`, input),
      ...cellsOf(
        columns,
        regions.map((row) => ({ ...row, region_name: placeName('region', row.region_code, panel) })),
      ),
      svg: draw(id),
      narrow: draw(`${id}-narrow`, narrowWidth),
    },
  ];
}
