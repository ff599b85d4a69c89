import { describe, expect, it } from 'vitest';
import { closest, predictNeed, publishedTable1, publishedTable2, table2Covariates } from '../src/index.js';

describe("the paper's numbers", () => {
  it('have Table 2’s terms in the order of the covariates, the constant last', () => {
    expect(publishedTable2.map(({ term }) => term)).toEqual([...table2Covariates, 'constant']);
  });

  it('have stars that their intervals allow', () => {
    for (const { conf_low, conf_high, stars } of publishedTable2) {
      expect(conf_low > 0 || conf_high < 0).toBe(stars !== '');
    }
  });

  it('have 831 link workers at the end of 2020/21, as the text says', () => {
    const row = publishedTable1.find(({ snapshot }) => snapshot === '2020-12-31')!;
    expect(Math.round(row.pcns * row.fte_mean)).toBe(831);
  });

  it('predict need by hand: nobody in any group but the bases gives the constant', () => {
    expect(predictNeed(() => 0)).toBe(0.238);
    expect(predictNeed((id) => (id === 'ethnicity_black' ? 0.5 : 0))).toBeCloseTo(0.238 + 0.129, 12);
    expect(predictNeed((id) => (id === 'rural' ? null : 0))).toBeNull();
  });
});

describe('closest', () => {
  it('finds what was meant and nothing where nothing is near', () => {
    expect(closest('PCN_CDOE', ['PCN_CODE', 'PCN_NAME'])).toBe('PCN_CODE');
    expect(closest('weather', ['PCN_CODE', 'PCN_NAME'])).toBeUndefined();
  });
});
