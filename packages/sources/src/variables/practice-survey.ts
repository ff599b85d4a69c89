import type { VariableId } from '@inverse-care/domain';
import { isSuppressed, judgeSurvey } from '../check/judge-survey.js';
import { openDistinct } from '../reading/open-extract.js';
import { type OpenTable, readFields } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import { practiceRows } from '../reading/row-checks.js';
import { layoutOf } from '../tables/columns.js';
import { decimal } from '../tables/decimal.js';
import type { PracticeValues } from './practice-values.js';

/** The paper's year. */
const paperYear = 2019;

const ethnicGroups = {
  ethnicity_mixed: [5, 8],
  ethnicity_asian: [9, 13],
  ethnicity_black: [14, 16],
  ethnicity_other: [17, 18],
} as const;

const ethnicBands = {
  ethnicity_mixed: 2,
  ethnicity_asian: 3,
  ethnicity_black: 4,
  ethnicity_other: 5,
} as const;

/** A survey with what its columns and its name say of its year. */
interface Dated {
  open: OpenTable;
  /** The year, or null where only the span of its layout is known. */
  year: number | null;
  span: { from: number; to: number } | null;
}

/** Forms that a practice's patients sent back, as counted, and all answers to a question that nearly all answer, weighted. */
interface Form {
  received: number | null;
  base: number | null;
}

const yearInName = (name: string) => {
  const year = /(?:^|\D)(20\d\d)(?!\d)/.exec(name)?.[1];
  return year === undefined ? null : Number(year);
};

/** The columns tell the span of years; within it the file's name is believed. */
function dated(open: OpenTable, reading: Reading): Dated {
  const { kind, header, name } = open.table;
  const layout = layoutOf(kind, header);
  const span = layout === null ? null : { from: Number(layout.from), to: Number(layout.to ?? 2100) };
  const named = yearInName(name);
  const fits = named !== null && (span === null || (named >= span.from && named <= span.to));
  if (named !== null && !fits && span !== null) {
    reading.ledger.warn(
      name,
      `Its name says ${named}, but its columns are those of ${inWords(span)}: it is taken for a survey of those years.`,
    );
  }
  return { open, year: fits ? named : null, span };
}

const inWords = ({ from, to }: { from: number; to: number }) =>
  to === 2100 ? `${from} or later` : `${from} to ${to}`;

const asYear = ({ year, span }: Dated) =>
  year === null ? (span === null ? 'an unknown year' : `a year from ${inWords(span)}`) : String(year);

/** Years between a survey and the year that is wanted; of a survey whose year is unknown, a little more than the least it can be. */
function yearsOff({ year, span }: Dated, wanted: number): number {
  if (year !== null) return Math.abs(year - wanted);
  if (span === null) return 1000;
  return Math.max(0, span.from - wanted, wanted - span.to) + 0.5;
}

/** Answers before and after the redesign of 2024 are not comparable. */
const comparable = ({ span }: Dated, wanted: number) => (span?.from ?? 0) >= 2024 === wanted >= 2024;

/** Of several surveys the one of the year that is wanted, else the nearest; of two as near one that is comparable, then the later. */
function choose(opens: readonly OpenTable[], wanted: number, reading: Reading): Dated {
  const surveys = opens.map((open) => dated(open, reading));
  const later = (a: Dated, b: Dated) => (b.year ?? 0) - (a.year ?? 0);
  const apart = (one: Dated) => (comparable(one, wanted) ? 0 : 1);
  surveys.sort((a, b) => yearsOff(a, wanted) - yearsOff(b, wanted) || apart(a) - apart(b) || later(a, b));
  const [chosen, ...others] = surveys as [Dated, ...Dated[]];
  const { name } = chosen.open.table;
  if (others.length > 0) {
    reading.ledger.warn(
      name,
      `Several surveys are in the folder. The one of ${asYear(chosen)} was taken, nearest to the study's ${wanted}; passed over: ${others.map(({ open }) => open.table.name).join(', ')}.`,
    );
  } else if (chosen.year !== wanted) {
    reading.ledger.warn(
      name,
      `The survey is of ${asYear(chosen)} by its columns and its name; the study asks for ${wanted}.`,
    );
  }
  if (!comparable(chosen, wanted)) {
    reading.ledger.warn(
      name,
      'The questionnaire was redesigned in 2024: its answers are not comparable with those of earlier years.',
    );
  }
  return chosen;
}

const questions = [
  ...Array.from({ length: 5 }, (_, i) => `q32_${i + 1}`),
  ...Array.from({ length: 19 }, (_, i) => `q49_${i + 1}`),
  ...Array.from({ length: 5 }, (_, i) => `ethnicity_${i + 1}`),
  'q30_recoded_1',
  'q30_recoded_2',
  'q30_recoded_4',
];

/** What tells how many answered. */
const forms = ['received', 'q30_recoded_base'];

/** Which questions a survey lacks altogether, by the variables that need them. */
function notAsked({ open, year, span }: Dated): Map<VariableId, string> {
  const { fields } = open.table;
  const has = (field: string) => fields[field] !== undefined;
  const when = year === null ? (span === null ? 'that year' : inWords(span)) : String(year);
  const absent = new Map<VariableId, string>();
  const lack = (variables: readonly VariableId[]) => {
    for (const variable of variables) {
      absent.set(
        variable,
        `The question was not asked in the GP Patient Survey of ${when}, or is not in this file.`,
      );
    }
  };
  if (!has('q32_1')) lack(['need_published']);
  if (!has('q30_recoded_1')) lack(['ltc_share']);
  if (!has('q49_1') && !has('ethnicity_1')) lack(Object.keys(ethnicGroups) as VariableId[]);
  return absent;
}

/**
 * need_published, ltc_share and ethnicity by practice from the survey's weighted counts, or from the shares of answers
 * that it holds since 2024: the ratios are the same. null where there is no survey.
 * @param wanted the survey's year; where it is not there, the nearest is taken.
 */
export async function readSurvey(reading: Reading, wanted = paperYear): Promise<PracticeValues | null> {
  const tables = reading.tables.filter(({ kind }) => kind.id === 'practice-survey');
  if (tables.length === 0) return null;
  const chosen = choose(await openDistinct(reading, tables), wanted, reading);
  const { open } = chosen;
  const cells = await readFields(open, ['practice', ...questions, ...forms], reading.workspace);
  reading.ledger.read(open);
  const lacking = notAsked(chosen);
  const values = new Map<VariableId, Map<string, number>>();
  const set = (variable: VariableId, practice: string, part: number | null, whole: number | null) => {
    if (lacking.has(variable)) return;
    const known = values.get(variable) ?? new Map<string, number>();
    values.set(variable, known);
    if (part !== null && whole !== null && whole > 0) known.set(practice, part / whole);
  };
  const respondents = new Map<VariableId, Map<string, number>>();
  /** Of those who sent the form back, the weighted share that counts in the question. */
  const answered = (variable: VariableId, practice: string, whole: number | null, form: Form) => {
    if (values.get(variable)?.has(practice) !== true || whole === null) return;
    const { received, base } = form;
    if (received === null || base === null || !(received > 0 && base > 0)) return;
    const known = respondents.get(variable) ?? new Map<string, number>();
    respondents.set(variable, known);
    // Thousandths of a person are enough, and keep records short.
    known.set(practice, Math.round(1000 * received * Math.min(1, whole / base)) / 1000);
  };
  const byGroup = open.table.fields.q49_1 !== undefined;
  const lastGroup = open.table.fields.q49_19 === undefined ? 18 : 19;
  for (const [i, practice] of practiceRows(open, cells.practice as string[])) {
    const count = (question: string): number | null => {
      const cell = cells[question]?.[i] ?? '';
      const value = decimal(cell);
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
    const range = (stem: string, from: number, to: number) =>
      sum(...Array.from({ length: to - from + 1 }, (_, k) => `${stem}_${from + k}`));
    const supported = sum('q32_1', 'q32_2', 'q32_3', 'q32_5');
    const condition = sum('q30_recoded_1', 'q30_recoded_2', 'q30_recoded_4');
    const form = { received: count('received'), base: count('q30_recoded_base') ?? condition };
    set('need_published', practice, count('q32_3'), supported);
    set('ltc_share', practice, count('q30_recoded_1'), condition);
    answered('need_published', practice, supported, form);
    answered('ltc_share', practice, condition, form);
    const everybody = byGroup ? range('q49', 1, lastGroup) : range('ethnicity', 1, 5);
    for (const variable of Object.keys(ethnicGroups) as (keyof typeof ethnicGroups)[]) {
      const [from, to] = ethnicGroups[variable];
      const band = ethnicBands[variable];
      set(variable, practice, byGroup ? range('q49', from, to) : count(`ethnicity_${band}`), everybody);
    }
  }
  const practices = (cells.practice ?? []).map((code) => code.toUpperCase());
  reading.ledger.lists(open.table, practices);
  reading.ledger.find(...judgeSurvey(practices, values, open.table.name, reading.workspace.country));
  const all = practices.length;
  for (const [variable, known] of values) {
    const without = all - known.size;
    if (without > 0 && !isSuppressed(without, all)) {
      reading.ledger.warn(
        open.table.name,
        `${without} of ${all} practices have no value of ${variable} (suppressed or empty cells).`,
      );
    }
  }
  return { purpose: 'survey', tables: [open.table], values, respondents, notAsked: lacking };
}
