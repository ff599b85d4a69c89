import path from 'node:path';
import { closest, InputError, toValue } from '@inverse-care/domain';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { contrastWithWhite, darkenedTo } from './contrast.js';
import { readLogo } from './logo.js';
import { plainTheme, type Theme } from './theme.js';

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'a colour such as "#12436d" (in quotes: # begins a comment)')
  .transform((text) => text.toLowerCase());
const line = z.string().trim().min(1, 'a line of text').max(120, 'at most 120 characters');

const themeSchema = z.strictObject({
  organisation: line.optional(),
  contact: line.optional(),
  colours: z
    .strictObject({ main: colour.optional(), accent: colour.optional(), notice: colour.optional() })
    .optional(),
  logo: z.strictObject({ file: line, alt: line }).optional(),
});

/** Contrast with white that each colour needs: 4.5 as text, 3 as a ring of focus (WCAG 2.2 AA, 1.4.3 and 1.4.11). */
const needed = { main: 4.5, accent: 3, notice: 4.5 } as const;

const keys: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(themeSchema.shape),
  colours: Object.keys(needed),
  logo: ['file', 'alt'],
};

/**
 * Reads a theme from its text.
 * @param file path of the theme file, for errors and from which the logo's path is counted.
 * Throws InputError that names the line, with what was expected.
 */
export async function readTheme(text: string, file: string): Promise<Theme> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  const row = (offset: number) => lines.linePos(offset).line;
  if (broken) {
    throw new InputError(`The theme is not valid YAML: ${broken.message.split('\n')[0]}`, {
      place: { file, row: row(broken.pos[0]) },
      expected: 'YAML or JSON',
      remedy: 'Correct the line and run again.',
    });
  }
  const rowOf = (at: readonly PropertyKey[]) => {
    for (let length = at.length; length > 0; length -= 1) {
      const parent = length === 1 ? document.contents : document.getIn(at.slice(0, length - 1), true);
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && key.value === at[length - 1])
        : undefined;
      if (isScalar(pair?.key) && pair.key.range) return row(pair.key.range[0]);
    }
    return 1;
  };
  const parsed = themeSchema.safeParse(toValue(document, file, 'theme', lines) ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    if (issue.code === 'unrecognized_keys') {
      const known = keys[issue.path.join('.')] ?? [];
      const meant = closest(issue.keys[0]!, known);
      throw new InputError(`The theme has a key that means nothing: "${issue.keys[0]}".`, {
        place: { file, row: rowOf([...issue.path, issue.keys[0]!]) },
        expected: `one of ${known.join(', ')}`,
        remedy:
          meant === undefined
            ? 'Remove it or correct its name.'
            : `Write "${meant}" if that is what was meant.`,
      });
    }
    throw new InputError(`The theme's "${issue.path.join('.')}" cannot be used.`, {
      place: { file, row: rowOf(issue.path) },
      expected: issue.message.replace(/^Invalid input: (expected )?/, ''),
      remedy: 'Correct it as docs/themes.md describes, or leave it out.',
    });
  }
  const { organisation = null, contact = null, colours = {}, logo } = parsed.data;
  for (const name of ['main', 'accent', 'notice'] as const) {
    const given = colours[name];
    if (given === undefined || contrastWithWhite(given) >= needed[name]) continue;
    throw new InputError(
      `The theme's colour ${name}, ${given}, has a contrast of ${contrastWithWhite(given).toFixed(2)} with white.`,
      {
        place: { file, row: rowOf(['colours', name]) },
        expected: `at least ${needed[name]} (WCAG 2.2, AA)`,
        remedy: `Take a darker one: ${darkenedTo(given, needed[name])} is near and dark enough.`,
      },
    );
  }
  return {
    main: colours.main ?? plainTheme.main,
    accent: colours.accent ?? plainTheme.accent,
    notice: colours.notice ?? plainTheme.notice,
    organisation,
    contact,
    logo:
      logo === undefined
        ? null
        : { source: await readLogo(path.resolve(path.dirname(file), logo.file)), alt: logo.alt },
  };
}
