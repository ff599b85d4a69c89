import { findBrowser } from '../pdf/find-browser.js';

/** Says which browser would print the PDF. Throws InputError where there is none. */
export async function browser(): Promise<void> {
  console.log((await findBrowser()).name);
}
