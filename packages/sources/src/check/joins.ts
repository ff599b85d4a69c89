import { type Finding, order } from '@inverse-care/domain';
import { partSums } from '../counts/weighted-sums.js';
import { askCounts } from '../reading/ask-counts.js';
import type { OpenTable } from '../reading/open-table.js';
import type { Reading } from '../reading/reading.js';
import type { AreaTable } from '../variables/area-tables.js';
import { finding, number, percent } from './finding.js';
import { thresholds } from './plausible.js';

const total = (numbers: Iterable<number>) => {
  let sum = 0;
  for (const n of numbers) sum += n;
  return sum;
};

const codesOf = (codes: readonly string[]) => ({
  count: codes.length,
  examples: [...codes].sort(order).slice(0, 5),
});

/** How an extract of patients by neighbourhood meets a table of neighbourhoods, both ways. */
export async function judgeAreas(
  reading: Reading,
  opens: readonly OpenTable[],
  file: string,
  area: AreaTable,
): Promise<Finding[]> {
  const listing = `${area.table.name} (${area.table.kind.label})`;
  const { all, unlisted, strange, listed, empty } = await askCounts(
    reading,
    opens,
    ['areas'],
    async (counts) => {
      const { rows } = await area.load();
      const sums = partSums(counts);
      const strange = [...sums.keys()].filter((part) => part.startsWith('E01') && !rows.has(part));
      const listed = [...rows.keys()].filter((code) => code.startsWith('E01'));
      const empty = listed.filter((code) => (sums.get(code) ?? 0) === 0);
      return {
        all: total(sums.values()),
        unlisted: total(strange.map((part) => sums.get(part) ?? 0)),
        strange: codesOf(strange),
        listed: listed.length,
        empty: codesOf(empty),
      };
    },
    [area],
  );
  const findings: Finding[] = [];
  const share = unlisted / Math.max(1, all);
  if (share > thresholds.neighbourhoodUnknown) {
    findings.push(
      finding({
        id: 'neighbourhoods-not-listed',
        severity: 'biases',
        file,
        count: strange.count,
        examples: strange.examples,
        message: `${number(strange.count)} English neighbourhoods with ${percent(share)} of the patients are not in ${listing}.`,
        meaning:
          'Their patients are out of the shares by neighbourhood. The two files use neighbourhoods of different censuses, or one is cut.',
        remedy: 'Use files of the same census: both of 2011, or both of 2021.',
      }),
    );
  }
  if (empty.count > thresholds.neighbourhoodsEmpty * listed) {
    findings.push(
      finding({
        id: 'neighbourhoods-without-patients',
        severity: 'biases',
        file,
        count: empty.count,
        examples: empty.examples,
        message: `${number(empty.count)} of the ${number(listed)} English neighbourhoods in ${area.table.name} have no registered patient.`,
        meaning:
          'Nearly every neighbourhood of England has patients: the extract is cut or covers a part of the country.',
        remedy: 'Download the extract again.',
      }),
    );
  }
  return findings;
}

/** Patients whose neighbourhood an extract does not know. */
export async function judgeUnknown(
  reading: Reading,
  opens: readonly OpenTable[],
  file: string,
): Promise<Finding[]> {
  const { all, count, codes } = await askCounts(reading, opens, ['unknown'], (counts) => {
    const sums = partSums(counts);
    const unknown = [...sums.keys()].filter((part) => !/^[EW]01/.test(part)).sort(order);
    return {
      all: total(sums.values()),
      count: total(unknown.map((part) => sums.get(part) ?? 0)),
      codes: unknown.join(' '),
    };
  });
  const share = count / Math.max(1, all);
  if (share <= thresholds.neighbourhoodUnknown) return [];
  return [
    finding({
      id: 'neighbourhood-unknown',
      severity: 'biases',
      file,
      count,
      examples: codes.split(' '),
      message: `${number(count)} patients (${percent(share)}) have no known neighbourhood.`,
      meaning: 'They are out of the shares by neighbourhood; fewer than one in a thousand is usual.',
      remedy: 'Compare the file with the publication.',
    }),
  ];
}
