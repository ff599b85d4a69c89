import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

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
const sheets = ['page', 'tables', 'figures', 'data-check', 'narrow', 'print'] as const;

let css: string | undefined;

/** The whole style sheet with the fonts inside. Read once. */
export function styleSheet(): string {
  css ??= [...faces.map(face), ...sheets.map((sheet) => read(`assets/${sheet}.css`))].join('\n');
  return css;
}

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
