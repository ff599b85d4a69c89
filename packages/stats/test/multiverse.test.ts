import { describe, expect, it } from 'vitest';
import {
  averageMarginalEffect,
  CurveDraws,
  coefficientTests,
  covariance,
  fitGroup,
  InvalidDataError,
  leastSquares,
  logit,
  modelCovariance,
  poisson,
  RandomStream,
  type SpecificationGroup,
  twoPart,
  twoPartMarginalEffect,
  varianceShares,
  zOfT,
} from '../src/index.js';

/** Invented observations in 12 clusters: need, a covariate, weights, and an outcome with many zeros. */
function sample(n = 160) {
  const stream = new RandomStream(7, 'multiverse test');
  const uniform = () => stream.nextUint32() / 2 ** 32;
  const x = Float64Array.from({ length: n }, uniform);
  const z = Float64Array.from(x, (value) => value / 2 + uniform());
  const y = Float64Array.from(x, (value) => (uniform() < 0.3 ? 0 : 1 + value + 2 * uniform()));
  return {
    y,
    columns: [new Float64Array(n).fill(1), z, x],
    weights: Float64Array.from(x, () => 0.5 + uniform()),
    exposure: Float64Array.from(x, () => Math.log(1 + 3 * uniform())),
    clusters: Int32Array.from(x, (_, i) => i % 12),
  };
}

function groupOf(
  data: ReturnType<typeof sample>,
  outcomes: SpecificationGroup['outcomes'],
  replicates = 0,
): SpecificationGroup {
  return {
    columns: data.columns,
    outcomes,
    clusterings: [{ codes: data.clusters, count: 12 }],
    unitOfRow: Int32Array.from(data.y, (_, i) => i),
    level: 0.95,
    draws: { seed: 1, stream: 'draws', units: data.y.length, replicates },
  };
}

const numbers = (group: SpecificationGroup) => {
  const [fit] = fitGroup(group);
  if (fit === undefined || 'reason' in fit) throw new Error(fit?.reason);
  return fit;
};

const everyError = [
  { type: 'HC1' },
  { type: 'HC3' },
  { type: 'CR1', clustering: 0 },
  { type: 'CR2', clustering: 0 },
] as const;

describe('fits of a multiverse', () => {
  it.each([false, true])(
    'are those of leastSquares and covariance, which agree with R, to 1e-10 (weights: %s)',
    (weighted) => {
      const data = sample();
      const weights = weighted ? { weights: data.weights } : {};
      const group = groupOf(data, [{ model: 'linear', y: data.y, errors: everyError, draw: false }]);
      const { estimate, tests } = numbers({ ...group, ...weights });
      const fit = leastSquares({ y: data.y, columns: data.columns, ...weights });
      expect(estimate).toBeCloseTo(fit.coefficients[2]!, 12);
      for (const [i, { type }] of everyError.entries()) {
        const clusters = type === 'CR1' || type === 'CR2' ? { clusters: data.clusters } : {};
        const theirs = coefficientTests(fit, covariance(fit, type, clusters))[2]!;
        const ours = tests[i]!;
        if ('reason' in ours) throw new Error(ours.reason);
        expect(Math.abs(ours.stdError / theirs.stdError - 1), type).toBeLessThan(1e-10);
        expect(Math.abs(ours.pValue - theirs.pValue), type).toBeLessThan(1e-10);
        expect(Math.abs(ours.confLow - theirs.confLow), type).toBeLessThan(1e-10);
      }
    },
  );

  it('are those of poisson, logit and twoPart with their average marginal effects, to 1e-9', () => {
    const data = sample();
    const errors = [{ type: 'HC1' }, { type: 'CR1', clustering: 0 }] as const;
    const any = data.y.map((value) => (value > 0 ? 1 : 0));
    const { columns } = data;
    const count = poisson({ y: data.y, columns, offset: data.exposure });
    const participation = logit({ y: any, columns });
    const parts = (covariance: 'HC1' | 'cluster') =>
      twoPart({
        y: data.y,
        columns,
        positive: 'linear',
        covariance,
        ...(covariance === 'cluster' && { clusters: data.clusters }),
      });
    const clusters = data.clusters;
    const expected = [
      [
        averageMarginalEffect(count, modelCovariance(count, 'HC1'), 2, { perExposure: true }),
        averageMarginalEffect(count, modelCovariance(count, 'cluster', clusters), 2, { perExposure: true }),
      ],
      [
        averageMarginalEffect(participation, modelCovariance(participation, 'HC1'), 2),
        averageMarginalEffect(participation, modelCovariance(participation, 'cluster', clusters), 2),
      ],
      [twoPartMarginalEffect(parts('HC1'), 2), twoPartMarginalEffect(parts('cluster'), 2)],
    ];
    const found = fitGroup(
      groupOf(data, [
        { model: 'poisson', y: data.y, offset: data.exposure, errors, draw: false },
        { model: 'logit', y: any, errors, draw: false },
        { model: 'two-part', y: data.y, errors, draw: false },
      ]),
    );
    for (const [m, fit] of found.entries()) {
      if ('reason' in fit) throw new Error(fit.reason);
      for (const [e, test] of fit.tests.entries()) {
        if ('reason' in test) throw new Error(test.reason);
        expect(Math.abs(fit.estimate / expected[m]![e]!.estimate - 1)).toBeLessThan(1e-9);
        expect(Math.abs(test.stdError / expected[m]![e]!.stdError - 1)).toBeLessThan(1e-9);
      }
    }
  });

  it('say why where the data do not allow them', () => {
    const data = sample();
    const separated = data.columns[2]!.map((value) => (value > 0.5 ? 1 : 0));
    const [perfect, flat] = fitGroup(
      groupOf(data, [
        { model: 'logit', y: separated, errors: [{ type: 'HC1' }], draw: true },
        { model: 'linear', y: data.y.map(() => 2), errors: [{ type: 'HC1' }], draw: true },
      ]),
    );
    expect(perfect).toMatchObject({ reason: expect.stringContaining('did not converge') });
    expect(flat).toMatchObject({ reason: expect.stringContaining('nothing to explain') });
    const dependent = { ...data, columns: [...data.columns, data.columns[1]!] };
    expect(
      fitGroup(groupOf(dependent, [{ model: 'linear', y: data.y, errors: [], draw: false }]))[0],
    ).toMatchObject({ reason: expect.stringContaining('linearly dependent') });
  });
});

describe('draws under the null', () => {
  it.each([false, true])(
    'are refits of the outcome less its own effect on the rows drawn (weights: %s)',
    (weighted) => {
      const data = sample(60);
      const weights = weighted ? { weights: data.weights } : {};
      const group = groupOf(data, [{ model: 'linear', y: data.y, errors: everyError, draw: true }], 5);
      const { estimate, draws } = numbers({ ...group, ...weights });
      const { values, width } = draws!;
      for (let replicate = 0; replicate < 5; replicate++) {
        const stream = new RandomStream(1, 'draws', replicate);
        const rows = Array.from({ length: 60 }, () => stream.nextIndex(60));
        const pick = (column: Float64Array) => Float64Array.from(rows, (i) => column[i]!);
        const x = pick(data.columns[2]!);
        const fit = leastSquares({
          y: pick(data.y).map((value, i) => value - estimate * x[i]!),
          columns: data.columns.map(pick),
          ...(weighted && { weights: pick(data.weights) }),
        });
        expect(values[replicate * width]).toBeCloseTo(fit.coefficients[2]!, 5);
        expect(values[replicate * width + 1]).toBeCloseTo(
          Math.sqrt(covariance(fit, 'HC0').values.at(-1)!),
          5,
        );
        const clusters = rows.map((i) => data.clusters[i]!);
        const clustered = covariance(fit, 'CR0', { clusters }).values.at(-1)!;
        expect(values[replicate * width + 2]).toBeCloseTo(Math.sqrt(clustered), 5);
      }
    },
  );

  it('of Poisson and two-part effects have about the standard error of the fit', () => {
    const data = sample(400);
    const found = fitGroup(
      groupOf(
        data,
        [
          { model: 'poisson', y: data.y, offset: data.exposure, errors: [{ type: 'HC1' }], draw: true },
          { model: 'two-part', y: data.y, errors: [{ type: 'HC1' }], draw: true },
        ],
        400,
      ),
    );
    for (const fit of found) {
      if ('reason' in fit || 'reason' in fit.tests[0]!) throw new Error('no fit');
      const { values, width } = fit.draws!;
      const effects = Array.from({ length: 400 }, (_, r) => values[r * width]!);
      const spread = Math.sqrt(effects.reduce((total, value) => total + value * value, 0) / 400);
      expect(spread / fit.tests[0]!.stdError).toBeGreaterThan(0.8);
      expect(spread / fit.tests[0]!.stdError).toBeLessThan(1.25);
    }
  });

  it('of an outcome do not depend on which others are drawn with it', () => {
    const data = sample();
    const one = { model: 'linear', y: data.y, errors: everyError, draw: true } as const;
    const other = { model: 'two-part', y: data.y, errors: [], draw: true } as const;
    const alone = numbers(groupOf(data, [one], 3));
    const together = numbers(groupOf(data, [one, other], 3));
    expect(together.draws!.values).toEqual(alone.draws!.values);
  });
});

describe('the three statistics of a specification curve', () => {
  it('are the median, the share significant in the dominant direction and the mean Z, with p-values by hand', () => {
    const curve = new CurveDraws(4);
    const draw = (...values: number[]) => Float32Array.from(values);
    curve.add(draw(1, -3, 0, 2), 1, [{ draws: draw(1, -3, 0, 2), critical: 1.96 }]);
    curve.add(draw(2, -3, 0, 4), 0.5, [{ draws: draw(2.5, -3, 0, 1), critical: 1.96 }]);
    const { median, significantShare, meanZ } = curve.infer([
      { effect: 1, z: [2], sign: [1] },
      { effect: 3, z: [1], sign: [0] },
    ]);
    // Medians of the draws: 1, -2.25, 0, 2. Shares: 1/2, 1, 0, 1/2. Mean Z: 1.75, -3, 0, 1.5.
    expect(median).toMatchObject({ value: 2, pValue: 3 / 5 });
    expect(significantShare).toMatchObject({ value: 0.5, pValue: 4 / 5 });
    expect(meanZ).toMatchObject({ value: 1.5, pValue: 4 / 5 });
    expect(() => curve.infer([])).toThrow(InvalidDataError);
  });

  it('turn t into the Z of the same p-value, to 0.01 for 8 degrees of freedom', () => {
    // R 4.2.2: qnorm(pt(2.5, 8)), qnorm(pt(-2.5, 40))
    expect(Math.abs(zOfT(2.5, 8) - 2.086404)).toBeLessThan(0.01);
    expect(Math.abs(zOfT(-2.5, 40) + 2.395)).toBeLessThan(0.001);
    expect(zOfT(1.5, Number.POSITIVE_INFINITY)).toBe(1.5);
  });
});

describe('the decomposition of spread', () => {
  const cross = (f: (a: number, b: number) => number) => {
    const cells = [0, 1, 2].flatMap((a) => [0, 1].map((b) => [a, b] as const));
    return {
      effects: Float64Array.from(cells, ([a, b]) => f(a, b)),
      choices: [
        { name: 'a', codes: Int32Array.from(cells, ([a]) => a), options: 3 },
        { name: 'b', codes: Int32Array.from(cells, ([, b]) => b), options: 2 },
      ],
    };
  };

  it('of a balanced grid is the analysis of variance by hand', () => {
    const { effects, choices } = cross((a, b) => a + 10 * b);
    const { additive, main, interactions } = varianceShares(effects, choices);
    // Sums of squares: 4 for a, 150 for b, nothing else.
    expect(additive).toBeCloseTo(1, 12);
    expect(main[0]!.share).toBeCloseTo(4 / 154, 12);
    expect(main[1]!.share).toBeCloseTo(150 / 154, 12);
    expect(interactions[0]!.gain).toBeCloseTo(0, 12);
  });

  it('finds what two choices do together alone', () => {
    const { effects, choices } = cross((a, b) => (a === 2 && b === 1 ? 1 : 0));
    const { additive, interactions } = varianceShares(effects, choices);
    // Total 5/6; a explains 1/3, b 1/6.
    expect(additive).toBeCloseTo(3 / 5, 12);
    expect(interactions[0]).toMatchObject({ names: ['a', 'b'] });
    expect(interactions[0]!.gain).toBeCloseTo(2 / 5, 12);
  });

  it('gives a choice that does not vary nothing, and refuses effects that do not vary', () => {
    const { effects, choices } = cross((a) => a);
    const still = { name: 'c', codes: new Int32Array(6), options: 1 };
    const { main } = varianceShares(effects, [...choices, still]);
    expect(main.map(({ share }) => share)).toEqual([expect.closeTo(1, 12), expect.closeTo(0, 12), 0]);
    expect(() => varianceShares(new Float64Array(6), choices)).toThrow(InvalidDataError);
  });
});
