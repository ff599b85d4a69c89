import { dimensions } from '@inverse-care/domain';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { decimal, interval, intervalDigits, pValue } from '../src/language/numbers.js';
import { browserForTests, violations } from './browser-page.js';
import { csvRows, explored } from './explorer-world.js';

const { open } = browserForTests();
let html: string;
let rows: Record<string, string>[];

beforeAll(async () => {
  const input = await explored();
  html = renderDocument(report, input, drawFigures(input));
  rows = csvRows(input);
});

interface Said {
  told: string;
  command: string;
  /** Curves that are shown. */
  shown: string[];
  greyed: string[];
}

/** Chooses options as a reader does, and gives what the page then says. */
const choose = (page: Page, options: Record<string, string>) =>
  page.evaluate(`(() => {
    for (const [name, value] of Object.entries(${JSON.stringify(options)})) {
      const input = document.querySelector('#explorer input[name="explore-' + name + '"][value="' + value + '"]');
      if (input !== null && !input.checked) input.click();
    }
    const text = (id) => document.getElementById(id).textContent;
    return {
      told: text('explorer-told'),
      command: text('explorer-command'),
      shown: [...document.querySelectorAll('figure[id^="specification-curve"]:not([hidden])')].map(({ id }) => id),
      greyed: [...document.querySelectorAll('#explorer .apart input')].map(
        ({ name, value }) => name.replace('explore-', '') + '=' + value,
      ),
    };
  })()`) as Promise<Said>;

const own = {
  snapshot: '2022-06-30',
  need: 'ltc_share',
  outcome: 'fte_per_10k',
  weights: 'none',
  form: 'level',
  errors: 'CR2',
};

/** The cells of a row as the page is to print them. */
function printed(row: Record<string, string>): string[] {
  const of = (column: string) => Number(row[column]);
  const used = `${decimal(of('n'), 0)} PCNs, ${decimal(of('rows_lost'), 0)} of the snapshot not used.`;
  if (row.estimate === '') return [`No estimate. ${row.note} ${used}`];
  const perSd = [of('conf_low') * of('need_sd'), of('conf_high') * of('need_sd')] as const;
  const bounds = perSd.map((bound) => bound / of('outcome_sd')) as [number, number];
  return [
    decimal(of('standardised'), 3),
    `95% interval ${interval(...bounds, intervalDigits(...bounds, 3))}`,
    `In units ${decimal(of('estimate_per_sd'), 4)} (${interval(...perSd, intervalDigits(...perSd, 4))}) ${row.unit}.`,
    `p ${pValue(of('p_value'))}.`,
    used,
  ];
}

interface Mark {
  /** Of the dot on which it lies, where each specification has a column, and how far it is from it. */
  code: string;
  off: number;
  interval: string;
  zero: number;
  unit: number;
}

/** The marks on the curve that is shown, of both widths. */
const marksOfPage = `[...document.querySelectorAll('figure:not([hidden]) svg .chosen')].map((mark) => {
  const plot = mark.parentElement;
  const circle = mark.querySelector('circle');
  const dots = [...plot.querySelectorAll('circle[data-code]')];
  const dot = dots.find((one) => one.getAttribute('cx') === circle.getAttribute('cx').replace(/\\.0$/, ''));
  return {
    code: dot?.dataset.code,
    off: Number(dot?.getAttribute('cy')) - Number(circle.getAttribute('cy')),
    interval: mark.querySelector('.interval').getAttribute('d'),
    zero: Number(plot.dataset.zero),
    unit: Number(plot.dataset.unit),
  };
})`;

describe('the explorer of the multiverse', () => {
  it('prints of every specification the numbers and the command of results/multiverse.csv', async () => {
    const { page, errors } = await open(html);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter(({ estimate }) => estimate === '').length).toBeGreaterThan(5);
    for (const row of rows) {
      const options = Object.fromEntries(dimensions.map((one) => [one, row[one]!]));
      const { told, command, shown } = await choose(page, options);
      expect(command).toBe(row.command);
      expect(shown).toEqual([`specification-curve-${row.need}-block`]);
      for (const text of printed(row)) expect(told, row.specification!).toContain(text);
    }
    const { told } = await choose(page, { ...own, need: 'need_predicted' });
    expect(told).toMatch(
      /standard deviations of the outcome for one standard deviation more predicted lack of support\./,
    );
    expect(errors).toEqual([]);
    await page.close();
  });

  it('sets its mark at the effect and its bounds, in the column of its rank', async () => {
    const { page } = await open(html, { width: 390 });
    const drawn = rows.filter(({ standardised }) => standardised !== '');
    expect(drawn.length).toBeGreaterThan(40);
    for (const row of drawn.filter((_, i) => i % 5 === 0)) {
      const options = Object.fromEntries(dimensions.map((one) => [one, row[one]!]));
      await choose(page, options);
      const marks = (await page.evaluate(marksOfPage)) as Mark[];
      expect(marks).toHaveLength(2);
      for (const { code, off, interval: path, zero, unit } of marks) {
        expect(code).toBe(row.specification);
        expect(Math.abs(off)).toBeLessThan(0.11);
        const [, from, to] = /,([-\d.]+)V([-\d.]+)$/.exec(path)!.map(Number);
        const scale = Number(row.need_sd) / Number(row.outcome_sd);
        expect((zero - from!) / unit).toBeCloseTo(Number(row.conf_low) * scale, 2);
        expect((zero - to!) / unit).toBeCloseTo(Number(row.conf_high) * scale, 2);
      }
    }
    await page.close();
  });

  it('greys the options that were not run with the others, no more and no fewer, with the reason', async () => {
    const { page } = await open(html);
    const ran = new Set(rows.map(({ specification }) => specification));
    const { greyed } = await choose(page, own);
    const base = rows.find((row) => Object.entries(own).every(([name, value]) => row[name] === value))!;
    const wanted = await page.$$eval('#explorer input', (all) =>
      all.map(({ name, value }) => [name.replace('explore-', ''), value] as const),
    );
    expect(greyed).toEqual(
      wanted.flatMap(([name, value]) => {
        const changed = dimensions.map((one) => (one === name ? value : base[one])).join('/');
        return ran.has(changed) ? [] : [`${name}=${value}`];
      }),
    );
    expect(greyed).toContain('need=core20_share');
    const why = (choice: string) => page.$eval(`#explore-${choice}-why`, (one) => one.textContent ?? '');
    expect(await why('form')).toBe(
      'Poisson: A rate is neither a count nor yes or no: Poisson is for FTE with patients as exposure, logit for any.',
    );
    expect(await why('need')).toContain('The Core20 share: ');
    const described = await page.$eval('#explorer input[value="poisson"]', (one) =>
      one.getAttribute('aria-describedby'),
    );
    expect(described).toBe('explore-form-why');
    await page.close();
  });

  it('says of a combination that was not run why, shows no number and no command, and goes to the nearest that was', async () => {
    const { page } = await open(html);
    const { told, command } = await choose(page, { ...own, form: 'poisson' });
    expect(told).toBe(
      'This combination was not run. A rate is neither a count nor yes or no: Poisson is for FTE with patients as exposure, logit for any.',
    );
    expect(command).not.toContain('inverse-care');
    expect(await page.$$('svg .chosen')).toHaveLength(0);
    expect(await page.$eval('#explorer-near', (one) => one.textContent)).toBe(
      'Change to the nearest that was run (outcome: FTE with patients as exposure; standard errors: HC1)',
    );
    await (await page.$('#explorer-near'))!.press('Enter');
    const after = await choose(page, {});
    expect(after.command).toContain('--set outcome=fte ');
    expect(after.command).toContain('--set form=poisson ');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('INPUT');
    await page.close();
  });

  it('is worked by keyboard alone, and tells a screen reader what was found', async () => {
    const { page } = await open(html);
    await page.focus('#explorer input[name="explore-weights"]:checked');
    await page.keyboard.press('ArrowDown');
    expect(await page.$eval('#explorer-command', (one) => one.textContent)).toContain(
      '--set weights=patients',
    );
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.name')).toBe('explore-form');
    expect(await page.$eval('#explorer-told', (one) => one.getAttribute('role'))).toBe('status');
    const names = await page.$$eval('#explorer fieldset', (all) =>
      all.map((one) => one.querySelector('legend')?.textContent),
    );
    expect(names).toEqual([
      'Snapshot',
      'Measure of need',
      'Outcome',
      'Weights',
      'Functional form',
      'Standard errors',
    ]);
    await (await page.$('#explorer-own'))!.press('Enter');
    expect(await page.$eval('#explorer-command', (one) => one.textContent)).toContain('--set weights=none');
    await page.close();
  });

  it('follows a link to the curve of another need, and has all curves in print and without a script', async () => {
    const shown = (page: Page) =>
      page.$$eval('figure[id^="specification-curve"]', (all) =>
        all.filter((one) => one.querySelector('figcaption')!.checkVisibility()).map(({ id }) => id),
      );
    const both = ['specification-curve-ltc_share-block', 'specification-curve-need_predicted-block'];
    const { page } = await open(html);
    expect(await shown(page)).toEqual([both[0]]);
    await page.evaluate(`location.hash = '${both[1]}'`);
    await page.waitForFunction(`document.querySelector('#explorer input[value="need_predicted"]').checked`);
    expect(await shown(page)).toEqual([both[1]]);
    await page.emulateMediaType('print');
    expect(await shown(page)).toEqual(both);
    expect(await page.$eval('#explorer', (one) => one.checkVisibility())).toBe(false);
    await page.close();
    const { page: still } = await open(html, { script: false });
    expect(await shown(still)).toEqual(both);
    expect(await still.$eval('#explorer', (one) => one.checkVisibility())).toBe(false);
    await still.close();
  });

  it.each([1280, 390])(
    'has no violation that axe finds and is no wider than the screen, %s px',
    async (width) => {
      const { page } = await open(html, { width });
      const apart = () => choose(page, { ...own, form: 'poisson' });
      await apart();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await violations(page)).toEqual([]);
      expect(await violations(page, apart)).toEqual([]);
      await page.close();
    },
  );
});
