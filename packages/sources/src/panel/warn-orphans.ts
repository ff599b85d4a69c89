import { order, roleInWords, type StudyRole } from '@inverse-care/domain';
import type { Ledger } from '../reading/ledger.js';
import type { Workforce } from '../workforce/workforce.js';

const shown = 6;

/** FTE of the role in PCN codes that do not exist on the date: counted, never attributed. */
export function warnOrphans(
  { snapshot, byPcn }: Workforce,
  existing: ReadonlySet<string>,
  role: StudyRole,
  ledger: Ledger,
): void {
  let rows = 0;
  let fte = 0;
  const codes: string[] = [];
  for (const [pcn, staff] of [...byPcn].sort(([a], [b]) => order(a, b))) {
    if (existing.has(pcn) || staff.rows === 0) continue;
    rows += staff.rows;
    fte += staff.fte;
    codes.push(pcn);
  }
  if (rows === 0) return;
  ledger.warn(
    snapshot,
    `Rows of ${roleInWords(role)} in codes that are no PCN with patients on this date, left out: ${rows}, with ${Number(fte.toFixed(6))} FTE; ${codes.slice(0, shown).join(', ')}${codes.length > shown ? ', …' : ''}.`,
  );
}
