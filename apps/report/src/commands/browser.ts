import { findBrowser } from '../pdf/find-browser.js';
import { say } from '../terminal.js';

/** Says which browser would print the PDF. Throws InputError where there is none. */
export async function browser(): Promise<void> {
  say((await findBrowser()).name);
}
