import { filled } from '@inverse-care/domain';
import { rowsAt } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { surveyBase } from '../survey-error/tables.js';
import { pcnNeedRows } from './pcn-needs.js';
import { pcnNeeds } from './tables.js';

/** What is told of one PCN alone: where it stands by need, as far as that is known. */
export const profiles: Analysis = {
  name: 'profiles',
  requires: ['survey-error'],
  tables: [pcnNeeds],
  run({ data: { panel }, plan, study, tables }) {
    const last = panel.snapshots.at(-1)!;
    const { level } = study.inference;
    const bases = tables.rows(surveyBase).filter(({ snapshot }) => snapshot === last);
    const answered = (need: string) =>
      new Map(
        bases
          .filter((base) => base.need === need)
          .map(({ pcn_code, effective_respondents }) => [pcn_code, effective_respondents]),
      );
    return [
      filled(
        pcnNeeds,
        plan.needs.flatMap((need) => pcnNeedRows(rowsAt(panel, last), need, answered(need), level)),
      ),
    ];
  },
};
