import { type CoefficientRow, figure3, population, table1, table2 } from '@inverse-care/core/tables';
import {
  FilledTables,
  filled,
  paperLabel,
  publishedTable1,
  publishedTable2,
  type Study,
} from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { compare } from '../src/agreement.js';
import {
  type Comparison,
  compareWithWilding,
  firstLastingNegative,
  publishedClaims,
  publishedNumbers,
  tally,
} from '../src/index.js';

const need = (snapshot: string, estimate: number, half: number): CoefficientRow => ({
  snapshot,
  need: 'need_published',
  term: 'need',
  estimate,
  std_error: half / 1.96,
  conf_low: estimate - half,
  conf_high: estimate + half,
  p_value: 0.5,
  n: 1000,
  boot_low: null,
  boot_high: null,
});

const study: Study = {
  study: 'wilding-2024',
  title: 'As printed',
  role: 'Social Prescribing Link Workers',
  snapshots: publishedTable1.map(({ snapshot }) => snapshot),
  population: 'open_on_date',
  absent: 'zero',
  needs: ['need_published'],
  required: [],
  table2: { need: 'need_published', covariates: [] },
  inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 0 },
  survey: 2019,
  compare_with: 'wilding-2024',
  seed: 1,
};

/** The paper's own printed numbers as tables. */
const asPrinted = {
  provision: publishedTable1.map((row) => ({
    ...row,
    label: paperLabel(row.snapshot),
    fte_total: row.pcns * row.fte_mean,
  })),
  survivors: publishedTable1.slice(0, 2).map((row) => ({
    ...row,
    label: paperLabel(row.snapshot),
    fte_total: row.pcns * row.fte_mean,
  })),
  characteristics: publishedTable2.map((row) => ({ ...row, std_error: 0.01, p_value: 0.01, n: 1270 })),
  coefficients: publishedTable1.map(({ snapshot }) =>
    snapshot < '2022-06-30' ? need(snapshot, -0.1, 0.2) : need(snapshot, -0.35, 0.284),
  ),
};

/** Holds tables against the paper: comparisons by part, and claims. */
function compared(change: Partial<typeof asPrinted> = {}, of: Study = study) {
  const { provision, survivors, characteristics, coefficients } = { ...asPrinted, ...change };
  const tables = new FilledTables([
    filled(table1, provision),
    filled(table2, characteristics),
    filled(figure3, coefficients),
    filled(
      population,
      survivors.map(({ label, ...row }) => ({
        ...row,
        label,
        population: 'survivors' as const,
        patients: 1,
        fte_less: null,
      })),
    ),
  ]);
  tables.add(compareWithWilding(of, tables));
  const part = (name: Comparison['part']) => tables.rows(publishedNumbers).filter((row) => row.part === name);
  return {
    table1: part('table1'),
    survivors: part('table1_survivors'),
    table2: part('table2'),
    headline: part('headline'),
    claims: tables.rows(publishedClaims),
  };
}

describe('agreement within the published rounding', () => {
  it('holds up to half a unit of the last printed decimal, and not beyond', () => {
    expect(compare('table1', 'r', 'c', 0.102, 3, 0.1024999).agrees).toBe(true);
    expect(compare('table1', 'r', 'c', 0.102, 3, 0.1015).agrees).toBe(true);
    expect(compare('table1', 'r', 'c', 0.102, 3, 0.1026).agrees).toBe(false);
    expect(compare('table1', 'r', 'c', 1186, 0, 1187).agrees).toBe(false);
    expect(compare('table1', 'r', 'c', 1186, 0, null)).toMatchObject({ agrees: null, difference: null });
  });
});

describe('the comparison with Wilding et al.', () => {
  it('finds the printed numbers in agreement with themselves, every one', () => {
    const { table1, table2, headline, claims } = compared();
    expect(tally(table1)).toEqual({ agree: 75, differ: 0, absent: 0 });
    expect(tally(table2)).toEqual({ agree: 63, differ: 0, absent: 0 });
    expect(tally(headline)).toEqual({ agree: 3, differ: 0, absent: 0 });
    // By its own Table 1 there were 1,069 FTE when the financial year 2020/21 ended.
    expect(claims.map(({ holds }) => holds)).toEqual([false, true, true, true]);
  });

  it('judges the target of 2020/21 when that year ended, not at the quarter that the paper labels so', () => {
    const at = (march: number) => {
      const provision = asPrinted.provision.map((row) =>
        row.snapshot === '2021-03-31' ? { ...row, fte_total: march } : row,
      );
      return compared({ provision }).claims[0]!;
    };
    expect(at(999)).toMatchObject({ holds: true });
    expect(at(1093)).toMatchObject({ holds: false });
    expect(at(1093).finding).toMatch(/^The financial year ended on 31 March 2021, with 1,093 FTE/);
    expect(at(1093).finding).toContain('At 31 December 2020');
    const short = compared({ provision: asPrinted.provision.filter(({ snapshot }) => snapshot < '2021') });
    expect(short.claims[0]).toMatchObject({ holds: null });
    expect(short.claims[0]!.finding).toContain('does not cover 31 March 2021');
  });

  it('judges how uneven provision was before 2022/23 by the day on which that year began', () => {
    const monthly = asPrinted.provision.flatMap((row) =>
      row.snapshot === '2022-03-31'
        ? [row, { ...row, snapshot: '2022-04-30', per_10k_sd: row.per_10k_mean / 2 }]
        : [row],
    );
    expect(compared({ provision: monthly }).claims[1]).toMatchObject({ holds: true });
    expect(compared().claims[1]!.finding).toBe('So at 9 of 9 snapshots before 1 April 2022.');
  });

  it('compares nothing with a need that is not the published one', () => {
    const coefficients = asPrinted.coefficients.map((row) => ({ ...row, need: 'ltc_share' }));
    const other: Study = { ...study, table2: { need: 'ltc_share', covariates: [] } };
    const { table2, headline, claims } = compared({ coefficients }, other);
    expect(tally(table2).absent).toBe(63);
    expect(tally(headline).absent).toBe(3);
    expect(claims.filter(({ holds }) => holds === null)).toHaveLength(2);
  });

  it('compares only the snapshots that the run has', () => {
    const { table1 } = compared({ provision: asPrinted.provision.slice(0, 10) });
    expect(table1).toHaveLength(50);
  });

  it('calls a replication that failed a failed one', () => {
    const coefficients = asPrinted.coefficients.map((row) => need(row.snapshot, 0.35, 0.2));
    const { headline, claims } = compared({ coefficients });
    expect(headline[0]!.agrees).toBe(false);
    expect(claims.at(-1)!.holds).toBe(false);
  });
});

describe('the first snapshot that stays significantly negative', () => {
  it('is the first of the last unbroken run', () => {
    const rows = [need('a', -1, 0.5), need('b', -1, 2), need('c', -1, 0.5), need('d', -1, 0.5)];
    expect(firstLastingNegative(rows)).toBe('c');
  });

  it('is none where the last is not', () => {
    expect(firstLastingNegative([need('a', -1, 0.5), need('b', -1, 2)])).toBeNull();
    expect(firstLastingNegative([])).toBeNull();
  });
});

it('Table 1 is also held against the PCNs that survive, where the study looks at all that are open', () => {
  const { survivors } = compared();
  expect(survivors).toHaveLength(10);
  expect(survivors.every(({ agrees }) => agrees)).toBe(true);
  const rule = { survivors: '2023-11-16', open_by: 'snapshot', practices: 'all' } as const;
  expect(compared({}, { ...study, population: rule }).survivors).toEqual([]);
});
