import { buffer } from 'node:stream/consumers';
import type { Client } from './client.js';
import type { Want } from './editions.js';
import { FetchFailure } from './failure.js';
import { chooseLinks, fileNameOf, type Link, linksOf } from './links.js';
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
  /** Why pages gave nothing. */
  notes: string[];
  /** The failure where a page's host could not be reached. */
  unreachable: FetchFailure | null;
}

const lastOf = (address: string) => address.split('/').at(-1);
const longestPage = 8 * 2 ** 20;

async function readPage(client: Client, address: string, clock: Clock, signal: AbortSignal | undefined) {
  const answer = await client.ask(address, { headers: { accept: 'text/html,*/*;q=0.8' }, signal });
  const { host } = new URL(answer.address);
  if (answer.status !== 200) {
    answer.body.on('error', () => {}).destroy();
    throw refusedBy(answer, clock.now());
  }
  let bytes = 0;
  const bounded = async function* () {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > longestPage) throw new FetchFailure(`${host} sends a page without end`);
      yield chunk;
    }
  };
  const html = await buffer(bounded()).catch((error) => {
    throw onTheWay(error, host, signal);
  });
  return linksOf(html.toString('utf8'), answer.address);
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
    const page = withRetries(() => readPage(client, address, clock, signal), clock, { signal, onRetry });
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
        const found = chosen.map(({ address, name }) => ({ address, name, page }));
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
