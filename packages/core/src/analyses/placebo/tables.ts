import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  numberColumn,
  type RowOf,
} from '@inverse-care/domain';

/** The tests in the order in which they are told: those of the intervals, and of the wild bootstrap. */
export const placeboMethods = [
  'HC1',
  'HC3',
  'CR1 by sub-ICB',
  'CR2 by sub-ICB',
  'CR1 by ICB',
  'CR2 by ICB',
  'wild bootstrap, CR1 by ICB',
  'Conley',
] as const;

export const placeboSchemes = ['icb', 'region', 'shift'] as const;

/** How often each interval leaves out zero where need has nothing to do with provision. */
export const placebo = defineTable({
  file: 'placebo.csv',
  title: 'How often each test rejects by mistake',
  description:
    'Tests on placebos: need exchanged between places, so that it has nothing to do with provision. A test at 5% should reject in 5% of them.',
  key: ['scheme', 'method', 'need', 'snapshot'],
  columns: {
    scheme: choiceColumn(
      'Exchange',
      'how need changes places: between ICBs, between regions, or all of it shifted along a line through the map',
      placeboSchemes,
    ),
    method: choiceColumn(columns.method.title, 'whose test it is', placeboMethods),
    need: columns.need,
    snapshot: columns.snapshot,
    rejections: countColumn('Rejections', 'placebos in which the test found a slope', 'placebos'),
    placebos: countColumn('Placebos', 'for which the test is defined', 'placebos'),
    share: numberColumn('Share', 'rejections over placebos', 'share'),
    mcse: numberColumn('Error of the share', 'Monte Carlo standard error', 'share'),
  },
});

export type PlaceboRow = RowOf<typeof placebo>;
export type PlaceboScheme = PlaceboRow['scheme'];
export type PlaceboMethod = PlaceboRow['method'];

/** The same over needs and snapshots. */
export const placeboSummary = defineTable({
  file: 'placebo_summary.csv',
  title: 'What a test is on this map',
  description: 'How often each test rejects on placebos: mean, least and greatest over needs and snapshots.',
  key: ['scheme', 'method'],
  columns: {
    scheme: placebo.columns.scheme,
    method: placebo.columns.method,
    coefficients: countColumn('Coefficients', 'needs and snapshots', 'coefficients'),
    share_mean: numberColumn('Mean share', 'of rejections, over needs and snapshots', 'share'),
    share_min: numberColumn('Least share', 'over needs and snapshots', 'share'),
    share_max: numberColumn('Greatest share', 'over needs and snapshots', 'share'),
  },
});

export type PlaceboSummaryRow = RowOf<typeof placeboSummary>;
