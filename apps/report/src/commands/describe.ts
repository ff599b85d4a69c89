import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError, levelWords, systemFault } from '@inverse-care/domain';
import { type Description, describeTable, joinedInWords, rangeInWords } from '@inverse-care/sources';
import { say } from '../terminal.js';
import { cacheFrom } from './cache.js';

/** Options of `describe`. */
export interface DescribeCommandOptions {
  data?: string[];
  key?: string;
  denominator?: string;
  source?: string;
  year?: number;
  need?: string[];
  dryRun?: boolean;
  force?: boolean;
  /** Folder of the cache; false for none. */
  cache?: string | false;
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Where the program looks for the sidecar of a table, and the one that is there already. */
async function sidecarOf(table: string): Promise<{ file: string; taken: boolean }> {
  const stem = table.replace(/\.[^./\\]+$/, '');
  for (const extension of ['yaml', 'yml']) {
    if (await isThere(`${stem}.${extension}`)) return { file: `${stem}.${extension}`, taken: true };
  }
  return { file: `${stem}.yaml`, taken: false };
}

const refusal = (file: string, before: string) =>
  new InputError('The table has a sidecar already: it was not touched.', {
    place: { file },
    expected: 'a table without one',
    remedy: `Add --force to write over it${before.includes('#') ? ', which loses its comments too' : ''}, or --dry-run to see the proposal alone.`,
  });

async function put(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, text);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw systemFault(error, { what: 'The sidecar cannot be written', file }) ?? error;
  }
}

/** Whether the program looks for local tables where this one is. */
const isInLocal = (table: string) =>
  path
    .dirname(path.resolve(table))
    .split(/[\\/]/)
    .some((part) => part.toLowerCase() === 'local');

function isBelow(folder: string, file: string): boolean {
  const way = path.relative(path.resolve(folder), path.resolve(file));
  return !way.startsWith('..') && !path.isAbsolute(way);
}

/** What is left to do before a study can use the table. */
function steps(
  table: string,
  sidecar: string,
  { unfilled, proposal }: Description,
  data: string[] | undefined,
) {
  const outside = data !== undefined && !data.some((folder) => isBelow(folder, table));
  const folder = `${data?.[0] ?? 'DATA'}/local`;
  const all = (data ?? ['DATA']).join(' --data ');
  const todo = [
    ...(unfilled.length > 0 ? [`fill in ${unfilled.join(', ')} in ${sidecar}: no run takes it before`] : []),
    'look at every line; say which way need goes ("direction") and what it is about ("construct")',
    ...(isInLocal(table) && !outside
      ? []
      : [`move both files into ${folder}: the program looks for local tables there alone`]),
    `use ${proposal.variables.map(({ id }) => id).join(', ')} in a study: inverse-care new --data ${all}`,
  ];
  return ['Then:', ...todo.map((step, i) => `  ${i + 1}. ${step}.`)];
}

/**
 * `describe`: proposes the sidecar of a table of one's own, and writes it beside the table.
 * @throws InputError where the table cannot be used, at its row and column, or a sidecar is in the way; nothing is written then.
 */
export async function describeCommand(
  table: string,
  options: DescribeCommandOptions,
  signal: AbortSignal,
): Promise<void> {
  const { data, key, denominator, source, year, need, dryRun = false, force = false } = options;
  const { file, taken } = await sidecarOf(table);
  if (taken && !force && !dryRun) throw refusal(file, await readFile(file, 'utf8').catch(() => ''));
  const found = await describeTable({
    file: table,
    signal,
    ...(data && { data }),
    ...(key !== undefined && { key }),
    ...(denominator !== undefined && { denominator }),
    ...(source !== undefined && { source }),
    ...(year !== undefined && { year }),
    ...(need && { needs: need }),
    cache: data === undefined ? null : ((await cacheFrom(options.cache)?.open()) ?? null),
  });
  const { proposal, text } = found;
  const { key: codes, variables, passedOver, by } = proposal;
  say(
    [
      `${table}: ${levelWords(codes.level).many}, by the column "${codes.column}"; ${joinedInWords(proposal)}, told by ${by}.`,
      ...variables.flatMap((one) => [
        `  ${one.id}: ${rangeInWords(one)}`,
        ...one.notes.map((note) => `    ${note}`),
      ]),
      ...passedOver.map(({ column, why }) => `  passed over: "${column}", as ${why}`),
      '',
      text,
    ].join('\n'),
  );
  if (dryRun) return say('Nothing was written.');
  await put(file, text);
  say([`${file} is written.`, ...steps(table, file, found, data)].join('\n'));
}
