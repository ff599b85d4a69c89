import { incrementOf } from '@inverse-care/core';
import {
  longDate,
  type NeedId,
  needWords,
  type Panel,
  paperLabel,
  type Snapshot,
  type Study,
  variables,
} from '@inverse-care/domain';

export const syntheticNotice = 'Synthetic data: a demonstration, not evidence';

/** "30 June 2022 (the paper's 2022/23 Q2)"; the date alone where the month ends no quarter. */
export const dated = (snapshot: Snapshot) => withQuarter(snapshot, 'the paper’s ');

/** "30 June 2022 (2022/23 Q2)"; the date alone where the month ends no quarter. */
export const withQuarter = (snapshot: Snapshot, before = '') =>
  paperLabel(snapshot) === ''
    ? longDate(snapshot)
    : `${longDate(snapshot)} (${before}${paperLabel(snapshot)})`;

/** The difference in need for which an effect is told, and how many of it make a unit of need. */
export function moreNeed(need: NeedId, panel: Panel): { words: string; perUnit: number } {
  const { words, perUnit } = incrementOf(panel, need);
  return { words: `${words} ${needWords(panel, need).more}`, perUnit };
}

/** The name of a need in a sentence: "predicted lack of support". */
export const needName = (need: NeedId, panel: Panel) => needWords(panel, need).name;

/** What the people of the study's role are called in a sentence. */
export const staffOf = (study: Study) =>
  study.role === 'Social Prescribing Link Workers' ? 'link workers' : study.role;

/** "95%". */
export const levelOf = (study: Study) => `${Number((study.inference.level * 100).toFixed(4))}%`;

const byLength = [...variables].sort((a, b) => b.id.length - a.id.length);

/** Names of official columns in a text replaced by what people call them. */
export const withLabels = (text: string) =>
  byLength.reduce((said, { id, label }) => said.replace(new RegExp(`\\b${id}\\b`, 'g'), `“${label}”`), text);

/** First letter as a capital. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
