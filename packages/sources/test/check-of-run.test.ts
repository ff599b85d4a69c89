import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import { study } from './check-findings.js';
import { listSizes, national, survey } from './national-england.js';
import { buildOf, type Files, folderOf, totals } from './small-england.js';

/** What a run found in the data, and what `check` says of the same folder. */
async function both(files: Files) {
  const dir = await folderOf(files);
  const { check } = await buildOf(dir);
  const { findings } = await checkFolder({ dir, studies: [study({})] });
  return { run: check!.findings, checked: findings };
}

const ids = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);

describe('what a run says of its data', () => {
  it('is nothing where check finds nothing', async () => {
    const { run, checked } = await both(national());
    expect(checked).toEqual([]);
    expect(run).toEqual([]);
  });

  it('is what check says, word for word, of whatever is wrong', async () => {
    const files = national();
    const april = (files['patients/april.csv'] as string).split('\n');
    const { run, checked } = await both({
      ...files,
      'patients/april.csv': `${april.slice(0, 3000).join('\n').replaceAll(',16C,', ',ZZZ,')}\n`,
      'gpps-2019.csv': survey(600),
      'patients/zcopy.csv': files['patients/july.csv'] as string,
      'patients/2014.csv': totals('01APR2014', listSizes),
      'notes.csv': 'a,b\n1,2\n',
    });
    expect(ids(checked)).toEqual(
      expect.arrayContaining([
        'implausible-total',
        'unknown-area-codes',
        'survey-suppressed',
        'duplicate-file',
        'unused-file',
        'spare-file',
      ]),
    );
    expect(run).toEqual(checked);
  });

  it('is a warning where a survey withholds few values, a finding where it withholds many', async () => {
    const said = async (withheld: number) => {
      const dir = await folderOf({ ...national(), 'gpps-2019.csv': survey(withheld) });
      const { warnings, check } = await buildOf(dir);
      const messages = warnings
        .map(({ message }) => message)
        .filter((one) => one.includes('have no value of'));
      return [messages.length, ids(check?.findings ?? []).includes('survey-suppressed')];
    };
    const [warned, found] = await said(60);
    expect(warned).toBeGreaterThan(0);
    expect(found).toBe(false);
    expect(await said(600)).toEqual([0, true]);
  });
});
