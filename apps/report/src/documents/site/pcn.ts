import { pcnOf } from '../../places/places.js';
import type { ReportInput } from '../../report-input.js';
import {
  pcnAnswer,
  pcnData,
  pcnDue,
  pcnExpected,
  pcnHistory,
  pcnNeed,
  pcnNeighbours,
  pcnPractices,
} from '../../sections/pcn/sections.js';
import { closing } from './closing.js';
import type { SiteDocument } from './site-document.js';

/** The page of one PCN. */
export const pcnDocument = (code: string, input: ReportInput): SiteDocument => ({
  name: `pcn/${code}`,
  kind: 'Primary Care Network',
  title: () => `${pcnOf(code, input).name} (${code})`,
  skip: { to: 'answer', text: 'Skip to what it has' },
  contents: false,
  sections: [pcnAnswer, pcnHistory, pcnNeed, pcnExpected, pcnDue, pcnPractices, pcnNeighbours, pcnData],
  scope: { kind: 'pcn', code },
  closing,
});
