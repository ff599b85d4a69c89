import { readFileSync } from 'node:fs';
import type { PanelRow } from '@inverse-care/domain';

const folder = new URL('../../../test-fixtures/golden/declared-model/', import.meta.url);

/** PCNs of England on 30 June 2022, from the official files: see declared-model.R. */
export function declaredPanel(): PanelRow[] {
  const [header, ...lines] = readFileSync(new URL('panel.csv', folder), 'utf8').trim().split('\n');
  const names = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const text = (name: string) => cells[names.indexOf(name)]!;
    const number = (name: string) => Number(text(name));
    const [patients, fte] = [number('patients'), number('fte')];
    const variables = ['ltc_share', 'income_deprivation', 'core20_share', 'share_65_plus', 'rural', 'tenth'];
    return {
      snapshot: '2022-06-30',
      pcn_code: text('pcn'),
      pcn_name: text('pcn'),
      sub_icb_code: text('sub_icb'),
      icb_code: text('icb'),
      region_code: text('region'),
      patients,
      reported: true,
      fte,
      fte_per_10k: (10_000 * fte) / patients,
      values: Object.fromEntries(variables.map((id) => [id, number(id)])),
    };
  });
}

/** One regression in R: every coefficient, and the average slope where the model is not linear. */
export interface GoldenCase {
  outcome: 'fte_per_10k' | 'fte' | 'any' | 'core20_share';
  form: 'level' | 'log1p' | 'poisson' | 'two_part' | 'logit';
  weights: 'none' | 'patients';
  fixed_effects: 'none' | 'region' | 'icb';
  errors: string;
  estimate: number[];
  std_error: number[];
  p_value: number[];
  effect?: number;
  effect_error?: number;
}

/** Values of lm, glm, sandwich, clubSandwich, fixest and lme4 on that panel. */
export const golden = JSON.parse(readFileSync(new URL('declared-model.json', folder), 'utf8')) as {
  cases: GoldenCase[];
  wild: { t: number; p_value: number };
  places: {
    slopes: { region: string; n: number; estimate: number }[];
    wald: Record<'HC1' | 'CR1 icb', { f: number; estimate: number[]; std_error: number[] }>;
    mixed: Record<
      'region' | 'icb',
      { group: string[]; slope: number[]; slope_sd: number; statistic: number }
    >;
  };
};
