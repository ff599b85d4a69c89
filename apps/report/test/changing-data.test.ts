import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readStudy } from '@inverse-care/core/study';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../src/commands/compute.js';
import type { ReportOrder } from '../src/commands/report-order.js';
import type { Progress } from '../src/progress.js';
import { workplace } from './command.js';
import { smallFiles } from './small-folder.js';

const at = workplace();

/** Reads the data of a study, and does something once reading has begun. */
function readWhile(change: () => void) {
  const text = smallFiles()['study.yaml'];
  const declared = { study: readStudy(text, at.study), text, file: at.study };
  const order = { options: { out: '', pdf: false }, declared, command: '', dataFolder: () => at.data };
  let begun = false;
  const update = () => {
    if (!begun) change();
    begun = true;
  };
  const progress = { update, clear() {} } as Progress;
  const { signal } = new AbortController();
  return factsOf(order as unknown as ReportOrder, null, { staging: '', progress, signal });
}

describe('a data folder that changes while it is read', () => {
  it('is refused, with the file’s name, where a run has read the file', async () => {
    const file = path.join(at.data, 'local', 'ltc.csv');
    await expect(readWhile(() => appendFileSync(file, '\n'))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('changed while the run read them'),
      place: { file: 'local/ltc.csv' },
      remedy: expect.stringContaining('Run again'),
    });
  });

  it('is refused where a file is gone that was read', async () => {
    const file = path.join(at.data, 'map.csv');
    await expect(readWhile(() => rmSync(file))).rejects.toMatchObject({ name: 'InputError' });
  });

  it('is read where a file comes that no run reads', async () => {
    const facts = await readWhile(() => writeFileSync(path.join(at.data, 'notes.txt'), 'later'));
    expect(facts.inputs.map((input) => input.path)).toContain('local/ltc.csv');
  });
});
