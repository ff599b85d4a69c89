import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { InputError, throwIfCancelled } from '@inverse-care/domain';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import type { Answer } from './answer.js';
import { FetchFailure } from './failure.js';
import { onTheWay } from './troubles.js';

/** Asks publishers. */
export interface Client {
  ask(
    address: string,
    options?: { method?: 'GET' | 'HEAD'; headers?: Record<string, string>; signal?: AbortSignal | undefined },
  ): Promise<Answer>;
  /** Answers of any kind so far: 0 where there is no network. */
  answers(): number;
  close(): Promise<void>;
}

/** How long a publisher is waited for, in milliseconds, and how many redirects are followed. */
export interface Patience {
  connect: number;
  headers: number;
  /** Without a byte. */
  idle: number;
  redirects: number;
}

export const patience: Patience = { connect: 15_000, headers: 60_000, idle: 60_000, redirects: 5 };

const unpackers: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function mirrored(url: URL, mirror: string | undefined): URL {
  if (mirror === undefined) return url;
  return new URL(`${mirror.replace(/\/+$/, '')}/${url.host}${url.pathname}${url.search}`);
}

/** The base of a mirror. Throws InputError where it is no address. */
function checkedMirror(mirror: string | undefined): URL | null {
  if (mirror === undefined) return null;
  if (URL.canParse(mirror) && /^https?:$/.test(new URL(mirror).protocol)) return new URL(mirror);
  throw new InputError(`INVERSE_CARE_MIRROR is "${mirror}", which is no address`, {
    expected: 'an address such as http://127.0.0.1:8080',
    remedy: 'Correct the environment variable, or take it away.',
  });
}

/**
 * A client with one honest name. Proxies are those of HTTP_PROXY, HTTPS_PROXY and NO_PROXY. With a mirror,
 * https://host/path is asked for at MIRROR/host/path. At most five redirects are followed, to http and https alone.
 */
export function createClient(options: {
  userAgent: string;
  mirror?: string | undefined;
  patience?: Partial<Patience> | undefined;
}): Client {
  const limits = { ...patience, ...options.patience };
  const mirror = checkedMirror(options.mirror);
  const settings = {
    connect: { timeout: limits.connect },
    headersTimeout: limits.headers,
    bodyTimeout: limits.idle,
  };
  const own = mirror !== null && /^(localhost|127\.|\[::1\])/.test(mirror.hostname);
  const dispatcher: Dispatcher = own ? new Agent(settings) : new EnvHttpProxyAgent(settings);
  let answers = 0;
  const silent = new Map<string, { times: number; failure: FetchFailure }>();
  /** A host that has never answered is tried twice, not for every file of the plan. */
  const noteSilence = (error: Error, host: string): Error => {
    if (!(error instanceof FetchFailure) || !error.unreachable || silent.get(host)?.times === 0) return error;
    const times = (silent.get(host)?.times ?? 0) + 1;
    const failure = new FetchFailure(error.message, { unreachable: true });
    silent.set(host, { times, failure });
    return times < 2 ? error : failure;
  };
  return {
    async ask(address, { method = 'GET', headers = {}, signal } = {}) {
      let url = new URL(address);
      for (let hop = 0; ; hop++) {
        throwIfCancelled(signal);
        const { host } = url;
        const silence = silent.get(host);
        if (silence !== undefined && silence.times >= 2) throw silence.failure;
        const answer = await request(mirrored(url, options.mirror), {
          method,
          headers: {
            'user-agent': options.userAgent,
            accept: '*/*',
            'accept-encoding': 'identity',
            ...headers,
          },
          dispatcher,
          ...(signal === undefined ? {} : { signal }),
        }).catch((error) => {
          throw noteSilence(onTheWay(error, host, signal), host);
        });
        answers += 1;
        if (silence?.times !== 0) {
          silent.set(host, { times: 0, failure: new FetchFailure(`${host} has answered before`) });
        }
        const said = answer.headers as Record<string, string | undefined>;
        const { location } = said;
        if (![301, 302, 303, 307, 308].includes(answer.statusCode) || location === undefined) {
          const packed = said['content-encoding']?.trim().toLowerCase() ?? 'identity';
          const unpacker = method === 'HEAD' || answer.statusCode !== 200 ? undefined : unpackers[packed];
          const body: Readable = unpacker === undefined ? answer.body : unpacker();
          if (unpacker !== undefined) {
            answer.body.on('error', (error) => body.destroy(error));
            body.on('close', () => answer.body.destroy());
            answer.body.pipe(body as unknown as NodeJS.WritableStream);
          }
          return {
            status: answer.statusCode,
            headers: said,
            body,
            address: url.href,
            encoded: unpacker !== undefined,
          };
        }
        await answer.body.dump();
        if (hop === limits.redirects) {
          throw new FetchFailure(`${url.host} sends from address to address without end`);
        }
        const to = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
        if (to === null || !/^https?:$/.test(to.protocol)) {
          throw new FetchFailure(`${url.host} sends to ${location.slice(0, 80)}, which is no web address`);
        }
        url = to;
      }
    },
    answers: () => answers,
    close: () => dispatcher.close(),
  };
}
