import { type CoefficientRow, figure3, joint, type SlopeRow, slopes } from '@inverse-care/core/tables';
import {
  isPublishedRole,
  longDate,
  type NeedId,
  paperLabel,
  publishedConfirmedFrom,
  publishedHeadline,
} from '@inverse-care/domain';
import { type CoefficientSeries, coefficientPlot, narrowWidth } from '@inverse-care/figures';
import type { PlainAssociation } from '../language/association.js';
import { associationTitle } from '../language/association-words.js';
import { carriedOver } from '../language/carried-over.js';
import { allowing, sharedBy } from '../language/dependence-words.js';
import { bare } from '../language/marks.js';
import { count, decimal, interval } from '../language/numbers.js';
import { capital, levelOf, staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, marked, sourceOf } from './drawn-figure.js';

const columns = [
  'snapshot',
  'paper_label',
  'series',
  'estimate',
  'conf_low',
  'conf_high',
  'paper_low',
  'paper_high',
  'boot_low',
  'boot_high',
  'band_low',
  'band_high',
] as const;

const bandsOf = ({ tables }: ReportInput, need: NeedId) =>
  tables.rows(joint).filter((row) => row.need === need);

const per = (value: number | null | undefined, perUnit: number) =>
  value === null || value === undefined ? null : value / perUnit;

/** The need coefficients for the difference in need that effects are told for. */
const points = (input: ReportInput, need: NeedId, perUnit: number) => {
  const term: CoefficientRow['term'] = 'need';
  const bands = bandsOf(input, need);
  const own = input.tables.rows(slopes).filter((row) => row.term === term && row.need === need);
  const shared = sharedBy(input.study) !== null;
  return input.tables
    .rows(figure3)
    .filter((row) => row.term === term && row.need === need)
    .map((row) => ({ row, band: bands.find(({ snapshot }) => snapshot === row.snapshot) }))
    .map((one) => ({ ...one, slope: own.find(({ snapshot }) => snapshot === one.row.snapshot) }))
    .map(({ row, band, slope }) => ({
      snapshot: row.snapshot,
      label: paperLabel(row.snapshot),
      estimate: row.estimate / perUnit,
      low: per(slope?.conf_low, perUnit) ?? Number.NaN,
      high: per(slope?.conf_high, perUnit) ?? Number.NaN,
      other_low: shared ? row.conf_low / perUnit : null,
      other_high: shared ? row.conf_high / perUnit : null,
      boot_low: per(row.boot_low, perUnit),
      boot_high: per(row.boot_high, perUnit),
      band_low: per(band?.band_low, perUnit),
      band_high: per(band?.band_high, perUnit),
    }));
};

/** The paper prints one coefficient of its Figure 3 as a number; it stands beside ours where the study compares. */
function publishedSeries(input: ReportInput, need: NeedId, perUnit: number): CoefficientSeries[] {
  const { snapshot } = publishedHeadline;
  const [estimate, conf_low, conf_high] = [
    publishedHeadline.estimate / perUnit,
    publishedHeadline.conf_low / perUnit,
    publishedHeadline.conf_high / perUnit,
  ];
  const here = input.tables.rows(figure3).some((row) => row.need === need && row.snapshot === snapshot);
  if (input.study.compare_with === undefined || need !== 'need_published' || !here) return [];
  return [
    {
      key: 'published',
      label: 'Need, as the paper prints it',
      points: [
        {
          snapshot,
          label: paperLabel(snapshot),
          estimate,
          ...(sharedBy(input.study) === null
            ? { low: conf_low, high: conf_high }
            : { low: Number.NaN, high: Number.NaN, other_low: conf_low, other_high: conf_high }),
        },
      ],
    },
  ];
}

function noteOf(series: readonly CoefficientSeries[], input: ReportInput): string {
  const snapshots = series.flatMap((one) => one.points.map(({ snapshot }) => snapshot));
  const carried = carriedOver(input);
  const shaded = snapshots.some((snapshot) => snapshot < publishedConfirmedFrom);
  return [
    ...(series.some((one) => one.points.some(({ label }) => label !== ''))
      ? [
          'Quarters are the paper’s; which date each stands for was found by comparing its Table 1 with the published files, not stated by the publisher.',
        ]
      : []),
    ...(shaded && isPublishedRole(input.study.role)
      ? [
          `The paper says that NHS England has confirmed the numbers only from its ${paperLabel(publishedConfirmedFrom)}, here ${longDate(publishedConfirmedFrom)}; earlier ones are shaded.`,
        ]
      : []),
    ...(carried === null ? [] : [carried]),
  ].join(' ');
}

/** The coefficients of one need over the snapshots; the first need's is Figure 3, or Figure 3.1 where there are several. */
export function coefficientFigure(
  input: ReportInput,
  association: PlainAssociation,
  index: number,
  several: boolean,
): DrawnFigure {
  const { need, name, rows, last, perUnit, more } = association;
  const id = index === 0 ? 'figure3' : `figure3-${need}`;
  const level = levelOf(input.study);
  const first = rows[0]!;
  const said = (row: SlopeRow) =>
    `${decimal(row.estimate / perUnit, 3)} (${interval(per(row.conf_low, perUnit), per(row.conf_high, perUnit), 3)}) at ${longDate(row.snapshot)}`;
  const lowest = rows.reduce((a, b) => (b.estimate < a.estimate ? b : a));
  const highest = rows.reduce((a, b) => (b.estimate > a.estimate ? b : a));
  const bands = bandsOf(input, need);
  const apart = bands.filter(({ band_low, band_high }) => band_low > 0 || band_high < 0).length;
  const published = publishedSeries(input, need, perUnit);
  const series: CoefficientSeries[] = [
    { key: 'need', label: capital(name), points: points(input, need, perUnit) },
    ...published,
  ];
  const alt = [
    `Need is measured as ${name}. Difference for ${more}: ${first === last ? said(last) : `${said(first)}, ${said(last)}`}.`,
    ...(rows.length > 2 ? [`Lowest: ${said(lowest)}. Highest: ${said(highest)}.`] : []),
    ...(sharedBy(input.study) === null
      ? []
      : [
          `Intervals allow for ${sharedBy(input.study)} to be alike; the paper’s, which do not, stand beside.`,
        ]),
    `Its interval lies below zero at ${count(association.below)} and above zero at ${count(association.above)} of ${count(rows.length)} snapshots.`,
    ...(bands.length > 0
      ? [`The band for all snapshots at once leaves out zero at ${count(apart)} of ${count(bands.length)}.`]
      : []),
    ...(published.length > 0
      ? [
          `The paper’s coefficient comes to ${decimal(publishedHeadline.estimate / perUnit, 3)} (${interval(publishedHeadline.conf_low / perUnit, publishedHeadline.conf_high / perUnit, 3)}) at ${longDate(publishedHeadline.snapshot)}.`,
        ]
      : []),
  ].join(' ');
  const title = associationTitle(association, input.study, input.kind);
  const subtitle = `Difference in FTE per 10,000 patients for ${more}, with ${level} intervals${bands.length > 0 ? ' and bands' : ''}`;
  const draw = (drawn: string, width?: number) =>
    coefficientPlot(
      bare({
        text: {
          id: drawn,
          title,
          subtitle,
          source: sourceOf(input, need),
          description: alt,
          synthetic: input.data.synthetic,
        },
        series,
        yLabel: 'FTE per 10,000 patients',
        ...(isPublishedRole(input.study.role) ? { confirmedFrom: publishedConfirmedFrom } : {}),
        level: input.study.inference.level,
        intervals: {
          own: `${level} interval${allowing(input.study)}`,
          other: `the paper’s ${level} interval, PCNs taken as independent`,
        },
        note: noteOf(series, input),
        ...(width === undefined ? {} : { width }),
      }),
    );
  return {
    id,
    number: several ? `Figure 3.${index + 1}` : 'Figure 3',
    fileName: `${id}.svg`,
    title,
    subtitle,
    source: sourceOf(input, need),
    caption: marked(
      `Difference in FTE ${staffOf(input.study)} per 10,000 patients for ${more}, by snapshot. ${sharedBy(input.study) === null ? '' : `Thick: ${level} intervals that allow for ${sharedBy(input.study)} to be alike, from which this report concludes. Thin: the paper’s intervals, PCNs taken as independent; so too the bootstrap’s. `}The numbers, and the constant, are in Table S1; per unit of need in results/slopes.csv and results/figure3.csv.`,
      input,
    ),
    alt: marked(`Coefficient plot. ${alt}`, input),
    ...cellsOf(
      columns,
      series.flatMap(({ key, points: all }) =>
        all.map((point) => ({
          snapshot: point.snapshot,
          paper_label: point.label,
          series: key,
          estimate: point.estimate,
          conf_low: Number.isFinite(point.low) ? point.low : null,
          conf_high: Number.isFinite(point.high) ? point.high : null,
          paper_low: point.other_low ?? null,
          paper_high: point.other_high ?? null,
          boot_low: point.boot_low ?? null,
          boot_high: point.boot_high ?? null,
          band_low: point.band_low ?? null,
          band_high: point.band_high ?? null,
        })),
      ),
    ),
    svg: draw(id),
    narrow: draw(`${id}-narrow`, narrowWidth),
  };
}
