import type { Finding } from '@inverse-care/domain';
import type { OpenTable } from '../reading/open-table.js';
import { queryCounts } from '../reading/query-counts.js';
import type { Reading } from '../reading/reading.js';
import type { AreaTable } from '../variables/area-tables.js';
import { finding, number, percent } from './finding.js';
import { thresholds } from './plausible.js';

/** How an extract of patients by neighbourhood meets a table of neighbourhoods, both ways. */
export async function judgeAreas(
  reading: Reading,
  opens: readonly OpenTable[],
  file: string,
  area: AreaTable,
): Promise<Finding[]> {
  const listing = `${area.table.name} (${area.table.kind.label})`;
  const [all, unlisted, codes, examples] = await queryCounts(
    reading,
    opens,
    (
      _,
      parts,
    ) => `SELECT (SELECT sum(n)::VARCHAR FROM ${parts}), coalesce(sum(n), 0)::VARCHAR, count(*)::VARCHAR,
       coalesce(string_agg(part, ' ' ORDER BY part) FILTER (place <= 5), '')
     FROM (SELECT part, n, row_number() OVER (ORDER BY part) AS place
           FROM ${parts} LEFT JOIN ${area.name} ON part = lsoa
           WHERE part LIKE 'E01%' AND lsoa IS NULL)`,
    [area],
  );
  const [listed, empty, emptyExamples] = await queryCounts(
    reading,
    opens,
    (_, parts) => `SELECT count(*)::VARCHAR, (count(*) FILTER (part IS NULL))::VARCHAR,
       coalesce(string_agg(lsoa, ' ' ORDER BY lsoa) FILTER (part IS NULL AND place <= 5), '')
     FROM (SELECT lsoa, part, row_number() OVER (PARTITION BY part IS NULL ORDER BY lsoa) AS place
           FROM ${area.name} LEFT JOIN (SELECT part FROM ${parts} WHERE n > 0) ON part = lsoa
           WHERE lsoa LIKE 'E01%')`,
    [area],
  );
  const first = (column: (string | null)[] | undefined) => column?.[0] ?? '';
  const words = (column: (string | null)[] | undefined) =>
    first(column)
      .split(' ')
      .filter((word) => word !== '');
  const findings: Finding[] = [];
  const share = Number(first(unlisted)) / Math.max(1, Number(first(all)));
  if (share > thresholds.neighbourhoodUnknown) {
    findings.push(
      finding({
        id: 'neighbourhoods-not-listed',
        severity: 'biases',
        file,
        count: Number(first(codes)),
        examples: words(examples),
        message: `${number(Number(first(codes)))} English neighbourhoods with ${percent(share)} of the patients are not in ${listing}.`,
        meaning:
          'Their patients are out of the shares by neighbourhood. The two files use neighbourhoods of different censuses, or one is cut.',
        remedy: 'Use files of the same census: both of 2011, or both of 2021.',
      }),
    );
  }
  if (Number(first(empty)) > thresholds.neighbourhoodsEmpty * Number(first(listed))) {
    findings.push(
      finding({
        id: 'neighbourhoods-without-patients',
        severity: 'biases',
        file,
        count: Number(first(empty)),
        examples: words(emptyExamples),
        message: `${number(Number(first(empty)))} of the ${number(Number(first(listed)))} English neighbourhoods in ${area.table.name} have no registered patient.`,
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
  const [all, unknown, codes] = await queryCounts(
    reading,
    opens,
    (_, parts) => `SELECT sum(n)::VARCHAR, coalesce(sum(n) FILTER (NOT known), 0)::VARCHAR,
       coalesce(string_agg(DISTINCT part, ' ' ORDER BY part) FILTER (NOT known), '')
     FROM (SELECT part, n, part LIKE 'E01%' OR part LIKE 'W01%' AS known FROM ${parts})`,
  );
  const count = Number(unknown?.[0] ?? 0);
  const share = count / Math.max(1, Number(all?.[0] ?? 0));
  if (share <= thresholds.neighbourhoodUnknown) return [];
  return [
    finding({
      id: 'neighbourhood-unknown',
      severity: 'biases',
      file,
      count,
      examples: (codes?.[0] ?? '').split(' '),
      message: `${number(count)} patients (${percent(share)}) have no known neighbourhood.`,
      meaning: 'They are out of the shares by neighbourhood; fewer than one in a thousand is usual.',
      remedy: 'Compare the file with the publication.',
    }),
  ];
}
