import { order } from '@inverse-care/domain';
import type { Entity } from './entities.js';

const openGovernment = 'Open Government Licence v3.0';
const addresses: Readonly<Record<string, string>> = {
  [openGovernment]: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  MIT: 'https://spdx.org/licenses/MIT',
};

/** Terms of use as an entity; those that have no address of their own are named by their words. */
export const termsEntity = (words: string): Entity => ({
  '@id': addresses[words] ?? `#terms/${encodeURIComponent(words)}`,
  '@type': 'CreativeWork',
  name: words,
});

/** The terms of what a run read, each once. */
export function termsOf(inputs: readonly { licence: string }[]): Entity[] {
  const words = [...new Set(inputs.map(({ licence }) => licence))].sort(order);
  return (words.length === 0 ? ['No file was read'] : words).map(termsEntity);
}
