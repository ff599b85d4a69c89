import { CancelledError, InputError } from '@inverse-care/domain';
import type { Answer } from './answer.js';
import { stopOf } from './deadline.js';
import { FetchFailure } from './failure.js';
import { printable } from './printable.js';

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
  Z_BUF_ERROR: 'the packed answer ends too early',
  HPE_INVALID_CONSTANT: 'the answer breaks the rules of HTTP',
  HPE_CB_MESSAGE_COMPLETE: 'the answer breaks the rules of HTTP',
};

/**
 * What went wrong on the way, as a failure with words for the reader. What the signal stands for where it has fired.
 */
export function onTheWay(error: unknown, host: string, signal: AbortSignal | undefined): Error {
  const stop = stopOf(signal);
  if (stop !== null) return stop;
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
  if (/^(Z_|ERR_BROTLI|ERR_.*BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/.test(code) && code !== 'Z_BUF_ERROR') {
    return new FetchFailure(`${host} says that it packs what it sends, and it cannot be unpacked (${code})`);
  }
  if (code === 'UND_ERR_INVALID_ARG') return new FetchFailure(`${host} cannot be asked: ${failed.message}`);
  const broken =
    passingCodes[code] ?? (code.startsWith('HPE_') ? passingCodes.HPE_INVALID_CONSTANT : undefined);
  return new FetchFailure(`${host}: ${broken ?? printable(failed.message ?? String(error))}`, {
    passing: true,
  });
}

/** Why one file cannot be had, whatever was thrown: the others go on. Throws CancelledError again. */
export function reasonFor(error: unknown, address?: string): string {
  if (error instanceof CancelledError) throw error;
  if (error instanceof FetchFailure) return error.message;
  const at = address === undefined ? '' : ` (${address})`;
  if (error instanceof InputError) return `${error.message}${at}`;
  const { code, message } = error as { code?: string; message?: string };
  const words = printable(message ?? String(error)).slice(0, 200);
  return code === undefined ? `what came could not be dealt with: ${words}${at}` : `${words}${at}`;
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
