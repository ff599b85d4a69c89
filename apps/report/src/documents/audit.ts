import { auditCleared, auditFailing } from '../sections/audit/failing.js';
import { auditLedger } from '../sections/audit/ledger.js';
import { auditOverview } from '../sections/audit/summary.js';
import type { Document } from './document.js';

/** What an audit of published numbers found, with every statement as an appendix. */
export const auditDocument: Document = {
  name: 'audit',
  kind: null,
  title: () => 'Published numbers, checked',
  skip: { to: 'failing', text: 'Skip to what fails' },
  contents: false,
  sections: [auditOverview, auditFailing, auditCleared, auditLedger],
};
