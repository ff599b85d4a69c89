import { distinct, drawnArea, filled, type NeedId, variableOf } from '@inverse-care/domain';
import {
  type JointQuestion,
  type JointTally,
  type Period,
  prepareSharedClusters,
  prepareSharedPairs,
  studentTQuantile,
} from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import { sharing } from '../../executors/shared-memory.js';
import { incrementOf } from '../../model/increment.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { type SlopeRow, slopes as slopesTable } from '../slopes/tables.js';
import type { JointInference, Judged } from './judge.js';
import { periodsOf, unitsOf } from './periods.js';
import { type JointNeedRow, jointNeeds, joint as jointTable, jointTests } from './tables.js';
import { Tallied } from './tally.js';
import type { DrawAreas, DrawShared } from './tasks.js';

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
  /** What replicates are held against. */
  question: JointQuestion;
  tallied: Tallied;
}

/** A statistic is significant where its own interval leaves out zero, by the widest of them. */
function questionOf(rows: readonly SlopeRow[], level: number): JointQuestion {
  const pointwise = rows.map(({ df }) => studentTQuantile(1 - (1 - level) / 2, df!));
  return {
    estimates: rows.map(({ estimate }) => estimate),
    stdErrors: rows.map(({ std_error }) => std_error!),
    criticalValue: Math.max(...pointwise),
  };
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
    const drawn = area === null ? 'PCNs' : unitNames[area];
    const { replicates, level } = study.inference;
    const question = questionOf(rows, level);
    return [{ need, rows, periods, pcns, drawn, question, tallied: new Tallied(replicates, rows.length) }];
  });
}

function* drawTasks(
  questions: readonly Question[],
  { study }: AnalysisContext,
): Generator<Task<DrawShared | DrawAreas>> {
  const { replicates } = study.inference;
  for (const { need, periods, drawn, question } of questions) {
    const snapshots = periods.map(({ label }) => label);
    const specification = `fte_per_10k ~ ${need}, ${drawn} shared by ${snapshots.join(' ')}`;
    const pcns = drawn === 'PCNs' ? sharing(prepareSharedPairs(periods)) : null;
    const areas = pcns === null ? sharing(prepareSharedClusters(periods)) : null;
    for (let from = 0; from < replicates; from += replicatesAtOnce) {
      const to = Math.min(from + replicatesAtOnce, replicates);
      const range = { question, seed: study.seed, specification, from, to };
      const key = `${need}, ${from} to ${to}`;
      if (pcns !== null) yield { kind: 'joint/draw', key, payload: { sample: pcns, ...range } };
      if (areas !== null) yield { kind: 'joint/drawAreas', key, payload: { sample: areas, ...range } };
    }
  }
}

function judgeTask({ need, tallied, ...rest }: Question, context: AnalysisContext): Task<Judged> {
  const { perUnit } = incrementOf(context.data.panel, need);
  const { inference } = context.study;
  return {
    kind: 'joint/judge',
    key: need,
    payload: { ...rest, tally: tallied.together(), inference, perUnit },
  };
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
    await execute<JointTally>(drawTasks(questions, context), {
      label: 'Joint inference',
      total: questions.length * replicates,
      step: ({ payload }) => (payload as DrawShared).to - (payload as DrawShared).from,
      take: (tally, { key }) => {
        byNeed.get(key.split(',')[0]!)!.tallied.add(tally);
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
