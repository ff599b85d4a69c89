import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pageScript, runningHeads, siteStyles } from '../html/assets.js';
import { syntheticNotice } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { plainTheme, themeProperties } from '../theme/theme.js';
import { placesScript } from './places-script.js';

/** A logo as a file: its name and content. */
function logoFile(source: string): { name: string; content: Buffer } | null {
  const [, kind, base64, data] = /^data:image\/([a-z]+)[^;,]*(;base64)?,(.*)$/s.exec(source) ?? [];
  if (kind === undefined || data === undefined) return null;
  const content =
    base64 === undefined ? Buffer.from(decodeURIComponent(data), 'utf8') : Buffer.from(data, 'base64');
  return { name: `logo.${kind}`, content };
}

/**
 * Writes what every page of a site shares: fonts, styles, scripts, the index of places and the logo, each once.
 * @returns the logo as pages name it.
 */
export async function writeAssets(
  folder: string,
  input: ReportInput,
): Promise<{ source: string; alt: string } | null> {
  const theme = input.theme ?? plainTheme;
  const assets = path.join(folder, 'assets');
  await mkdir(assets);
  const { fonts, styles } = siteStyles();
  const heads = runningHeads(input, input.data.synthetic ? syntheticNotice : null, theme.organisation);
  const files: (readonly [string, string])[] = [
    ['fonts.css', fonts],
    ['site.css', `${styles}\n${themeProperties(theme)}\n${heads}\n`],
    ['site.js', `${pageScript('site')}\n`],
    ['places.js', placesScript(input)],
  ];
  for (const [name, text] of files) await writeFile(path.join(assets, name), text);
  const logo = theme.logo === null ? null : logoFile(theme.logo.source);
  if (logo === null) return null;
  await writeFile(path.join(assets, logo.name), logo.content);
  return { source: `assets/${logo.name}`, alt: theme.logo?.alt ?? '' };
}
