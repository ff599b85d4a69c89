import { namesOfRole, type StudyRole, stemOf } from '../study/role.js';
import type { VariableId } from '../variables/official.js';

/** The staff that the paper counts. */
export const publishedRole = 'Social Prescribing Link Workers';

/** Whether a study is of the paper's staff: what the paper says of link workers says nothing of another role. */
export const isPublishedRole = (role: StudyRole): boolean =>
  namesOfRole(role).every((name) => stemOf(name) === publishedRole);

// The numbers that Wilding et al. (2024), "Geographic inequalities in need and provision of social prescribing
// link workers", BJGP, https://doi.org/10.3399/BJGP.2023.0602, print in the accepted manuscript.

/** A row of Table 1: mean and standard deviation over PCNs. */
export interface PublishedTable1Row {
  snapshot: string;
  pcns: number;
  fte_mean: number;
  fte_sd: number;
  per_10k_mean: number;
  per_10k_sd: number;
}

// biome-ignore format: a table
const table1: readonly [string, number, number, number, number, number][] = [
  ['2020-03-31', 1186, 0.093, 0.337, 0.020, 0.071],
  ['2020-06-30', 1203, 0.355, 0.775, 0.074, 0.147],
  ['2020-09-30', 1215, 0.493, 0.872, 0.102, 0.165],
  ['2020-12-31', 1217, 0.683, 1.026, 0.144, 0.201],
  ['2021-03-31', 1218, 0.878, 1.259, 0.182, 0.236],
  ['2021-06-30', 1231, 1.009, 1.325, 0.208, 0.251],
  ['2021-09-30', 1233, 1.142, 1.404, 0.236, 0.265],
  ['2021-12-31', 1233, 1.289, 1.513, 0.267, 0.284],
  ['2022-03-31', 1233, 1.392, 1.587, 0.287, 0.294],
  ['2022-06-30', 1254, 1.512, 1.725, 0.311, 0.311],
  ['2022-09-30', 1257, 1.625, 1.800, 0.337, 0.336],
  ['2022-12-31', 1258, 1.861, 1.886, 0.385, 0.347],
  ['2023-03-31', 1259, 2.089, 2.062, 0.434, 0.367],
  ['2023-06-30', 1268, 2.164, 2.073, 0.444, 0.370],
  ['2023-09-30', 1270, 2.198, 2.098, 0.449, 0.372],
];

export const publishedTable1: readonly PublishedTable1Row[] = table1.map(
  ([snapshot, pcns, fte_mean, fte_sd, per_10k_mean, per_10k_sd]) => ({
    snapshot,
    pcns,
    fte_mean,
    fte_sd,
    per_10k_mean,
    per_10k_sd,
  }),
);

/** A row of Table 2: the regression of no support on a PCN's characteristics (n = 1,270). */
export interface PublishedTable2Row {
  term: VariableId | 'constant';
  mean: number | null;
  estimate: number;
  conf_low: number;
  conf_high: number;
  stars: '' | '*' | '**' | '***';
}

// biome-ignore format: a table
const table2: readonly [VariableId | 'constant', number | null, number, number, number, PublishedTable2Row['stars']][] = [
  ['share_65_plus', 0.182, -0.105, -0.203, -0.007, '*'],
  ['ethnicity_mixed', 0.020, -0.177, -0.433, 0.079, ''],
  ['ethnicity_asian', 0.105, 0.078, 0.050, 0.107, '***'],
  ['ethnicity_black', 0.043, 0.258, 0.175, 0.342, '***'],
  ['ethnicity_other', 0.023, 0.023, -0.151, 0.197, ''],
  ['rural', 0.179, -0.026, -0.040, -0.012, '***'],
  ['income_decile_2', 0.102, -0.002, -0.014, 0.011, ''],
  ['income_decile_3', 0.101, 0.001, -0.013, 0.015, ''],
  ['income_decile_4', 0.099, -0.012, -0.026, 0.001, ''],
  ['income_decile_5', 0.101, -0.008, -0.022, 0.005, ''],
  ['income_decile_6', 0.102, -0.017, -0.031, -0.003, '*'],
  ['income_decile_7', 0.100, -0.031, -0.045, -0.017, '***'],
  ['income_decile_8', 0.101, -0.034, -0.048, -0.021, '***'],
  ['income_decile_9', 0.098, -0.033, -0.047, -0.019, '***'],
  ['income_decile_10', 0.098, -0.054, -0.070, -0.038, '***'],
  ['constant', null, 0.238, 0.215, 0.261, '***'],
];

export const publishedTable2: readonly PublishedTable2Row[] = table2.map(
  ([term, mean, estimate, conf_low, conf_high, stars]) => ({
    term,
    mean,
    estimate,
    conf_low,
    conf_high,
    stars,
  }),
);
export const publishedTable2N = 1270;

/**
 * The headline: the coefficient of need on FTE per 10,000 patients at the last snapshot. The paper prints the estimate
 * per 10 percentage points (-0.035) beside the interval per unit; both are given here per unit.
 */
export const publishedHeadline = {
  snapshot: '2023-09-30',
  estimate: -0.35,
  conf_low: -0.634,
  conf_high: -0.066,
  /** Printed with the estimate: 0.035 lower for 10 percentage points more need. */
  printedPerTenPoints: -0.035,
} as const;

/** The first snapshot at which the paper's need coefficient is significant: its 2022/23 Q2. */
export const publishedFirstSignificant = '2022-06-30';

/**
 * The target of 1,000 link workers "by the end of 2020/21" fell due when that financial year ended. The paper takes the
 * total of the quarter that it labels 2020/21 Q4, which is a snapshot three months before.
 */
export const publishedTarget = { fte: 1000, due: '2021-03-31', judgedAt: '2020-12-31' } as const;

/** The financial year 2022/23, from which on the paper no longer finds standard deviations above means. */
export const publishedLessUneven = '2022-04-01';

/** From this snapshot NHS England vouches for the employment numbers: the paper's 2022/23 Q4. */
export const publishedConfirmedFrom = '2022-12-31';

/** Need as predicted by Table 2's equation from a PCN's characteristics (shares, 0 to 1); null where one is missing. */
export function predictNeed(value: (id: VariableId) => number | null | undefined): number | null {
  let need = 0;
  for (const { term, estimate } of publishedTable2) {
    if (term === 'constant') {
      need += estimate;
      continue;
    }
    const share = value(term);
    if (share === null || share === undefined) return null;
    need += estimate * share;
  }
  return need;
}
