import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { InputError, temporaryFolder } from '@inverse-care/domain';
import type { Page, Browser as Running } from 'puppeteer';
import type { Browser } from './browser.js';

/** Where the document is said to be; no such host exists. */
export const address = 'http://report.invalid/';

const attempts = 3;

/** The message of a failed start, and of what the browser wrote its last line: there stands why. */
function reason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error))
    .split('\n')
    .map((line) => line.trim());
  const first = lines[0] ?? '';
  const last = lines
    .slice(1)
    .filter((line) => line !== '' && !/^(stderr|stdout):$|^TROUBLESHOOTING|^https?:/.test(line))
    .at(-1);
  return last === undefined ? first : `${first} (${last})`;
}

/**
 * On a busy machine a browser now and then dies while it starts: what fails is tried again. The last time by a socket,
 * over which it says why it fails.
 */
async function startAgain(start: (pipe: boolean) => Promise<Running>): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(attempt < attempts);
    } catch (error) {
      if (attempt === attempts) throw error;
      await delay(200 * attempt);
    }
  }
}

/** Starts a browser with a profile of this process, which goes with it; that of a killed process goes with the next. */
async function withProfile(start: (profile: string) => Promise<Running>): Promise<Running> {
  const profile = await temporaryFolder();
  const remove = () => rm(profile, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  try {
    const running = await start(profile);
    running.process()?.once('exit', remove);
    return running;
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Starts a browser that can reach nothing. One that dies at its start is started again, twice at most.
 * Throws InputError where it does not start; `purpose` says in the message what for.
 */
export async function launch(browser: Browser, purpose: string): Promise<Running> {
  const { executablePath, env, headlessShell, name } = browser;
  const { default: puppeteer } = await import('puppeteer');
  const start = (sandbox: boolean, pipe = true) =>
    withProfile((userDataDir) =>
      puppeteer.launch({
        executablePath,
        userDataDir,
        // A browser ends with the process that holds the other end, however that ends.
        pipe,
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
      }),
    );
  try {
    if (process.getuid?.() === 0) return await startAgain((pipe) => start(false, pipe));
    // Where the kernel allows no sandbox the browser does not start with one. The page is our own.
    return await start(true).catch(() => startAgain((pipe) => start(false, pipe)));
  } catch (error) {
    throw new InputError(`${name} did not start ${purpose}: ${reason(error)}`, {
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
