import { type OfficialNeed, ofSurvey, type SurveyChoice } from '../variable.js';
import { share65Plus } from './age.js';
import { incomeDeciles } from './deprivation.js';
import { ethnicGroups } from './ethnicity.js';
import { rural } from './rurality.js';

/** The scheme's first staff came in the summer of 2019, after that year's survey and before the next one's. */
const lastSurveyBefore = 2019;

/** Of the survey to which the paper fitted the equation of its Table 2. */
const equationYear = 2019;

const aboutSupport = 'the survey asked about support in general, not about social prescribing';

const pictureOf = ({ survey }: SurveyChoice): string =>
  survey <= lastSurveyBefore
    ? `Reported need is a picture of ${survey}, before the roll-out: ${aboutSupport}. Needs may have moved since.`
    : `Reported need is a picture of ${survey}, or of the nearest survey that the data hold: ${aboutSupport}.`;

export const needPublished = {
  id: 'need_published',
  label: 'No support, as published',
  description:
    'share of people with a long-term condition who had not had enough support from local services (GP Patient Survey)',
  construct: 'support',
  year: ofSurvey,
  measured: 'asked',
  need: true,
  name: 'reported lack of support',
  more: 'more reported lack of support',
  method:
    'From the GP Patient Survey’s weighted counts: those who answered “No” to having had enough support from local services to manage their condition, out of all who answered that question except those who had needed none. “Don’t know” stays in the denominator. Negative counts are missing.',
  caution: ({ survey }) =>
    survey <= lastSurveyBefore
      ? `It comes from a survey of ${survey}, before the roll-out, about support in general.`
      : `It comes from a survey of ${survey}, when the roll-out had begun, about support in general: what link workers did may be in the answers.`,
  limit: pictureOf,
} as const satisfies OfficialNeed;

/** Right-hand side of Table 2, in the paper's order; White and income decile 1 are the bases. */
export const table2Variables = [share65Plus, ...ethnicGroups, rural, ...incomeDeciles.slice(1)] as const;

export const needPredicted = {
  id: 'need_predicted',
  label: 'No support, predicted',
  description:
    "share without enough support as predicted from a PCN's characteristics by the paper's Table 2 equation",
  construct: 'support',
  year: equationYear,
  measured: 'predicted',
  derivedFrom: table2Variables.map(({ id }) => id),
  need: true,
  name: 'predicted lack of support',
  more: 'more predicted lack of support',
  method:
    'The equation of the paper’s Table 2 applied to the age, ethnicity, rurality and income deciles of each PCN. It is a prediction, not a measurement: whatever the equation leaves unexplained is lost, and its uncertainty is not in the intervals.',
  caution: () =>
    'It is computed from the characteristics of a PCN’s patients by a published equation, not asked of them, and the error of that equation is not in the interval.',
  limit: () =>
    `Predicted need is not asked of a PCN’s patients: an equation gives it, fitted to a survey of ${equationYear}, before the roll-out, about support in general. What patients lack beyond what the equation knows of them is not in it, and needs may have moved since.`,
} as const satisfies OfficialNeed;
