import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

const at = workplace();

describe('audit', () => {
  const audit = (...more: string[]) => at.inverseCare(['audit', '--from', at.out, '--no-pdf', ...more]);
  const made = () => path.join(at.work, 'audit');

  it('writes page and tables, the same bytes twice, and exits with 0 whatever it finds', async () => {
    await at.hasRun();
    const first = await audit('--out', made());
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/wilding-2024: \d+ statements, \d+ reproduced/);
    const outputs = outputsOf(made());
    const table = readFileSync(path.join(made(), 'results', 'audit.csv'), 'utf8');
    expect(table.split('\n')[0]).toBe(
      'id,document,place,quantity,printed,unit,verdict,severity,calculation,table,row,column',
    );
    expect(readFileSync(path.join(made(), 'audit.html'), 'utf8')).toContain('What cannot be as it stands');
    expect((await audit('--out', made())).code).toBe(0);
    expect(outputsOf(made())).toEqual(outputs);
  });

  it('refuses the folder of the run as its own, a ledger that is not there, and one that is wrong', async () => {
    await at.hasRun();
    const before = outputsOf(at.out);
    at.expectRefusal(await audit('--out', at.out), 'take the place of the run', '--out');
    at.expectRefusal(
      await audit('--out', made(), '--ledger', path.join(at.work, 'none.yaml')),
      'not there',
      '--ledger',
    );
    const neither = await at.inverseCare(['audit', '--out', made()]);
    expect(neither).toMatchObject({ code: 2 });
    expect(neither.stderr).toContain('--data');
    const link = path.join(at.work, 'link');
    symlinkSync(at.out, link);
    at.expectRefusal(await audit('--out', link), 'take the place of the run', '--out');
    const wrong = path.join(at.work, 'wrong.yaml');
    writeFileSync(wrong, 'document: { id: a, title: A, authors: B, year: 2030, kind: c }\nblock: []\n');
    at.expectRefusal(await audit('--out', made(), '--ledger', wrong), '"block"', 'blocks');
    expect(outputsOf(at.out)).toEqual(before);
  });
});
