import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../src/pdf/find-browser.js';
import { launch } from '../src/pdf/launch.js';
import { foundByAxe } from './browser-page.js';
import { workplace } from './command.js';

// The site as a reader opens it from a disk: by file:, without a server.

const at = workplace();
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let browser: Browser;

beforeAll(async () => {
  browser = await launch(await findBrowser(), 'to look at the site');
});
afterAll(() => browser.close());

const siteAt = () => path.join(at.scratch, 'site');
const address = (name: string) => pathToFileURL(path.join(siteAt(), name)).href;

/** Opens a page of the site, made once, and notes what goes wrong and where it asks. */
async function open(name: string, width = 1280): Promise<{ page: Page; errors: string[]; asked: string[] }> {
  if (!readdirSync(at.scratch).includes('site')) {
    await at.hasRun();
    expect((await at.inverseCare(['site', '--from', at.out, '--out', siteAt()])).code).toBe(0);
  }
  const page = await browser.newPage();
  const [errors, asked]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.setViewport({ width, height: 800 });
  await page.goto(address(name), { waitUntil: 'load' });
  return { page, errors, asked };
}

const icb = () => `icb/${readdirSync(path.join(siteAt(), 'icb'))[0]}`;

describe('a site that is opened from a disk', () => {
  it('runs its scripts under its own policy, has its fonts, and asks for files of its own alone', async () => {
    await (await open('index.html')).page.close();
    for (const name of ['index.html', 'data.html', icb(), 'pcn/U10001.html', 'pcn/U10002.html'])
      for (const width of [1280, 390]) {
        const { page, errors, asked } = await open(name, width);
        expect(errors, name).toEqual([]);
        for (const url of asked) expect(url).toMatch(/^data:|^file:/);
        expect(asked.filter((url) => url.startsWith('file:')).length).toBeGreaterThan(3);
        const loaded = `[...document.fonts].some(({ family, status }) => family.includes('Source Sans') && status === 'loaded')`;
        expect(await page.evaluate(`document.fonts.ready.then(() => ${loaded})`)).toBe(true);
        expect(await page.evaluate('document.documentElement.scrollWidth'), `${name} ${width}`).toBe(width);
        await page.close();
      }
  });

  it.each([1280, 390])(
    'has nothing that axe finds in the first page, an ICB and a PCN at %d px',
    async (width) => {
      await (await open('index.html')).page.close();
      for (const name of ['index.html', icb(), 'pcn/U10001.html', 'pcn/U10002.html']) {
        const { page } = await open(name, width);
        await page.setBypassCSP(true);
        await page.reload();
        if (name === 'index.html') await page.type('#place', 'pcn 1');
        expect(await foundByAxe(page, 'html', { runOnly: { type: 'tag', values: tags } }), name).toEqual([]);
        await page.close();
      }
    },
  );

  it('finds a PCN, a practice and a sub-ICB location by keyboard alone, and goes to its page', async () => {
    const goes = async (...typed: [string, number]) => {
      const { page } = await open('index.html');
      const [words, downs] = typed;
      await page.focus('#place');
      await page.keyboard.type(words);
      for (let i = 0; i < downs; i += 1) await page.keyboard.press('ArrowDown');
      const went = page.waitForNavigation({ waitUntil: 'load' });
      await page.keyboard.press('Enter');
      await went;
      const url = page.url();
      await page.close();
      return url;
    };
    expect(await goes('U10007', 0)).toBe(address('pcn/U10007.html'));
    expect(await goes('pcn 12', 1)).toMatch(/\/pcn\/U10012\.html/);
    expect(await goes('A80005', 0)).toBe(`${address('pcn/U10005.html')}#practices`);
    // However apostrophes, full stops and capitals are typed.
    expect(await goes('p.c.n. ’12', 1)).toMatch(/\/pcn\/U10012\.html/);
    const html = readFileSync(path.join(siteAt(), icb()), 'utf8');
    const area = /<h3 id="(\w+)">/.exec(html)![1]!;
    expect(await goes(area, 0)).toBe(`${address(icb())}#${area}`);
  });

  it('says that nothing matches, in a region that is read out', async () => {
    const { page } = await open('index.html');
    await page.type('#place', 'nowhere at all');
    expect(await page.$eval('#place-state', (one) => [one.getAttribute('role'), one.textContent])).toEqual([
      'status',
      expect.stringContaining('No match for “nowhere at all”'),
    ]);
    await page.close();
  });

  it('is walked on its map by one stop of the keyboard, and an area leads to its ICB', async () => {
    const { page } = await open('index.html');
    const links = '#site-provision-block .scroll a[data-code]';
    const all = await page.$$eval(links, (some) => some.map((one) => one.getAttribute('tabindex')));
    expect(all.filter((index) => index === '0')).toHaveLength(1);
    // Puppeteer’s own focus takes HTML alone.
    await page.evaluate(`document.querySelector('${links}[tabindex="0"]').focus()`);
    await page.keyboard.press('ArrowRight');
    const to = await page.evaluate('document.activeElement.getAttribute("href")');
    const went = page.waitForNavigation({ waitUntil: 'load' });
    await page.keyboard.press('Enter');
    await went;
    expect(page.url()).toBe(new URL(String(to), address('index.html')).href);
    await page.close();
  });

  it('is complete without a script: the lists of ICBs and PCNs lead everywhere', async () => {
    const { page } = await open('index.html');
    await page.setJavaScriptEnabled(false);
    await page.reload();
    expect(await page.$eval('#search', (one) => one.checkVisibility())).toBe(false);
    await page.click('#icbs .links a');
    await page.waitForSelector('#pcns');
    await page.click('#pcns tbody a');
    await page.waitForSelector('#shortfall');
    expect(page.url()).toMatch(/\/pcn\/U\d+\.html$/);
    await page.close();
  });

  it('shows the row of a number', async () => {
    const { page } = await open('pcn/U10001.html');
    await page.click('#answer data[data-cell]');
    expect(await page.$eval('#row caption', (one) => one.textContent)).toContain('results/panel.csv');
    await page.close();
  });
});
