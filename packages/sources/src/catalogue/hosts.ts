import { distinct } from '@inverse-care/domain';
import { whereabouts } from './whereabouts.js';

/**
 * The hosts that files are fetched from: those of every address of the catalogue, and those that its publishers are
 * known to send to, of which "*.az.arcgis.com" stands for all below a name.
 */
export const hostsOfCatalogue: readonly string[] = distinct(
  whereabouts.flatMap(({ pages, known, sendsTo = [] }) => [
    ...[...pages, ...known].map(({ address }) => new URL(address).host),
    ...sendsTo,
  ]),
);
