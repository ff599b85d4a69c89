import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workplace } from './command.js';

const at = workplace();
const verify = (...more: string[]) => at.inverseCare(['verify', at.out, ...more]);

describe('verify', () => {
  it('finds a run identical, from its record and from the files', async () => {
    await at.hasRun();
    for (const more of [[], ['--data', at.data, '--threads', '2']]) {
      const { code, stdout, stderr } = await verify(...more);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('files are as the run wrote them');
      expect(stdout).toContain('are identical, to the last digit');
      expect(stdout).not.toContain('Why');
    }
  });

  it('names table, row and column that differ, and the file that changed', async () => {
    await at.hasRun();
    const file = path.join(at.data, 'local/ltc.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.4', '0.45'));
    const { code, stdout } = await verify('--data', at.data);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\w+\.csv, .*need=ltc_share.*, estimate: /);
    expect(stdout).toContain('comes from the data: all else is the same');
    expect(stdout).toContain('local/ltc.csv');
    // From the record nothing has changed.
    expect((await verify()).code).toBe(0);
  });

  it('sees a number that was written by hand, and a file that is gone', async () => {
    await at.hasRun();
    const file = path.join(at.out, 'results', 'figure3.csv');
    const text = readFileSync(file, 'utf8');
    const [number] = /-?\d\.\d{6,}/.exec(text)!;
    writeFileSync(file, text.replace(number, '0.123456'));
    writeFileSync(path.join(at.out, 'report.html'), 'spoilt');
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toContain('results/figure3.csv: changed');
    expect(stdout).toContain('report.html: changed');
    expect(stdout).toMatch(/figure3\.csv, .*: 0\.123456, now/);
  });

  it('reports a table that is not of the run, and passes over what a system leaves behind', async () => {
    await at.hasRun();
    const results = path.join(at.out, 'results');
    writeFileSync(path.join(results, '.DS_Store'), '');
    expect(await verify()).toMatchObject({ code: 0, stderr: '' });
    cpSync(path.join(results, 'figure3.csv'), path.join(results, 'figure4.csv'));
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(stdout).toContain('Not as it wrote them: 1.');
    expect(stdout).toContain('results/figure4.csv: extra, not of this run');
  });

  it('computes one specification and a multiverse again', async () => {
    writeFileSync(
      at.study,
      `${readFileSync(at.study, 'utf8')}multiverse: { covariates: [none], form: [level, log1p], replicates: 49 }\n`,
    );
    expect((await at.run('--set', 'form=log1p', '--seed', '7')).code).toBe(0);
    at.expectRefusal(await verify(), 'one specification', '--data DIR');
    expect(await verify('--data', at.data)).toMatchObject({ code: 0, stderr: '' });
    const order = `sensitivity --study ${at.study} --data ${at.data} --out ${at.out} --no-pdf`.split(' ');
    expect((await at.inverseCare(order)).code).toBe(0);
    expect(await verify('--data', at.data)).toMatchObject({ code: 0 });
  });

  it('refuses a folder without a run', async () => {
    at.expectRefusal(await verify(), 'holds no run', 'manifest.json');
  });
});

describe('compare', () => {
  it('says what moved, large moves first, and why', async () => {
    await at.hasRun();
    const before = path.join(at.work, 'before');
    cpSync(at.out, before, { recursive: true });
    expect((await at.inverseCare(['compare', before, at.out])).stdout).toContain('Nothing is other');
    expect((await at.run('--seed', '11')).code).toBe(0);
    const { code, stdout } = await at.inverseCare(['compare', before, at.out]);
    expect(code).toBe(0);
    for (const words of [
      'Findings',
      'Largest changes',
      'figure3.csv',
      'Study: seed: ',
      'comes from the study',
    ])
      expect(stdout).toContain(words);
    const markdown = await at.inverseCare(['compare', before, at.out, '--format', 'markdown']);
    expect(markdown.stdout).toContain('## Findings');
    const json = JSON.parse((await at.inverseCare(['compare', before, at.out, '--format', 'json'])).stdout);
    expect(json.causes).toMatchObject([{ kind: 'study', what: 'seed' }]);
    expect(json.cells.length).toBeGreaterThan(10);
    expect(json.tables.map(({ table }: { table: string }) => table)).toContain('figure3.csv');
  });

  it('refuses a run beside one specification, and tables that were changed', async () => {
    await at.hasRun();
    const other = path.join(at.work, 'other');
    cpSync(at.out, other, { recursive: true });
    const file = path.join(other, 'results', 'figure3.csv');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
    at.expectRefusal(await at.inverseCare(['compare', other, at.out]), 'not as it wrote them');
  });
});
