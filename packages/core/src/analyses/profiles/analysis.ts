import { filled } from '@inverse-care/domain';
import { rowsAt } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { surveyBase } from '../survey-error/tables.js';
import { areaProvisionRows } from './area-provision.js';
import { pcnNeedRows } from './pcn-needs.js';
import { areaProvision, pcnNeeds } from './tables.js';

/** What a page of one PCN sets it beside: its areas over time, and where it stands by need. */
export const profiles: Analysis = {
  name: 'profiles',
  requires: ['survey-error'],
  tables: [areaProvision, pcnNeeds],
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
        areaProvision,
        panel.snapshots.flatMap((snapshot) => areaProvisionRows(rowsAt(panel, snapshot), snapshot, level)),
      ),
      filled(
        pcnNeeds,
        plan.needs.flatMap((need) => pcnNeedRows(rowsAt(panel, last), need, answered(need), level)),
      ),
    ];
  },
};
