import { Writable } from 'node:stream';
import { drain, leave, unpackerOf } from './answer.js';
import type { Client } from './client.js';
import { within } from './deadline.js';
import type { Want } from './editions.js';
import { FetchFailure } from './failure.js';
import { hostOf } from './hosts.js';
import { chooseLinks, fileNameOf, type Link } from './links.js';
import { paced } from './pace.js';
import { linksOf } from './page-links.js';
import { inWords } from './patience.js';
import { type Clock, withRetries } from './retry.js';
import { onTheWay, refusedBy } from './troubles.js';

/** A file at an address. */
export interface Address {
  address: string;
  name: string;
  /** The landing page that links to it; null where the address is known otherwise. */
  page: string | null;
}

/** Where a wanted file may be had: the first set that serves is enough. */
export interface Findings {
  alternatives: Address[][];
  /** Why pages gave nothing, or not all. */
  notes: string[];
  /** The failure where a page's host could not be reached. */
  unreachable: FetchFailure | null;
}

const lastOf = (address: string) => address.split('/').at(-1);
const longestPage = 8 * 2 ** 20;
/** More files of one kind and month than any page of a publisher links to. */
const mostFiles = 20;

async function readPage(client: Client, address: string, clock: Clock, signal: AbortSignal | undefined) {
  const answer = await client.ask(address, { headers: { accept: 'text/html,*/*;q=0.8' }, signal });
  const { host } = new URL(answer.address);
  if (answer.status !== 200) {
    leave(answer);
    throw refusedBy(answer, clock.now());
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  const page = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      bytes += chunk.length;
      done(bytes > longestPage ? new FetchFailure(`${host} sends a page without end`) : null);
    },
  });
  await drain(answer, [paced(host, client.patience), unpackerOf(answer), page], signal).catch((error) => {
    throw onTheWay(error, host, signal);
  });
  return linksOf(Buffer.concat(chunks).toString('utf8'), answer.address);
}

/** Reads landing pages, each once in a run. */
export function pageReader(
  client: Client,
  clock: Clock,
  signal: AbortSignal | undefined,
  onRetry?: (failure: FetchFailure, seconds: number) => void,
): (address: string) => Promise<Link[]> {
  const pages = new Map<string, Promise<Link[]>>();
  return (address) => {
    const known = pages.get(address);
    if (known !== undefined) return known;
    const { each } = client.patience;
    const late = `${hostOf(address)} has not sent the page in ${inWords(each)}`;
    const page = within(each, late, signal, (inner) =>
      withRetries(() => readPage(client, address, clock, inner), clock, { signal: inner, onRetry }),
    );
    pages.set(address, page);
    return page;
  };
}

/** Looks for a wanted file on its landing pages, then among the addresses that are known. Throws CancelledError. */
export async function findAddresses(
  want: Want,
  pageAt: (address: string) => Promise<Link[]>,
): Promise<Findings> {
  const { source, edition } = want;
  const named: Address[][] = [];
  const unnamed: Address[][] = [];
  const notes: string[] = [];
  let unreachable: FetchFailure | null = null;
  for (const page of want.pages) {
    try {
      const links = chooseLinks(await pageAt(page), source.files, edition);
      const sets = (chosen: readonly Link[]) => {
        if (chosen.length > mostFiles) {
          notes.push(`the page ${lastOf(page)} links to ${chosen.length} such files; ${mostFiles} are tried`);
        }
        const found = chosen.slice(0, mostFiles).map(({ address, name }) => ({ address, name, page }));
        return source.take === 'all' ? (found.length > 0 ? [found] : []) : found.map((one) => [one]);
      };
      named.push(...sets(links.named));
      unnamed.push(...sets(links.unnamed));
      if (links.named.length > 0) break;
      if (links.unnamed.length === 0) notes.push(`no link to it on the page ${lastOf(page)}`);
    } catch (error) {
      if (!(error instanceof FetchFailure)) throw error;
      if (error.unreachable) unreachable = error;
      notes.push(
        error.status === 404
          ? `there is no page ${lastOf(page)}: not published yet, or moved`
          : error.message,
      );
    }
  }
  const known = want.known.map(({ address, name }) => [
    { address, name: name ?? fileNameOf(address), page: null },
  ]);
  return { alternatives: [...named, ...unnamed, ...known], notes, unreachable };
}
