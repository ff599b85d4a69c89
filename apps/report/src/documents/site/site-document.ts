import type { Scope } from '../../sections/section.js';
import type { Document } from '../document.js';

/** A page of a site: a document and the place that it is of. */
export interface SiteDocument extends Document {
  scope: Scope;
  /** Whether it has the search for places. */
  search?: boolean;
}
