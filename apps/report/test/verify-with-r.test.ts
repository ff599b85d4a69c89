import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadWebR, webrVersion } from '../src/r/web-r.js';
import { workplace } from './command.js';

const at = workplace();
/** A second census, in which one PCN in five has other staff, and a declared model with a curve and weights. */
beforeEach(() => {
  const [header, ...rows] = readFileSync(path.join(at.data, 'workforce.csv'), 'utf8').trim().split('\n');
  const later = rows.map((row, i) =>
    row.replace('2020,3,', '2020,6,').replace(/,[^,]+$/, i % 5 ? '$&' : ',0.9'),
  );
  writeFileSync(path.join(at.data, 'workforce-june.csv'), `${[header, ...later].join('\n')}\n`);
  const text = readFileSync(at.study, 'utf8').replace('[2020-03-31]', '[2020-03-31, 2020-06-30]');
  const model = 'model: { covariates: [{ square: need }], weights: patients, errors: { CR2: sub_icb } }';
  writeFileSync(at.study, `${text}${model}\n`);
});

const withR = () => at.inverseCare(['verify', at.out, '--with-r']);

describe('verify --with-r', () => {
  it('finds the numbers of a run to be R’s, table by table, and says what it leaves out', async () => {
    await at.hasRun();
    const { code, stdout, stderr } = await withR();
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('R version 4.');
    expect(stdout).toMatch(/figure3\.csv +24 +(none|\d\.\de-\d\d)/);
    expect(stdout).toMatch(/inference\.csv +\d+ +\d\.\de-\d\d/);
    expect(stdout).toMatch(/All \d+ numbers are R's within 1e-09/);
    for (const table of [
      'area_fifths',
      'area_needs',
      'area_summary',
      'model',
      'model_coefficients',
      'model_inference',
      'model_influence',
      'model_joint',
      'model_slope_covariances',
      'rank_ranges',
      'role_gradients',
    ])
      expect(stdout).toMatch(new RegExp(`\\n${table}\\.csv +\\d+ +(none|\\d\\.\\de-\\d\\d)`));
    expect(stdout).toMatch(/roles\.csv: rows,.*asks for the staff of every role by PCN/);
    expect(stdout).toContain("figure3.csv: boot_low, boot_high: rests on this program's random numbers");
  }, 300_000);

  it('names the number that was changed by hand, with R’s', async () => {
    await at.hasRun();
    const file = path.join(at.out, 'results', 'slopes.csv');
    const lines = readFileSync(file, 'utf8').split('\n');
    const cells = lines[2]!.split(',');
    const column = lines[0]!.split(',').indexOf('std_error');
    const before = cells[column]!;
    // One part in ten million: the eye would not see it.
    cells[column] = String(Number(before) * (1 + 1e-7));
    writeFileSync(file, [...lines.slice(0, 2), cells.join(','), ...lines.slice(3)].join('\n'));
    const { code, stdout } = await withR();
    expect(code, stdout).toBe(1);
    expect(stdout).toContain('results/slopes.csv: changed');
    expect(stdout).toMatch(/ {2}slopes\.csv, row 2 \(.*need=ltc_share.*\), std_error: /);
    expect(stdout).toContain(`by R ${before.slice(0, 10)}`);
  }, 300_000);

  it('writes the script for another R, and never over a file', async () => {
    const file = path.join(at.work, 'verify.R');
    const write = () => at.inverseCare(['verify', at.out, '--r-script', file]);
    expect(await write()).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(file, 'utf8')).toContain('Rscript verify.R OUT');
    at.expectRefusal(await write(), 'there already', 'verify.R');
  });

  it('says how to install webr where it is missing, in the version that is tested', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    await expect(loadWebR(() => Promise.reject(missing))).rejects.toMatchObject({
      message: expect.stringContaining('webr is not installed'),
      remedy: expect.stringContaining(`npm install webr@${webrVersion}`),
    });
    const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(devDependencies.webr).toBe(webrVersion);
  });
});
