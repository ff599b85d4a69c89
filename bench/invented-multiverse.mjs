import { multiverseOptions, needIds } from '../packages/domain/dist/index.js';
import { RandomStream } from '../packages/stats/dist/index.js';

/** Numbers between 0 and 1, the same each time. */
export const uniforms = (name) => {
  const stream = new RandomStream(1, name);
  return () => stream.nextUint32() / 2 ** 32;
};

/** PCNs of the paper's number with every variable, provision made of need and noise; so many snapshots. */
export function inventedData(snapshots = ['2021-06-30', '2021-12-31', '2022-06-30']) {
  const uniform = uniforms('bench multiverse');
  const others = ['rural', 'ethnicity_mixed', 'ethnicity_asian', 'ethnicity_black', 'ethnicity_other'];
  const deciles = Array.from({ length: 10 }, (_, i) => `income_decile_${i + 1}`);
  const rows = snapshots.flatMap((snapshot) =>
    Array.from({ length: 1250 }, (_, i) => {
      const values = Object.fromEntries(
        [...needIds, ...others, ...deciles].map((id) => [id, 0.05 + 0.5 * uniform()]),
      );
      const patients = 15_000 + Math.floor(60_000 * uniform());
      const reported = uniform() < 0.8;
      const fte = reported && uniform() < 0.7 ? 0.5 + 3 * uniform() + values.ltc_share : 0;
      return {
        snapshot,
        pcn_code: `U${10_000 + i}`,
        pcn_name: '',
        sub_icb_code: `S${i % 106}`,
        icb_code: `I${(i % 106) % 42}`,
        region_code: `Y${(i % 42) % 7}`,
        patients,
        reported,
        fte,
        fte_per_10k: (10_000 * fte) / patients,
        values,
      };
    }),
  );
  const variables = Object.keys(rows[0].values);
  return { panel: { snapshots, variables, rows }, absent: [] };
}

/** A study with a multiverse on invented data; `more` in place of some of its options. */
export const studyOf = ({ panel: { snapshots } }, replicates, more = {}) => ({
  snapshots,
  population: 'open_on_date',
  absent: 'zero',
  needs: ['ltc_share'],
  seed: 1,
  inference: { covariance: 'HC1', level: 0.95, replicates: 0 },
  multiverse: {
    ...multiverseOptions,
    population: ['open_on_date'],
    need: ['need_published', 'ltc_share', 'income_deprivation'],
    tails: ['all', 'large'],
    snapshot: ['2021-06-30', '2022-06-30'],
    replicates,
    resample: 'pcn',
    ...more,
  },
});
