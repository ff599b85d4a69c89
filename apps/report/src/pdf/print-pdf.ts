import { writeFile } from 'node:fs/promises';
import { CancelledError, InputError, throwIfCancelled } from '@inverse-care/core';
import type { Page, Browser as Running } from 'puppeteer';
import type { Browser } from './browser.js';
import { countPages, repeatable } from './repeatable.js';

export interface PrintOptions {
  browser: Browser;
  /** ISO date that the PDF bears. */
  date: string;
  /** Title for messages; the PDF's own is the page's. */
  title: string;
  signal: AbortSignal;
}

const address = 'http://report.invalid/';

async function start({ executablePath, env, headlessShell }: Browser): Promise<Running> {
  const { default: puppeteer } = await import('puppeteer');
  const launch = (sandbox: boolean) =>
    puppeteer.launch({
      executablePath,
      headless: headlessShell ? 'shell' : true,
      env: { ...process.env, ...env },
      args: [
        ...(sandbox ? [] : ['--no-sandbox']),
        '--disable-gpu',
        '--font-render-hinting=none',
        '--host-resolver-rules=MAP * ~NOTFOUND',
      ],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  if (process.getuid?.() === 0) return launch(false);
  // Where the kernel allows no sandbox the browser does not start with one. The page is our own and has no script.
  return launch(true).catch(() => launch(false));
}

async function closeDoors(page: Page, html: string): Promise<void> {
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const reply =
      request.url() === address
        ? request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html })
        : request.abort('blockedbyclient');
    reply.catch(() => undefined);
  });
}

/**
 * Prints a page to a PDF file: A4 by the page's own style, tagged, with bookmarks from its headings. Scripts are off,
 * and nothing but the page is loaded. The same page, date and browser build give the same bytes.
 * Throws InputError where the browser does not start, CancelledError where the signal fires.
 */
export async function printPdf(
  html: string,
  path: string,
  options: PrintOptions,
): Promise<{ pages: number }> {
  const { browser, date, title, signal } = options;
  throwIfCancelled(signal);
  const running = await start(browser).catch((error: unknown) => {
    throw new InputError(
      `${browser.name} did not start to print “${title}”: ${String(error).split('\n')[0]}`,
      {
        remedy: 'name another browser in PUPPETEER_EXECUTABLE_PATH, or add --no-pdf to do without the PDF',
      },
    );
  });
  const stop = () => void running.close().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    throwIfCancelled(signal);
    const page = await running.newPage();
    await closeDoors(page, html);
    await page.emulateMediaType('print');
    await page.goto(address, { waitUntil: 'load', timeout: 120_000 });
    const printed = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
      timeout: 120_000,
    });
    const pdf = repeatable(printed, date);
    await writeFile(path, pdf);
    return { pages: countPages(pdf) };
  } catch (error) {
    throw signal.aborted ? new CancelledError() : error;
  } finally {
    signal.removeEventListener('abort', stop);
    await running.close().catch(() => undefined);
  }
}
