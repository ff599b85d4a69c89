import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { studyJsonSchema } from '@inverse-care/core/study-guide';
import { describe, expect, it } from 'vitest';
import { workplace } from './command.js';

const at = workplace();

const made = (name: string) => path.join(at.work, name);
const text = (name: string) => readFileSync(made(name), 'utf8');

describe('inverse-care new, where nobody is at a terminal', () => {
  it('writes a study of defaults that check accepts and run runs, with the schema for editors beside it', async () => {
    const outcome = await at.inverseCare(['new', '--out', 'mine/own.yaml', '--data', at.data]);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('mine/own.yaml is written');
    expect(text('mine/own.yaml')).toContain('study: own\n');
    expect(text('mine/own.yaml')).toContain('needs: [ltc_share]\n');
    expect(text('mine/own.yaml')).not.toContain(at.work);
    expect(JSON.parse(text('mine/inverse-care.schema.json'))).toEqual(studyJsonSchema());
    expect(readdirSync(made('mine'))).toEqual(['inverse-care.schema.json', 'own.yaml']);
    at.study = made('mine/own.yaml');
    expect(await at.inverseCare(['check', at.data, '--study', at.study])).toMatchObject({ code: 0 });
    expect(await at.run('--replicates', '99')).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(path.join(at.out, 'report.html'))).toBe(true);
  });

  it('writes over nothing unless it is told to', async () => {
    writeFileSync(made('own.yaml'), 'mine\n');
    at.expectRefusal(
      await at.inverseCare(['new', '--out', 'own.yaml']),
      'own.yaml',
      'not touched',
      '--force',
    );
    expect(text('own.yaml')).toBe('mine\n');
    expect(existsSync(made('inverse-care.schema.json'))).toBe(false);
    const forced = await at.inverseCare(['new', '--out', 'own.yaml', '--force', '--title', 'Mine']);
    expect(forced).toMatchObject({ code: 0 });
    expect(text('own.yaml')).toContain('title: Mine\n');
    at.expectRefusal(await at.inverseCare(['new', '--out', 'own.yaml']), 'not touched');
    // The schema is the program's own: a second study beside the first needs no force.
    expect(await at.inverseCare(['new', '--out', 'other.yaml'])).toMatchObject({ code: 0 });
  });

  it('leaves alone what is called as the schema is and is something else', async () => {
    writeFileSync(made('inverse-care.schema.json'), '{}\n');
    at.expectRefusal(
      await at.inverseCare(['new', '--out', 'own.yaml']),
      'inverse-care.schema.json',
      'not touched',
      '--force',
    );
    expect(text('inverse-care.schema.json')).toBe('{}\n');
    expect(existsSync(made('own.yaml'))).toBe(false);
  });

  it('refuses what the folder has not, and what no study can say, and writes nothing', async () => {
    const role = await at.inverseCare(['new', '--out', 'a.yaml', '--data', at.data, '--role', 'Pharmacist']);
    at.expectRefusal(role, 'No row', 'Write "Pharmacists"');
    const date = ['new', '--out', 'a.yaml', '--data', at.data, '--snapshots', '2021-03-31'];
    at.expectRefusal(await at.inverseCare(date), '2021-03-31', 'some of 2020-03-31');
    at.expectRefusal(
      await at.inverseCare(['new', '--out', 'a.yaml', '--needs', 'rural']),
      'rural',
      'ltc_share',
    );
    mkdirSync(made('empty'));
    at.expectRefusal(await at.inverseCare(['new', '--out', 'a.yaml', '--data', 'empty']), 'empty');
    expect(readdirSync(at.work).filter((name) => name.endsWith('.json') || name === 'a.yaml')).toEqual([]);
  });

  it('takes wrong usage for wrong usage', async () => {
    expect(await at.inverseCare(['new', '--absent', 'nought'])).toMatchObject({ code: 2 });
    expect(await at.inverseCare(['new', '--needs', 'a,,b'])).toMatchObject({ code: 2 });
  });
});

describe('what only the data can tell of a study is told with its line and column', () => {
  const study = (lines: string) => writeFileSync(at.study, `study: small\ntitle: Small\n${lines}\n`);

  it('a date that is not in the data', async () => {
    study('needs: [ltc_share]\nsnapshots:\n  - 2020-03-31\n  - 2020-06-30');
    const outcome = await at.run();
    at.expectRefusal(outcome, 'workforce file of the snapshot 2020-06-30', 'There are: 2020-03-31');
    expect(outcome.stderr).toContain(`where:    ${at.study}, line 6, column 5\n`);
  });

  it('a need that nothing has, with the nearest', async () => {
    study('snapshots: all\nneeds: [ltc_share, ltc_shere]');
    const outcome = await at.run();
    at.expectRefusal(outcome, '"ltc_shere"', 'Write "ltc_share"');
    expect(outcome.stderr).toContain(`where:    ${at.study}, line 4, column 20\n`);
  });

  it('a role that nobody has, the nearest first', async () => {
    study('snapshots: all\nneeds: [ltc_share]\nrole: Pharmasists');
    const outcome = await at.run();
    at.expectRefusal(outcome, 'No row has the role "Pharmasists"', 'one of: Pharmacists;');
    expect(outcome.stderr).toContain(`where:    ${at.study}, line 5, column 7\n`);
  });

  it('a required variable that the folder lacks', async () => {
    study('snapshots: all\nneeds: [ltc_share]\nrequired: [rural]');
    const outcome = await at.run();
    at.expectRefusal(outcome, 'requires rural');
    expect(outcome.stderr).toContain(`where:    ${at.study}, line 5, column 12\n`);
  });

  it('a study at another path, the nearest of those that are there', async () => {
    const outcome = await at.inverseCare(['run', '--study', 'stdy.yaml', '--data', at.data, '--out', at.out]);
    at.expectRefusal(outcome, 'There is no study file', 'Write "study.yaml"');
  });
});
