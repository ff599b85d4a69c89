import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

const at = workplace();

/** Briefings without a PDF, from the run of the small folder: nine ICBs of a few PCNs each. */
const brief = (...more: string[]) => at.inverseCare(['brief', '--from', at.out, '--no-pdf', ...more]);
const made = (folder = `${at.out}-briefings`) =>
  existsSync(path.join(folder, 'briefings')) ? readdirSync(path.join(folder, 'briefings')).sort() : [];

describe('brief', () => {
  it('makes one or all from the record alone, beside the run, which stays as it was', async () => {
    await at.hasRun();
    rmSync(at.data, { recursive: true });
    const before = readFileSync(path.join(at.out, 'manifest.json'), 'utf8');
    const codes = [
      ...new Set(
        readFileSync(path.join(at.out, 'results', 'area_summary.csv'), 'utf8')
          .split('\n')
          .flatMap((line) => /,icb,(\w+),/.exec(line)?.[1] ?? []),
      ),
    ].sort();
    expect(codes.length).toBeGreaterThan(2);
    const [one, other] = codes as [string, string];
    const first = await brief('--icb', one.toLowerCase());
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Briefing of ');
    expect(made()).toEqual([`${one}.html`]);

    // Another is added; the first stays, to the byte.
    const page = readFileSync(path.join(`${at.out}-briefings`, 'briefings', `${one}.html`), 'utf8');
    expect(await brief('--icb', other)).toMatchObject({ code: 0 });
    expect(made()).toEqual([one, other].map((code) => `${code}.html`).sort());
    expect((await brief('--icb', one)).stdout).toContain('Nothing has changed');

    expect(await brief('--all')).toMatchObject({ code: 0, stderr: '' });
    expect(made()).toEqual(codes.map((code) => `${code}.html`));
    expect(readFileSync(path.join(`${at.out}-briefings`, 'briefings', `${one}.html`), 'utf8')).toBe(page);
    expect(outputsOf(`${at.out}-briefings`).map((file) => file.path)).toEqual(
      codes.map((code) => `briefings/${code}.html`),
    );
    expect(readFileSync(path.join(at.out, 'manifest.json'), 'utf8')).toBe(before);
  });

  it('makes them anew where one was changed, or the theme is another', async () => {
    await at.hasRun();
    const out = path.join(at.work, 'made');
    await brief('--all', '--out', out);
    const [name] = made(out);
    const file = path.join(out, 'briefings', name!);
    const page = readFileSync(file, 'utf8');
    writeFileSync(file, 'changed');
    await brief('--all', '--out', out);
    expect(readFileSync(file, 'utf8')).toBe(page);
    const theme = path.join(at.work, 'theme.yaml');
    writeFileSync(theme, 'organisation: Somewhere Board\n');
    expect((await brief('--all', '--out', out, '--theme', theme)).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('Somewhere Board');
  });

  it('asks for an ICB or for all, and not for both', async () => {
    await at.hasRun();
    for (const words of [
      [],
      ['--icb', 'QWE', '--all'],
      ['--all', '--format', 'docx'],
      ['--all', '--snapshot', 'June'],
    ]) {
      const { code, stderr, stdout } = await at.inverseCare(['brief', '--from', at.out, ...words]);
      expect([words, code, stdout]).toEqual([words, 2, '']);
      expect(stderr).toContain('--help says more');
    }
    expect(made()).toEqual([]);
  });

  it('has a help of its own', async () => {
    const { code, stdout } = await at.inverseCare(['brief', '--help']);
    expect(code).toBe(0);
    for (const words of [
      'Usage: inverse-care brief',
      '--icb',
      '--all',
      '--snapshot',
      'Exit codes',
      'out/england',
    ])
      expect(stdout).toContain(words);
  });

  it('refuses what is not there, and leaves nothing', async () => {
    at.expectRefusal(await brief('--all'), 'holds no run', '--from');
    await at.hasRun();
    at.expectRefusal(await brief('--icb', 'QZZZ'), 'No ICB is called “QZZZ”', /one of \d+ ICBs/);
    at.expectRefusal(await brief('--icb', 'S9B9J'), 'established on 1 April 2026');
    at.expectRefusal(
      await brief('--all', '--snapshot', '2020-04-30'),
      'no snapshot of 2020-04-30',
      '2020-03-31',
    );
    expect(made()).toEqual([]);
  });

  it('takes the place of no run', async () => {
    await at.hasRun();
    at.expectRefusal(await brief('--all', '--out', at.out), 'take the place of a run', 'Give another path');
    expect(existsSync(path.join(at.out, 'report.html'))).toBe(true);
  });

  it('says of a record without these tables, or of a later version, what to do', async () => {
    await at.hasRun();
    const file = path.join(at.out, 'record', 'run.json');
    const manifest = path.join(at.out, 'manifest.json');
    const whole = readFileSync(file, 'utf8');
    const write = (text: string) => {
      writeFileSync(file, text);
      const made = JSON.parse(readFileSync(manifest, 'utf8'));
      const own = made.outputs.find((one: { path: string }) => one.path === 'record/run.json');
      own.sha256 = createHash('sha256').update(text).digest('hex');
      writeFileSync(manifest, JSON.stringify(made));
    };
    const run = JSON.parse(whole);
    write(
      JSON.stringify({
        ...run,
        tables: run.tables.filter((table: { file: string }) => !table.file.startsWith('area_')),
      }),
    );
    at.expectRefusal(await brief('--all'), 'no tables by ICB', 'Run the study again');
    write(JSON.stringify({ ...run, format: run.format + 1 }));
    at.expectRefusal(await brief('--all'), 'a later version', 'Use the version that wrote it');
  });
});
