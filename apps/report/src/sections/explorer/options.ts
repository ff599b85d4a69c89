import type { MultiverseRow } from '@inverse-care/core/tables';
import { type Dimension, dimensions, distinct } from '@inverse-care/domain';
import { choiceLabel, declaredNeeds, optionName } from '../../language/choice-words.js';
import { capital } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** A choice with all options that were declared or run. */
export interface ExplorerChoice {
  id: Dimension;
  label: string;
  options: { id: string; label: string }[];
}

/** The ten choices in the order of the table's columns, options in the order in which they were declared. */
export function explorerChoices(
  { study, data: { panel } }: Pick<ReportInput, 'study' | 'data'>,
  rows: readonly MultiverseRow[],
): ExplorerChoice[] {
  const declared = (one: Dimension): readonly string[] => {
    if (one === 'need') return declaredNeeds(study);
    return study.multiverse?.[one] ?? (one === 'snapshot' ? study.snapshots : []);
  };
  return dimensions.map((one) => ({
    id: one,
    label: choiceLabel(one),
    options: distinct([...declared(one), ...rows.map((row) => row[one])]).map((id) => ({
      id,
      label: capital(optionName(one, id, panel)),
    })),
  }));
}
