import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workplace } from './command.js';

const at = workplace();

describe('a run', () => {
  it('writes page, tables, figures and a manifest whose hashes hold', async () => {
    const { code, stdout, stderr } = await at.run();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(path.join(at.out, 'report.html'));
    expect(readdirSync(at.out).sort()).toEqual([
      'figures',
      'manifest.json',
      'record',
      'report.html',
      'results',
      'ro-crate-metadata.json',
      'tables.xlsx',
    ]);
    const manifest = JSON.parse(readFileSync(path.join(at.out, 'manifest.json'), 'utf8'));
    expect(manifest.outputs.length).toBeGreaterThan(5);
    for (const file of manifest.outputs) {
      const hash = createHash('sha256')
        .update(readFileSync(path.join(at.out, file.path)))
        .digest('hex');
      expect(hash).toBe(file.sha256);
    }
    for (const input of manifest.inputs) {
      const hash = createHash('sha256')
        .update(readFileSync(path.join(at.data, input.path)))
        .digest('hex');
      expect(hash).toBe(input.sha256);
    }
    expect(readFileSync(path.join(at.out, 'results/panel.csv'), 'utf8').trim().split('\n')).toHaveLength(41);
  });

  it('makes the documents that are asked for and no other, with the theme', async () => {
    writeFileSync(path.join(at.work, 'theme.yaml'), 'organisation: Somewhere Board\n');
    const order = ['run', '--study', at.study, '--data', at.data, '--out', at.out];
    const made = await at.inverseCare([
      ...order,
      '--format',
      'briefing',
      '--theme',
      path.join(at.work, 'theme.yaml'),
    ]);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const documents = readdirSync(at.out).filter((name) => /\.(html|pdf)$/.test(name));
    expect(documents.sort()).toEqual(['briefing.html', 'briefing.pdf']);
    expect(readFileSync(path.join(at.out, 'briefing.html'), 'utf8')).toContain('Somewhere Board');
    const unknown = await at.inverseCare([...order, '--format', 'html,docx']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('html, pdf, briefing');
    expect((await at.inverseCare([...order, '--format', 'pdf', '--no-pdf'])).code).toBe(2);
    at.expectRefusal(await at.run('--theme', path.join(at.work, 'none.yaml')), 'There is no theme file');
  });

  it('says beside every table what each of its columns holds', async () => {
    await at.hasRun();
    const results = path.join(at.out, 'results');
    const tables = readdirSync(results).filter((name) => name.endsWith('.csv'));
    expect(tables.length).toBeGreaterThan(4);
    for (const name of tables) {
      const header = readFileSync(path.join(results, name), 'utf8').split('\n')[0]!.split(',');
      const { tableSchema } = JSON.parse(readFileSync(path.join(results, `${name}-metadata.json`), 'utf8'));
      expect(tableSchema.columns.map((column: { name: string }) => column.name)).toEqual(header);
      const titles = tableSchema.columns.map((column: { 'dc:title': string }) => column['dc:title']);
      expect(new Set(titles).size, name).toBe(titles.length);
    }
    expect(existsSync(path.join(at.out, 'tables.xlsx'))).toBe(true);
  });

  it('bears no path of the machine and no time', async () => {
    await at.hasRun();
    for (const file of ['report.html', 'manifest.json', 'results/panel.csv']) {
      expect(readFileSync(path.join(at.out, file), 'utf8')).not.toContain(at.scratch);
    }
  });

  it('gives the same bytes with one thread and with two, in another folder', async () => {
    await at.run('--threads', '1', '--replicates', '9999', '--no-cache');
    const first = at.out;
    at.out = path.join(at.work, 'other');
    await at.run('--threads', '2', '--replicates', '9999', '--no-cache');
    const { outputs } = JSON.parse(readFileSync(path.join(first, 'manifest.json'), 'utf8'));
    expect(JSON.parse(readFileSync(path.join(at.out, 'manifest.json'), 'utf8')).outputs).toEqual(outputs);
  });

  it('of another role speaks of that role alone, but where all roles stand side by side', async () => {
    writeFileSync(at.study, `${readFileSync(at.study, 'utf8')}role: Pharmacists\n`);
    const { code, stdout } = await at.run();
    expect(code).toBe(0);
    expect(stdout).toContain('Pharmacists, FTE per 10,000 patients');
    const page = readFileSync(path.join(at.out, 'report.html'), 'utf8');
    const [allRoles] = /<section id="roles".*?<\/section>/s.exec(page)!;
    expect(allRoles).not.toContain('Third most popular');
    const shown = page.replaceAll(/<script\b.*?<\/script>/gs, '').replace(allRoles, '');
    for (const text of [stdout, shown]) expect(text).not.toMatch(/link worker/i);
  });
});
