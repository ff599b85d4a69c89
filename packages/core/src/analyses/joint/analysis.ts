import { distinct, filled, type NeedId, variableOf } from '@inverse-care/domain';
import { type Period, prepareSharedPairs } from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import { inSharedMemory, sharing } from '../../executors/shared-memory.js';
import { incrementOf } from '../../model/increment.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { type CoefficientRow, figure3 } from '../association/tables.js';
import type { JointInference, Judged } from './judge.js';
import { periodsOf } from './periods.js';
import { jointNeeds, joint as jointTable, jointTests } from './tables.js';
import type { DrawShared } from './tasks.js';

/** Replicates below which no joint inference is made: a 95% band and its Monte Carlo error ask for some hundreds. */
const fewestShared = 199;
const replicatesAtOnce = 1250;

/** One need with its regressions at two snapshots or more. */
interface Question {
  need: NeedId;
  rows: CoefficientRow[];
  periods: Period[];
  draws: Float64Array[];
}

function questionsOf({ tables, data: { panel }, study }: AnalysisContext): Question[] {
  const slopes = tables.rows(figure3).filter(({ term }) => term === 'need');
  const needs = study.needs.filter((need) => slopes.some((row) => row.need === need));
  return distinct(needs).flatMap((need) => {
    const rows = slopes.filter((row) => row.need === need);
    if (rows.length < 2) return [];
    const periods = periodsOf(
      panel,
      'fte_per_10k',
      need,
      rows.map(({ snapshot }) => snapshot),
    );
    const draws = rows.map(() => inSharedMemory(new Float64Array(study.inference.replicates)));
    return [{ need, rows, periods, draws }];
  });
}

function* drawTasks(questions: readonly Question[], { study }: AnalysisContext): Generator<Task<DrawShared>> {
  const { replicates } = study.inference;
  for (const { need, periods } of questions) {
    const snapshots = periods.map(({ label }) => label);
    const specification = `fte_per_10k ~ ${need}, PCNs shared by ${snapshots.join(' ')}`;
    const sample = sharing(prepareSharedPairs(periods));
    for (let from = 0; from < replicates; from += replicatesAtOnce) {
      const to = Math.min(from + replicatesAtOnce, replicates);
      const payload = { sample, seed: study.seed, specification, from, to };
      yield { kind: 'joint/draw', key: `${need}, ${from} to ${to}`, payload };
    }
  }
}

function judgeTask({ need, rows, periods, draws }: Question, context: AnalysisContext): Task<Judged> {
  const { perUnit } = incrementOf(context.data.panel, need);
  const { inference } = context.study;
  return { kind: 'joint/judge', key: need, payload: { rows, periods, draws, inference, perUnit } };
}

/** Joint inference over the snapshots of each need that has at least two. */
export const joint: Analysis = {
  name: 'joint',
  requires: ['association'],
  tables: [jointTable, jointTests, jointNeeds],
  async run(context) {
    const { study, execute, omit, data } = context;
    const { replicates } = study.inference;
    if (replicates < fewestShared) return [];
    const questions = questionsOf(context);
    const byNeed = new Map(questions.map((one) => [one.need, one]));
    await execute<Float64Array[]>(drawTasks(questions, context), {
      label: 'Joint inference',
      total: questions.length * replicates,
      step: ({ payload }) => (payload as DrawShared).to - (payload as DrawShared).from,
      take: (piece, { key, payload }) => {
        const { draws } = byNeed.get(key.split(',')[0]!)!;
        for (const [t, column] of piece.entries()) draws[t]!.set(column, (payload as DrawShared).from);
      },
    });
    const found: JointInference[] = [];
    const tasks = questions.map((one) => judgeTask(one, context));
    await execute<JointInference | { refused: string }>(tasks, {
      label: 'Joint inference',
      total: questions.length,
      take: (result, { key }) => {
        if (!('refused' in result)) found.push(result);
        else {
          omit({
            what: `Joint inference for "${variableOf(data.panel, key).label}"`,
            why: result.refused,
          });
        }
      },
    });
    return [
      filled(
        jointTable,
        found.flatMap(({ rows }) => rows),
      ),
      filled(
        jointTests,
        found.flatMap(({ tests }) => tests),
      ),
      filled(
        jointNeeds,
        found.map(({ need }) => need),
      ),
    ];
  },
};
