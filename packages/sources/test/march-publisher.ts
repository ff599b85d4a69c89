import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { InputError } from '@inverse-care/domain';
import { expect } from 'vitest';
import {
  emptyFolder,
  page,
  publisherOf,
  type Request,
  type Served,
  trial,
  workforcePage,
} from './publisher.js';
import { marchWorkforce } from './small-england.js';

export const files = 'files.digital.nhs.uk';
export const march = `${files}/AA/111111/Primary Care Networks - March 2020 Individual Level.csv`;
export const marchLink = `https://${files}/AA/111111/Primary%20Care%20Networks%20-%20March%202020%20Individual%20Level.csv`;
export const marchPath = 'workforce/Primary Care Networks - March 2020 Individual Level.csv';
export const marchPage = `${workforcePage}/31-march-2020`;

/** A publisher whose page of March 2020 links to what is served. */
export const withMarch = (served: Served = marchWorkforce) =>
  publisherOf({ [marchPage]: page([marchLink, 'Individual-level CSV']), [march]: served });

export const lockOf = async (into: string) =>
  JSON.parse(await readFile(join(into, 'inverse-care.lock.json'), 'utf8')).files;
export const asked = (requests: readonly Request[], path: string) =>
  requests.filter((request) => request.path === path);
export const isMine = (into: string) =>
  readdir(into).then((names) => names.filter((name) => !/^workforce$|lock/.test(name)));

/** Waits until so many bytes of an unfinished download lie on the disk. */
export async function untilPartHas(into: string, bytes: number): Promise<void> {
  for (;;) {
    const parts = await readdir(join(into, '.partial')).catch(() => []);
    const [part] = parts.filter((name) => !name.endsWith('.json'));
    if (part !== undefined && (await stat(join(into, '.partial', part))).size >= bytes) return;
    await setTimeout(5);
  }
}

export async function refusal(promise: Promise<unknown>): Promise<InputError> {
  const error = await promise.then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

/** Expects that nothing came, and gives the reason that the reader is told. */
export async function reasonOf(served: Served, into?: string): Promise<string> {
  const folder = into ?? (await emptyFolder());
  const publisher = await withMarch(served);
  const { outcomes } = await trial(publisher, folder, { maxBytes: 50_000_000 });
  expect(outcomes).toMatchObject([{ status: 'failed', files: [] }]);
  expect(existsSync(join(folder, 'workforce'))).toBe(false);
  expect(outcomes[0]?.steps.length).toBeGreaterThan(0);
  return outcomes[0]?.note ?? '';
}
