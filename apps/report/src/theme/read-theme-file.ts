import { readFile } from 'node:fs/promises';
import { InputError } from '@inverse-care/domain';
import { plainTheme, type Theme } from './theme.js';

/** Reads a theme file; the plain theme where none is named. Throws InputError where it cannot be read or used. */
export async function readThemeFile(file: string | undefined): Promise<Theme> {
  if (file === undefined) return plainTheme;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new InputError('There is no theme file at that path.', {
      place: { file },
      expected: 'a YAML or JSON file as docs/themes.md describes',
      remedy: 'Check the path given to --theme.',
    });
  });
  // Loaded here, as most runs have no theme and a parser takes time to load.
  const { readTheme } = await import('./read-theme.js');
  return readTheme(text, file);
}
