import type { Finding } from '@inverse-care/domain';
import { countryFile } from '../country/country.js';
import { finding, number } from './finding.js';
import type { PlausibleRange } from './plausible.js';

/** A finding where a count lies outside what a country has; null where it does not. */
export function implausible(
  count: number,
  { from, upTo, what, setting, source }: PlausibleRange,
  name: string,
  more: Partial<Finding>,
): Finding | null {
  if (count >= from && count <= upTo) return null;
  return finding({
    id: 'implausible-total',
    severity: 'biases',
    count,
    message: `${number(count)} ${what}; between ${number(from)} and ${number(upTo)} are plausible.`,
    meaning: `The file is cut, doubled or covers a part of ${name}, and every figure that is made from it does too. The range is from ${source}.`,
    remedy: `Compare the number of rows and the total with the publication, and download the file again if they differ. If they agree, ${countryFile} in the data folder can set ${setting}.`,
    ...more,
  });
}
