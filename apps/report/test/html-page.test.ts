import { createHash } from 'node:crypto';
import { figure1, table2 } from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import type { ReportInput } from '../src/report-input.js';
import { fullInput, poorInput, syntheticInput, withoutTables, withTables } from './html-fixtures.js';
import { unmarked } from './spoken.js';

const notice = 'Synthetic data: a demonstration, not evidence';
const page = (input: ReportInput) => renderDocument(report, input, drawFigures(input));
const blocks = (html: string, tag: string) => html.match(new RegExp(`<${tag}[ >].*?</${tag}>`, 'gs')) ?? [];
const withoutScript = (html: string) => html.replace(/<script\b.*?<\/script>/gs, ' ');
const words = (html: string) =>
  unmarked(html)
    .replace(/<(style|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page', () => {
  const html = page(fullInput());

  it('is one document that loads nothing, and runs its own script and no other', () => {
    expect(html.startsWith('<!doctype html>\n<html lang="en-GB">')).toBe(true);
    expect(html).not.toMatch(/<link|<img|<iframe|@import|\ssrc=/i);
    expect(withoutScript(html)).not.toMatch(/\son\w+=|<script/i);
    const [, script] = /<script>(.*?)<\/script>/s.exec(html) ?? [];
    const hash = createHash('sha256').update(script!).digest('base64');
    expect(html).toContain(`default-src &#x27;none&#x27;`);
    expect(html).toContain(`script-src &#x27;sha256-${hash.replaceAll('=', '&#x3D;')}&#x27;`);
    expect(script).not.toMatch(/\beval\b|new Function|innerHTML|fetch\(|XMLHttpRequest/);
    expect(html.length).toBeLessThan(5_000_000);
    const addresses = [...withoutScript(html).matchAll(/(?:src|href)="([^"]*)"|url\(([^)]*)\)/g)].map(
      ([, attribute, css]) => attribute ?? css ?? '',
    );
    const outside = addresses.filter(
      (address) => !/^(#|data:|https:\/\/doi\.org\/|figures\/[\w-]+\.(csv|svg)$)/.test(address),
    );
    expect(outside).toEqual([]);
  });

  it('has every part of the paper, in its order', () => {
    const parts = [
      'Findings',
      'Table 1.',
      'Figure 1.',
      'Figure 2.',
      'Table 2.',
      'Figure 3.1.',
      'Figure 3.2.',
      'Figure 3.3.',
      'The paper’s claims, held',
      'Left out of this report',
      'Snapshot and label',
      'What this does not show',
      'Table S1.1.',
      'Table S1.3.',
      'Table S2.1.',
      'Files that were read',
      'The study file:',
    ];
    const text = words(html.slice(html.indexOf('<div class="rest">')));
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('gives each table a caption and scopes, and each id once', () => {
    const tables = blocks(html, 'table');
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      expect(table).toMatch(/<caption id=/);
      expect(table).toMatch(/<th scope="row" dir="auto">/);
      expect(table).not.toMatch(/<th(?![^>]*scope=)(?!ead)/);
    }
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('sets published numbers beside the reproduced ones, in words', () => {
    const table1 = blocks(html, 'table').find((table) => table.includes('id="table-1-caption"'))!;
    expect(table1).toContain('0.093 (0.337)');
    expect(table1).toContain('31 March 2020<span class="sub">2020/21 Q1</span>');
    expect(words(table1)).toMatch(/0\.074 \(0\.147\) SD differs/);
    expect(words(html)).toContain(
      '−0.035) beside an interval for the whole range of need (−0.634 to −0.066)',
    );
  });

  it('names needs to people, never columns', () => {
    expect(words(html)).toContain('Figure 3 for “Core20”');
    expect(words(html).replace(/study: .*/, '')).not.toMatch(/core20_share|ltc_share/);
  });

  it('writes minus signs and separators as print does', () => {
    const text = words(html.slice(0, html.indexOf('id="data"')));
    expect(text).toContain('1,186');
    expect(text).toContain('&lt;0.001');
    expect(text).not.toMatch(/(^|[\s(])-\d/);
  });

  it('has the same bytes twice', () => {
    expect(page(fullInput())).toBe(html);
  });
});

describe('what comes from outside', () => {
  it('is escaped in every part', () => {
    const hostile = '<script>alert("&")</script>}';
    const input = fullInput({ command: hostile, studyText: hostile });
    const areas = input.tables.rows(figure1).map((row) => ({ ...row, sub_icb_name: hostile }));
    const html = page({
      ...withTables(input, filled(figure1, areas)),
      study: { ...input.study, title: hostile },
      omissions: [{ what: hostile, why: hostile, remedy: hostile }],
      data: {
        ...input.data,
        inputs: input.data.inputs.map((file) => ({
          ...file,
          path: hostile,
          publication: hostile,
          sha256: hostile,
        })),
        extracts: input.data.extracts.map((use) => ({ ...use, purpose: hostile, path: hostile })),
        warnings: [{ about: hostile, message: hostile }],
      },
    });
    expect(withoutScript(html)).not.toMatch(/<script/i);
    expect(html.match(/<\/script>/g)).toHaveLength(3);
    expect(html).toContain('&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });
});

describe('a page of synthetic data', () => {
  const html = page(syntheticInput());

  it('says so on top, in the title, in print, and in every table and figure', () => {
    expect(words(html).indexOf(notice)).toBeLessThan(300);
    expect(html).toContain(`@top-right{content:"${notice}"}`);
    const bare = [...blocks(html, 'caption'), ...blocks(html, 'svg'), ...blocks(html, 'figcaption')].filter(
      (block) => !block.includes(notice),
    );
    expect(bare).toEqual([]);
  });

  it('is the only one that does', () => {
    expect(page(fullInput())).not.toContain(notice);
  });
});

describe('a run that could do nothing', () => {
  const input = poorInput();
  const html = page(input);

  it('gives reasons in place of tables and figures', () => {
    for (const what of ['Table 1', 'Figure 1', 'Figure 2', 'Table 2', 'Figure 3', 'Table S2']) {
      expect(words(html)).toContain(`${what} is left out. The data folder has nothing to make it from.`);
    }
    expect(drawFigures(input)).toEqual([]);
    expect(blocks(html, 'figure')).toEqual([]);
    expect(blocks(html, 'table')).toHaveLength(1);
    expect(words(html)).toContain('This run cannot say whether provision follows need');
  });

  it('prints no word of the machine', () => {
    for (const one of [html, page(fullInput()), page(syntheticInput())]) {
      expect(words(one)).not.toMatch(/\b(undefined|NaN|null|Infinity|object Object)\b/);
    }
  });
});

describe('Table 2 left out', () => {
  it('shows the means of the characteristics beside the paper’s', () => {
    const html = page(withoutTables(fullInput(), table2));
    expect(words(html)).toContain('Characteristics of PCNs at 30 September 2023');
    expect(words(html)).toMatch(/Rural 1,270 0\.220 0\.179 \+0\.041/);
  });
});
