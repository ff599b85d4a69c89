import {
  distribution,
  fittedLines,
  type ProvisionDistributionRow,
  type ReportingRow,
  reporting,
} from '@inverse-care/core/tables';
import { longDate, type Study, variableOf } from '@inverse-care/domain';
import {
  apartFrom,
  describeDistribution,
  describeRankedDots,
  describeScatter,
  distributionPlot,
  nobodyReported,
  type RankedRow,
  rankedDots,
  rankRows,
  scatterPlot,
} from '@inverse-care/figures';
import type { Association } from '../language/association.js';
import { associationTitle } from '../language/association-words.js';
import { bare } from '../language/marks.js';
import { allTogether } from '../language/model-place-words.js';
import { count, decimal, percent } from '../language/numbers.js';
import { capital, countedPcns, dated, levelOf, staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, needFormat, needHeading } from './drawn-figure.js';
import { figureOf } from './figure-of.js';
import { silentShare } from './map-figures.js';

const twoDecimals = (value: number) => decimal(value, 2);

/** Who has none at the last snapshot, and who had at the first. */
function distributionTitle(rows: readonly ProvisionDistributionRow[], study: Study): string {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  if (last.counted === 0) return `No PCN reported staff at ${longDate(last.snapshot)}`;
  const at = longDate(last.snapshot);
  const before = (words: (row: ProvisionDistributionRow) => string) =>
    first === last || first.counted === 0 ? '' : `; at ${longDate(first.snapshot)} it was ${words(first)}`;
  if (study.absent === 'missing') {
    const without = ({ without: none, counted }: ProvisionDistributionRow) => percent(none / counted);
    return `${without(last)} of ${countedPcns(study)} have no ${staffOf(study)} on record at ${at}${before(without)}`;
  }
  const share = (part: (row: ProvisionDistributionRow) => number) => (row: ProvisionDistributionRow) =>
    percent(part(row) / row.pcns);
  const none = share(({ reported_none }) => reported_none);
  const silent = share(({ not_reported }) => not_reported);
  return `${none(last)} of PCNs reported no ${staffOf(study)} at ${at} and ${silent(last)} did not report${before((row) => `${none(row)} and ${silent(row)}`)}`;
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
      (text, width) => distributionPlot(bare({ ...words, text, ...(width === undefined ? {} : { width }) })),
    ),
  ];
}

const shortIcb = (name: string) => name.replace(/^NHS /, '').replace(/ Integrated Care Board$/, '');

/** A row of the ranking: the value among PCNs that reported, and what is not known of it. */
function rankedIcb(row: ReportingRow): RankedRow {
  const { bound_low, bound_high, not_reported, pcns } = row;
  return {
    code: row.code,
    name: shortIcb(row.name),
    value: row.value,
    low: row.conf_low,
    high: row.conf_high,
    aside: not_reported === 0 ? 'none' : percent(silentShare(row)),
    ...(bound_low === null || bound_high === null || not_reported === 0
      ? {}
      : { bounds: { low: bound_low, high: bound_high } }),
    ...(pcns > 0 && not_reported === pcns ? { absence: nobodyReported } : {}),
  };
}

/** Provision of the ICBs at the last snapshot among PCNs that reported, ranked, with intervals and bounds. */
export function icbFigure(input: ReportInput): DrawnFigure[] {
  const { study, tables } = input;
  const snapshot = input.data.panel.snapshots.at(-1);
  const all = tables.rows(reporting).filter((row) => row.snapshot === snapshot && row.level !== 'sub_icb');
  const england = all.find(({ level }) => level === 'england');
  if (snapshot === undefined || england === undefined || england.value === null) return [];
  const staff = staffOf(study);
  const rows = all.filter(({ level, pcns }) => level === 'icb' && pcns > 0).map(rankedIcb);
  const reference = { label: capital(allTogether(input.study)), value: england.value };
  const most = england.range_high;
  const range = most === null ? '' : `from ${twoDecimals(england.range_low ?? 0)} to ${twoDecimals(most)}`;
  const words = {
    rows,
    reference,
    xLabel: `FTE per 10,000 patients at ${longDate(snapshot)}, PCNs that reported`,
    format: twoDecimals,
    level: study.inference.level,
    asideHead: 'Did not report',
    ...(range === '' ? {} : { boundsWords: 'all PCNs, by what the silent may have' }),
    note: `Means over the PCNs that reported, weighted by registered patients; “did not report” is the share of patients whose PCNs have no row of any role. Intervals: jackknife, leaving out one PCN at a time, t with one degree of freedom less than PCNs; not adjusted for ${count(rows.length)} comparisons; an ICB with one PCN has none.${range === '' ? '' : ` Grey bars: the mean of all PCNs if those that did not report had ${range} each (${study.multiverse?.unreported_range === undefined ? 'the 95th percentile of those that did' : 'as the study states'}).`}`,
  };
  const ranked = rankRows(rows).filter(({ value }) => value !== null);
  const apart = rows.filter((row) => apartFrom(row, england.value!)).length;
  const [highest, lowest] = [ranked[0]!, ranked.at(-1)!];
  const from =
    ranked.length > 1
      ? `From ${twoDecimals(lowest.value!)} in ${lowest.name} to ${twoDecimals(highest.value!)} in ${highest.name}: `
      : '';
  return [
    figureOf(
      input,
      {
        id: 'icb-provision',
        title: `${from}among PCNs that reported, ${count(apart)} of ${count(ranked.length)} ICBs clearly differ from ${input.study.where === undefined ? 'England’s mean' : `the mean of ${allTogether(input.study)}`}`,
        subtitle: `FTE ${staff} per 10,000 registered patients of the PCNs that reported, by ICB at ${dated(snapshot)}, with ${levelOf(study)} intervals`,
        caption: `Provision of ${staff} by integrated care board at ${dated(snapshot)} among PCNs that reported, from the highest to the lowest, with the share that did not report. The numbers are in figures/icb-provision.csv${study.absent === 'zero' ? '; with PCNs that did not report counted as having none they are in results/icb_provision.csv' : ''}.`,
        description: describeRankedDots(words),
      },
      cellsOf(
        [
          'snapshot',
          'code',
          'name',
          'pcns',
          'not_reported',
          'patients',
          'patients_not_reported',
          'value',
          'conf_low',
          'conf_high',
          'bound_low',
          'bound_high',
          'range_low',
          'range_high',
        ],
        all,
      ),
      (text, width) => rankedDots(bare({ ...words, text, ...(width === undefined ? {} : { width }) })),
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
      (text, width) => scatterPlot(bare({ ...words, text, ...(width === undefined ? {} : { width }) })),
    ),
  ];
}
