import { type CoefficientRow, figure3, slopes as slopesTable, table1 } from '@inverse-care/core/tables';
import { type ExtractUse, filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { carriedOver } from '../src/language/carried-over.js';
import type { ReportInput } from '../src/report-input.js';
import { fullInput, withTables } from './html-fixtures.js';
import { coefficients, slopesOf } from './invented-rows.js';
import { sincePaper } from './spoken.js';

/** A run of real data on some snapshots; slopes rise from 0 to -0.4, so that they are told as 0 and -0.040. */
function run(at: readonly string[], rows: CoefficientRow[] | null = null): ReportInput {
  const input = fullInput();
  const [row] = input.tables.rows(table1);
  const means = at.map((snapshot, i) => ({
    ...row!,
    snapshot,
    pcns: 1250,
    per_10k_mean: 0.3 + 0.1 * i,
    fte_total: 1900 + 800 * i,
  }));
  const slopes = coefficients('need_published', (time) => [-0.4 * time, 0.2], { at });
  const real = { ...input, data: { ...input.data, synthetic: false } };
  return withTables(
    real,
    filled(table1, means),
    filled(figure3, rows ?? slopes),
    filled(slopesTable, slopesOf(rows ?? slopes)),
  );
}

describe('what has come since the paper', () => {
  it('is provision and slopes with intervals at its last snapshot in the data and at the last of all', () => {
    const said = sincePaper(run(['2022-06-30', '2025-11-30']));
    expect(said).toContain(
      'The paper ends at 30 September 2023 (the paper’s 2023/24 Q3); these data have one snapshot since.',
    );
    expect(said).toContain(
      'Between 30 June 2022 (the paper’s 2022/23 Q2), the last that the paper has too, and 30 November 2025, mean provision went from 0.300 to 0.400 FTE per 10,000 patients and the total from 1,900 to 2,700 FTE.',
    );
    expect(said).toContain(
      'more reported lack of support: 0.000 (−0.020 to 0.020) then, −0.040 (−0.060 to −0.020) now.',
    );
    expect(said).toContain('Two dates cannot tell a trend');
    expect(said).not.toMatch(/rose|fell|because|grew/);
  });

  it('is silent where the data end with the paper, begin after it, or are synthetic', () => {
    expect(sincePaper(run(['2022-06-30', '2023-09-30']))).toBeNull();
    expect(sincePaper(run(['2024-03-31', '2025-11-30']))).toBeNull();
    const input = run(['2022-06-30', '2025-11-30']);
    expect(sincePaper({ ...input, data: { ...input.data, synthetic: true } })).toBeNull();
  });

  it('leaves out a need without a slope at both', () => {
    const alone = coefficients('need_published', () => [0.1, 0.2], { at: ['2025-11-30'] });
    expect(sincePaper(run(['2022-06-30', '2025-11-30'], alone))).not.toContain('Differences');
  });
});

describe('what is carried over', () => {
  const use = (
    snapshot: string,
    purpose: string,
    date: string | null,
    distance: number | null,
  ): ExtractUse => ({
    snapshot,
    purpose,
    path: 'a.csv',
    date,
    distance_days: distance,
  });
  const said = (...extracts: ExtractUse[]) => {
    const input = fullInput();
    return carriedOver({ data: { ...input.data, extracts } });
  };

  it('is each source of another year, with its date, how often it serves and how far off it is at most', () => {
    expect(
      said(
        use('2020-03-31', 'neighbourhoods', '2022-07-01', 822),
        use('2022-06-30', 'neighbourhoods', '2022-07-01', 1),
        use('2025-11-30', 'neighbourhoods', '2022-07-01', -1248),
        use('2022-06-30', 'age', '2020-04-01', -820),
      ),
    ).toBe(
      'Carried over from another year: where patients live of 1 July 2022 at 2 of 3 snapshots, up to 1,248 days earlier than the snapshot; patients’ ages of 1 April 2020 at one snapshot, up to 820 days earlier than the snapshot.',
    );
  });

  it('is nothing within a year, or where no file has a date', () => {
    expect(
      said(use('2020-03-31', 'age', '2021-04-01', 366), use('2020-03-31', 'ltc_share', null, null)),
    ).toBeNull();
  });
});
