import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { workplace } from './command.js';

const at = workplace();

/** A score of the small folder's practices, with two codes that are none of it. */
function table(): string {
  const rows = ['GP practice,ucla_score'];
  for (let i = 0; i < 40; i++)
    for (const half of ['A', 'B']) rows.push(`${half}${80_001 + i},${(4 + ((i * 5) % 13) / 4).toFixed(2)}`);
  return `${[...rows, 'Z99998,5', 'Z99999,6'].join('\n')}\n`;
}

const local = (name: string) => path.join(at.data, 'local', name);

function writeTable(): string {
  writeFileSync(local('lonely.csv'), table());
  return local('lonely.csv');
}

describe('inverse-care describe', () => {
  it('proposes a sidecar, writes it where the program looks, and a new study runs on it', async () => {
    const file = writeTable();
    const options = [
      '--data',
      at.data,
      '--need',
      'ucla_score',
      '--year',
      '2019',
      '--source',
      'Council survey',
    ];
    const outcome = await at.inverseCare(['describe', file, ...options]);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain('practices, by the column "GP practice"; 80 of 82 rows join (97.6%)');
    expect(outcome.stdout).toContain('ucla_score: score; 82 numbers from 4 to 7, 0 missing');
    expect(outcome.stdout).toContain(readFileSync(local('lonely.yaml'), 'utf8'));
    expect(outcome.stdout).toContain(`use ucla_score in a study: inverse-care new --data ${at.data}`);
    at.study = path.join(at.work, 'mine.yaml');
    const made = ['new', '--out', at.study, '--data', at.data, '--needs', 'ucla_score'];
    expect(await at.inverseCare(made)).toMatchObject({ code: 0 });
    expect(await at.run('--replicates', '99')).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(path.join(at.out, 'results', 'panel.csv'), 'utf8').split('\n')[0]).toContain(
      'ucla_score',
    );
  });

  it('writes over no sidecar unless it is told to, and nothing with --dry-run', async () => {
    const file = writeTable();
    const dry = await at.inverseCare(['describe', file, '--dry-run']);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.stdout).toContain('Nothing was written.');
    expect(existsSync(local('lonely.yaml'))).toBe(false);
    writeFileSync(local('lonely.yml'), 'mine\n');
    at.expectRefusal(await at.inverseCare(['describe', file]), /lonely\.yml/, 'not touched', '--force');
    expect(readFileSync(local('lonely.yml'), 'utf8')).toBe('mine\n');
    expect(await at.inverseCare(['describe', file, '--force'])).toMatchObject({ code: 0 });
    // Not a second one beside it: the program would refuse two.
    expect(existsSync(local('lonely.yaml'))).toBe(false);
    expect(readFileSync(local('lonely.yml'), 'utf8')).toContain('ucla_score:');
  });

  it('says where a table has to lie that lies elsewhere, and what is to be filled in', async () => {
    mkdirSync(path.join(at.work, 'mine'));
    writeFileSync(path.join(at.work, 'mine', 'lonely.csv'), table());
    const outcome = await at.inverseCare(['describe', 'mine/lonely.csv', '--data', 'data']);
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toContain('1. fill in year in mine/lonely.yaml: no run takes it before.');
    expect(outcome.stdout).toContain('move both files into data/local');
  });

  it('refuses a table at its row and column, and writes nothing', async () => {
    writeFileSync(local('lonely.csv'), table().replace('A80003,6.50', 'A80003,"1,200"'));
    const outcome = await at.inverseCare(['describe', local('lonely.csv')]);
    at.expectRefusal(outcome, /lonely\.csv, row 6, column ucla_score/, '"1,200" is no number', 'commas');
    expect(existsSync(local('lonely.yaml'))).toBe(false);
    expect(await at.inverseCare(['describe'])).toMatchObject({ code: 2 });
    expect(await at.inverseCare(['describe', local('lonely.csv'), '--year', 'now'])).toMatchObject({
      code: 2,
    });
  });

  it('is named by a run and by check where a table has no sidecar', async () => {
    writeTable();
    writeFileSync(at.study, 'study: small\ntitle: Small\nsnapshots: all\nneeds: [ucla_score]\n');
    const outcome = await at.run();
    at.expectRefusal(
      outcome,
      '"ucla_score"',
      'has no sidecar',
      /`inverse-care describe \S+lonely\.csv --data \S+` proposes one/,
    );
    expect(outcome.stderr).toContain(`where:    ${at.study}, line 4, column 9\n`);
    const checked = await at.inverseCare(['check', at.data, '--study', at.study]);
    expect(checked.stdout.replace(/\s+/g, ' ')).toContain(
      '`inverse-care describe local/lonely.csv --data DATA` proposes one',
    );
  });
});
