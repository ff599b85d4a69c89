import { describe, expect, it } from 'vitest';
import { checkExceptions } from '../src/checks/exceptions.js';
import { evaluate } from '../src/checks/expression.js';
import { checkGrim } from '../src/checks/grim.js';
import { checkDebit, checkGrimmer } from '../src/checks/grimmer.js';
import { checkInterval } from '../src/checks/interval.js';
import { checkOrder } from '../src/checks/order.js';
import { checkQuarter, financialQuarter } from '../src/checks/quarter.js';
import { checkReadings } from '../src/checks/readings.js';
import { checkSignificance } from '../src/checks/significance.js';
import { canBeEqual, readPrinted } from '../src/printed.js';

/** Reads ids as the numbers that they print. */
const printed = (id: string) => {
  const number = readPrinted(id);
  if (number === null) throw new RangeError(id);
  return number;
};

describe('a printed number', () => {
  it.each([
    ['0.093', 0.093, 0.0925, 0.0935],
    ['−0.634', -0.634, -0.6345, -0.6335],
    ['1,186', 1186, 1186, 1186],
    ['160 128', 160_128, 160_128, 160_128],
    ['81%', 81, 80.5, 81.5],
    ['nine per cent', 9, 8.5, 9.5],
    ['about 57,000', 57_000, 56_500, 57_500],
    ['almost 42,000', 42_000, 41_000, 42_000],
    ['over 2,800', 2800, 2800, Number.POSITIVE_INFINITY],
    ['fewer than 5', 5, Number.NEGATIVE_INFINITY, 5],
    ['5.7 million', 5_700_000, 5_650_000, 5_750_000],
    ['twelve', 12, 12, 12],
    ['£2.14', 2.14, 2.135, 2.145],
    ['nearly doubled', 2, 1, 2],
    ['each', 100, 100, 100],
  ])('%s stands for what rounds to it', (text, value, low, high) => {
    const number = readPrinted(text);
    expect(number?.value).toBe(value);
    expect(number?.low).toBeCloseTo(low, 9);
    expect(number?.high).toBeCloseTo(high, 9);
  });

  it('is none where there is no digit and no number word', () => {
    for (const text of ['', 'n/a', '-', '12 apples', '1.2.3']) expect(readPrinted(text)).toBeNull();
  });

  it('that is a vague word can be any number', () => {
    const many = readPrinted('many')!;
    expect(canBeEqual(many, { value: 15, low: 15, high: 15 })).toBe(true);
    expect(canBeEqual(many, { value: -1, low: -1, high: -1 })).toBe(false);
  });

  it('takes the unit to which a document rounds', () => {
    expect(readPrinted('831', 1)).toEqual({ value: 831, low: 830.5, high: 831.5 });
  });
});

describe('arithmetic over printed numbers', () => {
  it('carries the bounds of each through, as by hand', () => {
    const { low, high } = evaluate({ product: ['0.683', '1,217'] }, printed);
    expect(low).toBeCloseTo(0.6825 * 1217, 9);
    expect(high).toBeCloseTo(0.6835 * 1217, 9);
    expect(evaluate({ difference: ['3.0', '1.0'] }, printed).low).toBeCloseTo(1.9, 9);
  });

  it('refuses a divisor that can be zero', () => {
    expect(() => evaluate({ ratio: ['3', '0.0'] }, printed)).toThrow(RangeError);
  });
});

describe('GRIM', () => {
  // Brown and Heathers (2017): a mean of 5.19 of 28 whole numbers cannot be; 5.18 can (145 of 28).
  it('gives the example of its authors', () => {
    expect(checkGrim({ mean: '5.19', of: 28 }, printed).holds).toBe(false);
    expect(checkGrim({ mean: '5.18', of: 28 }, printed).holds).toBe(true);
  });

  it('knows all that can be had of 20, by counting', () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      const can = Array.from({ length: 21 }, (_, k) => k * 5).some(
        (share) => Math.abs(share - percent) <= 0.5,
      );
      expect(checkGrim({ percent: `${percent}%`, of: 20 }, printed).holds).toBe(can);
    }
  });

  it('says where it is no test', () => {
    expect(checkGrim({ percent: '51%', of: 1240 }, printed).calculation).toContain('no test');
  });
});

describe('GRIMMER and DEBIT', () => {
  it('agree with all samples of five whole numbers from 0 to 4', () => {
    const seen = new Set<string>();
    const n = 5;
    for (let code = 0; code < 5 ** n; code += 1) {
      const values = Array.from({ length: n }, (_, i) => Math.floor(code / 5 ** i) % 5);
      const mean = values.reduce((a, b) => a + b, 0) / n;
      const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
      seen.add(`${mean.toFixed(2)} ${sd.toFixed(2)}`);
    }
    for (const pair of seen) {
      const [mean = '', sd = ''] = pair.split(' ');
      expect(checkGrimmer({ mean, sd, n }, printed).holds, pair).toBe(true);
    }
    // Sums of squares of even parity beside a sum of 6 give 0.45 or 0.84, and nothing between.
    expect(checkGrimmer({ mean: '1.20', sd: '0.50', n }, printed).holds).toBe(false);
  });

  it('knows the spread of noughts and ones', () => {
    // 15 of 50: sqrt(50 * 0.3 * 0.7 / 49) = 0.4629.
    expect(checkDebit({ proportion: '0.30', sd: '0.46', n: 50 }, printed).holds).toBe(true);
    expect(checkDebit({ proportion: '0.30', sd: '0.48', n: 50 }, printed).holds).toBe(false);
  });
});

describe('significance', () => {
  // R 4.2.2: 2 * pnorm(-0.105 / ((0.203 - 0.007) / (2 * qnorm(0.975)))) is 0.0357.
  it('recomputes p from an interval, within the rounding', () => {
    const { calculation, holds } = checkSignificance(
      { estimate: '-0.105', low: '-0.203', high: '-0.007', said: '*' },
      printed,
    );
    expect(holds).toBe(true);
    const [, low, high] = /p is (\S+) to (\S+);/.exec(calculation) ?? [];
    expect(Number(low)).toBeLessThan(0.0357);
    expect(Number(high)).toBeGreaterThan(0.0357);
  });

  // R 4.2.2: 2 * pt(-2.2, 8) is 0.0590.
  it('uses t where degrees of freedom are known', () => {
    const check = { estimate: '2.200', std_error: '1.000', said: 'significant' } as const;
    expect(checkSignificance(check, printed).holds).toBe(true);
    expect(checkSignificance({ ...check, df: 8 }, printed).holds).toBe(false);
  });

  it('accuses nobody where rounding leaves it open', () => {
    for (const said of ['significant', 'not significant'] as const) {
      expect(checkSignificance({ estimate: '0.06', std_error: '0.03', said }, printed).holds).toBe(true);
    }
  });
});

describe('other checks', () => {
  it('see an interval that is of other units than its estimate', () => {
    const found = checkInterval({ estimate: '0.035', low: '-0.634', high: '-0.066', falls: true }, printed);
    expect(found.holds).toBe(false);
    expect(found.calculation).toContain('10 times');
  });

  it('know the quarters of the financial year', () => {
    expect(
      ['2020-03-31', '2020-04-01', '2020-06-30', '2020-12-31', '2021-01-01', '2099-12-31'].map(
        financialQuarter,
      ),
    ).toEqual(['2019/20 Q4', '2020/21 Q1', '2020/21 Q1', '2020/21 Q3', '2020/21 Q4', '2099/00 Q3']);
    expect(checkQuarter({ date: '2022-07-01', label: '2022/23 Q2' }).holds).toBe(true);
    expect(() => financialQuarter('2020-13-01')).toThrow(RangeError);
  });

  it('see an exception that is not told, and one that is none', () => {
    const pairs = [
      { group: 'a', left: '2.0', right: '1.0' },
      { group: 'b', left: '1.0', right: '2.0' },
    ];
    const holds = (except: string[]) => checkExceptions({ pairs, is: '>', except }, printed).holds;
    expect([holds([]), holds(['b']), holds(['a', 'b'])]).toEqual([false, true, false]);
  });

  it('let equal numbers stand in an order', () => {
    expect(checkOrder({ of: ['0.3', '0.3', '0.4'], direction: 'rises' }, printed).holds).toBe(true);
    expect(checkOrder({ of: ['0.3', '0.5', '0.2'], direction: 'rises' }, printed).holds).toBe(false);
  });

  it('leave open what only a run could say, and let the meant reading decide', () => {
    const result = (snapshot: string) => ({ table: 'table1.csv', row: { snapshot }, column: 'fte_total' });
    const check = {
      than: 1000,
      is: '<' as const,
      readings: [
        { as: 'label', result: result('2020-12-31') },
        { as: 'end of the year', meant: true, result: result('2021-03-31') },
      ],
    };
    expect(checkReadings(check, printed, () => null).holds).toBeNull();
    const fte = (snapshot: string | undefined) => (snapshot === '2020-12-31' ? 852 : 1093);
    expect(checkReadings(check, printed, ({ row }) => fte(row.snapshot)).holds).toBe(false);
  });
});
