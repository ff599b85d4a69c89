import { longDate, type NeedId, paperLabel, type Snapshot, type Study, variables } from '@inverse-care/core';

export const syntheticNotice = 'Synthetic data: a demonstration, not evidence';

/** "30 June 2022 (the paper's 2022/23 Q2)"; the date alone where the month ends no quarter. */
export const dated = (snapshot: Snapshot) => withQuarter(snapshot, 'the paper’s ');

/** "30 June 2022 (2022/23 Q2)"; the date alone where the month ends no quarter. */
export const withQuarter = (snapshot: Snapshot, before = '') =>
  paperLabel(snapshot) === ''
    ? longDate(snapshot)
    : `${longDate(snapshot)} (${before}${paperLabel(snapshot)})`;

const increments: Readonly<Record<NeedId, string>> = {
  need_published: '10 percentage points more reported lack of support',
  need_predicted: '10 percentage points more predicted lack of support',
  ltc_share: '10 percentage points more people with a long-term condition',
  income_deprivation: '10 percentage points more income deprivation',
  core20_share: '10 percentage points more patients in the most deprived fifth of neighbourhoods',
  share_65_plus: '10 percentage points more patients aged 65 and over',
};

/** "10 percentage points more ..." of a need, to begin a sentence or stand in one. */
export const tenPointsMore = (need: NeedId) => increments[need];

const names: Readonly<Record<NeedId, string>> = {
  need_published: 'reported lack of support',
  need_predicted: 'predicted lack of support',
  ltc_share: 'long-term conditions',
  income_deprivation: 'income deprivation',
  core20_share: 'the Core20 share',
  share_65_plus: 'the share aged 65 and over',
};

/** The name of a need in a sentence: "predicted lack of support". */
export const needName = (need: NeedId) => names[need];

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
