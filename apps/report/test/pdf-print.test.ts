import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancelledError } from '@inverse-care/core';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFigures } from '../src/html/figures.js';
import { renderPage } from '../src/html/page.js';
import { findBrowser } from '../src/pdf/find-browser.js';
import { printPdf } from '../src/pdf/print-pdf.js';
import { syntheticInput } from './html-fixtures.js';

const notice = 'Synthetic data: a demonstration, not evidence';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const input = syntheticInput();
const figures = drawFigures(input);
const html = renderPage(input, figures);
const options = async (signal = new AbortController().signal) => ({
  browser: await findBrowser(),
  date: input.date,
  title: input.study.title,
  signal,
});

const textOf = (items: readonly object[]) =>
  items.map((item) => ('str' in item ? String(item.str) : '')).join('');

interface Bookmark {
  title: string;
  items: Bookmark[];
}
const titlesOf = (items: readonly Bookmark[]): string[] =>
  items.flatMap((item) => [item.title, ...titlesOf(item.items)]);

let folder: string;
let pages: number;
let bytes: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  ({ pages } = await printPdf(html, join(folder, 'report.pdf'), await options()));
  bytes = await readFile(join(folder, 'report.pdf'));
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the PDF', () => {
  const open = () => getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });

  it('has its pages, each with its number and the notice', async () => {
    const pdf = await open();
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pdf.numPages).toBe(pages);
    for (let number = 1; number <= pages; number += 1) {
      const content = await (await pdf.getPage(number)).getTextContent();
      const text = textOf(content.items);
      expect(text).toContain(`page ${number} of ${pages}`);
      expect(text).toContain(notice);
    }
  });

  it('is A4, tagged, titled, in British English and dated by the data', async () => {
    const pdf = await open();
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({
      Language: 'en-GB',
      CreationDate: "D:20230930000000+00'00'",
      ModDate: "D:20230930000000+00'00'",
    });
    expect(info).toHaveProperty('Title', `${input.study.title} (${notice})`);
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
  });

  it('has bookmarks from its headings', async () => {
    const outline = await (await open()).getOutline();
    expect(titlesOf(outline)).toEqual(
      expect.arrayContaining(['Findings', 'Provision', 'Methods', 'Supplementary tables']),
    );
  });

  it('embeds its fonts', () => {
    const text = bytes.toString('latin1');
    const fonts = text.match(/\/Subtype ?\/(CIDFontType[02]|TrueType|Type1)\b/g) ?? [];
    expect(text).toMatch(/\+SourceSans3/);
    expect(fonts.length).toBeGreaterThan(3);
    expect(text.match(/\/FontFile[23]? /g)).toHaveLength(fonts.length);
  });

  it('gives every figure an alternative text', async () => {
    const pdf = await open();
    const alts: string[] = [];
    const walk = (node: { alt?: string; children?: unknown[] }) => {
      if (node.alt) alts.push(node.alt);
      for (const child of node.children ?? []) walk(child as { alt?: string });
    };
    for (let number = 1; number <= pages; number += 1) {
      walk(((await (await pdf.getPage(number)).getStructTree()) ?? {}) as { alt?: string });
    }
    expect(alts.length).toBeGreaterThanOrEqual(figures.length);
  });

  it('has the same bytes when printed again', async () => {
    await printPdf(html, join(folder, 'again.pdf'), await options());
    expect(sha256(await readFile(join(folder, 'again.pdf')))).toBe(sha256(bytes));
  }, 60_000);

  it('is not written where the run is stopped', async () => {
    const path = join(folder, 'stopped.pdf');
    await expect(printPdf(html, path, await options(AbortSignal.abort()))).rejects.toThrow(CancelledError);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    await expect(printPdf(html, path, await options(stop.signal))).rejects.toThrow(CancelledError);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  }, 60_000);

  it('neither runs scripts nor asks the network', async () => {
    const path = join(folder, 'closed.pdf');
    const hostile = `<!doctype html><html lang="en-GB"><title>t</title><h1>first</h1><script>document.body.innerHTML='second'</script><img src="http://127.0.0.1:9/x.png" alt="none">`;
    await printPdf(hostile, path, await options());
    const page = await (await getDocumentProxy(new Uint8Array(await readFile(path)))).getPage(1);
    const { items } = await page.getTextContent();
    expect(textOf(items)).toContain('first');
  }, 60_000);
});
