import type { Study } from '@inverse-care/domain';
import { fixed } from './marks.js';

/** Whether the study states what a PCN that did not report may have had. */
export const studyRange = ({ multiverse }: Study): boolean => multiverse?.unreported_range !== undefined;

/** The range over which bounds are taken: the study's, else up to the 95th percentile of the PCNs that reported. */
export const rangeName = (study: Study): string =>
  studyRange(study) ? 'over the study’s range' : fixed`from none to the 95th percentile of reporters`;
