import { type NeedId, variableOf } from '@inverse-care/domain';
import type { TableView } from '../../html/table.js';
import { syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

type Parts = Pick<TableView, 'id' | 'caption' | 'head' | 'rows' | 'notes'> & { kind?: string };

/** A table of the section on sensitivity; null where it has no row. */
export const sensitivityTable = ({ data }: ReportInput, parts: Parts): TableView | null =>
  parts.rows.length === 0
    ? null
    : { number: null, synthetic: data.synthetic ? syntheticNotice : null, kind: 'compact', ...parts };

/** The short name of a need, for a row's header. */
export const labelOf = ({ data }: ReportInput, need: NeedId): string => variableOf(data.panel, need).label;
