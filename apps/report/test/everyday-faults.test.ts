import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import { stateOfData } from '@inverse-care/sources/data-state';
import { describe, expect, it } from 'vitest';
import { requireApart } from '../src/commands/run.js';
import { declaredDate, documentDate } from '../src/document-date.js';
import { workplace } from './command.js';

const at = workplace();

describe('SOURCE_DATE_EPOCH', () => {
  it.each(['', ' ', ' 5', '1e9', '12.5', '-1', '+5', '0x10', 'today', '2024-01-01', '253402300800', 'NaN'])(
    'is refused where it is %j',
    (text) => {
      expect(() => declaredDate({ SOURCE_DATE_EPOCH: text })).toThrow(InputError);
      expect(() => declaredDate({ SOURCE_DATE_EPOCH: text })).toThrow(JSON.stringify(text));
    },
  );

  it('is whole seconds up to the year 9999, else the last snapshot speaks', () => {
    expect(declaredDate({ SOURCE_DATE_EPOCH: '0' })).toBe('1970-01-01');
    expect(declaredDate({ SOURCE_DATE_EPOCH: '1695945600' })).toBe('2023-09-29');
    expect(declaredDate({ SOURCE_DATE_EPOCH: '253402300799' })).toBe('9999-12-31');
    expect(declaredDate({})).toBeNull();
    expect(documentDate({ snapshots: ['2020-03-31', '2020-06-30'] })).toBe('2020-06-30');
  });

  it('that is odd stops a run before its work', async () => {
    at.env = { SOURCE_DATE_EPOCH: '12.5' };
    at.expectRefusal(await at.run(), 'SOURCE_DATE_EPOCH is "12.5"', 'unset it');
  });
});

describe('a data folder of symbolic links', () => {
  /** The data folder as links to files elsewhere. */
  function linked(): void {
    const store = path.join(at.work, 'store');
    renameSync(at.data, store);
    mkdirSync(path.join(at.data, 'local'), { recursive: true });
    for (const name of ['workforce.csv', 'patients.csv', 'map.csv', 'local/ltc.csv'])
      symlinkSync(path.join(store, name), path.join(at.data, name));
  }
  const target = () => path.join(at.work, 'store', 'local', 'ltc.csv');

  it('is seen to change where a target does', async () => {
    linked();
    expect((await at.run()).code).toBe(0);
    expect((await at.run()).stdout).toContain('Nothing has changed');
    writeFileSync(target(), readFileSync(target(), 'utf8').replaceAll('0.4', '0.5'));
    const again = await at.run();
    expect(again.stdout).toContain('Done in');
  });

  it('has another state where a link leads to another file of the same size and time', async () => {
    linked();
    const before = await stateOfData(at.data);
    expect(await stateOfData(at.data)).toBe(before);
    const other = path.join(at.work, 'other.csv');
    cpSync(target(), other);
    const when = new Date('2024-01-01');
    utimesSync(other, when, when);
    rmSync(path.join(at.data, 'local', 'ltc.csv'));
    symlinkSync(other, path.join(at.data, 'local', 'ltc.csv'));
    expect(await stateOfData(at.data)).not.toBe(before);
  });

  it('has another state where a folder is a link and a file in its target changes', async () => {
    const place = path.join(at.work, 'elsewhere');
    renameSync(path.join(at.data, 'local'), place);
    symlinkSync(place, path.join(at.data, 'local'));
    const before = await stateOfData([at.data]);
    utimesSync(path.join(place, 'ltc.csv'), new Date('2024-02-01'), new Date('2024-02-01'));
    expect(await stateOfData([at.data])).not.toBe(before);
  });
});

describe('OUT and the data folder', () => {
  it('are apart by where links lead, not by how they are called', async () => {
    const link = path.join(at.work, 'link');
    symlinkSync(at.data, link);
    await expect(requireApart([at.data], path.join(link, 'out'))).rejects.toThrow('lies in the data folder');
    await expect(requireApart([link], path.join(at.data, 'out'))).rejects.toThrow('lies in the data folder');
    await expect(requireApart([at.data], at.out)).resolves.toBeUndefined();
    mkdirSync(at.out);
    symlinkSync(at.out, path.join(at.data, 'more'));
    await expect(requireApart([at.data], at.out)).rejects.toThrow('A link in the data folder leads');
    await expect(requireApart([path.join(at.out, 'data')], at.out)).resolves.toBeUndefined();
  });
});

describe('an everyday fault has a sentence', () => {
  it('where the temporary folder is missing', async () => {
    const nowhere = path.join(at.work, 'nowhere');
    at.env = { TMPDIR: nowhere, TMP: nowhere, TEMP: nowhere };
    at.expectRefusal(await at.run(), 'The temporary folder cannot be used', 'nowhere', 'TMPDIR');
  });

  it('where names have a backslash, which is no fault', async () => {
    if (process.platform === 'win32') return;
    const odd = path.join(at.work, 'da\\ta');
    renameSync(at.data, odd);
    renameSync(path.join(odd, 'patients.csv'), path.join(odd, 'pati\\ents.csv'));
    at.data = odd;
    at.out = path.join(at.work, 'o\\ut');
    const { code, stderr } = await at.run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('where OUT is below a file or a link that leads nowhere', async () => {
    symlinkSync(path.join(at.work, 'nowhere'), at.out);
    at.expectRefusal(await at.run(), 'leads nowhere');
    at.out = path.join(at.study, 'out');
    at.expectRefusal(await at.run(), 'below a file');
    at.expectRefusal(await at.inverseCare(['demo', '--no-pdf', '--out', at.out]), 'below a file');
    at.expectRefusal(await at.inverseCare(['report', '--from', at.data, '--out', at.out]), 'below a file');
  });
});
