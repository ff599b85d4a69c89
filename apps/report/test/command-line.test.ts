import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { smallFiles, writeFiles } from './small-folder.js';

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'inverse-care-cli-'));
let count = 0;
let work: string;
let data: string;
let out: string;
let study: string;

beforeEach(() => {
  count += 1;
  work = path.join(scratch, String(count));
  data = path.join(work, 'data');
  out = path.join(work, 'out');
  study = path.join(work, 'study.yaml');
  const { 'study.yaml': text, ...files } = smallFiles();
  writeFiles(data, files);
  writeFileSync(study, text!);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

function inverseCare(args: string[], onStart?: (stop: () => void) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: work });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (said.stdout += chunk));
    child.stderr.on('data', (chunk) => (said.stderr += chunk));
    onStart?.(() => child.kill('SIGINT'));
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

const run = (...more: string[]) =>
  inverseCare(['run', '--study', study, '--data', data, '--out', out, '--no-pdf', ...more]);

/** A failure that a reader can act on: exit code 1, one screen, nothing left behind. */
function expectRefusal({ code, stdout, stderr }: Outcome, ...says: (string | RegExp)[]): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  for (const words of says) expect(stderr).toMatch(words);
  expect(stderr.split('\n').length).toBeLessThan(25);
  expect(stderr).not.toContain('    at ');
  expect(readdirSync(work).filter((name) => name.includes('unfinished'))).toEqual([]);
}

describe('a run', () => {
  it('writes page, tables, figures and a manifest whose hashes hold', async () => {
    const { code, stdout, stderr } = await run();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(path.join(out, 'report.html'));
    expect(readdirSync(out).sort()).toEqual([
      'figures',
      'manifest.json',
      'record',
      'report.html',
      'results',
      'tables.xlsx',
    ]);
    const manifest = JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8'));
    expect(manifest.outputs.length).toBeGreaterThan(5);
    for (const file of manifest.outputs) {
      const hash = createHash('sha256')
        .update(readFileSync(path.join(out, file.path)))
        .digest('hex');
      expect(hash).toBe(file.sha256);
    }
    for (const input of manifest.inputs) {
      const hash = createHash('sha256')
        .update(readFileSync(path.join(data, input.path)))
        .digest('hex');
      expect(hash).toBe(input.sha256);
    }
    expect(readFileSync(path.join(out, 'results/panel.csv'), 'utf8').trim().split('\n')).toHaveLength(41);
  });

  it('makes the documents that are asked for and no other, with the theme', async () => {
    writeFileSync(path.join(work, 'theme.yaml'), 'organisation: Somewhere Board\n');
    const order = ['run', '--study', study, '--data', data, '--out', out];
    const made = await inverseCare([
      ...order,
      '--format',
      'briefing',
      '--theme',
      path.join(work, 'theme.yaml'),
    ]);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const documents = readdirSync(out).filter((name) => /\.(html|pdf)$/.test(name));
    expect(documents.sort()).toEqual(['briefing.html', 'briefing.pdf']);
    expect(readFileSync(path.join(out, 'briefing.html'), 'utf8')).toContain('Somewhere Board');
    const unknown = await inverseCare([...order, '--format', 'html,docx']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('html, pdf, briefing');
    expect((await inverseCare([...order, '--format', 'pdf', '--no-pdf'])).code).toBe(2);
    expectRefusal(await run('--theme', path.join(work, 'none.yaml')), 'There is no theme file');
  });

  it('says beside every table what each of its columns holds', async () => {
    await run();
    const results = path.join(out, 'results');
    const tables = readdirSync(results).filter((name) => name.endsWith('.csv'));
    expect(tables.length).toBeGreaterThan(4);
    for (const name of tables) {
      const header = readFileSync(path.join(results, name), 'utf8').split('\n')[0]!.split(',');
      const { tableSchema } = JSON.parse(readFileSync(path.join(results, `${name}-metadata.json`), 'utf8'));
      expect(tableSchema.columns.map((column: { name: string }) => column.name)).toEqual(header);
      const titles = tableSchema.columns.map((column: { 'dc:title': string }) => column['dc:title']);
      expect(new Set(titles).size, name).toBe(titles.length);
    }
    expect(existsSync(path.join(out, 'tables.xlsx'))).toBe(true);
  });

  it('bears no path of the machine and no time', async () => {
    await run();
    for (const file of ['report.html', 'manifest.json', 'results/panel.csv']) {
      expect(readFileSync(path.join(out, file), 'utf8')).not.toContain(scratch);
    }
  });

  it('gives the same bytes with one thread and with two, in another folder', async () => {
    await run('--threads', '1', '--replicates', '9999');
    const first = out;
    out = path.join(work, 'other');
    await run('--threads', '2', '--replicates', '9999');
    const { outputs } = JSON.parse(readFileSync(path.join(first, 'manifest.json'), 'utf8'));
    expect(JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8')).outputs).toEqual(outputs);
  });

  it('of another role speaks of that role alone', async () => {
    writeFileSync(study, `${readFileSync(study, 'utf8')}role: Pharmacists\n`);
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toContain('Pharmacists, FTE per 10,000 patients');
    for (const text of [stdout, readFileSync(path.join(out, 'report.html'), 'utf8')]) {
      expect(text).not.toMatch(/link worker/i);
    }
  });

  it('does nothing twice, and runs again where an input or an output has changed', async () => {
    await run();
    expect((await run()).stdout).toContain('Nothing has changed');
    writeFileSync(path.join(out, 'report.html'), 'spoilt');
    expect((await run()).stdout).toContain('Done in');
    expect(readFileSync(path.join(out, 'report.html'), 'utf8')).toContain('<!doctype html>');
    const file = path.join(data, 'local/ltc.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.4', '0.45'));
    expect((await run()).stdout).toContain('Done in');
    expect((await run('--force')).stdout).toContain('Done in');
  });

  it('makes documents alone where the theme is new: the same tables, the other look', async () => {
    await run();
    const theme = path.join(work, 'theme.yaml');
    writeFileSync(theme, 'organisation: Somewhere Board\n');
    const tables = () =>
      readdirSync(path.join(out, 'results')).map((name) =>
        readFileSync(path.join(out, 'results', name), 'utf8'),
      );
    const before = tables();
    expect((await run('--theme', theme)).stdout).toContain('Done in');
    expect(tables()).toEqual(before);
    expect(readFileSync(path.join(out, 'report.html'), 'utf8')).toContain('Somewhere Board');
    const { outputs } = JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8'));
    expect(outputs.some((file: { path: string }) => file.path === 'record/run.json')).toBe(true);
  });

  it('with another seed or need comes to what a run from the files comes to', async () => {
    const fresh = path.join(work, 'fresh');
    const outputsOf = (folder: string) =>
      JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')).outputs;
    await run();
    writeFileSync(study, readFileSync(study, 'utf8').replace(/needs: .*/, 'needs: [income_deprivation]'));
    expect((await run('--seed', '9')).code).toBe(0);
    const again = out;
    out = fresh;
    expect((await run('--seed', '9')).code).toBe(0);
    expect(outputsOf(again)).toEqual(outputsOf(fresh));
  });

  it('with a need that nothing has is refused from the record as from the files', async () => {
    await run();
    writeFileSync(study, readFileSync(study, 'utf8').replace(/needs: .*/, 'needs: [lonelyness]'));
    expectRefusal(await run(), 'lonelyness', 'expected', 'to do');
  });

  it('stopped by Ctrl-C leaves what was there before', async () => {
    await run();
    const before = readFileSync(path.join(out, 'manifest.json'), 'utf8');
    const stopped = await inverseCare(
      ['run', '--study', study, '--data', data, '--out', out, '--no-pdf', '--replicates', '1000000'],
      (stop) => {
        const watch = setInterval(() => {
          if (!readdirSync(work).some((name) => name.includes('unfinished'))) return;
          clearInterval(watch);
          stop();
        }, 20);
      },
    );
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('Nothing was written');
    expect(readFileSync(path.join(out, 'manifest.json'), 'utf8')).toBe(before);
    expect(readdirSync(work).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});

describe('report', () => {
  const from = (...more: string[]) => inverseCare(['report', '--from', out, '--no-pdf', ...more]);

  it('makes the documents of a run again without its data, byte for byte', async () => {
    await run();
    const page = readFileSync(path.join(out, 'report.html'), 'utf8');
    rmSync(data, { recursive: true });
    const other = path.join(work, 'other');
    const made = await from('--out', other);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain('nothing was read from data or computed');
    expect(readFileSync(path.join(other, 'report.html'), 'utf8')).toBe(page);
    const outputsOf = (folder: string) =>
      JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')).outputs;
    expect(outputsOf(other)).toEqual(outputsOf(out));
  });

  it('takes another theme, into the folder of the run where no other is named', async () => {
    await run();
    const theme = path.join(work, 'theme.yaml');
    writeFileSync(theme, 'organisation: Somewhere Board\n');
    expect((await from('--theme', theme)).code).toBe(0);
    expect(readFileSync(path.join(out, 'report.html'), 'utf8')).toContain('Somewhere Board');
    expect((await run('--theme', theme)).stdout).toContain('Nothing has changed');
  });

  it('refuses a folder without a run, and tables that were changed', async () => {
    expectRefusal(await from(), 'holds no run', '--from');
    await run();
    const table = path.join(out, 'results', 'figure3.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace(/0\.\d/, '0.9'));
    expectRefusal(await from(), 'not as it wrote them', 'results/');
  });
});

describe('bad input', () => {
  it('a data folder that does not exist', async () => {
    data = path.join(work, 'nowhere');
    expectRefusal(await run(), 'nowhere', 'expected', 'to do');
    expect(existsSync(out)).toBe(false);
  });

  it('an empty data folder', async () => {
    data = path.join(work, 'empty');
    mkdirSync(data);
    expectRefusal(await run(), 'expected', 'to do');
    expect(existsSync(out)).toBe(false);
  });

  it('a study that does not exist, and one with a typo in a key', async () => {
    const text = readFileSync(study, 'utf8');
    rmSync(study);
    expectRefusal(await run(), 'no study file');
    writeFileSync(study, text.replace('needs:', 'neds:'));
    expectRefusal(await run(), 'study.yaml, row 4', '"neds"', 'Write "needs"');
  });

  it('a snapshot that no file has', async () => {
    writeFileSync(study, readFileSync(study, 'utf8').replace('2020-03-31', '2020-06-30'));
    expectRefusal(await run(), '2020-06-30', 'There are: 2020-03-31');
  });

  it('a file cut off in the middle of a row', async () => {
    const file = path.join(data, 'patients.csv');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 2000));
    expectRefusal(await run(), /patients\.csv, row \d+/, 'cut off');
  });

  it('a renamed column', async () => {
    const file = path.join(data, 'workforce.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('STAFF_ROLE,DETAILED', 'JOB,DETAILED'));
    expectRefusal(await run(), 'workforce.csv', 'STAFF_ROLE');
  });

  it('a negative number of patients', async () => {
    const file = path.join(data, 'patients.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ALL,ALL,9000', 'ALL,ALL,-9000'));
    expectRefusal(await run(), 'patients.csv, row 2, column NUMBER_OF_PATIENTS', '-9000');
  });

  it('two files for one snapshot', async () => {
    const text = readFileSync(path.join(data, 'workforce.csv'), 'utf8');
    writeFileSync(path.join(data, 'again.csv'), text.replace('0.20', '0.30'));
    expectRefusal(await run(), 'again.csv', 'workforce.csv');
  });

  it('a role that nobody has', async () => {
    writeFileSync(study, `${readFileSync(study, 'utf8')}role: Pharmacist\n`);
    expectRefusal(await run(), 'Pharmacists');
  });

  it('an output folder that is a file, holds other things, or lies in the data folder', async () => {
    writeFileSync(out, 'mine');
    expectRefusal(await run(), 'is a file');
    expect(readFileSync(out, 'utf8')).toBe('mine');
    out = path.join(work, 'foreign');
    writeFiles(out, { 'results/mine.csv': 'x' });
    expectRefusal(await run(), 'no run of this program made');
    expect(readFileSync(path.join(out, 'results/mine.csv'), 'utf8')).toBe('x');
    out = path.join(data, 'out');
    expectRefusal(await run(), 'lies in the data folder');
  });
});

describe('the command line', () => {
  it('answers wrong usage with code 2 and a way to help', async () => {
    for (const args of [
      ['run'],
      ['nonsense'],
      ['run', '--thread', '2'],
      ['demo', '--out', 'x', '--threads', 'two'],
    ]) {
      const { code, stderr } = await inverseCare(args);
      expect(code, args.join(' ')).toBe(2);
      expect(stderr).toContain('--help');
    }
  });

  it('has help everywhere', async () => {
    for (const args of [['--help'], ['run', '--help'], ['demo', '--help'], ['check', '--help']]) {
      const { code, stdout } = await inverseCare(args);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: inverse-care');
    }
  });

  it('checks a folder: what is there, what a study lacks', async () => {
    const { code, stdout } = await inverseCare(['check', data, '--study', study]);
    expect(code).toBe(0);
    expect(stdout).toContain('study.yaml: can run; 1 of 1 snapshots are there.');
    expect(stdout).not.toContain('\x1b');
    const paper = fileURLToPath(new URL('../../../studies/wilding-2024.yaml', import.meta.url));
    const lacking = await inverseCare(['check', data, '--study', paper, '--study', study]);
    expect(lacking.code).toBe(1);
    expect(lacking.stdout).toContain('no workforce file: 2020-06-30');
    expect(lacking.stdout).toMatch(/need_published, which the study\s+requires/);
    expect(lacking.stderr).toContain('wilding-2024.yaml cannot run on this folder');
  });

  it('prints one JSON document, whatever it finds, and nothing else', async () => {
    const { code, stdout } = await inverseCare(['check', data, '--json', '--study', study]);
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ document: 'inverse-care check', version: 1, counts: { stops: 0 } });
    expect(document.grid[0].cells.patients.state).toBe('there');
    expect(document.studies[0].runs).toBe(true);
    const broken = path.join(work, 'broken');
    writeFiles(broken, { ...smallFiles(), 'empty.csv': '' });
    const refused = await inverseCare(['check', broken, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout).findings[0]).toMatchObject({ severity: 'stops', file: 'empty.csv' });
    const nowhere = await inverseCare(['check', path.join(work, 'nowhere'), '--json']);
    expect(nowhere.code).toBe(1);
    expect(JSON.parse(nowhere.stdout).findings[0].id).toBe('no-folder');
  });
});
