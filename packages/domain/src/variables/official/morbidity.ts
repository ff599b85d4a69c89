import { type OfficialNeed, ofSurvey } from '../variable.js';

export const ltcShare = {
  id: 'ltc_share',
  label: 'Long-term condition',
  description: 'share of people with a long-standing health condition (GP Patient Survey)',
  construct: 'morbidity',
  year: ofSurvey,
  measured: 'asked',
  need: true,
  name: 'long-term conditions',
  more: 'more people with a long-term condition',
  method: 'The share of survey respondents who report a long-standing health condition.',
  caution: (study) =>
    `It counts conditions, in a survey of ${ofSurvey(study)}, not whether support is lacking.`,
  limit: null,
} as const satisfies OfficialNeed;
