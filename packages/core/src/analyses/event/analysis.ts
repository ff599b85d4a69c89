import {
  filled,
  modelOf,
  type NeedId,
  type Snapshot,
  type StudyTime,
  variableOf,
} from '@inverse-care/domain';
import type { Task } from '../../executors/executor.js';
import { finite, type Inferred } from '../../model/declared/coefficient.js';
import { type DeclaredRegression, variablesOfRegression } from '../../model/declared/design.js';
import { effectUnit } from '../../model/declared/response.js';
import { packedRowsFor } from '../../model/packed-rows.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { regressionsOf } from '../model/analysis.js';
import type { EventStudy } from './event-study.js';
import {
  type ModelChangeRow,
  type ModelEventRow,
  type ModelEventTestRow,
  modelChange,
  modelEvent,
  modelEventTests,
} from './tables.js';
import type { Change, Following } from './tasks.js';

/** Puts one question about change to every need of the model. */
async function ask<Answer extends object>(
  context: AnalysisContext,
  what: string,
  kind: string,
  { snapshots, at }: { snapshots: readonly Snapshot[]; at: Snapshot },
  take: (regression: DeclaredRegression, answer: Answer) => void,
): Promise<void> {
  const { study, data, execute, omit } = context;
  const regressions = regressionsOf(context, what).filter(({ snapshot }) => snapshot === at);
  const tasks = regressions.map((regression): Task<Following> => {
    const variables = variablesOfRegression(regression);
    const rows = snapshots.map((snapshot) => packedRowsFor(data.panel, snapshot, variables));
    const { inference, seed } = study;
    return {
      kind,
      key: `${what}, ${regression.need}`,
      payload: { rows, snapshots, at, regression, study: { inference, seed } },
    };
  });
  let next = 0;
  await execute<Answer | null | { refused: string }>(tasks, {
    label: what,
    total: tasks.length,
    take: (answer) => {
      const regression = regressions[next++]!;
      if (answer !== null && !('refused' in answer)) return take(regression, answer);
      omit({
        what: `${what}, "${variableOf(data.panel, regression.need).label}"`,
        why:
          answer === null
            ? 'Too few PCNs are there at every snapshot.'
            : (answer as { refused: string }).refused,
      });
    },
  });
}

/** What is inferred of an estimate, as a table may hold it. */
const inferredCells = ({ std_error, df, conf_low, conf_high, p_value }: Omit<Inferred, 'estimate'>) => ({
  std_error: finite(std_error),
  df: finite(df),
  conf_low: finite(conf_low),
  conf_high: finite(conf_high),
  p_value: finite(p_value),
});

async function aroundEvent(context: AnalysisContext, { date }: NonNullable<StudyTime['event']>) {
  const { study, omit } = context;
  const slopes: ModelEventRow[] = [];
  const tests: ModelEventTestRow[] = [];
  const { snapshots } = study;
  const reference = snapshots.filter((snapshot) => snapshot < date).at(-1);
  if (reference === undefined || reference === snapshots.at(-1)) {
    omit({
      what: 'Slopes around the event',
      why: `No snapshot is ${reference === undefined ? 'before' : 'on or after'} ${date}.`,
    });
    return { slopes, tests };
  }
  const unit = effectUnit(modelOf(study));
  const asked = { snapshots, at: reference };
  await ask<EventStudy & { lost: number }>(
    context,
    'Slopes around the event',
    'event/slopes',
    asked,
    ({ need }, found) => {
      for (const { snapshot, after, estimate, ...numbers } of found.slopes)
        slopes.push({
          need,
          snapshot,
          event: date,
          reference,
          after,
          estimate,
          ...inferredCells(numbers),
          n: found.n,
          rows_lost: found.lost,
          unit,
        });
      // A difference of means without a variance, where every PCN moved alike, is no test.
      for (const test of found.tests) if (Number.isFinite(test.p_value)) tests.push({ need, ...test });
    },
  );
  return { slopes, tests };
}

async function betweenSnapshots(context: AnalysisContext, { from, to }: NonNullable<StudyTime['change']>) {
  const { study, omit } = context;
  const rows: ModelChangeRow[] = [];
  const missing = [from, to].find((date) => !study.snapshots.includes(date));
  if (missing !== undefined) {
    omit({ what: 'Change between two snapshots', why: `The study has no snapshot of ${missing}.` });
    return rows;
  }
  const model = modelOf(study);
  const asked = { snapshots: [from, to], at: from };
  await ask<Change>(context, 'Change between two snapshots', 'event/change', asked, ({ need }, found) => {
    rows.push(changeRow(need, { from, to }, found, effectUnit(model)));
  });
  return rows;
}

function changeRow(
  need: NeedId,
  { from, to }: { from: Snapshot; to: Snapshot },
  { fit, n, lost, mean_change, need_sd }: Change,
  unit: string,
): ModelChangeRow {
  const { estimate, ...inference } = fit.effect;
  const { conf_low, conf_high } = inference;
  return {
    need,
    from,
    to,
    n,
    rows_lost: lost,
    mean_change,
    estimate,
    ...inferredCells(inference),
    need_sd,
    per_sd: finite(estimate * need_sd),
    per_sd_low: finite(conf_low * need_sd),
    per_sd_high: finite(conf_high * need_sd),
    method: fit.method,
    unit,
  };
}

/** What becomes of slopes around an event, and change between two snapshots; nothing where the study asks for neither. */
export const event: Analysis = {
  name: 'event',
  tables: [modelEvent, modelEventTests, modelChange],
  async run(context) {
    const { time } = context.study;
    if (time === undefined) return [];
    const around =
      time.event === undefined ? { slopes: [], tests: [] } : await aroundEvent(context, time.event);
    const changes = time.change === undefined ? [] : await betweenSnapshots(context, time.change);
    return [
      filled(modelEvent, around.slopes),
      filled(modelEventTests, around.tests),
      filled(modelChange, changes),
    ];
  },
};
