import { expect, test } from 'vitest';
import { RandomStream, wildBootstrapInference } from '../src/index.js';
import { fillWildWeights } from '../src/resampling/wild-weights.js';
import { expectClose, readGolden, readRows, readTable } from './golden.js';

// Golden values by R 4.2 with sandwich: test-fixtures/golden/declared-model/wild-clusters.R makes every outcome anew for
// every null that it tries, fits it, and takes CR1 of it, by the weights that the streams here draw.

interface Case {
  area: 'icb' | 'region';
  estimate: number;
  std_error: number;
  p_value: number;
  p_other: number;
  intervals: { level: number; low: number; high: number }[];
}
const folder = 'golden/declared-model';
const { cases } = readGolden<{ cases: Case[] }>(`${folder}/wild-clusters.json`);
const cells = readTable(`${folder}/panel.csv`);
const numbers = (name: string) => Float64Array.from(cells[name]!, Number);
const [patients, fte, share65, rural] = ['patients', 'fte', 'share_65_plus', 'rural'].map(numbers) as [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];
const columns = [
  fte.map(() => 1),
  ...['ltc_share', 'income_deprivation', 'core20_share'].map(numbers),
  share65,
  rural,
  share65.map((share) => share * share),
  share65.map((share, i) => share * rural[i]!),
];
const y = fte.map((value, i) => (1e4 * value) / patients[i]!);
const [, ...drawn] = readRows(`${folder}/wild-weights.csv`);
const points = [-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)];
const ways = {
  icb: { distribution: 'rademacher', letters: (row: string[]) => row[0]!, '+': 1, '-': -1 },
  region: { distribution: 'webb', letters: (row: string[]) => row[1]!, ...points },
} as const;

test.each(['icb', 'region'] as const)(
  "the weights given to R are those of the bootstrap's stream, by %s",
  (area) => {
    const { distribution, letters, ...of } = ways[area];
    const stream = new RandomStream(7, `wild, ${area}`);
    const weights = new Float64Array(new Set(cells[area]).size);
    expect(drawn).toHaveLength(999);
    for (const [r, row] of drawn.entries()) {
      stream.moveTo(r);
      fillWildWeights(weights, distribution, stream);
      expect([...weights]).toStrictEqual([...letters(row)].map((letter) => of[letter as keyof typeof of]));
    }
  },
);

test.each(cases)(
  "six covariates, clusters by $area: p-values and intervals equal R's refits with the same weights",
  ({ area, estimate, std_error, p_value, p_other, intervals }) => {
    const infer = (level: number, nullValue = 0) =>
      wildBootstrapInference({
        y,
        columns,
        coefficient: 1,
        clusters: cells[area]!,
        distribution: ways[area].distribution,
        seed: 7,
        specification: `wild, ${area}`,
        replicates: 999,
        level,
        nullValue,
      });
    expect(intervals).toHaveLength(2);
    for (const { level, low, high } of intervals) {
      const { test: found, interval } = infer(level);
      expectClose([found.estimate, found.stdError, found.pValue], [estimate, std_error, p_value], 1e-9);
      expectClose([interval.low, interval.high], [low, high], 1e-9);
      expect(interval.enumerated).toBe(false);
    }
    expectClose([infer(0.95, 0.2).test.pValue], [p_other], 1e-9);
  },
);
