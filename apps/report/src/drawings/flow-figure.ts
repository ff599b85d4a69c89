import { type NeedId, variableOf } from '@inverse-care/domain';
import { type CohortStep, cohortFlow, describeCohortFlow } from '@inverse-care/figures';
import { lastFlow, reportedWords, stepOf } from '../language/flow-words.js';
import { plain } from '../language/marks.js';
import { count } from '../language/numbers.js';
import { dated } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

type Last = NonNullable<ReturnType<typeof lastFlow>>;

const outOf = (left: number, words: string) => (left === 0 ? null : `${count(left)} ${words}`);

/** Practices, from the files to those with patients in a PCN. */
function practiceSteps(last: Last): CohortStep[] {
  const [files, mapped, patients, open] = (
    ['in the files', 'in a PCN', 'with patients', 'open'] as const
  ).map((stage) => stepOf(last, stage));
  if (files === undefined || mapped === undefined || patients === undefined || open === undefined) return [];
  return [
    { code: 'files', lines: [`${count(files.count)} practices in the files`], out: null },
    {
      code: 'mapped',
      lines: [`${count(mapped.count)} practices in a PCN`],
      out: outOf(mapped.left_out, 'in no PCN'),
    },
    {
      code: 'patients',
      lines: [`${count(patients.count)} practices with registered patients`, `in ${count(open.count)} PCNs`],
      out: outOf(patients.left_out, 'without registered patients'),
    },
  ];
}

/** PCNs that the study counts, and those of them whose provision is known or counts as none. */
function pcnSteps(last: Last, input: ReportInput): CohortStep[] {
  const [counted, provided] = (['in the population', 'with provision'] as const).map((stage) =>
    stepOf(last, stage),
  );
  if (counted === undefined || provided === undefined) return [];
  const steps: CohortStep[] = [
    {
      code: 'counted',
      lines: [`${count(counted.count)} PCNs that the study counts`, plain(reportedWords(counted, input))],
      out: outOf(counted.left_out, `PCNs ${counted.reason}`),
    },
  ];
  if (provided.left_out === 0) return steps;
  return [
    ...steps,
    {
      code: 'provided',
      lines: [`${count(provided.count)} PCNs with provision`],
      out: outOf(provided.left_out, 'did not report'),
    },
  ];
}

/** From the files to the regressions of the last snapshot; none where the run has no such counts. */
export function flowFigure(input: ReportInput): DrawnFigure[] {
  const last = lastFlow(input);
  if (last === null) return [];
  const steps = [...practiceSteps(last), ...pcnSteps(last, input)];
  const branches = last.needs.map(
    ({ need, known, fitted }): CohortStep => ({
      code: need,
      lines: [
        variableOf(input.data.panel, need as NeedId).label,
        `${count(known.count)} with a value, ${fitted.count === 0 ? 'no regression' : `${count(fitted.count)} in the regression`}`,
      ],
      out: outOf(known.left_out, 'without a value'),
    }),
  );
  const [first] = last.needs;
  const to =
    first === undefined || first.fitted.count === 0
      ? 'no regression'
      : `${count(first.fitted.count)} PCNs in the regression`;
  const rows = [...last.steps, ...last.needs.flatMap(({ known, fitted }) => [known, fitted])];
  return [
    figureOf(
      input,
      {
        id: 'flow',
        title: `From ${steps[0]?.lines[0] ?? 'the files'} to ${to}`,
        subtitle: `Practices and PCNs at ${dated(last.snapshot)}; grey: left out`,
        caption:
          'How practices and PCNs come from the files to the regressions, and why others are left out. The numbers are in figures/flow.csv; those of all snapshots in results/flow.csv.',
        description: describeCohortFlow({ steps, branches }),
      },
      cellsOf(
        ['snapshot', 'step', 'stage', 'need', 'unit', 'count', 'left_out', 'reason', 'not_reported'],
        rows,
      ),
      (text, width) => cohortFlow({ text, steps, branches, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}
