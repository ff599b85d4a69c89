import type { FetchSpan } from './editions.js';
import type { FetchOptions } from './fetch-files.js';
import type { FetchReport } from './outcomes.js';
import type { PlannedFile } from './plan-fetch.js';

// What speaks to publishers takes a tenth of a second to load, and a run that fetches nothing has no use for it.

/**
 * Fetches what a span of the study needs into a folder: looks on the publishers' pages, downloads what the folder's
 * lock does not vouch for, verifies it by content, and records it. A file that cannot be had does not stop the others.
 * @throws InputError where the folder or its lock cannot be used, or files are missing and no publisher can be reached;
 * CancelledError where the signal fires, after which the folder holds whole files and a true lock, and the next call
 * goes on.
 */
export async function fetchFiles(options: FetchOptions): Promise<FetchReport> {
  const { bringFiles } = await import('./fetch-files.js');
  return bringFiles(options);
}

/** The plan of a fetch: nothing is downloaded, asked or written. Throws InputError as fetchFiles does. */
export async function planFetch(options: FetchSpan & { into: string }): Promise<PlannedFile[]> {
  const { planFiles } = await import('./plan-fetch.js');
  return planFiles(options);
}
