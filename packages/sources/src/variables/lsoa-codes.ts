import { cellError, type OpenTable } from '../reading/open-table.js';

/** What an LSOA's code of England or Wales is; Northern Ireland's and Scotland's are in no file. */
export const lsoaCode = /^[EW]01[0-9]{6}$/;

/** An InputError about a cell that is no LSOA's code. */
export const noLsoa = (open: OpenTable, index: number, field: string, cell: string) =>
  cellError(open, index, field, `"${cell}" is no code of an LSOA`, 'a code such as E01000001');
