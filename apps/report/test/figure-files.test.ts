import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toCsv } from '@inverse-care/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { plainTheme } from '../src/theme/theme.js';
import { writeDocuments } from '../src/write-documents.js';
import { browserForTests } from './browser-page.js';
import { readRows } from './explorer-world.js';
import { fullInput } from './html-fixtures.js';

const input = fullInput();
let folder: string;
let html: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'figure-files-'));
  await mkdir(path.join(folder, 'results'));
  const progress = { update: () => {}, clear: () => {} };
  await writeDocuments(folder, input, {
    formats: ['html'],
    theme: plainTheme,
    printer: null,
    signal: new AbortController().signal,
    progress,
  });
  html = await readFile(path.join(folder, 'report.html'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The links under each figure of a page, by the figure's id. */
const linksIn = (page: string) =>
  [...page.matchAll(/<figure id="([^"]*)-block".*?<\/figure>/gs)].map(([figure, id]) => ({
    id: id!,
    links: [...figure.matchAll(/<a href="(figures\/[^"]*)" download>([^<]*)/g)].map(([, href, text]) => [
      text,
      href,
    ]),
  }));

describe('the files beside each figure', () => {
  it('are linked under it, exist, and hold its rows and its drawing', async () => {
    const figures = new Map(drawFigures(input).map((figure) => [figure.id, figure]));
    const found = linksIn(html);
    expect(found.map(({ id }) => id).sort()).toEqual([...figures.keys()].sort());
    expect(found.length).toBeGreaterThan(7);
    for (const { id, links } of found) {
      expect(links).toEqual([
        ['data (CSV)', `figures/${id}.csv`],
        ['image (SVG)', `figures/${id}.svg`],
      ]);
      const [csv, svg] = await Promise.all(
        links.map(([, href]) => readFile(path.join(folder, href!), 'utf8')),
      );
      const { columns, rows, svg: drawing } = figures.get(id)!;
      expect(svg).toBe(drawing);
      expect(html).toContain(drawing);
      expect(csv).toBe(toCsv(columns, rows));
      expect(readRows(csv!)).toHaveLength(rows.length);
      expect(rows.length, id).toBeGreaterThan(0);
    }
  });

  it('are not linked in print, where nobody can follow', () => {
    const printed = renderDocument(report, input, drawFigures(input), { print: 'unknown' });
    expect(printed).not.toContain('class="figure-files"');
    expect(linksIn(printed).every(({ links }) => links.length === 0)).toBe(true);
  });

  const { open } = browserForTests();
  it('are hidden where the page itself is printed, and named apart for a screen reader', async () => {
    const { page } = await open(html);
    const visible = () =>
      page.$$eval(
        '.figure-files',
        (all) => all.map((one) => one.checkVisibility()).filter((one) => one).length,
      );
    expect(await visible()).toBe(linksIn(html).length);
    await page.emulateMediaType('print');
    expect(await visible()).toBe(0);
    const names = await page.$$eval('.figure-files a', (all) => all.map((one) => one.textContent));
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toMatch(/^data \(CSV\) of Figure /);
    await page.close();
  });
});
