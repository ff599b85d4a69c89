import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { type FetchOptions, type FetchOutcome, fetchFiles } from '../src/index.js';

// A local server that plays the publishers: https://host/path is asked for at http://127.0.0.1:PORT/host/path.

export interface Request {
  method: string;
  /** host/path, without the query. */
  path: string;
  headers: IncomingMessage['headers'];
}

/** What is served at host/path: bytes with an ETag, or a function that plays on the answer. */
export type Served =
  | string
  | Uint8Array
  | ((request: Request, response: ServerResponse, times: number) => void);

export interface Publisher {
  mirror: string;
  /** What is served, by host/path. */
  pages: Record<string, Served>;
  requests: Request[];
  /** Most requests that were open at one time. */
  busiest(): number;
}

export const digital = 'digital.nhs.uk/data-and-information/publications/statistical';
export const workforcePage = `${digital}/primary-care-network-workforce`;
export const patientsPage = `${digital}/patients-registered-at-a-gp-practice`;

/** Serves bytes as a well-behaved publisher does: ETag, conditional requests, ranges. */
export function serve(
  content: string | Uint8Array,
  { method, headers }: Request,
  response: ServerResponse,
  etag = `"${Buffer.from(content).length}-1"`,
): void {
  const bytes = Buffer.from(content);
  response.setHeader('etag', etag);
  response.setHeader('last-modified', 'Thu, 30 Jul 2020 08:30:00 GMT');
  response.setHeader('accept-ranges', 'bytes');
  if (headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  const range = /^bytes=(\d+)-$/.exec(headers.range ?? '');
  const from = range !== null && headers['if-range'] === etag ? Number(range[1]) : 0;
  if (from > 0) {
    response.setHeader('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`);
    response.writeHead(206, { 'content-length': bytes.length - from });
  } else response.writeHead(200, { 'content-length': bytes.length });
  response.end(method === 'HEAD' ? undefined : bytes.subarray(from));
}

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Opens the doors of a publisher that has these pages. They close after the test. */
export async function publisherOf(pages: Record<string, Served>): Promise<Publisher> {
  const requests: Request[] = [];
  const times = new Map<string, number>();
  let open = 0;
  let busiest = 0;
  const server = createServer((incoming, response) => {
    const path = decodeURIComponent(new URL(incoming.url ?? '/', 'http://local').pathname.slice(1));
    const request = { method: incoming.method ?? '', path, headers: incoming.headers };
    requests.push(request);
    open += 1;
    busiest = Math.max(busiest, open);
    response.on('close', () => (open -= 1));
    const served = pages[path];
    const time = (times.get(path) ?? 0) + 1;
    times.set(path, time);
    if (served === undefined) response.writeHead(404).end('<!doctype html><p>Not found');
    else if (typeof served === 'function') served(request, response, time);
    else serve(served, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { mirror: `http://127.0.0.1:${port}`, pages, requests, busiest: () => busiest };
}

/** A landing page with links. */
export const page = (...links: readonly (readonly [href: string, text: string])[]): string =>
  `<!doctype html><html><body><h1>Statistics</h1>${links
    .map(([href, text]) => `<p><a target="_blank" href="${href}"><span>${text}</span>\n</a></p>`)
    .join('')}</body></html>`;

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** An empty folder, which is gone after the tests. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inverse-care-fetch-'));
  folders.push(folder);
  return folder;
}

export interface Trial {
  outcomes: FetchOutcome[];
  notes: string[];
  events: string[];
  /** Pauses that were asked of the clock, in milliseconds. */
  pauses: number[];
}

/** Fetches the workforce of 31 March 2020 from a publisher, on a clock that does not let anybody wait. */
export async function trial(
  publisher: { mirror: string },
  into: string,
  options: Partial<FetchOptions> = {},
): Promise<Trial> {
  const events: string[] = [];
  const pauses: number[] = [];
  const report = await fetchFiles({
    into,
    from: '2020-03',
    to: '2020-03',
    only: ['workforce'],
    userAgent: 'inverse-care/test',
    mirror: publisher.mirror,
    onEvent: (line) => events.push(line),
    clock: {
      now: () => new Date('2026-11-01T12:00:00Z'),
      sleep: async (milliseconds) => {
        pauses.push(milliseconds);
      },
      random: () => 0.5,
    },
    ...options,
  });
  return { ...report, events, pauses };
}
