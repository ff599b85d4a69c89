import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallFiles } from './small-folder.js';

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'inverse-care-fetch-command-'));
const into = path.join(scratch, 'data');
const page = '/digital.nhs.uk/data-and-information/publications/statistical/primary-care-network-workforce';
const answers: Record<string, string> = {
  [`${page}/31-march-2020`]: '<a href="/files/Individual%20March%202020.csv">Individual-level CSV</a>',
  '/digital.nhs.uk/files/Individual%20March%202020.csv': smallFiles()['workforce.csv'] as string,
};
let server: Server;
let mirror: string;
let etag = '"1"';
/** Called when the file is asked for, in place of an answer. */
let hold: (() => void) | null = null;

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer !== undefined && hold !== null && request.url?.endsWith('.csv')) return hold();
    response.writeHead(answer === undefined ? 404 : 200, { etag }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(scratch, { recursive: true, force: true });
});

function fetchInto(args: string[], onChild?: (stop: () => void) => void) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, INVERSE_CARE_MIRROR: mirror };
    const child = spawn(process.execPath, [bin, 'fetch', '--into', into, ...args], { env });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (said.stdout += chunk));
    child.stderr.on('data', (chunk) => (said.stderr += chunk));
    onChild?.(() => child.kill('SIGINT'));
    child.on('close', (code) => resolve({ code, ...said }));
  });
}
const march = ['--from', '2020-03', '--to', '2020-03'];

it('prints the plan and writes nothing with --dry-run', async () => {
  const { code, stdout } = await fetchInto([...march, '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('primary-care-network-workforce/31-march-2020');
  expect(stdout).toContain('gp-patient.co.uk/surveysandreports');
  expect(existsSync(into)).toBe(false);
});

it('leaves nothing half-done when it is stopped', async () => {
  const { code, stdout, stderr } = await fetchInto([...march, '--only', 'workforce'], (stop) => {
    hold = stop;
  });
  hold = null;
  expect([code, stdout]).toEqual([130, '']);
  expect(stderr).toBe('Stopped. What is whole is kept; the same command goes on from here.\n');
  expect(existsSync(path.join(into, 'workforce'))).toBe(false);
});

it('says in a pipe one line a file, and a table in the end', async () => {
  const { code, stdout, stderr } = await fetchInto([...march, '--only', 'workforce']);
  expect(stderr).toBe(
    'workforce/Individual March 2020.csv: 0.0 MB, of a length that was not declared; opens as workforce of 2020-03\n',
  );
  expect(stdout).toMatch(/^ +workforce +1 +1 +- +- +- +-$/m);
  expect(code).toBe(0);
  expect(readFileSync(path.join(into, 'workforce', 'Individual March 2020.csv'), 'utf8')).toBe(
    smallFiles()['workforce.csv'],
  );
});

it('keeps what is there, and fails where something is missing, with the steps to get it', async () => {
  const { code, stdout, stderr } = await fetchInto([...march, '--only', 'workforce,survey']);
  expect(stdout).toMatch(/^ +workforce +1 +- +1 +- +- +-$/m);
  expect(stdout).toContain('Save GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv');
  expect(stderr).toContain('1 of 2 files that were asked for is missing');
  expect(code).toBe(1);
});

it('goes on after faults, names each with its file, and fails in the end', async () => {
  answers[`${page}/30-june-2020`] = '<a href="https://elsewhere.example/Individual-june-2020.csv">June</a>';
  const span = ['--from', '2020-03', '--to', '2020-06', '--only', 'workforce'];
  const strict = await fetchInto(span);
  expect(strict.code).toBe(1);
  expect(strict.stdout).toMatch(/^ +workforce +2 +- +1 +- +- +1$/m);
  expect(strict.stdout).toMatch(/2020-06: .*elsewhere\.example.* is not asked: .*--host elsewhere\.example/);
  const named = await fetchInto([...span, '--host', 'elsewhere.example']);
  expect(named.stdout).toMatch(/2020-06: .*elsewhere\.example has no such page \(HTTP 404\)/);
});

it('fails where --update was asked for and the newer file is no good', async () => {
  const csv = '/digital.nhs.uk/files/Individual%20March%202020.csv';
  const good = answers[csv] as string;
  answers[csv] = `${good}spoilt`;
  etag = '"2"';
  const { code, stdout, stderr } = await fetchInto([...march, '--only', 'workforce', '--update']);
  answers[csv] = good;
  etag = '"1"';
  expect(stdout).toMatch(
    /Changed at the publisher\n.*2020-03: its publisher has changed it, and it could not be had/,
  );
  expect(stderr).toContain('1 of 1 files is not the publisher’s newest');
  expect(code).toBe(1);
});

it.each([
  [['--host', 'https://a.example/'], /name of a host/],
  [['--least-speed', 'slow'], /whole number/],
  [['--deadline', '0'], /above 0/],
  [['--only', 'nonsense'], /"nonsense" is none of workforce/],
  [['--from', '2020'], /such as 2020-03/],
])('refuses %j as wrong usage', async (args, words) => {
  const { code, stderr } = await fetchInto(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(words);
});
