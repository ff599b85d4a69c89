import { aboutReport } from '../sections/about.js';
import { association } from '../sections/association.js';
import { certainty } from '../sections/certainty.js';
import { claims } from '../sections/claims.js';
import { dataCheck } from '../sections/data-check.js';
import { equity } from '../sections/equity.js';
import { findings } from '../sections/findings.js';
import { levels } from '../sections/levels.js';
import { limits } from '../sections/limits.js';
import { methods } from '../sections/methods.js';
import { need } from '../sections/need.js';
import { omissions } from '../sections/omissions.js';
import { people } from '../sections/people.js';
import { provision } from '../sections/provision.js';
import { sensitivity } from '../sections/sensitivity.js';
import { sources } from '../sections/sources.js';
import { specification } from '../sections/specification.js';
import { study } from '../sections/study.js';
import { summary } from '../sections/summary.js';
import { supplement } from '../sections/supplement.js';
import { surveyErrors } from '../sections/survey-error.js';
import { trends } from '../sections/trends.js';
import type { Document } from './document.js';

/** The whole report: every table, figure, method and source of a run. */
export const report: Document = {
  name: 'report',
  kind: null,
  title: ({ study }) => study.title,
  skip: { to: 'summary', text: 'Skip to the answer' },
  opening: (input) => [aboutReport(input)],
  contents: true,
  lead: [summary.id],
  sections: [
    summary,
    specification,
    findings,
    people,
    provision,
    need,
    association,
    levels,
    trends,
    equity,
    surveyErrors,
    claims,
    certainty,
    sensitivity,
    omissions,
    methods,
    limits,
    supplement,
    dataCheck,
    sources,
    study,
  ],
};
