import { longDate, variableOf } from '@inverse-care/domain';
import {
  areaOverTime,
  areaScatter,
  describeAreaOverTime,
  describeAreaScatter,
  type FigureText,
  narrowWidth,
} from '@inverse-care/figures';
import type { Icb } from '../areas/gather-icb.js';
import { besideEngland } from '../language/area-words.js';
import { directionOf } from '../language/association.js';
import { bare } from '../language/marks.js';
import { decimal } from '../language/numbers.js';
import { wholeOf } from '../language/whole.js';
import { capital, staffOf } from '../language/words.js';
import { marked, needFormat, needHeading, sourceOf } from './drawn-figure.js';

/** A drawing of an area with its words, half a page wide. */
export interface AreaFigure {
  id: string;
  number: null;
  title: string;
  caption: string;
  svg: string;
  /** The same for a telephone. */
  narrow: string;
}

const narrowText = (text: FigureText): FigureText => ({ ...text, id: `${text.id}-narrow` });

const twoDecimals = (value: number) => decimal(value, 2);

const slopes = {
  more: 'More where need is greater',
  less: 'Less where need is greater',
  none: 'No link with need is shown',
} as const;

/** Need and provision of an ICB’s PCNs before England’s; null where no measure of need is known of them. */
function icbScatter(icb: Icb): AreaFigure | null {
  const { input, short, snapshot, code, pcns } = icb;
  const [first] = icb.needs;
  if (first === undefined) return null;
  const { need, name, here, england } = first;
  const whole = wholeOf(input.study);
  const variable = variableOf(input.data.panel, need);
  const format = needFormat(variable.unit ?? 'share');
  const points = pcns.flatMap(({ row }) => {
    const x = row.values[need] ?? null;
    if (x === null) return [];
    const known = row.reported && row.fte_per_10k !== null;
    return [
      { code: row.pcn_code, name: row.pcn_name, x, y: known ? row.fte_per_10k! : 0, reported: row.reported },
    ];
  });
  if (points.length === 0) return null;
  const { constant, estimate, least, most } = england;
  const line =
    constant === null || estimate === null || least === null || most === null
      ? []
      : [least, most].map((x) => ({ x, fit: constant + estimate * x }));
  const options = {
    area: short,
    points,
    behind: input.data.panel.rows
      .filter((row) => row.snapshot === snapshot && row.icb_code !== code && row.reported)
      .flatMap(({ values, fte_per_10k: y }) => {
        const x = values[need] ?? null;
        return x === null || y === null ? [] : [{ x, y }];
      }),
    line,
    othersLabel: `other PCNs of ${whole.area}`,
    lineLabel: capital(`${whole.its} line`),
    xLabel: needHeading(variable),
    yLabel: 'FTE per 10,000 patients',
    formatX: format,
    formatTickX: (value: number) => format(value).replace(/\.0+(?=%?$)/, ''),
    formatY: twoDecimals,
    units: 'PCNs',
  };
  const staff = staffOf(input.study);
  const text = bare({
    id: 'pcns-on-need',
    title:
      here.estimate === null
        ? 'Its PCNs on need and provision'
        : slopes[directionOf(here.conf_low, here.conf_high)],
    subtitle: `FTE ${staff} and ${name}, ${longDate(snapshot)}`,
    source: sourceOf(input, need),
    description: describeAreaScatter(options),
    synthetic: input.data.synthetic,
  });
  return {
    id: text.id,
    number: null,
    title: text.title,
    caption: marked(`Its PCNs before all others of ${whole.area} that reported.`, input),
    svg: areaScatter({ ...options, text }),
    narrow: areaScatter({ ...options, text: narrowText(text), width: narrowWidth }),
  };
}

const levels = {
  above: (whole: string) => `More than ${whole} at the last date`,
  below: (whole: string) => `Less than ${whole} at the last date`,
  within: (whole: string) => `No difference from ${whole} is shown`,
} as const;

/** Half of the patients: what is hollow in the chart below it. */
const firmShare = 0.5;

/** Provision of an ICB over the snapshots beside England’s; null where there is one snapshot alone. */
function icbOverTime(icb: Icb): AreaFigure | null {
  const { input, short, history } = icb;
  if (history.length < 2) return null;
  const whole = wholeOf(input.study);
  const options = {
    area: short,
    otherLabel: capital(whole.name),
    points: history.map(({ here, england }) => ({
      snapshot: here.snapshot,
      value: here.value,
      low: here.conf_low,
      high: here.conf_high,
      firm: (here.share_reported ?? 0) >= firmShare,
      other: england.value,
    })),
    yLabel: 'FTE per 10,000 patients of PCNs that reported',
    format: twoDecimals,
    level: input.study.inference.level,
    hollow: 'under half of patients reported for',
  };
  const last = icb.isLast ? besideEngland(icb) : null;
  const text = bare({
    id: 'over-time',
    title: last === null ? 'Provision over time' : levels[last](whole.name),
    subtitle: `FTE ${staffOf(input.study)}, PCNs that reported`,
    source: sourceOf(input),
    description: describeAreaOverTime(options),
    synthetic: input.data.synthetic,
  });
  return {
    id: text.id,
    number: null,
    title: text.title,
    caption: marked(`Provision at each snapshot, and ${whole.its}.`, input),
    svg: areaOverTime({ ...options, text }),
    narrow: areaOverTime({ ...options, text: narrowText(text), width: narrowWidth }),
  };
}

/** The drawings of an ICB, as far as the run allows them. */
export const icbFigures = (icb: Icb): AreaFigure[] =>
  [icbOverTime(icb), icbScatter(icb)].filter((one) => one !== null);
