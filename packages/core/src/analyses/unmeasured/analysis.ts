import { filled } from '@inverse-care/domain';
import { rowsFor } from '../../model/rows.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import { contourRows } from './contour.js';
import { benchmarks, type ContourRow, contour, unmeasured as unmeasuredTable } from './tables.js';
import type { Measured } from './tasks.js';
import { controlsFor, type Unmeasured } from './unmeasured.js';

/** The contour of the first need that has an answer, at its last snapshot. */
function headlineContour(found: readonly Unmeasured[], { plan }: AnalysisContext): ContourRow[] {
  const need = plan.needs.find((one) => found.some(({ row }) => row.need === one));
  const own = found.filter(({ row }) => row.need === need);
  return own.length === 0 ? [] : contourRows(own.reduce((a, b) => (b.row.snapshot > a.row.snapshot ? b : a)));
}

/** What the coefficients owe to what was not measured. */
export const unmeasured: Analysis = {
  name: 'unmeasured',
  independent: true,
  tables: [unmeasuredTable, benchmarks, contour],
  async run(context) {
    const { data, study } = context;
    const found = await perQuestion<Unmeasured>(context, 'Robustness values', {
      kind: 'unmeasured/strength',
      payload: (question): Measured => {
        const controls = controlsFor(question.need, data.panel);
        const rows = rowsFor(data.panel, question.snapshot, [question.need, ...controls]);
        return { rows, question, controls, study: { inference: study.inference } };
      },
    });
    return [
      filled(
        unmeasuredTable,
        found.map(({ row }) => row),
      ),
      filled(
        benchmarks,
        found.flatMap((one) => one.benchmarks),
      ),
      filled(contour, headlineContour(found, context)),
    ];
  },
};
