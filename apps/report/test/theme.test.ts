import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import { afterAll, describe, expect, it } from 'vitest';
import { briefing } from '../src/documents/briefing.js';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { contrastWithWhite, darkenedTo } from '../src/theme/contrast.js';
import { readTheme } from '../src/theme/read-theme.js';
import { readThemeFile } from '../src/theme/read-theme-file.js';
import { plainTheme } from '../src/theme/theme.js';
import { fullInput } from './html-fixtures.js';

const folder = mkdtempSync(path.join(tmpdir(), 'theme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = path.join(folder, 'theme.yaml');
const put = (name: string, content: string | Buffer) => writeFileSync(path.join(folder, name), content);
const refusal = async (text: string): Promise<InputError> => {
  const error = await readTheme(text, file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
};
const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`;

describe('contrast', () => {
  it('is that of WCAG’s own examples: black 21, white 1, #767676 the lightest grey that passes AA', () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21, 10);
    expect(contrastWithWhite('#ffffff')).toBeCloseTo(1, 10);
    expect(contrastWithWhite('#767676')).toBeGreaterThan(4.5);
    expect(contrastWithWhite('#777777')).toBeLessThan(4.5);
  });

  it('is reached by the colour that is offered in place of a light one', () => {
    for (const light of ['#ffff00', '#8fd3ff', '#ffffff', '#f4a261']) {
      expect(contrastWithWhite(darkenedTo(light, 4.5))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('holds for every colour of the plain theme', () => {
    for (const colour of [plainTheme.main, plainTheme.notice])
      expect(contrastWithWhite(colour)).toBeGreaterThan(4.5);
    expect(contrastWithWhite(plainTheme.accent)).toBeGreaterThan(3);
  });
});

describe('a theme', () => {
  it('may have YAML’s aliases; one of nothing, or of very many, is an error', async () => {
    const { organisation, contact } = await readTheme('organisation: &a North\ncontact: *a\n', file);
    expect([organisation, contact]).toEqual(['North', 'North']);
    const unknown = await refusal('organisation: *nobody\n');
    expect(unknown.message).toMatch(/^The theme has a text that begins with \*.*"\*nobody"/);
    expect(unknown.place).toMatchObject({ row: 1, character: 15 });
    const tens = Array.from({ length: 9 }, (_, i) => `k${i + 1}: &k${i + 1} [${`*k${i}, `.repeat(10)}]`);
    const many = await refusal(`k0: &k0 x\n${tens.join('\n')}\n`);
    expect(many.message).toMatch(/^The theme cannot be read: its aliases .* stand for too much/);
    expect(many.remedy).toBe('Write out what the aliases stand for.');
  });

  it('gives the documents its colours, logo, organisation and contact', async () => {
    put('logo.svg', svg('<path d="M0 0h9v9z" fill="url(#g)"/>'));
    const theme = await readTheme(
      'organisation: "Board & <b>Sons</b>"\ncontact: team@example.org\ncolours:\n  main: "#1D3557"\nlogo:\n  file: logo.svg\n  alt: A triangle\n',
      file,
    );
    for (const html of [
      renderDocument(report, { ...fullInput(), theme }, []),
      renderDocument(briefing, { ...fullInput(), theme }, []),
    ]) {
      expect(html).toContain('--main:#1d3557');
      expect(html).toContain('Board &amp; &lt;b&gt;Sons&lt;/b&gt;</p>');
      expect(html).toContain('<bdi>team@example.org</bdi>');
      expect(html).toContain('alt="A triangle"');
      expect(html).toContain('<img src="data:image/svg+xml;base64,');
    }
  });

  it('is nobody’s where none is named, and may be JSON or empty', async () => {
    expect(await readThemeFile(undefined)).toEqual(plainTheme);
    expect(await readTheme('', file)).toEqual(plainTheme);
    expect((await readTheme('{"organisation": "A board"}', file)).organisation).toBe('A board');
  });

  it('is refused with the line, what was expected and what to do', async () => {
    const bad = await refusal('organisation: A\ncolours:\n  main: blue\n');
    expect(bad.place).toMatchObject({ file, row: 3 });
    expect(bad.expected).toContain('"#12436d"');
    const light = await refusal('colours:\n  accent: "#123456"\n  main: "#8fd3ff"\n');
    expect(light.place.row).toBe(3);
    expect(light.message).toContain('contrast of 1.6');
    expect(light.remedy).toMatch(/#[0-9a-f]{6} is near and dark enough/);
    const key = await refusal('colours:\n  mian: "#123456"\n');
    expect(key).toMatchObject({ place: { file, row: 2 }, remedy: 'Write "main" if that is what was meant.' });
    expect((await refusal('colours: [\n')).message).toContain('not valid YAML');
    expect((await refusal('organisation: 7\n')).expected).toContain('string');
    await expect(readThemeFile(path.join(folder, 'none.yaml'))).rejects.toThrow('There is no theme file');
  });
});

describe('a logo', () => {
  const theme = (name: string) => `logo: { file: "${name}", alt: A }`;

  it('is refused where it is missing, too large or no picture', async () => {
    expect((await refusal(theme('none.png'))).message).toContain('cannot be read');
    put('large.png', Buffer.alloc(200_001));
    expect((await refusal(theme('large.png'))).message).toContain('201 kB');
    put('text.png', 'not a picture');
    expect((await refusal(theme('text.png'))).message).toContain('neither PNG nor SVG');
  });

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script', '<svg:script href="#a"/>'],
    ['an event handler', '<path onclick="alert(1)"/>'],
    ['foreign content', '<foreignObject><p>a</p></foreignObject>'],
    ['a link', '<image href="https://example.org/a.png"/>'],
    ['a link', '<a href="javascript:alert(1)"><path/></a>'],
    ['a link', '<image href="data:text/html;base64,AA"/>'],
    ['a style from elsewhere', '<style>@import "a.css"</style>'],
    ['a style from elsewhere', '<path style="fill:url(https://example.org/a)"/>'],
  ])('is refused as SVG with %s: %s', async (what, inside) => {
    put('bad.svg', svg(inside));
    expect((await refusal(theme('bad.svg'))).message).toContain(`holds ${what}`);
  });

  it('may be a PNG, and an SVG that refers to itself', async () => {
    put('a.png', Buffer.from('89504e470d0a1a0a0000', 'hex'));
    expect((await readTheme(theme('a.png'), file)).logo?.source).toMatch(/^data:image\/png;base64,iVBOR/);
    put('a.svg', `<?xml version="1.0"?>\n<!-- a -->\n${svg('<use href="#a"/><path fill="url(#b)"/>')}`);
    expect((await readTheme(theme('a.svg'), file)).logo?.source).toMatch(/^data:image\/svg/);
  });
});
