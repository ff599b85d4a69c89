import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancelledError } from '@inverse-care/domain';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { destinationPages } from '../src/pdf/destinations.js';
import { findBrowser } from '../src/pdf/find-browser.js';
import { type PrintJob, printPdfs } from '../src/pdf/print-pdf.js';
import { startPrinter } from '../src/pdf/printer.js';
import { fullInput, poorInput, syntheticInput } from './html-fixtures.js';

const notice = 'Synthetic data: a demonstration, not evidence';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const input = syntheticInput();
const figures = drawFigures(input);
/** Prints in a browser of its own, which ends with it. */
async function print(jobs: readonly PrintJob[], signal = new AbortController().signal) {
  const printer = startPrinter(await findBrowser());
  try {
    return await printPdfs(jobs, { printer, date: input.date, signal });
  } finally {
    await printer.close();
  }
}
const reportJob = (path: string): PrintJob => ({
  path,
  title: input.study.title,
  html: (pages) => renderDocument(report, input, figures, { print: pages }),
});
const briefingJob = (path: string): PrintJob => ({
  path,
  title: `Briefing: ${input.study.title}`,
  html: renderDocument(briefing, input, figures, { print: new Map() }),
});

const textOf = (items: readonly object[]) =>
  items.map((item) => ('str' in item ? String(item.str) : '')).join('');

interface Bookmark {
  title: string;
  items: Bookmark[];
}
const titlesOf = (items: readonly Bookmark[]): string[] =>
  items.flatMap((item) => [item.title, ...titlesOf(item.items)]);

interface Tag {
  role: string;
  alt: string | undefined;
  /** Roles of what is below it. */
  kids: string[];
}

/** The structure elements of a PDF, page by page, in the order in which they are read. */
async function tagsOf(file: Buffer): Promise<Tag[]> {
  interface Node {
    role?: string;
    alt?: string;
    children?: Node[];
  }
  const pdf = await getDocumentProxy(new Uint8Array(file), { verbosity: 0 });
  const found: Tag[] = [];
  const walk = ({ role, alt, children = [] }: Node) => {
    if (role !== undefined) found.push({ role, alt, kids: children.flatMap((kid) => kid.role ?? []) });
    for (const kid of children) walk(kid);
  };
  for (let number = 1; number <= pdf.numPages; number += 1)
    walk(((await (await pdf.getPage(number)).getStructTree()) ?? {}) as Node);
  return found;
}

let folder: string;
let pages: number;
let bytes: Buffer;
let briefingBytes: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  const jobs = [reportJob(join(folder, 'report.pdf')), briefingJob(join(folder, 'briefing.pdf'))];
  const [printed] = await print(jobs);
  pages = printed!.pages;
  bytes = await readFile(join(folder, 'report.pdf'));
  briefingBytes = await readFile(join(folder, 'briefing.pdf'));
});

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
      expect.arrayContaining(['Findings', 'Provision', 'Methods', 'Appendix A: supplementary tables']),
    );
  });

  it('embeds its fonts', () => {
    const text = bytes.toString('latin1');
    const fonts = text.match(/\/Subtype ?\/(CIDFontType[02]|TrueType|Type1)\b/g) ?? [];
    expect(text).toMatch(/\+SourceSans3/);
    expect(fonts.length).toBeGreaterThan(3);
    expect(text.match(/\/FontFile[23]? /g)).toHaveLength(fonts.length);
  });

  it('tags each drawing with its text, each caption, each label and body of a list, and each head of a table', async () => {
    for (const [file, html] of [
      [bytes, renderDocument(report, input, figures, { print: new Map() })],
      [briefingBytes, renderDocument(briefing, input, figures, { print: new Map() })],
    ] as const) {
      const tree = await tagsOf(file);
      const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0;
      const figuresFound = tree.filter(({ role }) => role === 'Figure');
      expect(figuresFound).toHaveLength(count(/<svg\b/g));
      expect(figuresFound.filter(({ alt }) => (alt ?? '').length < 20)).toEqual([]);
      const text = file.toString('latin1');
      expect(text.match(/\/S \/Caption\b/g)).toHaveLength(count(/<(fig)?caption\b/g));
      const marked = tree.filter(({ role, kids }) => role === 'LI' && kids[0] !== 'Link');
      expect(marked).toHaveLength(count(/<li><span class="mark">/g));
      expect(marked.filter(({ kids }) => kids.join(' ') !== 'Lbl LBody')).toEqual([]);
      const heads = text.match(/\/S \/TH\n[\s\S]*?\nendobj/g) ?? [];
      expect(heads.length).toBeGreaterThanOrEqual(count(/<th\b/g));
      expect(heads.filter((head) => !/\/Scope \/(Row|Column)/.test(head))).toEqual([]);
    }
  });

  it('has one first heading, and no level of headings is left out', async () => {
    for (const file of [bytes, briefingBytes]) {
      const levels = (await tagsOf(file))
        .flatMap(({ role }) => /^H([1-6])$/.exec(role)?.[1] ?? [])
        .map(Number);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels[0]).toBe(1);
      expect(levels.filter((level, i) => i > 0 && level > levels[i - 1]! + 1)).toEqual([]);
    }
  });

  it('prints in its contents the pages on which its sections, tables and figures are', async () => {
    const found = destinationPages(bytes);
    expect(found.size).toBeGreaterThan(20);
    const pdf = await open();
    const pageText = async (number: number) =>
      textOf((await (await pdf.getPage(number)).getTextContent()).items);
    // The first page answers; the contents begin on the next.
    expect(await pageText(1)).toContain('The answer');
    expect(await pageText(1)).not.toContain('Contents');
    const first = await pageText(2);
    expect(first).toContain('Contents');
    for (const [id, text] of [
      ['findings', 'Findings'],
      ['methods', 'Methods'],
      ['data', 'Appendix C: sources'],
    ] as const) {
      expect(first).toMatch(new RegExp(`${text}\\s*${found.get(id)}\\D`));
      expect(await pageText(found.get(id)!)).toContain(text);
    }
    for (const page of found.values()) expect(page).toBeGreaterThan(0);
    expect(first).not.toMatch(/Findings\s*00/);
  });

  it('reads in the order of the page', async () => {
    const pdf = await open();
    let text = '';
    for (let number = 1; number <= pages; number += 1)
      text += textOf((await (await pdf.getPage(number)).getTextContent()).items);
    const parts = [
      'Contents',
      'Need by need',
      'Table 1.',
      'Figure 1.',
      'Figure 2.',
      'Table 2.',
      'Figure 3.1.',
      'Snapshot and label',
      'Table S1.1.',
      'The study file:',
    ];
    const body = text.slice(text.indexOf('Need by need') - 100);
    const places = parts.slice(1).map((part) => body.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('stays under 3 MB', () => {
    expect(bytes.length).toBeLessThan(3_000_000);
    expect(briefingBytes.length).toBeLessThan(3_000_000);
  });

  it('has the same bytes when printed again, alone or beside the other', async () => {
    await print([reportJob(join(folder, 'again.pdf'))]);
    expect(sha256(await readFile(join(folder, 'again.pdf')))).toBe(sha256(bytes));
    await print([briefingJob(join(folder, 'again.pdf'))]);
    expect(sha256(await readFile(join(folder, 'again.pdf')))).toBe(sha256(briefingBytes));
  });

  it('is not written where the run is stopped', async () => {
    const path = join(folder, 'stopped.pdf');
    await expect(print([reportJob(path)], AbortSignal.abort())).rejects.toThrow(CancelledError);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    await expect(print([reportJob(path)], stop.signal)).rejects.toThrow(CancelledError);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('neither runs scripts nor asks the network', async () => {
    const path = join(folder, 'closed.pdf');
    const html = `<!doctype html><html lang="en-GB"><title>t</title><h1>first</h1><script>document.body.innerHTML='second'</script><img src="http://127.0.0.1:9/x.png" alt="none">`;
    await print([{ path, title: 't', html }]);
    const page = await (await getDocumentProxy(new Uint8Array(await readFile(path)))).getPage(1);
    const { items } = await page.getTextContent();
    expect(textOf(items)).toContain('first');
  });
});

describe('the briefing', () => {
  it('has at most two pages, tagged, from the question to how sure the answer is', async () => {
    const pdf = await getDocumentProxy(new Uint8Array(briefingBytes), { verbosity: 0 });
    expect(pdf.numPages).toBeLessThanOrEqual(2);
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const { info } = await pdf.getMetadata();
    expect(info).toHaveProperty('Title', `Briefing: ${input.study.title} (${notice})`);
    let text = '';
    for (let number = 1; number <= pdf.numPages; number += 1)
      text += textOf((await (await pdf.getPage(number)).getTextContent()).items);
    const parts = [
      'What was asked',
      'The answer',
      'In synthetic data:',
      'By every measure of need',
      'What it means',
      'What it does not mean',
      'How sure this is',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('has at most three pages with a long title and with nothing to say', async () => {
    const long = fullInput();
    const title = 'A very long title of a study that goes on and on, '.repeat(12);
    for (const one of [{ ...long, study: { ...long.study, title } }, poorInput()]) {
      const html = renderDocument(briefing, one, drawFigures(one), { print: new Map() });
      const [printed] = await print([{ path: join(folder, 'b.pdf'), title: 'b', html }]);
      expect(printed!.pages).toBeLessThanOrEqual(3);
    }
  });
});
