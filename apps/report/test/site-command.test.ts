import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workplace } from './command.js';

const at = workplace();

const siteAt = () => path.join(at.work, 'site');
const site = (...more: string[]) => at.inverseCare(['site', '--from', at.out, '--out', siteAt(), ...more]);

/** Every file below a folder with its content. */
const contentOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry): [string, string] => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'latin1')];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

describe('site', () => {
  it('makes a page for every ICB and PCN, with report and tables, and every link of its own leads to a file', async () => {
    await at.hasRun();
    rmSync(at.data, { recursive: true });
    const made = await site();
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toMatch(/pages of \d+ ICBs and 40 PCNs; nothing was read from data or computed/);
    const files = contentOf(siteAt());
    expect([...files.keys()].filter((name) => name.startsWith('pcn/'))).toHaveLength(40);
    for (const name of ['report.html', 'tables.xlsx', 'results/panel.csv', 'results/panel.csv-metadata.json'])
      expect(files.get(name)).toBe(readFileSync(path.join(at.out, name), 'latin1'));
    const broken = [...files].flatMap(([name, html]) =>
      !/^(?:index|data|icb\/\w+|pcn\/\w+)\.html$/.test(name)
        ? []
        : [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)].flatMap(([, to]) => {
            const [file = '', anchor] = to!.split('#');
            if (file === '' && anchor !== undefined)
              return html.includes(`id="${anchor}"`) ? [] : [`${name}: ${to}`];
            if (file.startsWith('data:') || file.startsWith('https://doi.org/')) return [];
            const target = path.posix.join(path.posix.dirname(name), decodeURIComponent(file));
            const found = files.get(target);
            const led = found !== undefined && (anchor === undefined || found.includes(`id="${anchor}"`));
            return led ? [] : [`${name}: ${to}`];
          }),
    );
    expect(broken).toEqual([]);
  });

  it('shares what pages have in common: no fonts in a page, and none above 60 kB', async () => {
    await at.hasRun();
    await site();
    for (const name of readdirSync(path.join(siteAt(), 'pcn')))
      expect(statSync(path.join(siteAt(), 'pcn', name)).size).toBeLessThan(60_000);
    const files = contentOf(siteAt());
    const withFonts = [...files].filter(([, text]) => text.includes('@font-face')).map(([name]) => name);
    expect(withFonts).toEqual(['assets/fonts.css', 'report.html']);
  });

  it('gives the same bytes again, into a folder of its own, and leaves what others put there', async () => {
    await at.hasRun();
    await site();
    const first = contentOf(siteAt());
    writeFileSync(path.join(siteAt(), 'CNAME'), 'care.example.org');
    writeFileSync(path.join(siteAt(), 'pcn', 'U00000.html'), 'of a PCN that there was');
    expect((await site()).code).toBe(0);
    const second = contentOf(siteAt());
    expect(second.get('CNAME')).toBe('care.example.org');
    second.delete('CNAME');
    expect(second).toEqual(first);
  });

  it('bears a theme, its logo once', async () => {
    await at.hasRun();
    const theme = path.join(at.work, 'theme.yaml');
    writeFileSync(
      path.join(at.work, 'logo.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    );
    writeFileSync(
      theme,
      'organisation: Somewhere <Board>\ncolours: { main: "#1d3557" }\nlogo: { file: logo.svg, alt: Somewhere }\n',
    );
    expect((await site('--theme', theme)).code).toBe(0);
    const page = readFileSync(path.join(siteAt(), 'pcn', 'U10001.html'), 'utf8');
    expect(page).toContain('Somewhere &lt;Board&gt;');
    expect(page).toContain('src="../assets/logo.svg" alt="Somewhere"');
    expect(readFileSync(path.join(siteAt(), 'assets', 'site.css'), 'utf8')).toContain('--main:#1d3557');
    expect(readFileSync(path.join(siteAt(), 'assets', 'logo.svg'), 'utf8')).toContain('<rect');
  });

  it('takes along the briefings of the same run, and refuses those of another', async () => {
    await at.hasRun();
    const briefs = path.join(at.work, 'briefs');
    expect(
      (await at.inverseCare(['brief', '--from', at.out, '--all', '--no-pdf', '--out', briefs])).code,
    ).toBe(0);
    expect((await site('--briefings', briefs)).code).toBe(0);
    const [icb] = readdirSync(path.join(siteAt(), 'icb'));
    expect(existsSync(path.join(siteAt(), 'briefings', icb!))).toBe(true);
    expect(readFileSync(path.join(siteAt(), 'icb', icb!), 'utf8')).toContain(`href="../briefings/${icb}"`);
    const manifest = path.join(briefs, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/("findings_key": ")./, '$1x'));
    at.expectRefusal(await site('--briefings', briefs), 'no briefings of this run', '--briefings');
  });
});

describe('site is refused', () => {
  it('a folder without a run, a run that was changed, and one of a later version', async () => {
    at.expectRefusal(await site(), 'holds no run', '--from');
    await at.hasRun();
    const run = path.join(at.out, 'record', 'run.json');
    const [before, later] = ['"format": 3', '"format": 99'] as const;
    const text = readFileSync(run, 'utf8');
    expect(text).toContain(before);
    writeFileSync(run, text.replace(before, later));
    at.expectRefusal(await site(), 'not as it wrote them', 'record/run.json: changed');
    const manifest = path.join(at.out, 'manifest.json');
    const hash = (content: string) => createHash('sha256').update(content).digest('hex');
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8').replace(hash(text), hash(text.replace(before, later))),
    );
    at.expectRefusal(await site(), 'written by a later version', 'Use the version that wrote it');
    expect(existsSync(siteAt())).toBe(false);
  });

  it('the folder of the run, of another run, and one that holds a site of somebody else', async () => {
    await at.hasRun();
    at.expectRefusal(
      await at.inverseCare(['site', '--from', at.out, '--out', at.out]),
      'take the place of the run',
    );
    const other = path.join(at.work, 'other');
    cpSync(at.out, other, { recursive: true });
    const before = contentOf(other);
    at.expectRefusal(
      await at.inverseCare(['site', '--from', at.out, '--out', other]),
      'already holds',
      'which is of a report',
    );
    expect(contentOf(other)).toEqual(before);
    mkdirSync(siteAt());
    writeFileSync(path.join(siteAt(), 'index.html'), 'mine');
    at.expectRefusal(await site(), 'already holds "index.html"', 'which no run of this program made');
    expect(readFileSync(path.join(siteAt(), 'index.html'), 'utf8')).toBe('mine');
  });

  it('a run into the folder of a site', async () => {
    await at.hasRun();
    await site();
    const before = contentOf(siteAt());
    const { study, data } = at;
    at.expectRefusal(
      await at.inverseCare(['run', '--study', study, '--data', data, '--out', siteAt(), '--no-pdf']),
      'which is of a site',
    );
    expect(contentOf(siteAt())).toEqual(before);
  });

  it('an option that is missing, with wrong usage', async () => {
    expect(await at.inverseCare(['site', '--out', siteAt()])).toMatchObject({ code: 2, stdout: '' });
    expect((await at.inverseCare(['site', '--help'])).stdout).toContain('open OUT/index.html');
  });
});

describe('site that is stopped by Ctrl-C', () => {
  it('leaves the old site, or has made the new one, and nothing beside it', async () => {
    await at.hasRun();
    await site();
    const before = contentOf(siteAt());
    for (const after of [350, 700, 1050]) {
      const ended = await at.inverseCare(['site', '--from', at.out, '--out', siteAt()], (stop) =>
        setTimeout(stop, after),
      );
      expect([0, 130, null]).toContain(ended.code);
      expect(contentOf(siteAt())).toEqual(before);
      expect(readdirSync(at.work).filter((name) => name.startsWith('.'))).toEqual([]);
    }
  });
});
