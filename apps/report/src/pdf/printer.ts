import type { Browser as Running } from 'puppeteer';
import type { Browser } from './browser.js';
import { launch } from './launch.js';

/** What a browser writes into the temporary folder while it prints, bytes, and some more: it does not say where it fails. */
export const roomToPrint = 2 ** 25;

/** A browser on its way up, so that it is there when there is something to print. */
export interface Printer {
  /** Product and version. */
  name: string;
  /** Rejects with InputError where it does not start. */
  running: Promise<Running>;
  close(): Promise<void>;
}

/** Starts a browser while other work goes on. */
export function startPrinter(browser: Browser): Printer {
  const running = launch(browser, 'to print the PDF');
  // It is heard when something is to be printed.
  running.catch(() => undefined);
  return {
    name: browser.name,
    running,
    close: () => running.then((one) => one.close()).catch(() => undefined),
  };
}
