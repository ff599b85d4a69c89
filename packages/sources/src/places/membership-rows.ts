import { order } from '@inverse-care/domain';
import { cellError, type OpenTable } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { Table } from '../recognise/recognise-table.js';
import { isCode, judgeCode, NotCodes } from './codes.js';

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

/** Rows of memberships whose PCN may be strange: a share, and a number where at least as many are sound. */
const mostStrange = 0.05;
const fewStrange = 2;

/** Judges the codes of a file of memberships row by row, so that no cell that is none becomes a PCN of its own. */
export class MembershipCodes {
  private readonly pcns = new NotCodes();
  private readonly practices = new NotCodes();
  private readonly places = new NotCodes();
  private rows = 0;
  private strange = 0;
  private first: { at: number; pcn: string } | null = null;

  constructor(private readonly open: OpenTable) {}

  /** The PCN of a row in capitals; empty where it is in none. null where the practice has no code: the row says nothing. */
  pcnOf(at: number, practice: string, cell: string): string | null {
    this.rows++;
    if (!isCode('practice', practice)) {
      this.practices.take(practice);
      return null;
    }
    const judged = judgeCode('pcn', cell);
    if (judged === 'code') return cell.toUpperCase();
    this.pcns.take(cell);
    if (judged === 'strange') {
      this.strange++;
      this.first ??= { at, pcn: cell };
    }
    return '';
  }

  /** The code of a place in capitals; empty where the cell is none. */
  placeOf(cell: string): string {
    if (isCode('place', cell)) return cell.toUpperCase();
    this.places.take(cell);
    return '';
  }

  /** Counts what is no code. Throws InputError where many a PCN's is none. */
  close({ ledger }: Reading): void {
    const { open, first, rows, strange } = this;
    const few = strange <= fewStrange && 2 * strange <= rows;
    if (first !== null && !few && strange > mostStrange * rows) {
      throw cellError(
        open,
        first.at,
        'pcn',
        `${strange} of ${rows} rows have a PCN that is no code, the first "${first.pcn.slice(0, 30)}"`,
        'a code such as U00001, or U where a practice is in no PCN',
      );
    }
    ledger.notCodes(open.table, 'PCN', this.pcns, 'their practices count as being in none');
    ledger.notCodes(open.table, 'practice', this.practices, 'their rows are passed over');
    ledger.notCodes(open.table, 'sub-ICB', this.places, 'other files say where these are');
  }
}
