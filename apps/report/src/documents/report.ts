import { aboutReport } from '../sections/about.js';
import { abstract } from '../sections/abstract.js';
import { association } from '../sections/association.js';
import { certainty } from '../sections/certainty.js';
import { claims } from '../sections/claims.js';
import { dataCheck } from '../sections/data-check.js';
import { equity } from '../sections/equity.js';
import { findings } from '../sections/findings.js';
import { flow } from '../sections/flow.js';
import { known } from '../sections/known.js';
import { levels } from '../sections/levels.js';
import { limits } from '../sections/limits.js';
import { methods } from '../sections/methods.js';
import { declaredModel } from '../sections/model.js';
import { need } from '../sections/need.js';
import { omissions } from '../sections/omissions.js';
import { people } from '../sections/people.js';
import { provision } from '../sections/provision.js';
import { everyRole } from '../sections/roles.js';
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
  lead: [summary.id, abstract.id],
  sections: [
    summary,
    abstract,
    specification,
    findings,
    flow,
    people,
    provision,
    need,
    association,
    declaredModel,
    levels,
    trends,
    equity,
    everyRole,
    surveyErrors,
    claims,
    certainty,
    sensitivity,
    known,
    omissions,
    methods,
    limits,
    supplement,
    dataCheck,
    sources,
    study,
  ],
};
