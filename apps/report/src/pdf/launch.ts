import { InputError } from '@inverse-care/domain';
import type { Page, Browser as Running } from 'puppeteer';
import type { Browser } from './browser.js';

/** Where the document is said to be; no such host exists. */
export const address = 'http://report.invalid/';

/**
 * Starts a browser that can reach nothing.
 * Throws InputError where it does not start; `purpose` says in the message what for.
 */
export async function launch(browser: Browser, purpose: string): Promise<Running> {
  const { executablePath, env, headlessShell, name } = browser;
  const { default: puppeteer } = await import('puppeteer');
  const start = (sandbox: boolean) =>
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
  try {
    if (process.getuid?.() === 0) return await start(false);
    // Where the kernel allows no sandbox the browser does not start with one. The page is our own.
    return await start(true).catch(() => start(false));
  } catch (error) {
    throw new InputError(`${name} did not start ${purpose}: ${String(error).split('\n')[0]}`, {
      remedy: 'name another browser in PUPPETEER_EXECUTABLE_PATH, or add --no-pdf to do without the PDF',
    });
  }
}

/** Lets a tab load what `html` returns, at {@link address}, and nothing else. */
export async function serveOnly(page: Page, html: () => string): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const reply =
      request.url() === address
        ? request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html() })
        : request.abort('blockedbyclient');
    reply.catch(() => undefined);
  });
}
