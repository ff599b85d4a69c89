import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asStudied } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { buildPanel } from '../src/index.js';

const england =
  process.env.INVERSE_CARE_DATA ?? fileURLToPath(new URL('../../../../shared/data/england', import.meta.url));
const later = process.env.INVERSE_CARE_DATA_LATER ?? `${england}-later`;
const there = existsSync(england) && existsSync(later);

interface Golden {
  pcns: number;
  reporting: number;
  patients: number;
  fte_total: number;
  fte_mean: number;
  fte_sd: number;
  rate_mean: number;
  rate_sd: number;
  needs: [need: string, n: number, mean: number, constant: number, slope: number, stdError: number][];
}
// By R, straight from the files: make-november-2025-golden.R.
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/england/november-2025-golden.json', import.meta.url), 'utf8'),
);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1));

/** Constant, slope and HC1 standard error of a regression on one variable, by the textbook's sums. */
function regression(x: readonly number[], y: readonly number[]): [number, number, number] {
  const [mx, my] = [mean(x), mean(y)];
  const sxx = x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  const slope = x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] as number) - my), 0) / sxx;
  const constant = my - slope * mx;
  const meat = x.reduce((sum, value, i) => {
    const residual = (y[i] as number) - constant - slope * value;
    return sum + ((value - mx) * residual) ** 2;
  }, 0);
  return [constant, slope, Math.sqrt((meat / sxx ** 2) * (x.length / (x.length - 2)))];
}

const near = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));

it(
  there
    ? 'the data packs of 2020 to 2026 are there'
    : `the data packs are not at ${england} and ${later}: 30 November 2025 is not tested; set INVERSE_CARE_DATA and INVERSE_CARE_DATA_LATER`,
  () => expect(existsSync(england) && existsSync(later)).toBe(there),
);

describe.runIf(there)(
  'the panel of 2020 to November 2025',
  async () => {
    const options = {
      snapshots: ['2020-03-31', '2022-06-30', '2025-11-30'],
      role: 'Social Prescribing Link Workers',
    };
    const built = there ? await buildPanel({ ...options, dir: [england, later] }) : null;
    const rows =
      built === null
        ? []
        : asStudied(built.panel, 'zero').rows.filter(({ snapshot }) => snapshot === '2025-11-30');

    it("has R's PCNs, patients and staff at 30 November 2025", () => {
      expect(rows).toHaveLength(golden.pcns);
      expect(rows.filter(({ reported }) => reported)).toHaveLength(golden.reporting);
      expect(rows.reduce((sum, { patients }) => sum + patients, 0)).toBe(golden.patients);
      const fte = rows.map((row) => row.fte as number);
      const rate = rows.map((row) => row.fte_per_10k as number);
      near(
        fte.reduce((sum, value) => sum + value, 0),
        golden.fte_total,
      );
      near(mean(fte), golden.fte_mean);
      near(deviation(fte), golden.fte_sd);
      near(mean(rate), golden.rate_mean);
      near(deviation(rate), golden.rate_sd);
    });

    it.each(golden.needs)("has R's %s: %i PCNs, mean and regression to 1e-12", (need, n, ...expected) => {
      const known = rows.filter(({ values }) => typeof values[need] === 'number');
      expect(known).toHaveLength(n);
      const x = known.map(({ values }) => values[need] as number);
      const y = known.map((row) => row.fte_per_10k as number);
      [mean(x), ...regression(x, y)].forEach((value, i) => {
        near(value, expected[i] as number);
      });
    });

    it('leaves the snapshots of 2020 to 2022 as they are without the later files', async () => {
      const before = await buildPanel({ ...options, snapshots: options.snapshots.slice(0, 2), dir: england });
      const official = before.panel.variables;
      const only = (panel: typeof before.panel) =>
        panel.rows
          .filter(({ snapshot }) => snapshot !== '2025-11-30')
          .map((row) => ({ ...row, values: official.map((id) => row.values[id]) }));
      expect(built === null ? [] : only(built.panel)).toEqual(only(before.panel));
    });

    it('takes ages of April 2020 for 2020 to 2022 and of July 2026 for 2025', () => {
      expect(
        built?.extracts
          .filter(({ purpose }) => purpose === 'age')
          .map(({ date, snapshot }) => [snapshot, date]),
      ).toEqual([
        ['2020-03-31', '2020-04-01'],
        ['2022-06-30', '2020-04-01'],
        ['2025-11-30', '2026-07-01'],
      ]);
    });
  },
  120_000,
);
