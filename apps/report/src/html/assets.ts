import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { longDate } from '@inverse-care/domain';
import { appRoot } from '../program-folders.js';
import type { ReportInput } from '../report-input.js';

const require = createRequire(import.meta.url);
const read = (file: string) => readFileSync(path.join(appRoot, file), 'utf8');

const faces = [
  { family: 'Source Sans 3', weight: 400, style: 'normal' },
  { family: 'Source Sans 3', weight: 400, style: 'italic' },
  { family: 'Source Sans 3', weight: 600, style: 'normal' },
  { family: 'Source Sans 3', weight: 700, style: 'normal' },
  { family: 'Source Code Pro', weight: 400, style: 'normal' },
] as const;

function face({ family, weight, style }: (typeof faces)[number]): string {
  const name = family.toLowerCase().replaceAll(' ', '-');
  const file = require.resolve(`@fontsource/${name}/files/${name}-latin-${weight}-${style}.woff2`);
  const data = readFileSync(file).toString('base64');
  return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};font-display:swap;src:url(data:font/woff2;base64,${data}) format("woff2")}`;
}

/** In the order in which they override one another. */
const sheets = [
  'page',
  'tables',
  'figures',
  'data-check',
  'sensitivity',
  'interactive',
  'explorer',
  'rows',
  'narrow',
  'print',
  'area',
] as const;

let css: { fonts: string; styles: string } | undefined;

function readStyles() {
  css ??= {
    fonts: faces.map(face).join('\n'),
    styles: sheets.map((sheet) => read(`assets/${sheet}.css`)).join('\n'),
  };
  return css;
}

/** The whole style sheet with the fonts inside. Read once. */
export const styleSheet = (): string => `${readStyles().fonts}\n${readStyles().styles}`;

/** The style sheets that the pages of a site share, fonts apart. */
export const siteStyles = () => ({
  fonts: readStyles().fonts,
  styles: `${readStyles().styles}\n${read('assets/site.css')}`,
});

/** Parts of the page's script by how much a page has for them; each part is closed in itself. */
const scripts = {
  report: ['contents', 'tables', 'marks', 'picker', 'search', 'explorer', 'rows'],
  short: ['rows'],
  site: ['tables', 'marks', 'picker', 'finder', 'rows'],
} as const;

const closed = (name: string) => `(()=>{'use strict';\n${read(`assets/script/${name}.js`)}})();`;

const written = new Map<keyof typeof scripts, string>();

/** The page's script, without which it is complete. Read once. */
export function pageScript(page: keyof typeof scripts): string {
  const known = written.get(page) ?? scripts[page].map(closed).join('\n');
  written.set(page, known);
  return known;
}

/** The policy under which a page may load nothing, and run its own script and no other. */
export const contentPolicy = (script: string) =>
  `default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src ${
    script === '' ? "'none'" : `'sha256-${createHash('sha256').update(script).digest('base64')}'`
  }; base-uri 'none'; form-action 'none'`;

/**
 * The policy of a page of a site: its own files and nothing else. A page that is opened from a disk has no origin that
 * every browser takes for its own, so that files of the disk are named; from a server none can be reached.
 */
export const sitePolicy =
  "default-src 'none'; img-src 'self' file: data:; font-src data:; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

/** The text of a template file without its ending. */
export const templateText = (name: string) => read(`templates/${name}.hbs`);

/** Text as a CSS string, safe inside a style element. */
export function cssString(text: string): string {
  const escaped = text.replace(
    /["\\<>&\p{Cc}]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16)} `,
  );
  return `"${escaped}"`;
}

const headLength = 88;
const headLengthAlone = 112;

const shortened = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

/**
 * The running heads and feet of a printed document as a style sheet.
 * @param subject what it is of; the study’s title where left out.
 */
export function runningHeads(
  { study, version, date }: ReportInput,
  notice: string | null,
  organisation: string | null,
  subject = study.title,
): string {
  const head = shortened(subject, notice === null ? headLengthAlone : headLength);
  const foot = [organisation, `inverse-care ${version}`, longDate(date)].filter((part) => part !== null);
  return `@page{@top-left{content:${cssString(head)}}@top-right{content:${cssString(notice ?? '')}}@bottom-left{content:${cssString(shortened(foot.join(', '), headLength))}}}`;
}
