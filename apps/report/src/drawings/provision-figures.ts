import {
  distribution,
  fittedLines,
  icbProvision,
  type ProvisionDistributionRow,
} from '@inverse-care/core/tables';
import { longDate, type NeedId, type Study, variableOf } from '@inverse-care/domain';
import {
  apartFrom,
  describeDistribution,
  describeRankedDots,
  describeScatter,
  distributionPlot,
  narrowWidth,
  rankedDots,
  rankRows,
  scatterPlot,
} from '@inverse-care/figures';
import type { Association } from '../language/association.js';
import { associationTitle } from '../language/association-words.js';
import { count, decimal, percent } from '../language/numbers.js';
import { countedPcns, dated, levelOf, staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, marked, needFormat, needHeading, sourceOf } from './drawn-figure.js';

const twoDecimals = (value: number) => decimal(value, 2);

/** What every figure of this file is made of: words, and a drawing for either width. */
function figureOf(
  input: ReportInput,
  words: { id: string; title: string; subtitle: string; caption: string; description: string; need?: NeedId },
  cells: Pick<DrawnFigure, 'columns' | 'rows'>,
  draw: (
    text: {
      id: string;
      title: string;
      subtitle: string;
      source: string;
      description: string;
      synthetic: boolean;
    },
    width?: number,
  ) => string,
): DrawnFigure {
  const { id, title, subtitle, caption, description } = words;
  const source = sourceOf(input, words.need);
  const text = { id, title, subtitle, source, description, synthetic: input.data.synthetic };
  return {
    id,
    number: null,
    fileName: `${id}.svg`,
    title,
    subtitle,
    source,
    caption: marked(caption, input),
    alt: marked(description, input),
    ...cells,
    svg: draw(text),
    narrow: draw({ ...text, id: `${id}-narrow` }, narrowWidth),
  };
}

/** Who has none at the last snapshot, and who had at the first. */
function distributionTitle(rows: readonly ProvisionDistributionRow[], study: Study): string {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  if (last.counted === 0) return `No PCN reported staff at ${longDate(last.snapshot)}`;
  const without = ({ without: none, counted }: ProvisionDistributionRow) => percent(none / counted);
  const then =
    first === last || first.counted === 0 ? '' : `; at ${longDate(first.snapshot)} it was ${without(first)}`;
  return `${without(last)} of ${countedPcns(study)} have no ${staffOf(study)} on record at ${longDate(last.snapshot)}${then}`;
}

/** Who has none at each snapshot, and how the others are spread. */
export function distributionFigure(input: ReportInput): DrawnFigure[] {
  const rows = input.tables.rows(distribution).filter(({ pcns }) => pcns > 0);
  if (rows.length === 0) return [];
  const staff = staffOf(input.study);
  const words = {
    rows: rows.map((row) => ({
      snapshot: row.snapshot,
      date: longDate(row.snapshot),
      label: row.label,
      notReported: row.not_reported,
      none: row.reported_none,
      some: row.some,
      counted: row.counted,
      without: row.without,
      quantiles: row.p05 === null ? null : ([row.p05, row.p25!, row.p50!, row.p75!, row.p95!] as const),
    })),
    units: 'PCNs',
    xLabel: `FTE per 10,000 patients, PCNs with some`,
    format: twoDecimals,
    note:
      input.study.absent === 'zero'
        ? 'PCNs that do not report have no row of any role in the publication; the analysis counts them as having none.'
        : 'PCNs that do not report have no row of any role in the publication; the analysis leaves them out.',
  };
  return [
    figureOf(
      input,
      {
        id: 'distribution',
        title: distributionTitle(rows, input.study),
        subtitle: 'PCNs without any, and FTE per 10,000 registered patients of the others, by snapshot',
        caption: `Provision of ${staff} over PCNs at each snapshot: the share without any, ${input.study.absent === 'zero' ? 'reported or not' : 'of those that reported'}, and the quantiles of the others. The numbers are in figures/distribution.csv.`,
        description: describeDistribution(words),
      },
      cellsOf(
        [
          'snapshot',
          'label',
          'pcns',
          'not_reported',
          'reported_none',
          'some',
          'counted',
          'without',
          'p05',
          'p25',
          'p50',
          'p75',
          'p95',
          'max',
        ],
        rows,
      ),
      (text, width) => distributionPlot({ ...words, text, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}

const shortIcb = (name: string) => name.replace(/^NHS /, '').replace(/ Integrated Care Board$/, '');

/** Provision of the ICBs at the last snapshot, ranked, with intervals. */
export function icbFigure(input: ReportInput): DrawnFigure[] {
  const { study, tables } = input;
  const all = tables.rows(icbProvision);
  const england = all.at(-1);
  if (england === undefined || england.value === null) return [];
  const { snapshot } = england;
  const staff = staffOf(study);
  const rows = all.slice(0, -1).map((row) => ({
    code: row.icb_code,
    name: shortIcb(row.icb_name),
    value: row.value,
    low: row.conf_low,
    high: row.conf_high,
  }));
  const reference = { label: 'England', value: england.value };
  const words = {
    rows,
    reference,
    xLabel: `FTE per 10,000 patients at ${longDate(snapshot)}`,
    format: twoDecimals,
    level: study.inference.level,
    note: `Means over PCNs weighted by registered patients. Intervals: jackknife, leaving out one PCN at a time, t with one degree of freedom less than PCNs; not adjusted for ${count(rows.length)} comparisons. An ICB with one PCN has none.`,
  };
  const ranked = rankRows(rows).filter(({ value }) => value !== null);
  const apart = rows.filter((row) => apartFrom(row, england.value!)).length;
  const [highest, lowest] = [ranked[0]!, ranked.at(-1)!];
  const range =
    ranked.length > 1
      ? `From ${twoDecimals(lowest.value!)} in ${lowest.name} to ${twoDecimals(highest.value!)} in ${highest.name}: `
      : '';
  return [
    figureOf(
      input,
      {
        id: 'icb-provision',
        title: `${range}${count(apart)} of ${count(ranked.length)} ICBs clearly differ from England’s mean`,
        subtitle: `FTE ${staff} per 10,000 registered patients by ICB at ${dated(snapshot)}, with ${levelOf(study)} intervals`,
        caption: `Provision of ${staff} by integrated care board at ${dated(snapshot)}, from the highest to the lowest. The numbers are in figures/icb-provision.csv.`,
        description: describeRankedDots(words),
      },
      cellsOf(
        [
          'snapshot',
          'icb_code',
          'icb_name',
          'pcns',
          'not_reported',
          'patients',
          'value',
          'std_error',
          'conf_low',
          'conf_high',
        ],
        all,
      ),
      (text, width) => rankedDots({ ...words, text, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}

/** Need and provision of the PCNs at an association's last snapshot, with the fitted line. */
export function scatterFigure(input: ReportInput, association: Association): DrawnFigure[] {
  const { study, data, tables } = input;
  const { snapshot } = association.last;
  const { need, name } = association;
  const variable = variableOf(data.panel, need);
  const format = needFormat(variable.unit ?? 'share');
  const points = data.panel.rows.flatMap((row) => {
    const x = row.values[need] ?? null;
    const { fte_per_10k: y } = row;
    return row.snapshot !== snapshot || x === null || y === null ? [] : [{ ...row, need: x, provision: y }];
  });
  if (points.length === 0) return [];
  const line = tables.rows(fittedLines).filter((row) => row.need === need && row.snapshot === snapshot);
  const staff = staffOf(study);
  const words = {
    points: points.map((point) => ({
      code: point.pcn_code,
      name: point.pcn_name,
      x: point.need,
      y: point.provision,
      reported: point.reported,
    })),
    line: line.map(({ value: x, fit, conf_low, conf_high }) => ({
      x,
      fit,
      low: conf_low,
      high: conf_high,
    })),
    xLabel: needHeading(variable),
    yLabel: 'FTE per 10,000 patients',
    formatX: format,
    formatTickX: (value: number) => format(value).replace(/\.0+(?=%?$)/, ''),
    formatY: twoDecimals,
    units: 'PCNs',
    level: study.inference.level,
    note: `The line is fitted by least squares through all ${count(points.length)} PCNs, those at zero included; its band holds for the mean at each need (${study.inference.covariance}).`,
  };
  return [
    figureOf(
      input,
      {
        id: 'scatter',
        title: `${associationTitle(association, study, input.kind)} (${longDate(snapshot)})`,
        subtitle: `FTE ${staff} per 10,000 registered patients and need (${name}), one dot a PCN`,
        caption: `Need and provision of PCNs at ${dated(snapshot)}; need is ${name}. The numbers are in figures/scatter.csv.`,
        description: describeScatter(words),
        need,
      },
      cellsOf(['pcn_code', 'pcn_name', 'sub_icb_code', 'icb_code', 'need', 'provision', 'reported'], points),
      (text, width) => scatterPlot({ ...words, text, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}
