import {
  computedFrom,
  constructOf,
  isPredicted,
  measureTheSame,
  type NeedId,
  type Panel,
  type PanelWithProvenance,
  type Study,
  type VariableId,
  variableOf,
} from '@inverse-care/domain';
import { type OutcomeId, type Specification, specificationOf } from '../model/specification.js';
import { denominatorShare, inDenominator } from './denominator.js';

/** Something that a study asks for and a run leaves out, and why. */
export interface Omission {
  /** "Table 2", "Figure 2", "Figure 3 for need_published". */
  what: string;
  why: string;
  /** How to obtain it, where that is possible. */
  remedy?: string;
}

/** What a study comes to on the data at hand. */
export interface Plan {
  /** Needs that the data allow, the headline first. */
  needs: NeedId[];
  figure3: Specification[];
  tableS2: Specification[];
  /** Table 2 can be run. */
  table2: boolean;
  omissions: Omission[];
}

/** Whether a need is among the characteristics it would be regressed on, or is computed from what they measure. */
export function isCircular(
  need: NeedId,
  covariates: readonly VariableId[],
  panel: Pick<Panel, 'local'>,
): boolean {
  return covariates.some(
    (id) => id === need || computedFrom(need).some((source) => measureTheSame(panel, id, source)),
  );
}

function specifications(outcome: OutcomeId, needs: readonly NeedId[], { snapshots }: Study): Specification[] {
  return needs.flatMap((need) => snapshots.map((snapshot) => specificationOf(outcome, need, snapshot)));
}

/** Lays out the regressions of a study, and says what the data do not allow. */
export function planStudy(study: Study, data: PanelWithProvenance): Plan {
  const present = new Set<string>(data.panel.variables);
  const omissions: Omission[] = [];
  const labelOf = (id: VariableId) => variableOf(data.panel, id).label;
  const absence = (id: string) => data.absent.find((entry) => entry.variable === id);

  const omit = (what: string, why: string, id?: string) => {
    const remedy = id === undefined ? undefined : absence(id)?.remedy;
    omissions.push(remedy === undefined ? { what, why } : { what, why, remedy });
  };

  const needs = study.needs.filter((need) => {
    if (present.has(need)) return true;
    omit(
      `Figure 3 for "${labelOf(need)}"`,
      absence(need)?.reason ?? 'The data folder does not allow this variable.',
      need,
    );
    return false;
  });
  if (needs.length === 0)
    omit('Figure 2, Figure 3 and Table S1', 'None of the needs the study names is in the data.');

  let table2 = study.table2 !== undefined;
  if (study.table2) {
    const { need, covariates } = study.table2;
    const missing = covariates.filter((id) => !present.has(id));
    if (isCircular(need, covariates, data.panel)) {
      table2 = false;
      omit(
        'Table 2',
        `${labelOf(need)} is computed from the characteristics that Table 2 would explain it by: the regression would be circular and return its own equation.`,
      );
    } else if (!present.has(need)) {
      table2 = false;
      const standIn = data.panel.variables.some(
        (id) =>
          isPredicted(id) &&
          constructOf(data.panel, id) === constructOf(data.panel, need) &&
          isCircular(id, covariates, data.panel),
      )
        ? ' Predicted need cannot stand in for it: it is computed from the very characteristics on the right-hand side, so the regression would be circular.'
        : '';
      omit('Table 2', `It explains "${labelOf(need)}", which the data lack.${standIn}`, need);
    } else if (missing.length > 0) {
      table2 = false;
      omit('Table 2', `The data lack ${missing.map((id) => `"${labelOf(id)}"`).join(', ')}.`, missing[0]);
    }
  }

  const canS2 = present.has(denominatorShare);
  if (!canS2 && needs.length > 0) {
    omit('Table S2', 'Its outcome needs the share of patients with a long-term condition.', denominatorShare);
  }
  const apart = needs.filter((need) => !inDenominator(need, data.panel));
  if (canS2) {
    for (const need of needs.filter((one) => !apart.includes(one))) {
      omit(
        `Table S2 for "${labelOf(need)}"`,
        'Its outcome divides staff by the patients with a long-term condition, so this need is in the denominator: the slope would be negative wherever the staff are, and tell nothing.',
      );
    }
  }
  return {
    needs,
    figure3: specifications('fte_per_10k', needs, study),
    tableS2: canS2 ? specifications('fte_per_10k_ltc', apart, study) : [],
    table2,
    omissions,
  };
}
