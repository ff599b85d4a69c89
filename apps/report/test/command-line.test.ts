import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { workplace } from './command.js';
import { smallFiles, writeFiles } from './small-folder.js';

const at = workplace();

describe('the command line', () => {
  it('answers wrong usage with code 2 and a way to help', async () => {
    for (const args of [
      ['run'],
      ['nonsense'],
      ['run', '--thread', '2'],
      ['demo', '--out', 'x', '--threads', 'two'],
    ]) {
      const { code, stderr } = await at.inverseCare(args);
      expect(code, args.join(' ')).toBe(2);
      expect(stderr).toContain('--help');
    }
  });

  it('has help everywhere', async () => {
    for (const args of [['--help'], ['run', '--help'], ['demo', '--help'], ['check', '--help']]) {
      const { code, stdout } = await at.inverseCare(args);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: inverse-care');
    }
  });

  it('checks a folder: what is there, what a study lacks', async () => {
    const { code, stdout } = await at.inverseCare(['check', at.data, '--study', at.study]);
    expect(code).toBe(0);
    expect(stdout).toContain('study.yaml: can run; 1 of 1 snapshots are there.');
    expect(stdout).not.toContain('\x1b');
    const paper = fileURLToPath(new URL('../../../studies/wilding-2024.yaml', import.meta.url));
    const lacking = await at.inverseCare(['check', at.data, '--study', paper, '--study', at.study]);
    expect(lacking.code).toBe(1);
    expect(lacking.stdout).toContain('no workforce file: 2020-06-30');
    expect(lacking.stdout).toMatch(/need_published, which the study\s+requires/);
    expect(lacking.stderr).toContain('wilding-2024.yaml cannot run on this folder');
  });

  it('prints one JSON document, whatever it finds, and nothing else', async () => {
    const { code, stdout } = await at.inverseCare(['check', at.data, '--json', '--study', at.study]);
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ document: 'inverse-care check', version: 1, counts: { stops: 0 } });
    expect(document.grid[0].cells.patients.state).toBe('there');
    expect(document.studies[0].runs).toBe(true);
    const broken = path.join(at.work, 'broken');
    writeFiles(broken, { ...smallFiles(), 'empty.csv': '' });
    const refused = await at.inverseCare(['check', broken, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout).findings[0]).toMatchObject({ severity: 'stops', file: 'empty.csv' });
    const nowhere = await at.inverseCare(['check', path.join(at.work, 'nowhere'), '--json']);
    expect(nowhere.code).toBe(1);
    expect(JSON.parse(nowhere.stdout).findings[0].id).toBe('no-folder');
  });
});
