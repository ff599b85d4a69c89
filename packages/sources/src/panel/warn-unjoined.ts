import { isAreaLevel, levelWords, type Snapshot } from '@inverse-care/domain';
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
    joined.map(({ snapshot, pcns, rows }) => {
      if (isAreaLevel(level)) {
        const codes = rows.map((row) => (level === 'icb' ? row.icb_code : row.sub_icb_code));
        return [snapshot, new Set(codes)] as const;
      }
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
        `Codes that are no ${level === 'practice' ? 'practice with patients in a PCN' : `${levelWords(level).one} with patients`} at any snapshot, left out: ${counted(strangers, codes.size)}.`,
      );
    }
    if (level === 'practice') continue;
    for (const [id, byCode] of values) {
      for (const [snapshot, bodies] of bySnapshot) {
        const without = [...bodies].filter((code) => !byCode.has(code)).sort();
        if (without.length === 0) continue;
        ledger.warn(
          snapshot,
          `${levelWords(level).many.replace(/^s/, 'S')} without a value of ${id} in ${table.path}: ${counted(without, bodies.size)}.`,
        );
      }
    }
  }
}
