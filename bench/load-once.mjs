// node bench/load-once.mjs '{"pcns":…,"snapshots":…,"replicates":…}': one run on an invented panel, without files. With the word
// "tell" after it standard error says how long each part takes.
import { availableParallelism } from 'node:os';
import { standardAnalyses } from '../packages/core/dist/analyses/standard.js';
import { runStudy } from '../packages/core/dist/index.js';
import { monthEnds, subIcbs } from '../packages/domain/dist/index.js';
import { draws } from './draws.mjs';

const { pcns, snapshots: number, replicates, threads = availableParallelism() } = JSON.parse(process.argv[2]);
const { uniform } = draws(1, 'load');
const snapshots = monthEnds('2000-01-31', '2099-12-31').slice(0, number);
const needs = Array.from({ length: pcns }, () => 0.3 + 0.3 * uniform());
const rows = snapshots.flatMap((snapshot) =>
  needs.map((ltc_share, i) => {
    const patients = 15_000 + Math.floor(60_000 * uniform());
    const reported = uniform() < 0.9;
    const fte = reported ? 4 * uniform() * (1 - ltc_share) : null;
    const area = subIcbs[i % subIcbs.length];
    return {
      snapshot,
      pcn_code: `U${1_000_000 + i}`,
      pcn_name: '',
      sub_icb_code: area.code,
      icb_code: area.icbCode,
      region_code: `Y${i % 7}`,
      patients,
      reported,
      fte,
      fte_per_10k: fte === null ? null : (10_000 * fte) / patients,
      values: { ltc_share },
    };
  }),
);
const study = {
  study: 'load',
  title: 'Load',
  role: 'Social Prescribing Link Workers',
  snapshots,
  population: 'open_on_date',
  absent: 'zero',
  needs: ['ltc_share'],
  required: [],
  inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates, smallest_effect: 0.02 },
  survey: 2019,
  seed: 7,
};
const facts = {
  panel: { snapshots, variables: ['ltc_share'], rows },
  absent: [],
  inputs: [],
  extracts: [],
  warnings: [],
  check: { snapshots: [], findings: [] },
  synthetic: true,
  boundaries: null,
  boundariesNote: null,
  practices: [],
};
const tell = process.argv[3] === 'tell';
let label = '';
let since = performance.now();
const { tables } = await runStudy(study, facts, {
  analyses: standardAnalyses,
  threads,
  onProgress: (step) => {
    if (!tell || step.label === label) return;
    const now = performance.now();
    process.stderr.write(`${label}: ${((now - since) / 1000).toFixed(1)} s\n`);
    [label, since] = [step.label, now];
  },
});
process.stdout.write(JSON.stringify({ rows: tables.all().reduce((sum, one) => sum + one.rows.length, 0) }));
