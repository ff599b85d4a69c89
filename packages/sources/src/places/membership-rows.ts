import { order } from '@inverse-care/domain';
import { cellError, type OpenTable } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';

/** A practice's place in a PCN on some date. Codes as in the file; empty where it has none. */
export interface Membership {
  practice: string;
  /** Empty where the file does not name it. */
  practiceName: string;
  pcn: string;
  pcnName: string;
  /** Sub-ICB or CCG code of the practice. */
  subIcb: string;
  /** Of the PCN's parent. */
  pcnSubIcb: string;
}

export const inPcn = ({ pcn }: Membership) => pcn !== '' && pcn !== 'U';
export const byPractice = (a: Membership, b: Membership) => order(a.practice, b.practice);

/** Without a practice's place, a PCN sits where other files say. */
export function warnPlaceless({ ledger }: Reading, { name, fields }: Table): void {
  if (fields.subIcb !== undefined) return;
  ledger.warn(
    name,
    'It has no column of sub-ICB or CCG codes: where a PCN sits is taken from the map of practices or from the patients file.',
  );
}

/** A code that no PCN has would be a PCN of its own. */
export function requirePcn(open: OpenTable, index: number, pcn: string): void {
  if (/^[A-Z0-9]{0,12}$/.test(pcn)) return;
  throw cellError(open, index, 'pcn', `"${pcn}" cannot be the code of a PCN`, 'a code such as U00001');
}
