import { icbOf, subIcbOf } from '../places/geography.js';

/** Whose values a table of the user's own may hold, from small to large. */
export const localLevels = ['practice', 'pcn', 'sub_icb', 'icb'] as const;
export type LocalLevel = (typeof localLevels)[number];

interface LevelWords {
  /** The column of codes where a sidecar names no other. */
  readonly column: string;
  readonly one: string;
  readonly many: string;
}

const words: Readonly<Record<LocalLevel, LevelWords>> = {
  practice: { column: 'practice_code', one: 'practice', many: 'practices' },
  pcn: { column: 'pcn_code', one: 'PCN', many: 'PCNs' },
  sub_icb: { column: 'sub_icb_code', one: 'sub-ICB location', many: 'sub-ICB locations' },
  icb: { column: 'icb_code', one: 'ICB', many: 'ICBs' },
};

export const levelWords = (level: LocalLevel): LevelWords => words[level];

/** Whether a level's bodies are areas of several PCNs, which then all have its value. */
export const isAreaLevel = (level: LocalLevel): level is 'sub_icb' | 'icb' =>
  level === 'sub_icb' || level === 'icb';

/** A code as the panel has it: of areas the code of the Organisation Data Service, whichever of the two was given. */
export function panelCode(level: LocalLevel, code: string): string {
  if (level === 'icb') return icbOf(code)?.code ?? code;
  if (level !== 'sub_icb') return code;
  // A CCG that was merged into a location is not the location: its value would be one of several.
  const area = subIcbOf(code);
  return area?.onsCode === code ? area.code : code;
}
