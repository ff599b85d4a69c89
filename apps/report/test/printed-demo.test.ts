import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { destinationPages } from '../src/pdf/destinations.js';
import { findBrowser } from '../src/pdf/find-browser.js';
import { launch } from '../src/pdf/launch.js';
import { sensitivityInput } from './sensitivity-fixtures.js';

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const millimetre = 72 / 25.4;
/** Edges of what the page’s margins leave, from below, in points. */
const [foot, head] = [19 * millimetre, (297 - 20) * millimetre];

/** A piece of text on a page. */
interface Piece {
  text: string;
  /** Of its baseline, from below, in points. */
  y: number;
  size: number;
}

/** As the reader has it; marked content has no text. */
interface Item {
  str?: string;
  transform: number[];
}

/** The text of each page between head and foot, in the order in which it is painted. */
async function pagesOf(file: string): Promise<Piece[][]> {
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(file)), { verbosity: 0 });
  const pages: Piece[][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(
      (items as Item[]).flatMap((item) => {
        if (item.str === undefined || item.str.trim() === '') return [];
        const [, , c, d, , y] = item.transform;
        return y! > foot && y! < head ? [{ text: item.str, y: y!, size: Math.hypot(c!, d!) }] : [];
      }),
    );
  }
  return pages;
}

/** How much of a page is blank below its last line, 0 to 1. */
const blank = (page: readonly Piece[]) => (Math.min(...page.map(({ y }) => y)) - foot) / (head - foot);
const textOf = (page: readonly Piece[]) =>
  page
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ');

let out: string;
let pages: Piece[][];
let html: string;

beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'printed-'));
  // Fewer draws: what is printed is as long.
  await promisify(execFile)(process.execPath, [bin, 'demo', '--replicates', '999', '--out', out]);
  pages = await pagesOf(path.join(out, 'report.pdf'));
  html = await readFile(path.join(out, 'report.html'), 'utf8');
});
afterAll(() => rm(out, { recursive: true, force: true }));

const headings = () => [...html.matchAll(/<section id="[^"]+"><h2>([^<]+)<\/h2>/g)].map(([, text]) => text!);

describe('the printed demonstration', () => {
  it('answers on its first page, with five points, one chart, how sure it is and where one’s own area is', () => {
    const first = textOf(pages[0]!);
    for (const words of ['The answer', 'Grade', 'Figure P1.', 'How sure this is', 'What it does not say'])
      expect(first).toContain(words);
    expect(first.match(/•/g)).toHaveLength(5);
    expect(first).toMatch(
      /Your own area\..*ranked in Figure 1\.\d \(page \d+\).*map of Figure 1 \(page \d+\)/,
    );
    expect(textOf(pages[1]!)).toMatch(/Abstract Background .* Methods .* Findings .* Interpretation /);
  });

  it('leaves no page more than a third blank, but where a section ends', () => {
    const sections = headings();
    const torn = pages.flatMap((page, i) => {
      const next = pages[i + 1]?.reduce((top, one) => (one.y > top.y ? one : top)).text.trim();
      const ends = next === undefined || sections.some((heading) => next === heading);
      return blank(page) > 1 / 3 && !ends ? [{ page: i + 1, blank: blank(page), next }] : [];
    });
    expect(torn).toEqual([]);
  });

  it('is printed at the size that its style says: nothing is wider than the page', () => {
    // Chromium makes every page smaller where one thing is too wide. The caption of a table has 9.5 points.
    const caption = pages.flat().findLast(({ text }) => text.startsWith('Table G1.'));
    expect(caption?.size).toBeCloseTo(9.5, 1);
  });

  it('keeps each caption on one page, a figure’s with its figure', async () => {
    const found = destinationPages(await readFile(path.join(out, 'report.pdf')));
    const captions = [
      ...html.matchAll(/<figcaption id="([\w-]+)-caption"><b>([^<]+)<\/b> (?:<a[^>]*>)?([^<]+)/g),
    ];
    expect(captions.length).toBeGreaterThan(10);
    for (const [, id, number, words] of captions) {
      const on = textOf(pages[found.get(id!)! - 1]!);
      const at = on.indexOf(number!);
      expect(at, number).toBeGreaterThan(-1);
      expect(on.replaceAll(' ', ''), number).toContain(`${number}${words}`.replace(/\s+/g, ''));
    }
    for (const [, id, number] of html.matchAll(/<caption id="([\w-]+)-caption"><b>([^<]+)<\/b>/g))
      expect(textOf(pages[found.get(id!)! - 1]!), id).toContain(number);
  });

  it('repeats the head of a table on each page that it goes on to', async () => {
    const found = destinationPages(await readFile(path.join(out, 'report.pdf')));
    const page = pages[found.get('table-2')! - 1]!;
    const after = pages[found.get('table-2')!]!;
    expect(textOf(page)).toContain('Characteristic');
    expect(textOf(after.slice(0, 12))).toContain('Characteristic');
  });

  it('has a briefing of two pages', async () => {
    const briefing = await pagesOf(path.join(out, 'briefing.pdf'));
    expect(briefing).toHaveLength(2);
    for (const page of briefing) expect(blank(page)).toBeLessThan(1 / 3);
    expect(Math.min(...briefing.flat().map(({ size }) => size))).toBeGreaterThanOrEqual(6.4);
  });
});

/** Figures of a page, as wide as a printed one, whose smallest text has less than seven points. What is for telephones is not printed. */
const smallText = `
  document.body.style.width = '176mm';
  [...document.querySelectorAll('figure svg')].flatMap((svg) => {
    const unit = svg.getScreenCTM().a;
    const sizes = [...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * unit * 0.75);
    const shown = svg.getBoundingClientRect().width > 0;
    return shown && Math.min(...sizes) < 7 ? [svg.closest('figure').id + ' ' + Math.min(...sizes)] : [];
  })
`;

describe('text in figures', () => {
  it('has seven points or more in print, however high a figure is', async () => {
    const world = await sensitivityInput({ slopes: { ltc_share: [3, -3], need_predicted: [2, 2] } });
    const choices = path.join(out, 'choices.html');
    await writeFile(choices, renderDocument(report, world, drawFigures(world)));
    const running = await launch(await findBrowser(), 'to measure');
    try {
      for (const file of [path.join(out, 'report.html'), path.join(out, 'briefing.html'), choices]) {
        const page = await running.newPage();
        await page.setViewport({ width: 1280, height: 900 });
        await page.emulateMediaType('print');
        await page.goto(pathToFileURL(file).href);
        const small = await page.evaluate(smallText);
        expect(small, file).toEqual([]);
        await page.close();
      }
    } finally {
      await running.close();
    }
  });
});
