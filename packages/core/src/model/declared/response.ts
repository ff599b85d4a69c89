import {
  type ModelOutcome,
  type PanelRow,
  type StudyModel,
  staffCounts,
  type VariableId,
} from '@inverse-care/domain';
import { outcomeValue, unitOf } from '../../analyses/multiverse/outcome.js';
import { valueIn } from '../rows.js';

/** A count from the workforce files, none in a PCN that did not report and counts as having nobody. */
const counted = (row: PanelRow, id: VariableId): number | null =>
  row.reported ? valueIn(row, id) : row.fte === null ? null : 0;

/**
 * The outcome of a declared model in a row of the study, before its form; those of the multiverse as it has them. null
 * where a part of it is missing, or where the PCN did not report and the study leaves such out.
 */
export function responseOf(row: PanelRow, outcome: ModelOutcome): number | null {
  if (typeof outcome === 'object' && 'variable' in outcome) return valueIn(row, outcome.variable);
  if (row.fte === null) return null;
  if (outcome === 'headcount') return counted(row, staffCounts.headcount);
  if (typeof outcome === 'string') return outcomeValue(row, outcome);
  if ('role' in outcome) return counted(row, staffCounts.other_role);
  const share = valueIn(row, outcome.fte_per_10k_of);
  return share === null || share <= 0 ? null : (10_000 * row.fte) / (row.patients * share);
}

/** Variables of the panel that an outcome is made of. */
export function variablesOfOutcome(outcome: ModelOutcome): VariableId[] {
  if (outcome === 'fte_per_10k_ltc') return ['ltc_share'];
  if (outcome === 'headcount') return [staffCounts.headcount];
  if (typeof outcome === 'string') return [];
  if ('role' in outcome) return [staffCounts.other_role];
  return ['variable' in outcome ? outcome.variable : outcome.fte_per_10k_of];
}

/** What the outcome is called in a table: the word of the study file, or "fte_per_10k_of share_65_plus". */
export function nameOfOutcome(outcome: ModelOutcome): string {
  if (typeof outcome === 'string') return outcome;
  if ('variable' in outcome) return outcome.variable;
  if ('fte_per_10k_of' in outcome) return `fte_per_10k_of ${outcome.fte_per_10k_of}`;
  const { role } = outcome;
  const names = typeof role === 'string' ? role : 'stem' in role ? `${role.stem} …` : role.join(' + ');
  return `fte_per_10k of ${names}`;
}

/** The unit of a model's effect, per unit of need. */
export function effectUnit({ outcome, form }: Pick<StudyModel, 'outcome' | 'form'>): string {
  const unit = plainUnit(outcome, form);
  return form === 'log1p' && !unit.startsWith('log') ? `log(1 + ${unit})` : unit;
}

function plainUnit(outcome: ModelOutcome, form: StudyModel['form']): string {
  if (outcome === 'headcount') return 'people per 10,000 patients';
  if (typeof outcome === 'string') return unitOf({ outcome, form });
  if ('role' in outcome) return 'FTE of that role per 10,000 patients';
  if ('variable' in outcome) return outcome.variable;
  return `FTE per 10,000 patients of ${outcome.fte_per_10k_of}`;
}
