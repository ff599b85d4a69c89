import { type NeedId, variableOf } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import type { TableView } from './table.js';
import { syntheticNotice } from './words.js';

type Parts = Pick<TableView, 'id' | 'caption' | 'head' | 'rows' | 'notes'> & { kind?: string };

/** A table of the section on sensitivity; null where it has no row. */
export const sensitivityTable = ({ data }: ReportInput, parts: Parts): TableView | null =>
  parts.rows.length === 0
    ? null
    : { number: null, synthetic: data.synthetic ? syntheticNotice : null, kind: 'compact', ...parts };

/** The short name of a need, for a row's header. */
export const labelOf = ({ data }: ReportInput, need: NeedId): string => variableOf(data.panel, need).label;
