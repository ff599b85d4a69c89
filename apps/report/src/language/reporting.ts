import type { ProvisionDistributionRow } from '@inverse-care/core/tables';
import { longDate, type Study } from '@inverse-care/domain';
import { cited } from './cells.js';
import { count, percent } from './numbers.js';

/** Shares of PCNs without a report from which the text warns. */
const some = 0.1;
const many = 0.25;

/** Who did not report at the last snapshot, and what that does to the answer; null where there is no snapshot. */
export function reportingSentence(rows: readonly ProvisionDistributionRow[], study: Study): string | null {
  const last = rows.at(-1);
  if (last === undefined || !(last.pcns > 0)) return null;
  const silent = last.not_reported;
  if (silent <= 0) return `Every PCN reported staff at ${longDate(last.snapshot)}.`;
  const share = last.not_reported_share ?? 0;
  const treated = study.absent === 'zero' ? 'count as having none' : 'are left out';
  const reported = `At ${longDate(last.snapshot)}, ${percent(cited(last, 'not_reported_share'))} of PCNs (${count(cited(last, 'not_reported'))} of ${count(cited(last, 'pcns'))}) had no staff on record in any role; they ${treated}.`;
  if (share >= many) return `${reported} With so many, the answer leans on how they are treated.`;
  return share >= some ? `${reported} Some low values may be missing reports.` : reported;
}
