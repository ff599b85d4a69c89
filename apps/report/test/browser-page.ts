import { createRequire } from 'node:module';
import type { Page, Browser as Running } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { findBrowser } from '../src/pdf/find-browser.js';
import { address, launch, serveOnly } from '../src/pdf/launch.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Opened {
  page: Page;
  errors: string[];
}

/** A browser for the tests of a file, which opens pages that can load nothing and notes their errors. */
export function browserForTests() {
  let running: Running;
  beforeAll(async () => {
    running = await launch(await findBrowser(), 'to look at the page');
  });
  afterAll(() => running.close());
  return {
    async open(html: string, options: { width?: number; script?: boolean } = {}): Promise<Opened> {
      const page = await running.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.setViewport({ width: options.width ?? 1280, height: 800 });
      await page.setJavaScriptEnabled(options.script ?? true);
      await serveOnly(page, () => html);
      await page.goto(address, { waitUntil: 'load' });
      return { page, errors };
    },
  };
}

/**
 * Violations that axe finds under WCAG 2.2 A and AA and its best practices, one line each.
 * @param prepare what a reader has done on the page before.
 */
export async function violations(page: Page, prepare?: () => Promise<unknown>): Promise<string[]> {
  await page.setBypassCSP(true);
  await page.reload();
  if ((await page.$('#search')) !== null) {
    await page.type('#place', 'network 3');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#place-found h2');
  }
  await prepare?.();
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  return foundByAxe(page, 'html', { runOnly: { type: 'tag', values: tags } });
}

/** What axe puts into a page as its global. */
interface WithAxe {
  axe: {
    run(
      within: string,
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
  };
}

/** Violations that axe finds in an element of an open page whose policy is set aside, one line each. */
export async function foundByAxe(page: Page, within: string, options: object = {}): Promise<string[]> {
  await page.addScriptTag({ path: axePath });
  return page.evaluate(
    async (element, asked) => {
      const { violations } = await (globalThis as unknown as WithAxe).axe.run(element, asked);
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
      );
    },
    within,
    options,
  );
}
