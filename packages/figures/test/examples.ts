import { type AreaGeometry, longDate, paperLabel, quarterEnds, subIcbs } from '@inverse-care/domain';
import type {
  BoundsPlotOptions,
  CoefficientSeries,
  DistributionOptions,
  DistributionRow,
  FigureText,
  ForestPlotOptions,
  QuantilePlotOptions,
  RankedDotsOptions,
  RobustnessContourOptions,
  ScatterLine,
  ScatterOptions,
  ScatterPoint,
  SignGridOptions,
  SpecificationCurveOptions,
} from '../src/index.js';

export const text: FigureText = {
  id: 'figure-1',
  title: 'Link workers came everywhere, but not evenly',
  subtitle: 'Full-time equivalents per 10,000 registered patients by sub-ICB location',
  source: 'Source: NHS England.',
  description: 'Two maps of England.',
  synthetic: false,
};

/** A value for each sub-ICB location. */
export function valuesBy(value: (index: number) => number | null): Map<string, number | null> {
  return new Map(subIcbs.map(({ code }, index) => [code, value(index)]));
}

/** A small square about each label point, wound as asked. */
export function squares(clockwise: boolean): Map<string, AreaGeometry> {
  return new Map(
    subIcbs.map(({ code, longitude: x, latitude: y }) => {
      const ring = [
        [x - 0.02, y - 0.02],
        [x + 0.02, y - 0.02],
        [x + 0.02, y + 0.02],
        [x - 0.02, y + 0.02],
        [x - 0.02, y - 0.02],
      ];
      return [code, { type: 'Polygon', coordinates: [clockwise ? ring.reverse() : ring] }];
    }),
  );
}

/** A constant that rises and a need coefficient that falls below zero, over quarters to September 2023. */
export function twoSeries(quarters: number): CoefficientSeries[] {
  const snapshots = quarterEnds('2018-03-31', '2023-09-30').slice(-quarters);
  const series = (key: string, label: string, slope: number): CoefficientSeries => ({
    key,
    label,
    points: snapshots.map((snapshot, index) => {
      const estimate = (slope * (index + 1)) / quarters;
      return {
        snapshot,
        label: paperLabel(snapshot),
        estimate,
        low: estimate - 0.15,
        high: estimate + 0.15,
        boot_low: estimate - 0.14,
        boot_high: estimate + 0.16,
      };
    }),
  });
  return [
    series('constant', 'Link worker employment (constant)', 0.5),
    series('need', 'Need: no support, as published', -0.35),
  ];
}

/** A number from 0 to 1 that looks random and is always the same. */
export const wobble = (index: number) => (Math.imul(index + 1, 2654435761) >>> 0) / 4294967296;

/** PCNs whose provision falls with need, some of them at zero. */
export function pcns(count: number): ScatterPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const x = 0.1 + 0.2 * wobble(index);
    const kind = wobble(index + 7000);
    return {
      code: `U${String(10_000 + index)}`,
      name: `TOWNS AND VALLEYS PCN ${index}`,
      x,
      y: kind < 0.3 ? 0 : 1.2 - 2 * x + wobble(index + 900),
      reported: kind >= 0.1,
    };
  });
}

export const fitted: ScatterLine[] = [0.1, 0.2, 0.3].map((x) => ({
  x,
  fit: 0.8 - x,
  low: 0.7 - x - (x - 0.2) ** 2,
  high: 0.9 - x + (x - 0.2) ** 2,
}));

export const scatter: ScatterOptions = {
  text: { ...text, id: 'scatter' },
  points: pcns(60),
  line: fitted,
  xLabel: 'Need',
  yLabel: 'FTE per 10,000 patients',
  formatX: (value) => `${(100 * value).toFixed(1)}%`,
  formatY: (value) => value.toFixed(2),
  units: 'PCNs',
  level: 0.95,
  note: 'Invented numbers.',
};

/** Quarters with fewer PCNs without any, quarter by quarter. */
export function quarters(count: number): DistributionRow[] {
  return quarterEnds('2017-03-31', '2023-09-30')
    .slice(-count)
    .map((snapshot, index) => {
      const time = index / Math.max(1, count - 1);
      const notReported = Math.round(900 * (1 - time));
      const none = 150;
      return {
        snapshot,
        date: longDate(snapshot),
        label: paperLabel(snapshot),
        notReported,
        none,
        some: 1250 - notReported - none,
        counted: 1250,
        without: notReported + none,
        quantiles: [0.1, 0.2, 0.3 + 0.1 * time, 0.5 + 0.2 * time, 0.8 + 0.4 * time],
      };
    });
}

export const distribution: DistributionOptions = {
  text: { ...text, id: 'distribution' },
  rows: quarters(6),
  units: 'PCNs',
  xLabel: 'FTE per 10,000 patients, PCNs with some',
  format: (value) => value.toFixed(2),
};

/** ICBs: one with a value and no interval, one with neither. */
export const ranking: RankedDotsOptions = {
  text: { ...text, id: 'ranking' },
  rows: [
    { code: 'QAA', name: 'Hill and Dale', value: 0.3, low: 0.25, high: 0.35 },
    {
      code: 'QBB',
      name: 'Long Coast, Short River and the Isles of the Far Western Approaches',
      value: 0.55,
      low: 0.4,
      high: 0.7,
    },
    { code: 'QCC', name: 'One Network', value: 0.5, low: null, high: null },
    { code: 'QDD', name: 'Plain', value: 0.42, low: -0.1, high: 0.94 },
    { code: 'QEE', name: 'Silent Moor', value: null, low: null, high: null },
  ],
  reference: { label: 'England', value: 0.45 },
  xLabel: 'FTE per 10,000 patients',
  format: (value) => value.toFixed(2),
  level: 0.95,
  note: 'Invented numbers.',
};

/** Regions: one far out and uncertain, one without an estimate of its own. */
export const forest: ForestPlotOptions = {
  text: { ...text, id: 'forest' },
  rows: [
    {
      code: 'Y1',
      name: 'Hill and Dale',
      size: '188 PCNs',
      own: { estimate: 0.29, low: -0.06, high: 0.65 },
      shrunken: { estimate: 0.24, low: 0.05, high: 0.43 },
    },
    {
      code: 'Y2',
      name: 'Long Coast and the Isles of the Far Western Approaches',
      size: '137 PCNs',
      own: { estimate: -0.22, low: -0.91, high: 0.47 },
      shrunken: { estimate: -0.14, low: -0.41, high: 0.13 },
    },
    {
      code: 'Y3',
      name: 'Plain',
      size: '9 PCNs',
      own: null,
      shrunken: { estimate: -0.03, low: -0.2, high: 0.14 },
    },
  ],
  reference: { label: 'England', value: -0.04 },
  labels: { own: 'its own PCNs alone', shrunken: 'drawn to the mean of regions' },
  xLabel: 'FTE per 10,000 patients for 10 percentage points more need',
  format: (value) => value.toFixed(2).replace('-', '−'),
  level: 0.95,
  note: 'Invented numbers.',
};

const dimensions = [
  { label: 'Need', options: ['as published', 'predicted', 'long-term condition', 'Core20'] },
  { label: 'Non-reporting', options: ['zero', 'missing', 'weighted'] },
  { label: 'Errors', options: ['HC1', 'by ICB'] },
];

/** A curve of so many specifications, in which the measure of need moves the estimate. */
export function curve(count: number): SpecificationCurveOptions {
  return {
    text: { ...text, id: 'curve' },
    dimensions,
    points: Array.from({ length: count }, (_, index) => {
      const choices = dimensions.map(({ options }, at) => Math.floor(index / 2 ** at) % options.length);
      const estimate = 0.25 * choices[0]! - 0.5 + 0.3 * wobble(index);
      const half = 0.15 + 0.1 * choices[2]!;
      return {
        code: `s${index}`,
        label: `specification ${index}`,
        estimate,
        low: estimate - half,
        high: estimate + half,
        choices,
        published: index === 0,
      };
    }),
    yLabel: 'Need coefficient',
    format: signedTwo,
    level: 0.95,
    note: 'Invented numbers.',
  };
}

const signedTwo = (value: number) => value.toFixed(2).replace('-', '−');

/** Three needs at so many snapshots; the last need lacks the first snapshot. */
export function grid(count: number): SignGridOptions {
  const snapshots = quarterEnds('2017-03-31', '2023-09-30').slice(-count);
  const rows = [
    { code: 'need_published', label: 'No support, as published' },
    { code: 'ltc_share', label: 'Long-term condition' },
    { code: 'core20_share', label: 'Core20' },
  ];
  return {
    text: { ...text, id: 'grid' },
    rows,
    columns: snapshots.map((snapshot) => ({ snapshot, label: paperLabel(snapshot) })),
    cells: rows.flatMap(({ code }, row) =>
      snapshots.slice(row === 2 ? 1 : 0).map((snapshot, index) => {
        const estimate = (row - 1) * (0.1 + 0.05 * index) + 0.02;
        return { row: code, snapshot, estimate, low: estimate - 0.2, high: estimate + 0.2 };
      }),
    ),
    format: signedTwo,
    level: 0.95,
    note: 'Invented numbers.',
  };
}

/** Bounds that close as reporting grows. */
export const bounds: BoundsPlotOptions = {
  text: { ...text, id: 'bounds' },
  rows: quarters(6).map(({ snapshot, date, label, notReported }, index) => ({
    snapshot,
    date,
    label,
    estimate: -0.05 * index,
    bound_low: -0.05 * index - notReported / 500 - 0.02,
    bound_high: -0.05 * index + notReported / 500 + 0.02,
    conf_low: index === 0 ? null : -0.05 * index - notReported / 500 - 0.12,
    conf_high: index === 0 ? null : -0.05 * index + notReported / 500 + 0.12,
  })),
  xLabel: 'Need coefficient, FTE per 10,000 patients',
  format: signedTwo,
  level: 0.95,
  estimateLabel: 'non-reporting counted as none',
};

const shares = Array.from({ length: 31 }, (_, index) => index / 100);

/** What remains of an estimate of -0.35 with a standard error of 0.145 on 1,268 degrees of freedom. */
export const remaining = (x: number, y: number) =>
  -0.35 + 0.145 * Math.sqrt(1268) * Math.sqrt((y * x) / (1 - x));

export const contour: RobustnessContourOptions = {
  text: { ...text, id: 'contour' },
  x: shares,
  y: shares,
  values: shares.map((y) => shares.map((x) => remaining(x, y))),
  levels: [-0.2, 0, 0.2, 0.5, 1],
  critical: { value: 0, label: 'no effect' },
  unadjusted: -0.35,
  benchmarks: [
    {
      code: 'income_deprivation',
      label: 'Income deprivation',
      x: 0.04,
      y: 0.02,
      value: remaining(0.04, 0.02),
    },
    {
      code: 'income_deprivation_3',
      label: 'Income deprivation, three times',
      x: 0.13,
      y: 0.06,
      value: remaining(0.13, 0.06),
    },
    { code: 'rural', label: 'Rural', x: 0.05, y: 0.025, value: remaining(0.05, 0.025) },
  ],
  xLabel: 'Partial R² of the confounder with need',
  yLabel: 'Partial R² of the confounder with provision',
  format: signedTwo,
};

/** Slopes that fall with the quantile; the two lowest stay at none and have no band. */
export const quantileSlopes: QuantilePlotOptions = {
  text: { ...text, id: 'quantile-slopes' },
  points: [0.1, 0.25, 0.5, 0.75, 0.9].map((tau, index) => ({
    tau,
    estimate: index < 2 ? 0 : -0.5 * index,
    conf_low: index < 2 ? 0 : -0.5 * index - 0.9,
    conf_high: index < 2 ? 0 : -0.5 * index + 1.2,
    band_low: index < 2 ? null : -0.5 * index - 1.6,
    band_high: index < 2 ? null : -0.5 * index + 1.6,
  })),
  mean: -0.4,
  xLabel: 'Quantile of provision',
  yLabel: 'FTE per 10,000 patients',
  format: signedTwo,
  level: 0.95,
  note: 'Invented numbers.',
};
