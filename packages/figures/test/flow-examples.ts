import type {
  CohortFlowOptions,
  FlowDiagramOptions,
  FunnelOptions,
  ProportionDotsOptions,
  ShareCurvesOptions,
} from '../src/index.js';
import { text } from './examples.js';

/** Two sources that meet, two that leave at once, a number worked out, and a line of two at the end. */
export const flow: FlowDiagramOptions = {
  text: { ...text, id: 'flow' },
  stages: [
    {
      boxes: [
        { code: 'databases', count: '200 records', label: 'from five databases' },
        { code: 'citations', count: '4 records', label: 'from the references of what had been found before' },
      ],
      exclusions: [{ code: 'duplicates', count: '54 records', label: 'found twice', derived: true }],
    },
    {
      boxes: [
        { code: 'screened', count: '150 records', label: 'screened', note: 'the text has 151 in one place' },
      ],
      exclusions: [
        { code: 'other-topic', count: '90 records', label: 'on another topic' },
        {
          code: 'other-language',
          count: '20 records',
          label: 'in a language that none of the reviewers reads',
        },
      ],
    },
    {
      boxes: [
        { code: 'trials', count: '10 papers', label: 'on trials' },
        { code: 'others', count: '30 papers', label: 'on other studies' },
      ],
    },
  ],
  note: 'Invented numbers.',
};

/** Shares of a survey: one in doubt, one whose base is a range. */
export const proportions: ProportionDotsOptions = {
  text: { ...text, id: 'shares' },
  rows: [
    {
      code: 'have',
      name: 'have one',
      among: 'of 120 that answered',
      value: '81%',
      share: 0.81,
      low: 0.73,
      high: 0.87,
      doubtful: false,
    },
    {
      code: 'met',
      name: 'have met theirs, in person or from far away',
      among: 'of 45 or 46 that have one',
      value: '20%',
      share: 0.2,
      low: 0.11,
      high: 0.34,
      doubtful: false,
    },
    {
      code: 'none',
      name: 'have none',
      among: 'of 120 that answered',
      value: '20%',
      share: 0.2,
      low: 0.14,
      high: 0.28,
      doubtful: true,
    },
  ],
  level: 0.95,
  doubtWords: 'in doubt',
  note: 'Invented numbers.',
};

/** Practices and PCNs of which some are left out, and two measures of need. */
export const cohort: CohortFlowOptions = {
  text,
  steps: [
    { code: 'files', lines: ['7,001 practices in the files'], out: null },
    { code: 'mapped', lines: ['6,900 practices in a PCN'], out: '101 practices belong to no PCN' },
    {
      code: 'open',
      lines: ['1,262 PCNs', '1,077 reported; 185 did not, and count as having none'],
      out: '14 PCNs that were not open on 16 November 2023, or had no practice that was surveyed, which are words of several lines',
    },
  ],
  branches: [
    { code: 'a', lines: ['Need a', '1,262 with a value, 1,262 in the regression'], out: null },
    {
      code: 'b',
      lines: ['Need b', '1,200 with a value, 1,200 in the regression'],
      out: '62 without a value',
    },
    { code: 'c', lines: ['Need c', '0 with a value, no regression'], out: '1,262 without a value' },
  ],
};

/** Units of which one is above its limits, one below with nothing, and the smallest have limits far beyond the plot. */
export const funnel: FunnelOptions = {
  text: { ...text, id: 'funnel' },
  points: Array.from({ length: 24 }, (_, index) => {
    const expected = 0.5 + index * 0.75;
    const half = 2.4 / Math.sqrt(expected);
    const ratio = index === 20 ? 3.6 : index === 23 ? 0 : 0.6 + 0.2 * ((index * 7) % 5);
    const limits = (width: number) => [Math.max(0, 1 - width) ** 2, (1 + width) ** 2] as const;
    return {
      code: `Q${index}`,
      name: `Area ${index}`,
      expected,
      ratio,
      inner: limits(half / 2),
      outer: limits(half),
      outside: index === 20 || index === 23,
    };
  }),
  units: 'areas',
  levels: ['95%', '99.8%'],
  xLabel: 'Expected FTE',
  yLabel: 'FTE over expected',
  format: (value) => value.toFixed(2),
  note: 'Invented numbers.',
};

/** A Lorenz curve far below the diagonal and a concentration curve above it. */
export const lorenz: ShareCurvesOptions = {
  text: { ...text, id: 'shares' },
  curves: [
    { code: 'lorenz', label: 'in the order of provision', power: 2.5 },
    { code: 'need', label: 'by need', power: 0.8 },
  ].map(({ power, ...curve }) => ({
    ...curve,
    points: Array.from({ length: 11 }, (_, index) => ({
      population: index / 10,
      amount: (index / 10) ** power,
    })),
  })),
  xLabel: 'Share of patients',
  yLabel: 'Share of FTE',
  format: (share) => `${Math.round(100 * share)}%`,
  note: 'Invented numbers.',
};
