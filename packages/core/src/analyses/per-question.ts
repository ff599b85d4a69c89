import { variableOf } from '@inverse-care/domain';
import { type Question, snapshotsToExplain } from '../model/rows.js';
import type { AnalysisContext } from './analysis.js';

/** What a task on one need and snapshot gives: something, nothing as there is too little, or why the data refuse it. */
export type Answer<T> = T | null | { refused: string };

const isRefusal = (answer: object): answer is { refused: string } => 'refused' in answer;

/**
 * Puts a question about every need and snapshot of a study, and records those without an answer.
 * @param what is left out where there is none: "Bounds".
 * @param task the kind that answers, and its payload.
 */
export async function perQuestion<T extends object>(
  context: AnalysisContext,
  what: string,
  task: { kind: string; payload: (question: Question) => unknown },
): Promise<T[]> {
  const { plan, data, execute, omit } = context;
  const leaveOut = ({ need, snapshot }: Question, why: string) =>
    omit({ what: `${what}, ${snapshot}, "${variableOf(data.panel, need).label}"`, why });
  const snapshots = snapshotsToExplain(data.panel, (snapshot, why) => {
    for (const need of plan.needs) leaveOut({ need, snapshot }, why);
  });
  const questions = plan.needs.flatMap((need) => snapshots.map((snapshot): Question => ({ need, snapshot })));
  const tasks = questions.map((question) => ({
    kind: task.kind,
    key: `${question.need} @ ${question.snapshot}`,
    payload: task.payload(question),
  }));
  const found: T[] = [];
  let at = 0;
  await execute<Answer<T>>(tasks, {
    label: what,
    total: tasks.length,
    take: (answer) => {
      const question = questions[at++]!;
      if (answer === null) leaveOut(question, 'Too few PCNs have a value of need and reported.');
      else if (isRefusal(answer)) leaveOut(question, answer.refused);
      else found.push(answer);
    },
  });
  return found;
}
