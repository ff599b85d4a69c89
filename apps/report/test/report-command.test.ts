import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

const at = workplace();

describe('report', () => {
  const from = (...more: string[]) => at.inverseCare(['report', '--from', at.out, '--no-pdf', ...more]);

  it('makes the documents of a run again without its data, byte for byte', async () => {
    await at.hasRun();
    const page = readFileSync(path.join(at.out, 'report.html'), 'utf8');
    rmSync(at.data, { recursive: true });
    const other = path.join(at.work, 'other');
    const made = await from('--out', other);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain('nothing was read from data or computed');
    expect(readFileSync(path.join(other, 'report.html'), 'utf8')).toBe(page);
    expect(outputsOf(other)).toEqual(outputsOf(at.out));
  });

  it('takes another theme, into the folder of the run where no other is named', async () => {
    await at.hasRun();
    const theme = path.join(at.work, 'theme.yaml');
    writeFileSync(theme, 'organisation: Somewhere Board\n');
    expect((await from('--theme', theme)).code).toBe(0);
    expect(readFileSync(path.join(at.out, 'report.html'), 'utf8')).toContain('Somewhere Board');
    expect((await at.run('--theme', theme)).stdout).toContain('Nothing has changed');
  });

  it('refuses a folder without a run, and tables that were changed', async () => {
    at.expectRefusal(await from(), 'holds no run', '--from');
    await at.hasRun();
    const table = path.join(at.out, 'results', 'figure3.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace(/0\.\d/, '0.9'));
    at.expectRefusal(await from(), 'not as it wrote them', 'results/figure3.csv: changed');
  });
});
