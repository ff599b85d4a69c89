import type { Analysis } from './analysis.js';
import { areas } from './areas/analysis.js';
import { association } from './association/analysis.js';
import { dependence } from './dependence/analysis.js';
import { equity } from './equity/analysis.js';
import { event } from './event/analysis.js';
import { fifths } from './fifths/analysis.js';
import { flow } from './flow/analysis.js';
import { inequality } from './inequality/analysis.js';
import { influence } from './influence/analysis.js';
import { joint } from './joint/analysis.js';
import { levels } from './levels/analysis.js';
import { likeness } from './likeness/analysis.js';
import { model } from './model/analysis.js';
import { need } from './need/analysis.js';
import { needError } from './need-error/analysis.js';
import { otherMethods } from './other-methods/analysis.js';
import { placebo } from './placebo/analysis.js';
import { places } from './places/analysis.js';
import { profiles } from './profiles/analysis.js';
import { provision } from './provision/analysis.js';
import { quantiles } from './quantiles/analysis.js';
import { reporting } from './reporting/analysis.js';
import { everyRole } from './roles/analysis.js';
import { slopes } from './slopes/analysis.js';
import { surveyErrors } from './survey-error/analysis.js';
import { trends } from './trends/analysis.js';
import { unmeasured } from './unmeasured/analysis.js';
import { unreported } from './unreported/analysis.js';

/** What every run asks of the panel. */
export const standardAnalyses: readonly Analysis[] = [
  provision,
  reporting,
  need,
  fifths,
  likeness,
  association,
  flow,
  model,
  places,
  event,
  otherMethods,
  slopes,
  joint,
  levels,
  dependence,
  trends,
  surveyErrors,
  inequality,
  equity,
  everyRole,
  areas,
  profiles,
];

/** What the coefficients owe to what was not reported, not measured, or to a few places; and what tests are worth. */
export const robustnessAnalyses: readonly Analysis[] = [
  unreported,
  unmeasured,
  influence,
  quantiles,
  needError,
  placebo,
];
