import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  longDate,
  monthEnd,
  monthEnds,
  paperLabel,
  publishedTable1,
  quarterEnds,
} from '../src/index.js';

describe('snapshots', () => {
  it("carry the paper's labels: 31 March 2020 is its 2020/21 Q1, 30 September 2023 its 2023/24 Q3", () => {
    expect(paperLabel('2020-03-31')).toBe('2020/21 Q1');
    expect(paperLabel('2020-12-31')).toBe('2020/21 Q4');
    expect(paperLabel('2021-03-31')).toBe('2021/22 Q1');
    expect(paperLabel('2022-06-30')).toBe('2022/23 Q2');
    expect(paperLabel('2023-09-30')).toBe('2023/24 Q3');
  });

  it("at quarter ends from March 2020 to September 2023 are the fifteen rows of the paper's Table 1", () => {
    expect(quarterEnds('2020-03-31', '2023-09-30')).toEqual(publishedTable1.map(({ snapshot }) => snapshot));
  });

  it('of other months have no label of the paper', () => {
    expect(paperLabel('2020-04-30')).toBe('');
    expect(paperLabel('2021-02-28')).toBe('');
  });

  it('end on the last day of their month, leap years included', () => {
    expect(monthEnd(2020, 2)).toBe('2020-02-29');
    expect(monthEnd(2023, 12)).toBe('2023-12-31');
    expect(quarterEnds('2019-12-31', '2020-06-30')).toEqual(['2019-12-31', '2020-03-31', '2020-06-30']);
  });

  it('a month apart cross years: 28 from March 2020 to June 2022', () => {
    const months = monthEnds('2020-03-31', '2022-06-30');
    expect(months).toHaveLength(28);
    expect(months.slice(9, 12)).toEqual(['2020-12-31', '2021-01-31', '2021-02-28']);
    expect(monthEnds('2020-04-01', '2020-05-30')).toEqual(['2020-04-30']);
  });

  it('count days across a leap day and summer time', () => {
    expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2);
    expect(daysBetween('2022-06-30', '2022-04-01')).toBe(-90);
  });

  it('read as people write dates', () => {
    expect(longDate('2020-03-31')).toBe('31 March 2020');
  });
});
