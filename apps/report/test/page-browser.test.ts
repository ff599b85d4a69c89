import { subIcbs } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import type { ReportInput } from '../src/report-input.js';
import type { PageFigure } from '../src/sections/block.js';
import { browserForTests, foundByAxe, violations } from './browser-page.js';
import { fullInput, poorInput, syntheticInput } from './html-fixtures.js';
import { last } from './invented-rows.js';

/** A figure with two marks, as a map has many: what the page asks of a figure, and nothing of a real one. */
const marked: PageFigure = {
  id: 'marked',
  number: null,
  caption: 'Provision against need.',
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" role="img" aria-labelledby="marked-title"><title id="marked-title">Two places</title><circle cx="20" cy="20" r="8" data-code="U10003" data-label="Network 3" data-value="0.42"/><circle cx="70" cy="20" r="8" data-code="U10004" data-label="Network 4" data-value="0.10"/></svg>`,
};

const { open } = browserForTests();

const full = (input: ReportInput) => renderDocument(report, input, [...drawFigures(input), marked]);

describe('the page in a browser', () => {
  it.each([
    ['full, 1280 px', full(fullInput()), 1280],
    ['synthetic, 390 px', full(syntheticInput()), 390],
    ['a run that could do nothing', renderDocument(report, poorInput(), []), 1280],
    ['the briefing', renderDocument(briefing, fullInput(), drawFigures(fullInput())), 390],
  ])('has no violation that axe finds: %s', async (_, html, width) => {
    const { page } = await open(html, { width });
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('runs its script under its own policy without an error, and is no wider than a phone', async () => {
    const { page, errors } = await open(full(fullInput()), { width: 390 });
    expect(errors).toEqual([]);
    expect(await page.$$eval('.sort', (all) => all.length)).toBeGreaterThan(20);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.close();
  });

  it('is complete without a script: the same tables, and no control that does nothing', async () => {
    const { page } = await open(full(fullInput()), { script: false });
    const html = await page.content();
    expect(html.match(/<tbody>/g)?.length).toBeGreaterThan(8);
    expect(html).not.toMatch(/<button|<data[^>]* role=/);
    expect(html.match(/<data /g)?.length).toBeGreaterThan(50);
    expect(await page.$eval('#search', (box) => box.checkVisibility())).toBe(false);
    await page.close();
  });

  it('shows the row of a number on a click and by keyboard, and gives the focus back', async () => {
    const { page, errors } = await open(full(fullInput()));
    const numbers = '#summary data[data-cell]';
    const focused = () => page.evaluate('document.activeElement.textContent');
    expect(await page.$$eval(`${numbers}[tabindex="0"]`, (all) => all.length)).toBe(1);
    await page.focus(`${numbers}[tabindex="0"]`);
    await page.keyboard.press('ArrowRight');
    const second = (await page.$$eval(numbers, (all) => all[1]!.textContent))!;
    expect(await focused()).toBe(second);
    await page.keyboard.press('Enter');
    expect(await page.$eval('#row', (one) => one.checkVisibility())).toBe(true);
    expect(await focused()).toBe(`Where ${second} comes from`);
    const cell = (await page.$$eval(numbers, (all) => all[1]!.getAttribute('data-cell')))!;
    expect(await page.$eval('#row caption', (one) => one.textContent)).toContain(
      `results/${cell.split('#')[0]}`,
    );
    const current = await page.$eval('#row [aria-current]', (row) => [
      row.querySelector('code')!.textContent,
      row.querySelector('td')!.textContent,
    ]);
    const value = await page.$$eval(numbers, (all) => all[1]!.getAttribute('value'));
    expect(current).toEqual([cell.split(';').at(-1), value]);
    await page.keyboard.press('Escape');
    expect(await page.$eval('#row', (one) => one.checkVisibility())).toBe(false);
    expect(await focused()).toBe(second);
    await (await page.$$(numbers))[3]!.click();
    expect(await page.$eval('#row', (one) => one.checkVisibility())).toBe(true);
    await (await page.$('#row button'))!.press('Enter');
    expect(await page.$eval('#row', (one) => one.checkVisibility())).toBe(false);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('has a number in sight beside its row on a phone, and nothing that axe finds in the panel', async () => {
    const { page } = await open(full(fullInput()), { width: 390 });
    await page.setBypassCSP(true);
    await page.reload();
    await page.evaluate(`document.querySelector('#findings data[data-per]').click()`);
    const at = (selector: string) =>
      page.$eval(selector, (one) => {
        const { top, bottom, right } = one.getBoundingClientRect();
        return { top, bottom, right };
      });
    const [number, panel] = [await at('data[aria-expanded]'), await at('#row')];
    expect(number.bottom).toBeLessThanOrEqual(panel.top);
    expect(panel.right).toBeLessThanOrEqual(390);
    expect(await foundByAxe(page, '#row')).toEqual([]);
    await page.close();
  });

  it('sorts a table from its header and says so', async () => {
    const { page } = await open(full(fullInput()));
    const column = () =>
      page.$$eval('#table-1 tbody tr', (rows) => rows.map((row) => row.cells[1]?.textContent?.trim() ?? ''));
    const before = await column();
    const button = (await page.$$('#table-1 .sort'))[1]!;
    const name = await button.evaluate((one) => one.closest('th')?.textContent);
    await button.press('Enter');
    const state = () => page.$eval('#table-1 [aria-sort]', (head) => head.getAttribute('aria-sort'));
    expect(await state(), name ?? '').toBe('ascending');
    await button.press('Enter');
    expect(await state()).toBe('descending');
    expect(await page.$eval('#announcer', (one) => one.textContent)).toMatch(/^Sorted by .*descending/);
    await button.press('Enter');
    expect(await page.$('#table-1 [aria-sort]')).toBeNull();
    expect(await column()).toEqual(before);
    await page.close();
  });

  it('sorts dates by time and numbers by size, with what is missing last', async () => {
    const { page } = await open(full(fullInput()));
    const first = () => page.$eval('#table-1 tbody th', (head) => head.textContent);
    await (await page.$('#table-1 .sort'))!.press('Enter');
    await (await page.$('#table-1 .sort'))!.press('Enter');
    expect(await first()).toMatch(/^30 September 2023/);
    await page.close();
  });

  it('copies a table as tab-separated values with plain numbers', async () => {
    const { page } = await open(full(fullInput()));
    await page.evaluate(
      `document.execCommand = () => { globalThis.copied = document.querySelector('textarea').value; return true; };
       Object.defineProperty(navigator, 'clipboard', { value: undefined });`,
    );
    await (await page.$('#table-2 .copy'))!.press('Enter');
    const lines = ((await page.evaluate('globalThis.copied')) as string)
      .split('\n')
      .map((line) => line.split('\t'));
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[0]![0]).toBe('Characteristic');
    expect(lines.flat().join(' ')).toMatch(/ -0\.\d{3} /);
    expect(lines.flat().join(' ')).not.toMatch(/−|\*/);
    await page.close();
  });

  it('walks by keyboard: skip link first, one stop a figure, arrows between marks, Escape closes', async () => {
    const { page } = await open(full(fullInput()));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.evaluate(`document.querySelector('#marked-block [data-code="U10003"]').focus()`);
    await page.waitForSelector('#tip:not([hidden])');
    expect(await page.$eval('#tip', (tip) => tip.textContent)).toBe('Network 3: 0.42');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(`document.getElementById('tip').textContent === 'Network 4: 0.10'`);
    expect(await page.$$eval('#marked-block [tabindex="0"][data-code]', (all) => all.length)).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.$eval('#tip', (tip) => tip.checkVisibility())).toBe(false);
    await page.close();
  });

  it('reaches everything by Tab, never loses the focus, and never traps it', async () => {
    const { page } = await open(full(fullInput()));
    const stops = await page.evaluate(
      `document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]').length`,
    );
    const visited = new Set<string>();
    for (let press = 0; press < (stops as number) + 5; press += 1) {
      await page.keyboard.press('Tab');
      const at = (await page.evaluate(`(() => {
        const one = document.activeElement;
        const all = [...document.querySelectorAll('*')];
        const box = one.getBoundingClientRect();
        return all.indexOf(one) + ' ' + one.tagName + ' ' + (one === document.body || box.width + box.height > 0);
      })()`)) as string;
      expect(at).toMatch(/true$/);
      visited.add(at);
    }
    expect(visited.size).toBeGreaterThan((stops as number) * 0.6);
    await page.close();
  });

  it('finds a PCN, says where it stands and outlines it in the figures', async () => {
    const { page } = await open(full(fullInput()));
    await page.type('#place', 'network 3');
    await page.waitForSelector('#place-options li');
    expect(await page.$eval('#place-options li', (one) => one.textContent)).toBe('Network 3 (PCN U10003)');
    await page.keyboard.press('ArrowDown');
    expect(await page.$eval('#place', (one) => one.getAttribute('aria-activedescendant'))).toBe(
      'place-option-0',
    );
    await page.keyboard.press('Enter');
    const found = await page.$eval('#place-found', (one) => one.textContent ?? '');
    expect(found).toMatch(/Network 3 \(U10003\).*ranks \d+ of the \d+ PCNs that reported/);
    expect(found).toMatch(/Figure A1: Network 3, 0\.42/);
    expect(
      await page.$eval('#marked-block [data-code="U10003"]', (one) => one.classList.contains('found')),
    ).toBe(true);
    expect(await page.$eval('#place-found h2', (one) => one.textContent)).toBe('Network 3 (U10003)');
    await page.close();
  });

  it('says of a PCN that did not report that it did not, with no rank and no number', async () => {
    const silent = fullInput().data.panel.rows.find(
      ({ snapshot, reported }) => snapshot === last && !reported,
    )!;
    const { page } = await open(full(fullInput()));
    await page.type('#place', silent.pcn_code);
    await page.keyboard.press('Enter');
    const found = await page.$eval('#place-found', (one) => one.textContent ?? '');
    expect(found).toContain('It did not report staff of any role at 30 September 2023, so it has no rank');
    expect(found).not.toMatch(/ranks \d/);
    const now = await page.$eval('#place-found tbody tr:last-child td', (one) => one.textContent);
    expect(now).toBe('did not report');
    await page.close();
  });

  it('finds a sub-ICB location by its code, and says where nothing is found', async () => {
    const { page } = await open(full(fullInput()));
    const area = subIcbs[3]!;
    await page.type('#place', area.code);
    await page.keyboard.press('Enter');
    expect(await page.$eval('#place-found h2', (one) => one.textContent)).toBe(`${area.name} (${area.code})`);
    const found = await page.$eval('#place-found', (one) => one.textContent ?? '');
    expect(found).toMatch(/\d+ PCNs? open at 30 September 2023; /);
    expect(await page.$$eval('svg [data-code].found', (all) => all.length)).toBeGreaterThan(0);
    await (await page.$('#place-found button'))!.press('Enter');
    await page.type('#place', 'nowhere at all');
    expect(await page.$eval('#place-state', (one) => one.textContent)).toMatch(
      /^No match for “nowhere at all”/,
    );
    await page.keyboard.press('Enter');
    expect(await page.$('#place-found h2')).toBeNull();
    await page.close();
  });
});
