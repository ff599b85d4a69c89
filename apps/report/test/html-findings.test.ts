import { type CoefficientRow, figure3, slopes } from '@inverse-care/core/tables';
import { filled, type NeedId } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { alone, fullInput, poorInput, withTables } from './html-fixtures.js';
import { coefficients, slopesOf, snapshots } from './invented-rows.js';
import { findingsView } from './spoken.js';

function found(...parts: CoefficientRow[][]) {
  const input = alone(fullInput());
  const rows = parts.flat();
  const needs = [...new Set(rows.map(({ need }) => need))];
  const study = { ...input.study, needs: needs.length > 0 ? needs : input.study.needs };
  const view = findingsView(withTables({ ...input, study }, filled(figure3, rows)));
  return { ...view, need: view.needs[0]?.text ?? '' };
}

/** The same where standard errors by ICB are so many times the paper’s. */
function widened(rows: CoefficientRow[], times: number) {
  const input = fullInput();
  const study = { ...input.study, needs: [...new Set(rows.map(({ need }) => need))] };
  const view = findingsView(
    withTables({ ...input, study }, filled(figure3, rows), filled(slopes, slopesOf(rows, { times }))),
  );
  return { ...view, need: view.needs[0]?.text ?? '' };
}

const falling = (need: NeedId = 'need_published') =>
  coefficients(need, (time) => [-0.4 * time, 0.1 + 0.1 * time]);
const rising = (need: NeedId) => coefficients(need, (time) => [0.4 * time, 0.1 + 0.1 * time]);
const flat = (need: NeedId) => coefficients(need, () => [0.02, 0.2]);

describe('the findings', () => {
  it('say fewer where the last interval lies below zero, with size, interval and at how many snapshots', () => {
    const { answer, need } = found(falling());
    expect(answer).toBe(
      'Where need was greater, there were fewer link workers, with need measured as reported lack of support. Grade: holds by reported lack of support.',
    );
    expect(need).toContain('Grade: holds. The one other test that this run made bears it out.');
    expect(need).toContain(
      'a difference of −0.040 FTE per 10,000 patients (95% confidence interval −0.060 to −0.020, allowing for PCNs of one ICB to be alike)',
    );
    expect(need).toContain('That is 9% of the mean provision of 0.449.');
    expect(need).toContain(
      'Of the 15 snapshots, the interval lies below zero at ten; with p-values adjusted for looking at 15 (Holm), seven still are clear of zero.',
    );
  });

  it('say more where it lies above zero', () => {
    const { answer, need } = found(rising('ltc_share'));
    expect(answer).toContain('there were more link workers');
    expect(need).toContain('PCNs with more need had more link workers');
    expect(need).toContain('+0.040');
    expect(need).not.toMatch(/fewer|below/);
  });

  it('say that nothing is clear where it includes zero', () => {
    const { answer, need } = found(flat('income_deprivation'));
    expect(answer).toContain('There was no clear association');
    expect(need).toContain(
      'one standard deviation (5 percentage points) more income deprivation went with a difference of +0.001 FTE per 10,000 patients (for 10 percentage points: +0.002), and the interval includes zero (95% confidence interval −0.009 to 0.011, allowing for PCNs of one ICB to be alike)',
    );
    expect(need).toContain('includes zero at each of the 15 snapshots');
    expect(need).not.toMatch(/fewer|had more|mean provision/);
  });

  it('say plainly that measures of opposite sign disagree', () => {
    const { answer } = found(falling(), rising('ltc_share'), flat('core20_share'));
    expect(answer).toContain('The measures of need disagree.');
    expect(answer).toContain(
      'By reported lack of support, greater need went with fewer link workers; by long-term conditions, greater need went with more link workers; by the Core20 share, no association is clear.',
    );
    expect(answer).toContain(
      'Grades: holds by reported lack of support and long-term conditions; cannot say by the Core20 share.',
    );
  });

  it('join measures that agree', () => {
    expect(found(falling(), falling('ltc_share')).answer).toContain('The other measure points the same way.');
    expect(found(flat('ltc_share'), flat('core20_share')).answer).toContain(
      'Nor was there a clear one by the other measure',
    );
    expect(found(flat('ltc_share'), falling('core20_share')).answer).toMatch(
      /no clear association.*By the Core20 share, greater need went with fewer/,
    );
  });

  it('do not let a bound that leaves out zero be rounded to it', () => {
    const { need } = found(coefficients('ltc_share', () => [-0.01, 0.0098]));
    expect(need).toContain('−0.00198 to −0.00002');
  });

  it('count the snapshots that are clear, and those that stay so for all the looks', () => {
    const lapsed = coefficients('ltc_share', (time) => [time < 0.5 ? -0.4 : 0, 0.2]);
    expect(found(lapsed).need).toContain(
      'Of the 15 snapshots, the interval lies below zero at seven; with p-values adjusted for looking at 15 (Holm),',
    );
    const late = coefficients('ltc_share', (time) => [time < 1 ? 0 : -0.4, 0.2]);
    expect(found(late).need).toContain('the interval lies below zero at one;');
    expect(found(late).need).not.toMatch(/since|stay/);
  });

  it('warn where few PCNs stand behind them, and where the paper’s way differs', () => {
    expect(found(coefficients('ltc_share', () => [-0.4, 0.2], { n: 12 })).need).toContain('Only 12 PCNs');
    const wider = widened(falling(), 3);
    expect(wider.answer).toContain('There was no clear association');
    expect(wider.need).toContain(
      'Taking PCNs as independent of one another, as the paper does, the interval is −0.060 to −0.020 and leaves out zero; as far as PCNs of one ICB are alike, it is too narrow.',
    );
    expect(found(falling()).need).toContain('−0.060 to −0.020 and leaves out zero too.');
  });

  it('always call predicted need predicted', () => {
    const { answer, need } = found(falling('need_predicted'));
    expect(answer).toContain('predicted lack of support');
    expect(need).toContain('computed from a PCN’s characteristics');
  });

  it('speak of one snapshot, of no interval, and of nothing', () => {
    const one = coefficients('ltc_share', () => [-0.4, 0.2], { at: [snapshots.at(-1)!] });
    expect(found(one).need).not.toContain('snapshots');
    const open = one.map((row) => ({ ...row, conf_low: Number.NaN, conf_high: Number.NaN }));
    expect(found(open).need).toContain('no interval could be worked out');
    expect(findingsView(poorInput())).toMatchObject({ needs: [], others: [] });
  });

  it('count growth, reporting and agreement from the tables', () => {
    const text = found(falling())
      .others.map(({ text }) => text)
      .join(' ');
    expect(text).toContain('rose from 0.020 to 0.449 FTE per 10,000 patients, 22 times the first');
    expect(text).toContain('58% (688 of 1,186) at 31 March 2020');
    expect(text).toContain('Table 1: 71 of 75 numbers agree, 4 differ.');
  });
});
