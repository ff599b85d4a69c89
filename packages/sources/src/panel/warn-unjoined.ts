import type { Snapshot } from '@inverse-care/domain';
import type { Ledger } from '../reading/ledger.js';
import type { SidecarValues } from '../variables/sidecar-values.js';
import type { JoinedSnapshot } from './join-snapshot.js';

const shown = 5;

/** How many codes there are, of how many, and the first of them. */
const counted = (codes: readonly string[], all: number) =>
  `${codes.length} of ${all}; ${codes.slice(0, shown).join(', ')}${codes.length > shown ? ', …' : ''}`;

/** The codes of a level in each snapshot. */
function codesOf(
  joined: readonly JoinedSnapshot[],
  level: SidecarValues['level'],
): Map<Snapshot, ReadonlySet<string>> {
  return new Map(
    joined.map(({ snapshot, pcns }) => {
      const bodies = level === 'pcn' ? pcns : pcns.flatMap(({ practices }) => practices);
      return [snapshot, new Set(bodies.map(({ code }) => code))] as const;
    }),
  );
}

/** Counts codes of described tables that are no practice or PCN of the panel, and PCNs without a value of their own. */
export function warnUnjoined(
  described: readonly SidecarValues[],
  joined: readonly JoinedSnapshot[],
  ledger: Ledger,
): void {
  for (const { sidecar, level, codes, values } of described) {
    const { table } = sidecar;
    const bySnapshot = codesOf(joined, level);
    const known = new Set([...bySnapshot.values()].flatMap((set) => [...set]));
    const strangers = [...codes].filter((code) => !known.has(code)).sort();
    if (strangers.length > 0) {
      ledger.warn(
        table.path,
        `Codes that are no ${level === 'pcn' ? 'PCN with patients' : 'practice with patients in a PCN'} at any snapshot, left out: ${counted(strangers, codes.size)}.`,
      );
    }
    if (level !== 'pcn') continue;
    for (const [id, byCode] of values) {
      for (const [snapshot, pcns] of bySnapshot) {
        const without = [...pcns].filter((code) => !byCode.has(code)).sort();
        if (without.length === 0) continue;
        ledger.warn(
          snapshot,
          `PCNs without a value of ${id} in ${table.path}: ${counted(without, pcns.size)}.`,
        );
      }
    }
  }
}
