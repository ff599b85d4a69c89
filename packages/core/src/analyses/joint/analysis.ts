import { distinct, drawnArea, filled, type NeedId, variableOf } from '@inverse-care/domain';
import { type Period, prepareSharedClusters, prepareSharedPairs } from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import { inSharedMemory, sharing } from '../../executors/shared-memory.js';
import { incrementOf } from '../../model/increment.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { type SlopeRow, slopes as slopesTable } from '../slopes/tables.js';
import type { JointInference, Judged } from './judge.js';
import { periodsOf, unitsOf } from './periods.js';
import { type JointNeedRow, jointNeeds, joint as jointTable, jointTests } from './tables.js';
import type { DrawAreas, Drawn, DrawShared } from './tasks.js';

/** Replicates below which no joint inference is made: a 95% band and its Monte Carlo error ask for some hundreds. */
const fewestShared = 199;
const replicatesAtOnce = 1250;

const unitNames = { sub_icb: 'sub-ICB locations', icb: 'ICBs' } as const;

/** One need with its regressions at two snapshots or more. */
interface Question {
  need: NeedId;
  rows: SlopeRow[];
  periods: Period[];
  pcns: number;
  drawn: JointNeedRow['drawn'];
  draws: Float64Array[];
  /** Standard errors of the draws, where areas are drawn. */
  drawStdErrors: Float64Array[] | undefined;
}

function questionsOf({ tables, data: { panel }, study }: AnalysisContext): Question[] {
  const area = drawnArea(study.inference.dependence);
  const unitOf = unitsOf(panel, area);
  const slopes = tables
    .rows(slopesTable)
    .filter(({ term, std_error, p_value }) => term === 'need' && std_error !== null && p_value !== null);
  const needs = study.needs.filter((need) => slopes.some((row) => row.need === need));
  return distinct(needs).flatMap((need) => {
    const rows = slopes.filter((row) => row.need === need);
    if (rows.length < 2) return [];
    const snapshots = rows.map(({ snapshot }) => snapshot);
    const periods = periodsOf(panel, 'fte_per_10k', need, snapshots, unitOf);
    const pcns = new Set(
      periodsOf(panel, 'fte_per_10k', need, snapshots, (pcn) => pcn).flatMap(({ units }) =>
        Array.from(units),
      ),
    ).size;
    const room = () => rows.map(() => inSharedMemory(new Float64Array(study.inference.replicates)));
    const drawn = area === null ? 'PCNs' : unitNames[area];
    const drawStdErrors = area === null ? undefined : room();
    return [{ need, rows, periods, pcns, drawn, draws: room(), drawStdErrors }];
  });
}

function* drawTasks(
  questions: readonly Question[],
  { study }: AnalysisContext,
): Generator<Task<DrawShared | DrawAreas>> {
  const { replicates } = study.inference;
  for (const { need, periods, drawn } of questions) {
    const snapshots = periods.map(({ label }) => label);
    const specification = `fte_per_10k ~ ${need}, ${drawn} shared by ${snapshots.join(' ')}`;
    const pcns = drawn === 'PCNs' ? sharing(prepareSharedPairs(periods)) : null;
    const areas = pcns === null ? sharing(prepareSharedClusters(periods)) : null;
    for (let from = 0; from < replicates; from += replicatesAtOnce) {
      const to = Math.min(from + replicatesAtOnce, replicates);
      const range = { seed: study.seed, specification, from, to };
      const key = `${need}, ${from} to ${to}`;
      if (pcns !== null) yield { kind: 'joint/draw', key, payload: { sample: pcns, ...range } };
      if (areas !== null) yield { kind: 'joint/drawAreas', key, payload: { sample: areas, ...range } };
    }
  }
}

function judgeTask({ need, ...question }: Question, context: AnalysisContext): Task<Judged> {
  const { perUnit } = incrementOf(context.data.panel, need);
  const { inference } = context.study;
  return { kind: 'joint/judge', key: need, payload: { ...question, inference, perUnit } };
}

/** Joint inference over the snapshots of each need that has at least two. */
export const joint: Analysis = {
  name: 'joint',
  requires: ['slopes'],
  independent: true,
  tables: [jointTable, jointTests, jointNeeds],
  async run(context) {
    const { study, execute, omit, data } = context;
    const { replicates } = study.inference;
    if (replicates < fewestShared) return [];
    const questions = questionsOf(context);
    const byNeed = new Map(questions.map((one) => [one.need, one]));
    await execute<Drawn>(drawTasks(questions, context), {
      label: 'Joint inference',
      total: questions.length * replicates,
      step: ({ payload }) => (payload as DrawShared).to - (payload as DrawShared).from,
      take: (piece, { key, payload }) => {
        const { draws, drawStdErrors } = byNeed.get(key.split(',')[0]!)!;
        const { from } = payload as DrawShared;
        for (const [t, column] of piece.slopes.entries()) draws[t]!.set(column, from);
        if (!('stdErrors' in piece)) return;
        for (const [t, column] of piece.stdErrors.entries()) drawStdErrors![t]!.set(column, from);
      },
    });
    const found: JointInference[] = [];
    const tasks = questions.map((one) => judgeTask(one, context));
    await execute<JointInference | { refused: string }>(tasks, {
      label: 'Joint inference',
      total: questions.length,
      take: (result, { key }) => {
        const { label } = variableOf(data.panel, key);
        if ('refused' in result) {
          omit({ what: `Joint inference for "${label}"`, why: result.refused });
          return;
        }
        found.push(result);
        if (result.untested === null) return;
        omit({ what: `Tests of all snapshots at once for "${label}"`, why: result.untested });
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
