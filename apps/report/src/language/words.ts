import { increments } from '@inverse-care/core/tables';
import {
  longDate,
  type NeedId,
  namesOfRole,
  needWords,
  type Panel,
  paperLabel,
  roleInWords,
  type Snapshot,
  type Study,
  stemOf,
  variables,
} from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type CellNumber, cited, citedWords, setting } from './cells.js';
import { plain, withFirst } from './marks.js';
import { level } from './numbers.js';

export const syntheticNotice = 'Synthetic data: a demonstration, not evidence';

/** "30 June 2022 (the paper's 2022/23 Q2)"; the date alone where the month ends no quarter. */
export const dated = (snapshot: Snapshot) => withQuarter(snapshot, 'the paper’s ');

/** "30 June 2022 (2022/23 Q2)"; the date alone where the month ends no quarter. */
export const withQuarter = (snapshot: Snapshot, before = '') =>
  paperLabel(snapshot) === ''
    ? longDate(snapshot)
    : `${longDate(snapshot)} (${before}${paperLabel(snapshot)})`;

/** A difference in a need for which its effects are told. */
export interface Increment {
  /** "one standard deviation (6.57 percentage points)", "10 percentage points", as the cell that it is. */
  words: string;
  /** The same for a drawing. */
  bare: string;
  /** How many of it make a unit of need: a coefficient divided by this is the effect of one. */
  perUnit: number;
  /** The same for a sentence. */
  unit: CellNumber;
}

function incrementRow(need: NeedId, { tables }: Pick<ReportInput, 'tables'>) {
  const row = tables.rows(increments).find(({ variable }) => variable === need);
  if (row === undefined) throw new RangeError(`No difference in ${need} is stated`);
  return row;
}

/** For which difference the effects of a need are told. Throws RangeError for a need that the run does not have. */
export function incrementOf(need: NeedId, input: Pick<ReportInput, 'tables'>): Increment {
  const row = incrementRow(need, input);
  return {
    words: citedWords(row, 'told_for'),
    bare: row.told_for,
    perUnit: row.told_per_unit,
    unit: cited(row, 'told_per_unit'),
  };
}

/** The step of a need’s own, such as 10 percentage points. Throws RangeError for a need that the run does not have. */
export function stepOf(need: NeedId, input: Pick<ReportInput, 'tables'>): Increment {
  const row = incrementRow(need, input);
  return {
    words: citedWords(row, 'increment'),
    bare: row.increment,
    perUnit: row.per_unit,
    unit: cited(row, 'per_unit'),
  };
}

/** The difference for which the effects of several needs are told, without its size: "one standard deviation". */
export function incrementsOf(needs: readonly NeedId[], input: Pick<ReportInput, 'tables'>): string {
  const all = needs.map((need) => incrementOf(need, input).bare);
  const [only, another] = new Set(all);
  if (another === undefined) return only === undefined ? '' : incrementOf(needs[0]!, input).words;
  return [...new Set(all.map((one) => one.replace(/^(one standard deviation) \(.*\)$/, '$1')))].join(' or ');
}

/** The difference in need for which an effect is told: "one standard deviation (3.51 percentage points) more ...". */
export function moreNeed(need: NeedId, input: Pick<ReportInput, 'tables' | 'data'>): Increment {
  const told = incrementOf(need, input);
  const { more } = needWords(input.data.panel, need);
  return { ...told, words: `${told.words} ${more}`, bare: `${told.bare} ${more}` };
}

/** The name of a need in a sentence: "predicted lack of support". */
export const needName = (need: NeedId, panel: Panel) => needWords(panel, need).name;

/** What the people of the study's role are called in a sentence. */
export const staffOf = (study: Study) =>
  namesOfRole(study.role).every((name) => stemOf(name) === 'Social Prescribing Link Workers')
    ? 'link workers'
    : roleInWords(study.role);

/** Of which PCNs a share without staff is: those that the study counts. */
export const countedPcns = ({ absent }: Pick<Study, 'absent'>) =>
  absent === 'zero' ? 'PCNs' : 'PCNs that reported';

/** How staff are less: people are fewer; of a variable, whose label a declared model has in their place, there is less. */
export const fewer = (staff: string): string => (staff.startsWith('“') ? 'less' : 'fewer');

/** "95%". */
export const levelOf = (study: Study) => level(setting(study, 'inference', 'level'));

const byLength = [...variables].sort((a, b) => b.id.length - a.id.length);

/** Names of official columns in a text replaced by what people call them. */
export const withLabels = (text: string) =>
  byLength.reduce((said, { id, label }) => said.replace(new RegExp(`\\b${id}\\b`, 'g'), `“${label}”`), text);

/** A sentence with a full stop behind it, where it has none. */
export const stopped = (text: string) => (/[.!?]$/.test(plain(text)) ? text : `${text}.`);

/** First letter as a capital. */
export const capital = (text: string) => withFirst(text, (letter) => letter.toUpperCase());
