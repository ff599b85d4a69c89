import { publishedTable2 } from '@inverse-care/domain';
import { lastSnapshot } from './calendar.js';
import { logistic, logit } from './elementary.js';
import type { Network } from './networks.js';
import type { Practice } from './practices.js';
import { randomStream } from './random.js';
import { apportion } from './residents.js';

/** The publisher's five-year bands, the youngest first. */
export const ageBands: readonly string[] = [
  ...Array.from({ length: 19 }, (_, k) => `${5 * k}_${5 * k + 4}`),
  '95+',
];
// England's rough age structure, per mille of patients: under 65, then 65 and over.
const young = [54, 58, 61, 57, 62, 69, 72, 71, 68, 62, 65, 68, 60];
const old = [51, 47, 40, 26, 16, 8, 3];
const femaleByBand = [49, 49, 49, 49, 50, 50, 50, 49, 49, 49, 50, 50, 50, 51, 52, 53, 55, 58, 63, 70];

/** Growth a quarter of the share of people aged 65 and over. */
const ageing = 0.0004;

/** Share of patients aged 65 and over of each practice on the last snapshot, 0 to 1, before rounding to persons. */
export type OlderShares = Float64Array;

/** Draws the shares and shifts them so that the mean over networks of the last snapshot is Table 2's. */
export function createOlderShares(
  practices: readonly Practice[],
  networks: readonly Network[],
  lists: ArrayLike<number>,
  held: ArrayLike<number>,
  seed: number,
): OlderShares {
  const random = randomStream(seed, 'ages');
  const odds = practices.map(
    ({ home }) => (home >= 0 ? networks[home]!.older : -1.6) + 0.18 * random.normal(),
  );
  const target = publishedTable2.find(({ term }) => term === 'share_65_plus')!.mean!;
  let shift = 0;
  for (let round = 0; round < 30; round++) {
    const mean = meanOverNetworks(
      odds.map((x) => logistic(x + shift)),
      lists,
      held,
      networks.length,
    );
    shift += logit(target) - logit(mean);
  }
  return Float64Array.from(odds, (x) => logistic(x + shift));
}

/** Mean over networks of the patient-weighted mean of practice values. */
export function meanOverNetworks(
  values: ArrayLike<number>,
  lists: ArrayLike<number>,
  held: ArrayLike<number>,
  networkTotal: number,
): number {
  const weighted = new Float64Array(networkTotal);
  const patients = new Float64Array(networkTotal);
  for (let p = 0; p < values.length; p++) {
    const network = held[p]!;
    if (network < 0) continue;
    weighted[network]! += values[p]! * lists[p]!;
    patients[network]! += lists[p]!;
  }
  let total = 0;
  let open = 0;
  for (let n = 0; n < networkTotal; n++) {
    if (patients[n] === 0) continue;
    total += weighted[n]! / patients[n]!;
    open++;
  }
  return total / open;
}

/** Patients aged 65 and over of a practice with `patients`, persons. */
export function olderPatients(share: number, patients: number, t: number): number {
  return Math.round(patients * Math.max(0.002, share - ageing * (lastSnapshot - t)));
}

/** Patients by band, persons: women and men, beside `ageBands`. */
export function patientsByAge(
  share: number,
  patients: number,
  t: number,
): { female: Int32Array; male: Int32Array } {
  const older = olderPatients(share, patients, t);
  const bands = [...apportion(young, patients - older), ...apportion(old, older)];
  const female = Int32Array.from(bands, (count, band) => Math.round((count * femaleByBand[band]!) / 100));
  return { female, male: Int32Array.from(bands, (count, band) => count - female[band]!) };
}
