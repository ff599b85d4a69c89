import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  InputError,
  isLeftOver,
  processMark,
  processOf,
  requireTemporary,
  stateOfMark,
  systemCode,
  systemFault,
  systemFaults,
  temporaryFolder,
} from '../src/index.js';

describe('an error of the system', () => {
  it('has a sentence, where it was, and what to do', async () => {
    const error = await readFile('/nowhere/at/all').catch((thrown: unknown) => thrown);
    const fault = systemFault(error, { what: 'The study cannot be read' })!;
    expect(fault).toBeInstanceOf(InputError);
    expect(fault.message).toBe('The study cannot be read: it is not there, or has gone (ENOENT).');
    expect(fault.place.file).toBe('/nowhere/at/all');
    expect(fault.remedy).toBe(systemFaults.ENOENT!.remedy);
  });

  it('is known by the words of a library that writes by itself', () => {
    expect(systemCode(new Error('IO Error: Could not write file "x": No space left on device'))).toBe(
      'ENOSPC',
    );
    expect(systemCode(new Error('IO Error: Read-only file system'))).toBe('EROFS');
  });

  it('is none where the error has another name, or has its sentence already', () => {
    expect(systemFault(new TypeError('x is not a function'), { what: 'This' })).toBeNull();
    expect(systemFault(Object.assign(new Error(), { code: 'ERR_OTHER' }), { what: 'This' })).toBeNull();
    expect(systemFault(new InputError('No space left on device'), { what: 'This' })).toBeNull();
    expect(systemCode(undefined)).toBeUndefined();
  });
});

/** The mark of a process that has ended, as this machine would have given it. */
const endedMark = () =>
  processMark().replace(/-\d+-\d+-/, `-${spawnSync(process.execPath, ['--version']).pid}-1-`);

describe('the mark of a process', () => {
  it('tells one that runs from one that has ended, and from one of another machine', () => {
    const mark = processMark();
    expect(processMark()).not.toBe(mark);
    expect(processOf(mark)).toBe(process.pid);
    expect(stateOfMark(mark)).toBe('running');
    expect(stateOfMark(endedMark())).toBe('ended');
    expect(stateOfMark('00000000-1-0-00000000')).toBe('elsewhere');
    expect(isLeftOver('00000000-1-0-00000000', 3_600_000)).toBe(false);
    expect(isLeftOver('00000000-1-0-00000000', 3_600_000, 600_000)).toBe(true);
    expect(isLeftOver(mark, Number.POSITIVE_INFINITY)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is not that of a later process with its number', () => {
    const [host, pid, start, chance] = processMark().split('-');
    expect(stateOfMark([host, pid, Number(start) + 1, chance].join('-'))).toBe('ended');
  });
});

describe('the temporary folder', () => {
  const before = { TMPDIR: process.env.TMPDIR, TEMP: process.env.TEMP, TMP: process.env.TMP };
  let temporary = '';
  const put = (at: string) => {
    for (const name of Object.keys(before)) process.env[name] = at;
  };
  beforeEach(() => {
    temporary = mkdtempSync(path.join(tmpdir(), 'machine-'));
    put(temporary);
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(temporary, { recursive: true });
  });

  it('loses what killed processes have left, and nothing else', async () => {
    const elsewhere = 'inverse-care-00000000-1-0-00000000';
    const mine = `inverse-care-${processMark()}`;
    const link = `inverse-care-${endedMark()}`;
    for (const name of [`inverse-care-${endedMark()}`, elsewhere, mine, 'inverse-care-notes', 'other']) {
      mkdirSync(path.join(temporary, name));
      writeFileSync(path.join(temporary, name, 'file'), '');
    }
    symlinkSync(path.join(temporary, 'other'), path.join(temporary, link));
    const made = await temporaryFolder();
    const expected = [path.basename(made), elsewhere, mine, 'inverse-care-notes', 'other', link];
    expect(readdirSync(temporary).sort()).toEqual(expected.sort());
    if (process.platform !== 'win32') expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it('is tried and left empty, and named where it is missing', async () => {
    await requireTemporary();
    expect(readdirSync(temporary)).toEqual([]);
    await expect(requireTemporary(2 ** 60)).rejects.toThrow('no room left');
    put(path.join(temporary, 'nowhere'));
    const error = await requireTemporary().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).explain()).toMatch(/The temporary folder cannot be used[\s\S]*TMPDIR/);
  });
});
