import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { sayInColour, visible, visibleIn, visibleJson } from '../src/terminal.js';
import { workplace } from './command.js';

const at = workplace();

// ECMA-48: ESC ] … BEL sets a window's title, ESC [ 2 J clears the screen, 0x9b is ESC [ in one byte.
const hostile = '\x1b]0;owned\x07\x1b[2J\u009b31mred\u202eback\r';
const control = /(?!\n)[\p{Cc}\u202e]/u;

describe('what is said', () => {
  it('shows what a terminal would obey', () => {
    expect(visible(hostile)).toBe('\\x1b]0;owned\\x07\\x1b[2J\\x9b31mred\\u202eback\\x0d');
    expect(visible('a\tb\nÄ – “é”')).toBe('a\tb\nÄ – “é”');
    expect(visibleIn({ a: ['\x07', 1, null, { b: true }] })).toEqual({ a: ['\\x07', 1, null, { b: true }] });
  });

  it('stays the same in JSON, with escapes', () => {
    const json = visibleJson(JSON.stringify({ name: hostile }));
    expect(json).not.toMatch(control);
    expect(JSON.parse(json)).toEqual({ name: hostile });
  });

  it('has the program’s own colours and no others', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    sayInColour('\x1b[1;31mSTOPS\x1b[0m a \x1b[2Jb\x1b[7m');
    expect(log).toHaveBeenCalledWith('\x1b[1;31mSTOPS\x1b[0m a \\x1b[2Jb\\x1b[7m');
    log.mockRestore();
  });
});

describe('a folder and a study with escapes in names, cells and titles', () => {
  const spoil = () => {
    const map = path.join(at.data, 'map.csv');
    writeFileSync(
      map,
      readFileSync(map, 'utf8')
        .replaceAll(',PCN 1,', `,${hostile.replace('\r', '')}PCN 1,`)
        .replaceAll(',PCN 2,', ',=HYPERLINK(1),'),
    );
    writeFileSync(path.join(at.data, 'a\x1b[31m.csv'), 'x\x1b[2J,y\n1,2\n');
    const study = readFileSync(at.study, 'utf8');
    writeFileSync(at.study, study.replace('title: A small study', 'title: "A \\e[2J small \\x9b study"'));
  };

  it('reach neither the terminal nor page, figures and tables', async () => {
    spoil();
    const ran = await at.run('--no-cache');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).not.toMatch(control);
    expect(ran.stdout).toContain('a\\x1b[31m.csv');
    const checked = await at.inverseCare(['check', at.data, '--files', '--no-cache']);
    expect(checked.stdout + checked.stderr).not.toMatch(control);
    const json = await at.inverseCare(['check', at.data, '--json', '--no-cache']);
    expect(json.stdout).not.toMatch(control);
    for (const file of ['report.html', 'results/panel.csv', 'figures/figure1.svg']) {
      expect(readFileSync(path.join(at.out, file), 'utf8'), file).not.toMatch(/(?![\n\t])[\p{Cc}\u202e]/u);
    }
  });

  it('that begin as a formula does have an apostrophe before them in every output', async () => {
    spoil();
    expect((await at.run('--no-cache')).code).toBe(0);
    const panel = readFileSync(path.join(at.out, 'results/panel.csv'), 'utf8');
    expect(panel).toContain(",'=HYPERLINK(1),");
    expect(panel).not.toContain(',=HYPERLINK');
    const again = path.join(at.work, 'again');
    await at.inverseCare(['report', '--from', at.out, '--out', again, '--no-pdf']);
    expect(readFileSync(path.join(again, 'report.html'), 'utf8')).toBe(
      readFileSync(path.join(at.out, 'report.html'), 'utf8'),
    );
  });

  it('in an error and in what commander says of an option are shown too', async () => {
    writeFileSync(at.study, 'study: small\n"tit\\e[2Jle": x\n');
    const refused = await at.run();
    expect(refused.code).toBe(1);
    expect(refused.stderr).not.toMatch(control);
    const unknown = await at.inverseCare(['check', at.data, '--no\x1b[2J']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).not.toMatch(control);
  });
});

it('a patients file that is not recognised is named beside the result, with how far off the next one is', async () => {
  const april = readFileSync(path.join(at.data, 'patients.csv'), 'utf8');
  writeFileSync(path.join(at.data, 'july.csv'), april.replaceAll('01APR2020', '01JUL2020'));
  const strange = april
    .replace('EXTRACT_DATE', 'WHEN')
    .replace(',CODE,', ',SURGERY,')
    .replace('NUMBER_OF_', '');
  writeFileSync(path.join(at.data, 'patients.csv'), strange);
  const { code, stdout } = await at.run();
  expect(code).toBe(0);
  expect(stdout).toContain('Look at this first:');
  expect(stdout).toMatch(/patients\.csv: Not understood: .* it looks like patients by practice/);
  expect(stdout).toContain('nearest extract of registered patients: 2020-03-31 (92).');
});
