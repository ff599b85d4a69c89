import { InputError } from '@inverse-care/domain';
import type { Browser } from './browser.js';
import { bundledBrowser, bundledRunsHere } from './bundled.js';
import { installedPaths } from './installed.js';
import { probe } from './probe.js';

export type { Browser } from './browser.js';

const variable = 'PUPPETEER_EXECUTABLE_PATH';

async function named(executablePath: string): Promise<Browser> {
  const found = await probe(executablePath, 'Chrome');
  if (found !== null) return found;
  throw new InputError(`${variable} names no Chrome or Chromium that starts: ${executablePath}`, {
    expected: 'the path of a Chrome or Chromium executable, which answers to --version',
    remedy: `correct ${variable}, or unset it so that a browser is looked for; --no-pdf makes the page without one`,
  });
}

async function cached(): Promise<Browser | null> {
  try {
    const { default: puppeteer } = await import('puppeteer');
    return await probe(await puppeteer.executablePath(), 'Chrome');
  } catch {
    return null;
  }
}

async function installed(env: NodeJS.ProcessEnv): Promise<Browser | null> {
  for (const path of installedPaths(env)) {
    const found = await probe(path, 'Chrome');
    if (found !== null) return found;
  }
  return null;
}

/**
 * Finds a browser to print with: the one that PUPPETEER_EXECUTABLE_PATH names, an installed Chrome or Chromium,
 * Puppeteer's own, and on Linux x64 the one of the npm package `@sparticuz/chromium`.
 * Throws InputError where the named one does not start, and where there is none.
 */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const path = env[variable];
  if (path !== undefined && path !== '') return named(path);
  const found = (await installed(env)) ?? (await cached()) ?? (await bundledBrowser());
  if (found !== null) return found;
  const bundle = bundledRunsHere() ? ', the browser of the npm package @sparticuz/chromium' : '';
  throw new InputError('No browser was found to print the PDF with.', {
    expected: `an installed Chrome or Chromium, Puppeteer’s own${bundle}, or one that ${variable} names`,
    remedy:
      'run "npx puppeteer browsers install chrome" and start again, or add --no-pdf to do without the PDF',
  });
}
