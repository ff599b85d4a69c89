import { type FilledTable, type FilledTables, filled, type NeedId, type Study } from '@inverse-care/domain';
import { equivalenceTest } from '@inverse-care/stats';
import { alphaOf } from '../../model/alpha.js';
import { type JointRow, joint } from '../joint/tables.js';
import { type ModelInfluenceRow, modelInfluence } from '../model/influence-table.js';
import { type ModelJointRow, modelInference, modelJoint } from '../model/joint-tables.js';
import { type ModelRow, model as modelTable } from '../model/tables.js';
import type { IncrementRow } from '../need/tables.js';
import { table1 } from '../provision/tables.js';
import { bears, intervalOf, standOf } from './claim.js';
import { type ModelFindingRow, modelFindings, modelFindingTests } from './declared-tables.js';
import { type Together, togetherWord } from './findings.js';
import { gradeOf } from './grade.js';
import type { FindingQuestion } from './question.js';
import { claimOf, incrementFor } from './question-of.js';
import { type Claim, type FindingTest, type FindingTestRow, gradeRule } from './tables.js';
import {
  type Answer,
  type Candidate,
  notApplicable,
  notAsked,
  ofAll,
  ofInterval,
  testRows,
  verdict,
} from './tests.js';

/** The finding of a declared model that is to be tested. */
interface DeclaredQuestion extends FindingQuestion {
  /** The method by which PCNs of one ICB may be alike: CR2 by least squares, CR1 where there is no CR2. */
  byIcb: string;
}

/** The rows of a need that have an effect, snapshots ascending. */
const rowsOf = (tables: FilledTables, need: NeedId): ModelRow[] =>
  tables
    .rows(modelTable)
    .filter((row) => row.need === need && row.per_sd !== null)
    .sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));

const provision = 'FTE per 10,000 patients';
const outcomesOfProvision: readonly string[] = ['fte_per_10k', 'fte'];

/** Whether the effect is a difference in provision as the study defines it. */
const isOfProvision = ({ outcome, unit }: ModelRow): boolean =>
  unit === provision && outcomesOfProvision.includes(outcome);

/** A margin that the effect was held against. */
interface Equivalence {
  margin: number;
  shown: boolean;
  /** By two one-sided tests; null where an interval alone tells. */
  p: number | null;
}

/**
 * Whether the effect is within the study's smallest, with the margin of the study's own regressions; null where none is
 * stated for this unit, or it is too wide. The wild bootstrap has no distribution for two one-sided tests: its whole
 * interval must lie within the margin, which asks more.
 */
function equivalenceOf(row: ModelRow, judged: JointRow | undefined, alpha: number): Equivalence | null {
  const { estimate, std_error, df, form, conf_low, conf_high } = row;
  const margin = judged?.margin_coefficient ?? null;
  const share = judged?.margin_share ?? null;
  if (margin === null || share === null || share > gradeRule.widestMargin || !isOfProvision(row)) return null;
  const bootstrapped = df === null && (form === 'level' || form === 'log1p');
  if (bootstrapped) {
    const interval = intervalOf(conf_low, conf_high, 1);
    return interval === null ? null : { margin, shown: bears({ side: 0, margin }, interval), p: null };
  }
  if (estimate === null || std_error === null || !(std_error > 0)) return null;
  const { pValue } = equivalenceTest({
    estimate,
    stdError: std_error,
    ...(df === null ? {} : { degreesOfFreedom: df }),
    low: -margin,
    high: margin,
  });
  return { margin, shown: pValue < alpha, p: pValue };
}

/** Adjusted for the number of snapshots by Holm, over the model's own p-values. */
function ofSnapshots({ stand, snapshots, alpha, p_holm }: DeclaredQuestion): Answer {
  if (snapshots < 2 || stand.side === 0) return notApplicable;
  if (p_holm === null) return notAsked;
  return { result: verdict(p_holm < alpha), p_value: p_holm, what: 'Holm', source: 'model.csv' };
}

/** The intervals of the model by other methods. */
const methodsOf = ({ need, snapshot, method, tables }: DeclaredQuestion) =>
  tables
    .rows(modelInference)
    .filter((row) => row.need === need && row.snapshot === snapshot && row.method !== method);

function ofIcb(question: DeclaredQuestion): Answer {
  const { byIcb, method, stand, estimate } = question;
  if (method === byIcb) return notApplicable;
  const row = methodsOf(question).find((one) => one.method === byIcb);
  const interval = intervalOf(row?.conf_low, row?.conf_high, 1);
  if (row === undefined || interval === null) return notAsked;
  return {
    result: verdict(bears(stand, interval)),
    estimate,
    ...interval,
    p_value: row.p_value,
    what: byIcb,
    source: 'model_inference.csv',
  };
}

function ofMethods(question: DeclaredQuestion): Answer {
  const candidates = methodsOf(question).flatMap((row): Candidate[] => {
    const interval = intervalOf(row.conf_low, row.conf_high, 1);
    if (row.method === question.byIcb || interval === null) return [];
    return [{ interval, estimate: row.estimate, what: row.method }];
  });
  return ofAll(candidates, question, 'model_inference.csv');
}

/** The refits without each ICB, or each of the most influential PCNs. */
const without =
  (level: ModelInfluenceRow['level']) =>
  (question: DeclaredQuestion): Answer => {
    const { need, snapshot, tables } = question;
    const candidates = tables.rows(modelInfluence).flatMap((row): Candidate[] => {
      const interval = intervalOf(row.conf_low, row.conf_high, 1);
      if (row.need !== need || row.snapshot !== snapshot || row.level !== level || interval === null)
        return [];
      return [{ interval, estimate: row.estimate, what: row.code }];
    });
    return ofAll(candidates, question, 'model_influence.csv');
  };

const ofNeedAlone = (): Answer => notAsked;

const tests: Readonly<Record<FindingTest, (question: DeclaredQuestion) => Answer>> = {
  interval: ofInterval,
  snapshots: ofSnapshots,
  icb: ofIcb,
  methods: ofMethods,
  multiverse: ofNeedAlone,
  'one icb': without('icb'),
  'one pcn': without('pcn'),
  bounds: ofNeedAlone,
  placebo: ofNeedAlone,
};

/** What all snapshots of the model say together. */
function togetherOf(tables: FilledTables, need: NeedId, alpha: number): Together {
  const of = (test: ModelJointRow['test']) =>
    tables.rows(modelJoint).find((row) => row.need === need && row.scale === 'effect' && row.test === test);
  const [zero, equal, trend] = [of('all zero'), of('all equal'), of('trend per year')];
  return {
    p_all_zero: zero?.p_value ?? null,
    p_all_equal: equal?.p_value ?? null,
    trend: trend?.estimate ?? null,
    trend_low: trend?.conf_low ?? null,
    trend_high: trend?.conf_high ?? null,
    together: togetherWord(zero?.p_value, equal?.p_value, trend?.p_value, alpha),
  };
}

const ratioNames = { poisson: 'rates', logit: 'odds' } as const;

/** One need of the model, with what its finding is told from. */
interface Claimed {
  rows: readonly ModelRow[];
  last: ModelRow;
  increment: IncrementRow;
  claim: Claim;
  /** That the difference is within the study's smallest effect. */
  pSmall: number | null;
  question: DeclaredQuestion;
}

function claimed(need: NeedId, study: Study, tables: FilledTables): Claimed | null {
  const rows = rowsOf(tables, need);
  const last = rows.at(-1);
  const increment = incrementFor(tables, need);
  if (last === undefined || last.per_sd === null || increment === undefined) return null;
  const alpha = alphaOf(study);
  const perUnit = increment.told_per_unit;
  const judged = tables.rows(joint).find((row) => row.need === need && row.snapshot === last.snapshot);
  const equivalence = equivalenceOf(last, judged, alpha);
  const pSmall = equivalence?.p ?? null;
  const margin = equivalence?.shown ? equivalence.margin / perUnit : null;
  const interval = intervalOf(last.per_sd_low, last.per_sd_high, 1);
  const claim = claimOf(interval, margin);
  return {
    rows,
    last,
    increment,
    claim,
    pSmall,
    question: {
      need,
      snapshot: last.snapshot,
      perUnit,
      estimate: last.per_sd,
      interval,
      p_value: claim === 'small' ? pSmall : last.p_value,
      p_holm: last.p_holm,
      snapshots: rows.length,
      method: last.method,
      source: 'model.csv',
      stand: standOf(claim, last.per_sd, margin),
      alpha,
      tables,
      same: false,
      byIcb: last.form === 'level' || last.form === 'log1p' ? 'CR2 by ICB' : 'CR1 by ICB',
    },
  };
}

/** Snapshots whose interval lies on a side of zero, and those whose adjusted p-value is significant. */
function snapshotsOf(rows: readonly ModelRow[], alpha: number) {
  const clear = (lies: (low: number, high: number) => boolean) =>
    rows.filter(
      ({ conf_low, conf_high }) => conf_low !== null && conf_high !== null && lies(conf_low, conf_high),
    ).length;
  return {
    snapshots: rows.length,
    clear_more: clear((low) => low > 0),
    clear_fewer: clear((_, high) => high < 0),
    clear_adjusted: rows.filter(({ p_holm }) => p_holm !== null && p_holm < alpha).length,
  };
}

/** Mean provision at the snapshot, where the effect is a difference in provision. */
function shareOf(row: ModelRow, tables: FilledTables): (value: number | null | undefined) => number | null {
  const mean = tables.rows(table1).find(({ snapshot }) => snapshot === row.snapshot)?.per_10k_mean;
  return (value) =>
    value === null || value === undefined || mean === undefined || !(mean > 0) || !isOfProvision(row)
      ? null
      : value / mean;
}

/** The graded finding of one need and the tests that graded it. */
function graded({ rows, last, increment, claim, pSmall, question }: Claimed): {
  finding: ModelFindingRow;
  tests: FindingTestRow[];
} {
  const { need, alpha, tables, estimate, interval } = question;
  const asked = testRows(question, tests);
  const share = shareOf(last, tables);
  return {
    tests: asked,
    finding: {
      need,
      snapshot: last.snapshot,
      n: last.n,
      outcome: last.unit,
      told_for: increment.told_for,
      estimate,
      step_estimate: (estimate * increment.told_per_unit) / increment.per_unit,
      conf_low: interval?.low ?? null,
      conf_high: interval?.high ?? null,
      p_value: question.p_value,
      method: last.method,
      share: share(estimate),
      share_low: share(interval?.low),
      share_high: share(interval?.high),
      finding: claim,
      ...gradeOf(claim, last.n, asked),
      ...snapshotsOf(rows, alpha),
      ...togetherOf(tables, need, alpha),
      ratio_of: last.form === 'poisson' || last.form === 'logit' ? ratioNames[last.form] : '',
      ratio: last.ratio,
      ratio_low: last.ratio_low,
      ratio_high: last.ratio_high,
      unadjusted: last.per_sd_unadjusted,
      unadjusted_low: last.per_sd_unadjusted_low,
      unadjusted_high: last.per_sd_unadjusted_high,
      p_equivalence: pSmall,
      clusters: last.clusters,
    },
  };
}

/**
 * Grades what the declared model of a study found by the rule of `gradeOf`, need by need in the study's order; no table
 * where the study declares no model, or it gave nothing.
 */
export function gradeDeclared(study: Study, tables: FilledTables): FilledTable[] {
  if (study.model === undefined) return [];
  const all = study.needs.flatMap((need) => {
    const one = claimed(need, study, tables);
    return one === null ? [] : [graded(one)];
  });
  if (all.length === 0) return [];
  return [
    filled(
      modelFindings,
      all.map(({ finding }) => finding),
    ),
    filled(
      modelFindingTests,
      all.flatMap((one) => one.tests),
    ),
  ];
}
