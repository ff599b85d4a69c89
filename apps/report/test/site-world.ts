import { planStudy, runStudy, standardAnalyses, studySchema } from '@inverse-care/core';
import { type PanelRow, type PanelWithProvenance, subIcbs } from '@inverse-care/domain';
import { withPanel } from '../src/places/places.js';
import type { ReportInput } from '../src/report-input.js';
import { fullInput } from './html-fixtures.js';

/** Names as a file might have them to do harm, or by chance. */
export const hostile = {
  pcn: `A&E "First" <script>alert('pcn')</script> PCN`,
  practice: `</script><img src=x onerror=alert(1)> Surgery`,
} as const;

export const snapshots = ['2022-03-31', '2022-06-30'] as const;
const last = snapshots[1];

/** PCNs of one kind each at the last snapshot. */
export const kinds = {
  some: 'U20000',
  none: 'U20001',
  silent: 'U20002',
  /** Reported at the first snapshot, and not at the last. */
  fellSilent: 'U20003',
  opened: 'U20004',
  /** The only one of its ICB. */
  alone: 'U20036',
  /** Open at the first snapshot alone. */
  closed: 'U20037',
} as const;

const areas = [
  ...subIcbs.filter(({ icbCode }) => icbCode === 'QOP').slice(0, 2),
  ...subIcbs.filter(({ icbCode }) => icbCode === 'QWE').slice(0, 1),
];
const lonely = subIcbs.find(({ icbCode }) => icbCode === 'QT6')!;

function row(snapshot: string, i: number): PanelRow | null {
  const code = `U${20_000 + i}`;
  if (code === kinds.opened && snapshot !== last) return null;
  if (code === kinds.closed && snapshot === last) return null;
  const area = code === kinds.alone ? lonely : areas[i % areas.length]!;
  const silent =
    code === kinds.silent || (code === kinds.fellSilent && snapshot === last) || (i > 9 && i % 11 === 0);
  const fte = silent || code === kinds.none ? 0 : 0.5 + ((i * 7) % 13) / 6;
  const patients = 20_000 + 2_500 * (i % 9);
  return {
    snapshot,
    pcn_code: code,
    pcn_name: i === 0 ? hostile.pcn : `NETWORK ${i} PCN`,
    sub_icb_code: area.code,
    icb_code: area.icbCode,
    region_code: area.icbCode === 'QOP' ? 'Y62' : 'Y56',
    patients,
    reported: !silent,
    fte,
    fte_per_10k: (10_000 * fte) / patients,
    values: { ltc_share: 0.4 + ((i * 5) % 17) / 80, income_deprivation: 0.05 + ((i * 3) % 19) / 90 },
  };
}

function worldData(synthetic: boolean): PanelWithProvenance {
  const rows = snapshots.flatMap((snapshot) =>
    Array.from({ length: 38 }, (_, i) => row(snapshot, i)).filter((one) => one !== null),
  );
  return {
    ...fullInput().data,
    panel: {
      snapshots,
      variables: ['ltc_share', 'income_deprivation'],
      surveyBases: rows
        .filter(({ snapshot }) => snapshot === last)
        .map(({ pcn_code, patients }) => ({
          snapshot: last,
          pcn_code,
          variable: 'ltc_share' as const,
          patients: [patients / 2, patients / 2],
          respondents: [90, 60],
        })),
      rows,
    },
    extracts: [],
    warnings: [],
    practices: [
      { code: 'A80001', name: hostile.practice, pcn_code: kinds.some },
      { code: 'A80002', name: '', pcn_code: kinds.some },
      { code: 'A80003', name: 'THE ONLY SURGERY', pcn_code: kinds.silent },
    ],
    synthetic,
  };
}

const asked = ['provision', 'reporting', 'need', 'survey-error', 'inequality', 'equity', 'areas', 'profiles'];

/**
 * A small country with what pages of a site tell apart, as the engine finds it: PCNs that did not report, that have
 * none, that opened, that are alone; names that would do harm.
 */
export async function siteInput({ synthetic = false } = {}): Promise<ReportInput> {
  const study = {
    ...studySchema.parse({
      study: 'small',
      title: 'A small country',
      snapshots: [...snapshots],
      needs: ['ltc_share', 'income_deprivation'],
      inference: { replicates: 0 },
      equity: { salary: 40_000 },
    }),
    snapshots: [...snapshots],
  };
  const data = worldData(synthetic);
  const analyses = standardAnalyses.filter(({ name }) => asked.includes(name));
  const found = await runStudy(study, data, { analyses });
  return withPanel(
    fullInput({
      study,
      date: last,
      data: found.data,
      plan: planStudy(study, data),
      tables: found.tables,
      omissions: [],
    }),
  );
}
