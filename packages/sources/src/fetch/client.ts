import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import type { Answer } from './answer.js';
import { leave } from './answer.js';
import { throwIfStopped } from './deadline.js';
import { FetchFailure } from './failure.js';
import { joinedHeaders } from './headers.js';
import { isLoopback, judgeOf, mirrored, mirrorOf } from './hosts.js';
import { type Patience, patience } from './patience.js';
import { silenceOf } from './silence.js';
import { onTheWay } from './troubles.js';

/** How something is asked for. */
export interface Question {
  method?: 'GET' | 'HEAD';
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** Asks publishers. */
export interface Client {
  /**
   * @throws FetchFailure where the address or one that it leads to is not to be asked, or no answer came;
   * CancelledError.
   */
  ask(address: string, question?: Question): Promise<Answer>;
  /** Answers of any kind so far: 0 where there is no network. */
  answers(): number;
  patience: Patience;
  close(): Promise<void>;
}

export interface ClientOptions {
  userAgent: string;
  /** Base of a mirror. */
  mirror?: string | undefined;
  /** Hosts that are asked besides the catalogue's. */
  hosts?: readonly string[] | undefined;
  patience?: Partial<Patience> | undefined;
}

function dispatcherOf(limits: Patience, mirror: URL | null): Dispatcher {
  const settings = {
    connect: { timeout: limits.connect },
    headersTimeout: limits.headers,
    bodyTimeout: limits.idle,
  };
  return mirror !== null && isLoopback(mirror.hostname)
    ? new Agent(settings)
    : new EnvHttpProxyAgent(settings);
}

const leads = ({ status, headers }: Answer): string | null =>
  [301, 302, 303, 307, 308].includes(status) ? (headers.location ?? null) : null;

/**
 * A client with one honest name. Proxies are those of HTTP_PROXY, HTTPS_PROXY and NO_PROXY. With a mirror,
 * https://host/path is asked for at MIRROR/host/path. A limited number of redirects is followed, each to a host of
 * the catalogue or one that was named, encrypted.
 * @throws InputError where the mirror is no address that can be trusted.
 */
export function createClient(options: ClientOptions): Client {
  const limits = { ...patience, ...options.patience };
  const mirror = mirrorOf(options.mirror);
  const judge = judgeOf(options.hosts);
  const dispatcher = dispatcherOf(limits, mirror);
  const silence = silenceOf();
  let answers = 0;

  async function askOnce(url: URL, { method = 'GET', headers = {}, signal }: Question): Promise<Answer> {
    throwIfStopped(signal);
    silence.throwIfSilent(url.host);
    const answer = await request(mirrored(url, mirror), {
      method,
      headers: { 'user-agent': options.userAgent, accept: '*/*', 'accept-encoding': 'identity', ...headers },
      dispatcher,
      ...(signal === undefined ? {} : { signal }),
    }).catch((error) => {
      throw silence.noted(onTheWay(error, url.host, signal), url.host);
    });
    // A body may break before anybody listens to it; who reads it later is told then.
    answer.body.on('error', () => {});
    answers += 1;
    silence.broken(url.host);
    return {
      status: answer.statusCode,
      headers: joinedHeaders(answer.headers),
      body: answer.body,
      address: url.href,
    };
  }

  return {
    async ask(address, question = {}) {
      let url = judge(address);
      for (let hop = 0; ; hop++) {
        const answer = await askOnce(url, question);
        const to = leads(answer);
        if (to === null) return answer;
        leave(answer);
        if (hop === limits.redirects) {
          throw new FetchFailure(
            `${url.host} sends from address to address without end (${hop} were followed)`,
          );
        }
        url = judge(to, url);
      }
    },
    answers: () => answers,
    patience: limits,
    close: () => dispatcher.destroy(),
  };
}
