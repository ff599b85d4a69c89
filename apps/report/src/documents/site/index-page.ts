import type { ReportInput } from '../../report-input.js';
import {
  siteFiles,
  siteFind,
  siteIcbs,
  siteMapsSection,
  siteReading,
} from '../../sections/site/index-sections.js';
import { closing } from './closing.js';
import type { SiteDocument } from './site-document.js';

/** The first page of a site. @param files of the run’s documents that the site has. */
export const indexDocument = (input: ReportInput, files: readonly string[]): SiteDocument => ({
  name: 'index',
  kind: 'Every ICB and PCN',
  title: () => input.study.title,
  skip: { to: 'find', text: 'Skip to the search' },
  contents: false,
  sections: [siteFind, siteMapsSection, siteIcbs, siteReading, siteFiles(files)],
  scope: { kind: 'england' },
  search: true,
  closing,
});
