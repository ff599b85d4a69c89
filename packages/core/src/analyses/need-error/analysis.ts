import { filled, isAsked, isPredicted } from '@inverse-care/domain';
import { rowsFor } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import { equationParts, type NeedError } from './need-error.js';
import { attenuation, predictionError } from './tables.js';
import type { Erring } from './tasks.js';

/** What error in need itself may do to its coefficients: that of survey answers, and that of the published equation. */
export const needError: Analysis = {
  name: 'need-error',
  independent: true,
  tables: [attenuation, predictionError],
  async run(context) {
    const { data, study, plan } = context;
    const needs = plan.needs.filter((need) => isAsked(need) || isPredicted(need));
    const found = await perQuestion<NeedError>({ ...context, plan: { ...plan, needs } }, 'Error in need', {
      kind: 'need-error/error',
      payload: ({ need, snapshot }): Erring => ({
        rows: rowsFor(data.panel, snapshot, isPredicted(need) ? [need, ...equationParts] : [need]),
        question: { need, snapshot },
        study: { inference: study.inference },
      }),
    });
    return [
      filled(
        attenuation,
        found.flatMap((one) => one.attenuation),
      ),
      filled(
        predictionError,
        found.flatMap((one) => one.prediction),
      ),
    ];
  },
};
