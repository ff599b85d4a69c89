import { filled, isAsked, type SurveyBase, variableOf } from '@inverse-care/domain';
import { effectiveRespondents } from '@inverse-care/stats';
import { rowsFor } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import { type SurveyBaseRow, type SurveyErrorRow, surveyBase, surveyError } from './tables.js';
import type { Surveyed } from './tasks.js';

/** Each respondent of a practice stands for as many of its patients as patients a respondent. */
function baseRow({ snapshot, pcn_code, variable, patients, respondents }: SurveyBase): SurveyBaseRow {
  const weights = patients.map((number, i) => number / respondents[i]!);
  return {
    snapshot,
    need: variable,
    pcn_code,
    practices: respondents.length,
    respondents: respondents.reduce((total, count) => total + count, 0),
    effective_respondents: effectiveRespondents(weights, respondents),
  };
}

/** How reliably surveys measure need, from who answered. */
export const surveyErrors: Analysis = {
  name: 'survey-error',
  independent: true,
  tables: [surveyBase, surveyError],
  async run(context) {
    const { data, study, plan, omit } = context;
    const asked = plan.needs.filter(isAsked);
    const bases = (data.panel.surveyBases ?? [])
      .filter(({ variable }) => asked.includes(variable))
      .map(baseRow);
    const needs = asked.filter((need) => bases.some((base) => base.need === need));
    for (const need of asked.filter((one) => !needs.includes(one))) {
      omit({
        what: `Reliability of "${variableOf(data.panel, need).label}"`,
        why: 'The file that gives it does not say how many answered, and weighted counts or shares do not tell it. How far sampling error draws its coefficient towards zero is therefore not estimated.',
      });
    }
    const found = await perQuestion<{ rows: SurveyErrorRow[] }>(
      { ...context, plan: { ...plan, needs } },
      'Reliability of surveyed need',
      {
        kind: 'survey-error/reliability',
        payload: ({ need, snapshot }): Surveyed => ({
          rows: rowsFor(data.panel, snapshot, [need]),
          answered: bases
            .filter((base) => base.need === need && base.snapshot === snapshot)
            .map(({ pcn_code, respondents, effective_respondents }) => ({
              pcn_code,
              respondents,
              effective: effective_respondents,
            })),
          question: { need, snapshot },
          study: { inference: study.inference },
        }),
      },
    );
    return [
      filled(surveyBase, bases),
      filled(
        surveyError,
        found.flatMap(({ rows }) => rows),
      ),
    ];
  },
};
