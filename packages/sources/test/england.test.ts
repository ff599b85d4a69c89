import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asStudied, populationOfWilding, publishedTable1 } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { buildPanel, checkFolder } from '../src/index.js';

const dir =
  process.env.INVERSE_CARE_DATA ?? fileURLToPath(new URL('../../../../shared/data/england', import.meta.url));
const there = existsSync(dir);
const survivors: { rows: [string, number, number, number, number, number][] } = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/england/survivors-golden.json', import.meta.url), 'utf8'),
);

// Computed apart from this package, in pandas, straight from the pack's files and the definitions of docs/methods.md: ePCN by
// dates, totals by practice (July 2022: the LSOA extract), role Social Prescribing Link Workers, absent as zero.
// biome-ignore format: a table
const moments: [snapshot: string, pcns: number, reporting: number, fteMean: number, fteSd: number, rateMean: number, rateSd: number][] = [
  ['2020-03-31', 1253, 188, 0.089644693, 0.330687293, 0.019367572, 0.070356084],
  ['2020-06-30', 1247, 493, 0.345328629, 0.764948149, 0.072449145, 0.145128708],
  ['2020-09-30', 1253, 630, 0.491380686, 0.871208442, 0.102001260, 0.166848392],
  ['2020-12-31', 1254, 758, 0.679784689, 1.023145277, 0.143577627, 0.201158491],
  ['2021-03-31', 1253, 855, 0.872570897, 1.252450201, 0.183115912, 0.237683109],
  ['2021-06-30', 1255, 920, 1.004598778, 1.320857227, 0.206918794, 0.249977281],
  ['2021-09-30', 1254, 983, 1.135157469, 1.397939750, 0.234206843, 0.263587369],
  ['2021-12-31', 1254, 1028, 1.279884742, 1.505501385, 0.264687304, 0.283311747],
  ['2022-03-31', 1254, 1059, 1.382727379, 1.579937354, 0.284491187, 0.292717803],
  ['2022-06-30', 1262, 1077, 1.507727311, 1.721535169, 0.309820843, 0.309569642],
];

// Likewise: means over PCNs, and one PCN (Stockton), at the last snapshot.
const means: Record<string, number> = {
  need_predicted: 0.20988408,
  ltc_share: 0.51480094,
  income_deprivation: 0.12895896,
  core20_share: 0.20119572,
  share_65_plus: 0.17772579,
  ethnicity_mixed: 0.02990909,
  ethnicity_asian: 0.09957479,
  ethnicity_black: 0.04266865,
  ethnicity_other: 0.02215651,
  rural: 0.17845609,
  income_decile_1: 0.10135542,
  income_decile_10: 0.09928704,
};
const stockton: Record<string, number> = {
  need_predicted: 0.213688,
  income_deprivation: 0.192502,
  core20_share: 0.351733,
  income_decile_1: 0.308063,
  rural: 0.005502,
  share_65_plus: 0.165089,
  ltc_share: 0.530903,
};

const moment = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
};

it(
  there
    ? 'the real data pack is there'
    : `the real data pack is not at ${dir}: nothing is tested on it; set INVERSE_CARE_DATA to its folder`,
  () => expect(existsSync(dir)).toBe(there),
);

describe.runIf(there)(
  'the panel of the real data pack',
  async () => {
    const snapshots = moments.map(([snapshot]) => snapshot);
    const options = { dir, snapshots, role: 'Social Prescribing Link Workers' };
    const started = performance.now();
    const built = there ? await buildPanel(options) : null;
    const seconds = (performance.now() - started) / 1000;
    // The moments are those of the paper, to which a PCN without any row had no staff.
    const studied = built === null ? [] : asStudied(built.panel, 'zero').rows;
    const rowsOf = (snapshot: string) => studied.filter((row) => row.snapshot === snapshot);
    const last = snapshots.at(-1) as string;

    it.each(moments)(
      '%s: %i PCNs, %i reporting, and the moments that pandas finds',
      (snapshot, pcns, reporting, ...expected) => {
        const rows = rowsOf(snapshot);
        expect([rows.length, rows.filter(({ reported }) => reported).length]).toEqual([pcns, reporting]);
        const fte = moment(rows.map((row) => row.fte as number));
        const rate = moment(rows.map((row) => row.fte_per_10k as number));
        [fte.mean, fte.sd, rate.mean, rate.sd].forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i] as number, 8);
        });
      },
    );

    it('lies within 0.02 FTE and 0.005 FTE per 10,000 of the paper, whose PCNs are fewer', () => {
      for (const published of publishedTable1.filter(({ snapshot }) => snapshots.includes(snapshot))) {
        const rows = rowsOf(published.snapshot);
        expect(Math.abs(moment(rows.map((row) => row.fte as number)).mean - published.fte_mean)).toBeLessThan(
          0.02,
        );
        const rate = moment(rows.map((row) => row.fte_per_10k as number)).mean;
        expect(Math.abs(rate - published.per_10k_mean)).toBeLessThan(0.005);
      }
    });

    it("over survivors is R's to 1e-12, and has 40 of 50 numbers of the paper's Table 1", async () => {
      const { panel } = await buildPanel({ ...options, population: populationOfWilding });
      const rows = asStudied(panel, 'zero').rows;
      const ours = snapshots.map((snapshot) => {
        const own = rows.filter((row) => row.snapshot === snapshot);
        const fte = moment(own.map((row) => row.fte as number));
        const rate = moment(own.map((row) => row.fte_per_10k as number));
        return [own.length, fte.mean, fte.sd, rate.mean, rate.sd];
      });
      for (const [i, [, ...golden]] of survivors.rows.entries()) {
        for (const [k, value] of golden.entries()) {
          expect(Math.abs((ours[i]?.[k] as number) - value)).toBeLessThan(1e-12 * Math.max(1, value));
        }
      }
      const printed = publishedTable1
        .filter(({ snapshot }) => snapshots.includes(snapshot))
        .map((row) => [row.pcns, row.fte_mean, row.fte_sd, row.per_10k_mean, row.per_10k_sd]);
      const agrees = printed.flatMap((row, i) =>
        row.map((value, k) => Math.abs((ours[i]?.[k] as number) - value) <= (k === 0 ? 0.5 : 0.0005)),
      );
      expect(agrees.filter((one) => one)).toHaveLength(40);
    });

    it.each(Object.entries(means))(
      'has a mean %s of %f at the last snapshot, as pandas finds',
      (variable, expected) => {
        const values = rowsOf(last).map((row) => row.values[variable]);
        expect(values.every((value) => value !== null)).toBe(true);
        expect(moment(values as number[]).mean).toBeCloseTo(expected, 7);
      },
    );

    it('has the values of Stockton PCN that pandas finds', () => {
      const row = rowsOf(last).find(({ pcn_code }) => pcn_code === 'U89141');
      expect(row).toMatchObject({
        pcn_name: 'STOCKTON PCN',
        patients: 54_903,
        sub_icb_code: '16C',
        icb_code: 'QHM',
        region_code: 'Y63',
      });
      for (const [variable, expected] of Object.entries(stockton)) {
        expect(row?.values[variable]).toBeCloseTo(expected, 6);
      }
    });

    it('covers all 106 sub-ICB locations, and lacks only the need as published and the editions of 2021 and 2025', () => {
      expect(new Set(rowsOf(last).map(({ sub_icb_code }) => sub_icb_code)).size).toBe(106);
      expect(built?.boundaries?.size).toBe(106);
      expect(built?.absent.map(({ variable }) => variable)).toEqual([
        'need_published',
        'income_deprivation_2025',
        'core20_share_2025',
        'rural_2021',
      ]);
      expect(built?.synthetic).toBe(false);
    });

    it('counts who lives nowhere known or in Wales', () => {
      expect(built?.warnings.map(({ message }) => message).join()).toContain(
        'Of 61,768,942 patients, 27,415 have no known neighbourhood, 13,886 live in Wales and 0 in English',
      );
    });

    it('is the same when it is built again', async () => {
      expect(JSON.stringify((await buildPanel(options)).panel)).toBe(JSON.stringify(built?.panel));
    });

    it('takes less than a minute, even where other work goes on', () => {
      expect(seconds).toBeLessThan(60);
    });

    it('is foreseen by the check of the folder, which finds nothing that stops a run', async () => {
      const check = await checkFolder({ dir });
      expect(check.findings.filter(({ severity }) => severity === 'stops')).toEqual([]);
      expect(check.snapshots.map(({ snapshot }) => snapshot)).toEqual(snapshots);
      expect(check.variables).toEqual(built?.panel.variables);
      expect(check.files.find(({ path }) => path === 'gpps/columns.csv')?.kind).toBeNull();
    });

    it('is judged while it is built as the check judges it, though no file is read twice', async () => {
      const check = await checkFolder({ dir });
      expect(built?.check?.snapshots).toEqual(check.snapshots);
      const found = new Set(check.findings.map((finding) => JSON.stringify(finding)));
      for (const finding of built?.check?.findings ?? []) expect(found).toContain(JSON.stringify(finding));
      expect([...new Set(built?.check?.findings.map(({ id }) => id))]).toEqual([
        'distant-age',
        'distant-neighbourhoods',
        'distant-patients',
        'non-reporting',
        'staff-outside-pcns',
        'former-area-codes',
        'fte-negative',
        'membership-disputed',
        'rows-repeated',
        'spare-file',
        'unused-file',
      ]);
    });
  },
  120_000,
);
