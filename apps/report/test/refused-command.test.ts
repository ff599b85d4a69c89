import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workplace } from './command.js';
import { writeFiles } from './small-folder.js';

const at = workplace();

describe('bad input', () => {
  it('a data folder that does not exist', async () => {
    at.data = path.join(at.work, 'nowhere');
    at.expectRefusal(await at.run(), 'nowhere', 'expected', 'to do');
    expect(existsSync(at.out)).toBe(false);
  });

  it('an empty data folder', async () => {
    at.data = path.join(at.work, 'empty');
    mkdirSync(at.data);
    at.expectRefusal(await at.run(), 'expected', 'to do');
    expect(existsSync(at.out)).toBe(false);
  });

  it('a study that does not exist, and one with a typo in a key', async () => {
    const text = readFileSync(at.study, 'utf8');
    rmSync(at.study);
    at.expectRefusal(await at.run(), 'no study file');
    writeFileSync(at.study, text.replace('needs:', 'neds:'));
    at.expectRefusal(await at.run(), 'study.yaml, line 4, column 1', '"neds"', 'Write "needs"');
  });

  it('a snapshot that no file has', async () => {
    writeFileSync(at.study, readFileSync(at.study, 'utf8').replace('2020-03-31', '2020-06-30'));
    at.expectRefusal(await at.run(), '2020-06-30', 'There are: 2020-03-31');
  });

  it('a file cut off in the middle of a row', async () => {
    const file = path.join(at.data, 'patients.csv');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 2000));
    at.expectRefusal(await at.run(), /patients\.csv, row \d+/, 'cut off');
  });

  it('a renamed column', async () => {
    const file = path.join(at.data, 'workforce.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('STAFF_ROLE,DETAILED', 'JOB,DETAILED'));
    at.expectRefusal(await at.run(), 'workforce.csv', 'STAFF_ROLE');
  });

  it('a negative number of patients', async () => {
    const file = path.join(at.data, 'patients.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ALL,ALL,9000', 'ALL,ALL,-9000'));
    at.expectRefusal(await at.run(), 'patients.csv, row 2, column NUMBER_OF_PATIENTS', '-9000');
  });

  it('two files for one snapshot', async () => {
    const text = readFileSync(path.join(at.data, 'workforce.csv'), 'utf8');
    writeFileSync(path.join(at.data, 'again.csv'), text.replace('0.20', '0.30'));
    at.expectRefusal(await at.run(), 'again.csv', 'workforce.csv');
  });

  it('a role that nobody has', async () => {
    const text = readFileSync(at.study, 'utf8');
    writeFileSync(at.study, `${text}role: Pharmacist\n`);
    at.expectRefusal(await at.run(), 'Pharmacists');
    const line = text.split('\n').length + 1;
    writeFileSync(at.study, `${text}model:\n  outcome: { role: Pharmacist }\n`);
    at.expectRefusal(
      await at.run(),
      `study.yaml, line ${line}, column 20`,
      '"Pharmacist"',
      ': "Pharmacists"',
    );
  });

  it('words of --set that the study alone can judge, before any data are looked at', async () => {
    // Were a file read, the refusal would be of the folder, which is not there.
    at.data = path.join(at.work, 'nowhere');
    const set = (...words: string[]) => at.run(...words.flatMap((word) => ['--set', word]));
    at.expectRefusal(await set('region=Y60'), '"region=Y60" sets nothing', 'the key being one of');
    at.expectRefusal(await set('weights=patient'), '"patient" is no weights', 'Write "patients"');
    at.expectRefusal(await set('snapshot=2021-03-31'), '"2021-03-31" is no snapshot', '2020-03-31');
    at.expectRefusal(
      await set('need=ltc_share', 'outcome=fte_per_10k_ltc'),
      'need ltc_share does not go with outcome fte_per_10k_ltc',
    );
    at.expectRefusal(await set('weights=patients'), 'nowhere');
  });

  it('how PCNs depend, asked for as a kind of covariance', async () => {
    const text = readFileSync(at.study, 'utf8');
    const inference = (words: string) =>
      writeFileSync(at.study, `${text.replace(/^inference:.*\n(?: .*\n)*/m, '')}inference: { ${words} }\n`);
    inference('covariance: icb');
    at.expectRefusal(await at.run(), 'Write "dependence: icb" below "inference"', '"--set errors=icb"');
    inference('covariance: sub_icb');
    at.expectRefusal(await at.run(), 'Write "dependence: sub_icb"', '"--set errors=sub_icb"');
    inference('dependence: HC3');
    at.expectRefusal(await at.run(), 'Write "covariance: HC3"');
    inference('clusters: icb');
    at.expectRefusal(await at.run(), '"clusters"', 'Write "dependence"');
  });

  it('an output folder that cannot be made is said first, in one sentence', async () => {
    const file = path.join(at.work, 'notes.txt');
    writeFileSync(file, 'mine');
    at.data = path.join(at.work, 'nowhere');
    at.out = path.join(file, 'out');
    const refused = await at.run();
    at.expectRefusal(refused, 'would lie below a file');
    expect(refused.stderr).not.toMatch(/^\s+at /m);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('an output folder that is a file, holds other things, or lies in the data folder', async () => {
    writeFileSync(at.out, 'mine');
    at.expectRefusal(await at.run(), 'is a file');
    expect(readFileSync(at.out, 'utf8')).toBe('mine');
    at.out = path.join(at.work, 'foreign');
    writeFiles(at.out, { 'results/mine.csv': 'x' });
    at.expectRefusal(await at.run(), 'no run of this program made');
    expect(readFileSync(path.join(at.out, 'results/mine.csv'), 'utf8')).toBe('x');
    at.out = path.join(at.data, 'out');
    at.expectRefusal(await at.run(), 'lies in the data folder');
  });
});
