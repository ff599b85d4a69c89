import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CancelledError } from '@inverse-care/domain';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { icbCodes } from '../src/areas/gather-icb.js';
import { findBrowser } from '../src/pdf/find-browser.js';
import { packed } from '../src/pdf/packed.js';
import { type Printer, startPrinter } from '../src/pdf/printer.js';
import type { ReportInput } from '../src/report-input.js';
import { type FailedBriefing, writeBriefings } from '../src/write-briefings.js';
import { areasInput, last } from './areas-world.js';
import { browserForTests, violations } from './browser-page.js';

const input = await areasInput();
const codes = icbCodes(input, last);
let folder: string;
let printer: Printer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'briefings-'));
  printer = startPrinter(await findBrowser());
});
afterAll(async () => {
  await printer.close();
  await rm(folder, { recursive: true, force: true });
});

const make = (
  into: string,
  asked: readonly string[],
  { signal = new AbortController().signal, of = input }: { signal?: AbortSignal; of?: ReportInput } = {},
): Promise<FailedBriefing[]> =>
  writeBriefings(path.join(folder, into), of, asked, {
    snapshot: last,
    formats: ['html', 'pdf'],
    printer,
    signal,
    progress: { update() {}, clear() {} },
  });
const pdfOf = (into: string, code: string) =>
  readFileSync(path.join(folder, into, 'briefings', `${code}.pdf`));

const open = (file: Buffer) => getDocumentProxy(new Uint8Array(file), { verbosity: 0 });
const pagesOf = async (into: string, code: string) => (await open(pdfOf(into, code))).numPages;

async function textOf(file: Buffer): Promise<string> {
  const pdf = await open(file);
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    const words = (items as readonly object[]).map((item) => ('str' in item ? String(item.str) : ''));
    text += words.join(' ');
  }
  return text.replace(/\s+/g, ' ');
}

describe('briefings on paper', () => {
  beforeAll(async () => {
    expect(await make('all', codes)).toEqual([]);
  }, 120_000);

  it('take two pages and less than 300 kB, with 72 PCNs of long names, with one, and with none that reported', async () => {
    for (const code of codes) {
      expect([code, await pagesOf('all', code)]).toEqual([code, 2]);
      expect(pdfOf('all', code).length).toBeLessThan(300_000);
    }
  });

  it('have every PCN, their title and their structure, packed as they are', async () => {
    for (const code of ['QHM', 'QOC']) {
      const text = await textOf(pdfOf('all', code));
      const rows = input.data.panel.rows.filter((row) => row.snapshot === last && row.icb_code === code);
      for (const { patients } of rows) expect(text).toContain(patients.toLocaleString('en-GB'));
      expect(text).toContain('What to do next');
      expect(text).toContain('page 2 of 2');
      const pdf = await open(pdfOf('all', code));
      const { info } = await pdf.getMetadata();
      expect(info).toMatchObject({
        PDFFormatVersion: '1.7',
        CreationDate: expect.stringContaining('20220630'),
      });
      expect(JSON.stringify(await (await pdf.getPage(2)).getStructTree())).toContain('"TH"');
    }
  });

  it('have the same bytes whichever tab printed them after whichever others', async () => {
    expect(await make('again', ['QWE', 'QHM'].sort().reverse())).toEqual([]);
    for (const code of ['QWE', 'QHM']) expect(pdfOf('again', code).equals(pdfOf('all', code))).toBe(true);
  }, 60_000);

  it('go on where one cannot be made, which is named', async () => {
    // One board with so many PCNs that no type is small enough, and one whose rows the record has lost.
    const { panel } = input.data;
    const [one] = panel.rows.filter((row) => row.snapshot === last && row.icb_code === 'QUY');
    const more = Array.from({ length: 350 }, (_, i) => ({ ...one!, pcn_code: `U${50_000 + i}` }));
    const crowded = {
      ...input,
      data: { ...input.data, panel: { ...panel, rows: [...panel.rows, ...more] } },
    };
    const failed = await make('some', ['QJK', 'QOP', 'QUY', 'QWE'], { of: crowded });
    expect(failed.map(({ code }) => code)).toEqual(['QOP', 'QUY']);
    expect(failed[0]!.error.message).toContain('has no PCN');
    expect(failed[1]!.error.message).toMatch(/takes \d+ pages in place of 2/);
    for (const code of ['QJK', 'QWE']) expect(await pagesOf('some', code)).toBe(2);
    expect(existsSync(path.join(folder, 'some', 'briefings', 'QUY.pdf'))).toBe(false);
    expect(existsSync(path.join(folder, 'some', 'briefings', 'QUY.html'))).toBe(true);
  }, 60_000);
});

describe('briefings on a screen', () => {
  const browser = browserForTests();
  beforeAll(async () => {
    if (!existsSync(path.join(folder, 'all'))) await make('all', codes);
  }, 120_000);

  it.each([
    ['QHM', 1280],
    ['QHM', 390],
    ['QJK', 390],
    ['QOC', 1280],
  ])('have nothing that axe finds and are no wider than the screen: %s at %s px', async (code, width) => {
    const html = readFileSync(path.join(folder, 'all', 'briefings', `${code}.html`), 'utf8');
    const { page, errors } = await browser.open(html, { width });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(width);
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('lead the keyboard to the answer, and from a number to its row', async () => {
    const html = readFileSync(path.join(folder, 'all', 'briefings', 'QWE.html'), 'utf8');
    const { page } = await browser.open(html);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the answer');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('location.hash')).toBe('#standing');
    await page.focus('#standing data[role="button"]');
    await page.keyboard.press('Enter');
    expect(await page.$eval('#row', (row) => row.textContent)).toContain('area_summary.csv');
    await page.close();
  });
});

it('bytes that are no PDF are a fault of printing, not packed', async () => {
  for (const text of ['', 'a page'])
    await expect(packed(Buffer.from(text))).rejects.toThrow('cannot be read as a PDF');
});

it('stops where it is told to', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(make('stopped', codes, { signal: stop.signal })).rejects.toThrow(CancelledError);
});
