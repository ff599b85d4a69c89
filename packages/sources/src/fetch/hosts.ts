import { isIPv4 } from 'node:net';
import { InputError } from '@inverse-care/domain';
import { hostsOfCatalogue } from '../catalogue/hosts.js';
import { FetchFailure } from './failure.js';
import { printable } from './printable.js';

/** Which addresses are asked: those of the catalogue's hosts, and of hosts that the user has named, encrypted. */
export type Judge = (address: string, sender?: URL) => URL;

const fits = (host: string, pattern: string) =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

/**
 * A judge of addresses: of those that are asked for and, with the sender, of every redirect.
 * @param named further hosts that the user vouches for: "files.example.org", "example.org:8443" or "*.example.org".
 * @returns a function that gives the address, and throws FetchFailure with the reason where it is not to be asked.
 */
export function judgeOf(named: readonly string[] = []): Judge {
  const patterns = [...hostsOfCatalogue, ...named.map((host) => host.toLowerCase())];
  return (address, sender) => {
    const shown = printable(address).slice(0, 80);
    const words = sender === undefined ? `${shown} is not asked` : `${sender.host} sends to ${shown}`;
    const refused = (why: string) => new FetchFailure(`${words}: ${why}`);
    const url = URL.canParse(address, sender?.href) ? new URL(address, sender?.href) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) throw refused('it is no web address');
    if (url.protocol !== 'https:') throw refused('it is not encrypted (https)');
    if (url.username !== '' || url.password !== '') throw refused('it carries a user name or password');
    if (!patterns.some((pattern) => fits(url.host, pattern))) {
      throw refused(
        `no file of the catalogue is kept at the host ${url.host}; --host ${url.host} allows it where you trust it`,
      );
    }
    return url;
  };
}

/** The host of an address, for readers. */
export const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).host : printable(address).slice(0, 80);

/** Whether a host name of an address is this machine's own. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));

/**
 * The base of a mirror; null where there is none. Unencrypted ones are taken on this machine alone.
 * @throws InputError where it is no such address.
 */
export function mirrorOf(mirror: string | undefined): URL | null {
  if (mirror === undefined) return null;
  const url = URL.canParse(mirror) ? new URL(mirror) : null;
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) {
    return url;
  }
  throw new InputError(`INVERSE_CARE_MIRROR is "${mirror}", which is no address that can be trusted`, {
    expected: 'https://HOST, or http://127.0.0.1:PORT on this machine',
    remedy: 'Correct the environment variable, or take it away.',
  });
}

/** Where an address is asked for at a mirror: https://host/path at MIRROR/host/path. */
export const mirrored = (url: URL, mirror: URL | null): URL =>
  mirror === null
    ? url
    : new URL(`${mirror.href.replace(/\/+$/, '')}/${url.host}${url.pathname}${url.search}`);
