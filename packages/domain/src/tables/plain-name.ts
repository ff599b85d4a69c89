import { unseen } from '../unseen.js';

const unseenRun = new RegExp(`[${unseen}]+`, 'gu');

/** How a cell begins that a spreadsheet takes for a formula, whether it is quoted in the CSV or not. */
const formula = /^\s*[=+@-]/;

/**
 * A name of a body as every output has it: without control characters and, where a spreadsheet would take it for a
 * formula, with an apostrophe before it. Done once where names are read, so that page, tables and record agree.
 */
export function plainName(text: string): string {
  const seen = text.replace(unseenRun, ' ').trim();
  return formula.test(seen) ? `'${seen}` : seen;
}
