import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

const at = workplace();

describe('a run where there was one', () => {
  it('does nothing twice, and runs again where an input or an output has changed', async () => {
    await at.hasRun();
    expect((await at.run()).stdout).toContain('Nothing has changed');
    writeFileSync(path.join(at.out, 'report.html'), 'spoilt');
    expect((await at.run()).stdout).toContain('Done in');
    expect(readFileSync(path.join(at.out, 'report.html'), 'utf8')).toContain('<!doctype html>');
    const file = path.join(at.data, 'local/ltc.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.4', '0.45'));
    expect((await at.run()).stdout).toContain('Done in');
    expect((await at.run('--force')).stdout).toContain('Done in');
  });

  it('makes documents alone where the theme is new: the same tables, the other look', async () => {
    await at.hasRun();
    const theme = path.join(at.work, 'theme.yaml');
    writeFileSync(theme, 'organisation: Somewhere Board\n');
    const tables = () =>
      readdirSync(path.join(at.out, 'results')).map((name) =>
        readFileSync(path.join(at.out, 'results', name), 'utf8'),
      );
    const before = tables();
    expect((await at.run('--theme', theme)).stdout).toContain('Done in');
    expect(tables()).toEqual(before);
    expect(readFileSync(path.join(at.out, 'report.html'), 'utf8')).toContain('Somewhere Board');
    const { outputs } = JSON.parse(readFileSync(path.join(at.out, 'manifest.json'), 'utf8'));
    expect(outputs.some((file: { path: string }) => file.path === 'record/run.json')).toBe(true);
  });

  it('with another seed or need comes to what a run from the files comes to', async () => {
    const fresh = path.join(at.work, 'fresh');
    await at.hasRun();
    writeFileSync(
      at.study,
      readFileSync(at.study, 'utf8').replace(/needs: .*/, 'needs: [income_deprivation]'),
    );
    expect((await at.run('--seed', '9')).code).toBe(0);
    const again = at.out;
    at.out = fresh;
    expect((await at.run('--seed', '9', '--no-cache')).code).toBe(0);
    expect(outputsOf(again)).toEqual(outputsOf(fresh));
  });

  it('with a need that nothing has is refused from the record as from the files', async () => {
    await at.hasRun();
    writeFileSync(at.study, readFileSync(at.study, 'utf8').replace(/needs: .*/, 'needs: [lonelyness]'));
    at.expectRefusal(await at.run(), 'lonelyness', 'expected', 'to do');
  });

  it('stopped by Ctrl-C leaves what was there before', async () => {
    await at.hasRun();
    const before = readFileSync(path.join(at.out, 'manifest.json'), 'utf8');
    const stopped = await at.inverseCare(
      ['run', '--study', at.study, '--data', at.data, '--out', at.out, '--no-pdf', '--replicates', '1000000'],
      (stop) => {
        const watch = setInterval(() => {
          if (!readdirSync(at.work).some((name) => name.includes('unfinished'))) return;
          clearInterval(watch);
          stop();
        }, 20);
      },
    );
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('Nothing was written');
    expect(readFileSync(path.join(at.out, 'manifest.json'), 'utf8')).toBe(before);
    expect(readdirSync(at.work).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});
