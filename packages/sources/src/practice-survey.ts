import type { Snapshot, VariableId } from '@inverse-care/core';
import { openDistinct, type Reading } from './extracts.js';
import { type OpenTable, readFields } from './open-table.js';
import type { PracticeValues } from './practice-values.js';
import { practiceRows } from './row-checks.js';

/** The year of the survey that the study uses; the files themselves bear no date. */
const studyYear = 2019;

const ethnicGroups = {
  ethnicity_mixed: [5, 8],
  ethnicity_asian: [9, 13],
  ethnicity_black: [14, 16],
  ethnicity_other: [17, 18],
} as const;

const yearInName = (name: string) => {
  const year = /(?:^|\D)(20\d\d)(?!\d)/.exec(name)?.[1];
  return year === undefined ? null : Number(year);
};

/** Of several surveys, the study's year, else the latest that is not after the last snapshot, else the first by name. */
function choose(opens: readonly OpenTable[], snapshots: readonly Snapshot[], reading: Reading): OpenTable {
  const last = Number((snapshots.at(-1) ?? '').slice(0, 4));
  const rank = ({ table }: OpenTable) => {
    const year = yearInName(table.name);
    if (year === studyYear) return 0;
    if (year === null) return 5000;
    return year <= last ? last - year + 1 : 1000 + year - last;
  };
  const chosen = [...opens].sort((a, b) => rank(a) - rank(b))[0] as OpenTable;
  if (opens.length > 1) {
    const others = opens.filter((open) => open !== chosen).map(({ table }) => table.name);
    reading.ledger.warn(
      chosen.table.name,
      `Several surveys are in the folder and none bears a date inside. This one was taken, for the year in its name (${studyYear} first, as in the study, else the latest before the last snapshot); passed over: ${others.join(', ')}.`,
    );
  } else if (yearInName(chosen.table.name) !== studyYear) {
    reading.ledger.warn(
      chosen.table.name,
      `The survey's year cannot be read from the file; the study uses ${studyYear}, and this file's name does not say so.`,
    );
  }
  return chosen;
}

const questions = [
  ...Array.from({ length: 5 }, (_, i) => `q32_${i + 1}`),
  ...Array.from({ length: 18 }, (_, i) => `q49_${i + 1}`),
  'q30_recoded_1',
  'q30_recoded_2',
  'q30_recoded_4',
];

/** need_published, ltc_share and ethnicity by practice from the survey's weighted counts; null where there is no survey. */
export async function readSurvey(
  reading: Reading,
  snapshots: readonly Snapshot[],
): Promise<PracticeValues | null> {
  const tables = reading.tables.filter(({ kind }) => kind.id === 'practice-survey');
  if (tables.length === 0) return null;
  const open = choose(await openDistinct(reading, tables), snapshots, reading);
  const cells = await readFields(open, ['practice', ...questions], reading.workspace);
  reading.ledger.read(open);
  const values = new Map<VariableId, Map<string, number>>();
  const set = (variable: VariableId, practice: string, part: number | null, whole: number | null) => {
    const known = values.get(variable) ?? new Map<string, number>();
    values.set(variable, known);
    if (part !== null && whole !== null && whole > 0) known.set(practice, part / whole);
  };
  for (const [i, practice] of practiceRows(open, cells.practice as string[])) {
    const count = (question: string): number | null => {
      const cell = cells[question]?.[i] ?? '';
      const value = cell === '' ? Number.NaN : Number(cell);
      return value >= 0 && value < 1e7 ? value : null;
    };
    const sum = (...parts: string[]): number | null => {
      let total = 0;
      for (const part of parts) {
        const value = count(part);
        if (value === null) return null;
        total += value;
      }
      return total;
    };
    const range = (from: number, to: number) =>
      sum(...Array.from({ length: to - from + 1 }, (_, k) => `q49_${from + k}`));
    set('need_published', practice, count('q32_3'), sum('q32_1', 'q32_2', 'q32_3', 'q32_5'));
    set(
      'ltc_share',
      practice,
      count('q30_recoded_1'),
      sum('q30_recoded_1', 'q30_recoded_2', 'q30_recoded_4'),
    );
    const everybody = range(1, 18);
    for (const [variable, [from, to]] of Object.entries(ethnicGroups)) {
      set(variable as VariableId, practice, range(from, to), everybody);
    }
  }
  const all = cells.practice?.length ?? 0;
  for (const [variable, known] of values) {
    const without = all - known.size;
    if (without > 0) {
      reading.ledger.warn(
        open.table.name,
        `${without} of ${all} practices have no value of ${variable} (suppressed or empty cells).`,
      );
    }
  }
  return { purpose: 'survey', tables: [open.table], values };
}
