import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { CancelledError, InputError, throwIfCancelled } from '@inverse-care/core';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { FetchFailure } from './failure.js';
import type { Clock } from './retry.js';

/** What a publisher answered. */
export interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  /** Decoded where the publisher packs it for the way. */
  body: Readable;
  /** After redirects. */
  address: string;
  /** The body was packed for the way, so that its length is not the declared one and no part of it can be asked for. */
  encoded: boolean;
}

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

const networkCodes: Record<string, string> = {
  ENOTFOUND: 'its name is not known to the network',
  EAI_AGAIN: 'its name cannot be looked up at present',
  ECONNREFUSED: 'it refuses the connection',
  ENETUNREACH: 'there is no way to it',
  EHOSTUNREACH: 'there is no way to it',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};
const passingCodes: Record<string, string> = {
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_SOCKET: 'the connection broke',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the download stood still for too long',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer is not as long as declared',
  HPE_INVALID_CONSTANT: 'the answer breaks the rules of HTTP',
  HPE_CB_MESSAGE_COMPLETE: 'the answer breaks the rules of HTTP',
};

/** What went wrong on the way, as a failure with words for the reader. CancelledError where the signal fired. */
export function onTheWay(error: unknown, host: string, signal: AbortSignal | undefined): Error {
  if (signal?.aborted) return new CancelledError();
  if (error instanceof FetchFailure || error instanceof CancelledError || error instanceof InputError)
    return error;
  const failed = error as { code?: string; message?: string; errors?: { code?: string }[] };
  const code = failed.code ?? failed.errors?.[0]?.code ?? '';
  if (/^(ENOSPC|EDQUOT|EACCES|EPERM|EROFS|EMFILE|EIO)$/.test(code)) {
    return new InputError(`The folder cannot be written: ${failed.message}`, {
      expected: 'a folder with room for a few gigabytes',
      remedy: 'Make room, or give another path to --into.',
    });
  }
  const unreachable = networkCodes[code];
  if (unreachable !== undefined) {
    return new FetchFailure(`${host} cannot be reached: ${unreachable}`, {
      passing: true,
      unreachable: true,
    });
  }
  if (/proxy response/i.test(failed.message ?? '')) {
    return new FetchFailure(`${host} cannot be reached: the proxy refuses (${failed.message})`, {
      unreachable: true,
    });
  }
  if (/CERT|SELF_SIGNED|TLS|SSL/.test(code)) {
    return new FetchFailure(`${host} cannot be trusted: ${failed.message}`, { unreachable: true });
  }
  const broken =
    passingCodes[code] ?? (code.startsWith('HPE_') ? passingCodes.HPE_INVALID_CONSTANT : undefined);
  return new FetchFailure(`${host}: ${broken ?? failed.message ?? String(error)}`, { passing: true });
}

/** Seconds that a Retry-After header asks for; null where there is none. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

const passingStatus = new Set([202, 408, 425, 429, 500, 502, 503, 504]);
const statusWords: Record<number, string> = {
  202: 'is still preparing the file',
  401: 'asks for a password',
  403: 'refuses',
  404: 'has no such page',
  410: 'has taken the page away',
  429: 'is asked too often',
};

/** The failure that a status stands for. */
export function refusedBy({ status, headers, address }: Answer, now: Date): FetchFailure {
  const words = statusWords[status] ?? (status >= 500 ? 'has trouble' : 'answers unexpectedly');
  return new FetchFailure(`${new URL(address).host} ${words} (HTTP ${status})`, {
    status,
    passing: passingStatus.has(status),
    retryAfter: retryAfterSeconds(headers['retry-after'], now),
  });
}

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
  clock: Clock;
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
