import { incrementOf } from '@inverse-care/core';
import {
  longDate,
  type NeedId,
  type OfficialNeedId,
  type Panel,
  paperLabel,
  type Snapshot,
  type Study,
  variableOf,
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

const more: Readonly<Record<OfficialNeedId, string>> = {
  need_published: 'more reported lack of support',
  need_predicted: 'more predicted lack of support',
  ltc_share: 'more people with a long-term condition',
  income_deprivation: 'more income deprivation',
  core20_share: 'more patients in the most deprived fifth of neighbourhoods',
  income_deprivation_2025: 'more income deprivation (2025)',
  core20_share_2025: 'more patients in the most deprived fifth of neighbourhoods (2025)',
  share_65_plus: 'more patients aged 65 and over',
};

const isKnown = (need: NeedId): need is OfficialNeedId => Object.hasOwn(more, need);

/** A label as it stands in a sentence: "Loneliness score" is "loneliness score", "IMD score" stays. */
const inSentence = (label: string) =>
  /^[A-Z][^A-Z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** The difference in need for which an effect is told, and how many of it make a unit of need. */
export function moreNeed(need: NeedId, panel: Panel): { words: string; perUnit: number } {
  const { words, perUnit } = incrementOf(panel, need);
  const what = isKnown(need) ? more[need] : `more of “${inSentence(variableOf(panel, need).label)}”`;
  return { words: `${words} ${what}`, perUnit };
}

const names: Readonly<Record<OfficialNeedId, string>> = {
  need_published: 'reported lack of support',
  need_predicted: 'predicted lack of support',
  ltc_share: 'long-term conditions',
  income_deprivation: 'income deprivation',
  core20_share: 'the Core20 share',
  income_deprivation_2025: 'income deprivation in 2025',
  core20_share_2025: 'the Core20 share in 2025',
  share_65_plus: 'the share aged 65 and over',
};

/** The name of a need in a sentence: "predicted lack of support". */
export const needName = (need: NeedId, panel: Panel) =>
  isKnown(need) ? names[need] : inSentence(variableOf(panel, need).label);

/** What the people of the study's role are called in a sentence. */
export const staffOf = (study: Study) =>
  study.role === 'Social Prescribing Link Workers' ? 'link workers' : study.role;

/** "95%". */
export const levelOf = (study: Study) => `${Number((study.inference.level * 100).toFixed(4))}%`;

const byLength = [...variables].sort((a, b) => b.id.length - a.id.length);

/** Names of columns in a text replaced by what people call them. */
export const withLabels = (text: string) =>
  byLength.reduce((said, { id, label }) => said.replace(new RegExp(`\\b${id}\\b`, 'g'), `“${label}”`), text);

/** First letter as a capital. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
