import {
  conleyKm,
  type NeedId,
  type PanelRow,
  type Snapshot,
  type StudyInference,
} from '@inverse-care/domain';
import {
  type Exchange,
  exchangeBlocks,
  exchangeByShift,
  type PlaceboTests,
  placeboTests,
  type Rejections,
} from '@inverse-care/stats';
import { positionsOf } from '../../model/positions.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns, provisionOf, rowsWith, valueIn } from '../../model/rows.js';
import { alongTheMap } from './along-the-map.js';
import type { PlaceboMethod, PlaceboRow, PlaceboScheme } from './tables.js';

/** The placebos of one snapshot by one scheme. */
export interface Exchanged {
  scheme: PlaceboScheme;
  snapshot: Snapshot;
  rows: readonly PanelRow[];
  needs: readonly NeedId[];
  /** All ICBs, or regions, of the panel: snapshots share their draws. */
  everywhere: readonly string[];
  placebos: number;
  inference: Pick<StudyInference, 'level' | 'dependence'>;
  seed: number;
  /** Whether positions are known, which Conley's covariance needs. */
  placed: boolean;
}

export interface ExchangedRows {
  rows: PlaceboRow[];
  left: { needs: NeedId[]; why: string }[];
}

/** Draws of the wild bootstrap of which ten more extreme than the sample's are one too many, so that a test keeps its size. */
const wildDraws = (level: number) => Math.round(10 / (1 - level)) - 1;

function exchangeOf({ scheme, everywhere }: Exchanged, rows: readonly PanelRow[]): Exchange {
  if (scheme === 'shift') return exchangeByShift(rows.length);
  const codes = rows.map((row) => (scheme === 'icb' ? row.icb_code : row.region_code));
  return exchangeBlocks(codes, everywhere);
}

const byMethod = ({ hc1, hc3, cr1, cr2, wild, conley }: PlaceboTests): [PlaceboMethod, Rejections][] => [
  ['HC1', hc1],
  ['HC3', hc3],
  ['CR1 by sub-ICB', cr1[0]!],
  ['CR2 by sub-ICB', cr2[0]!],
  ['CR1 by ICB', cr1[1]!],
  ['CR2 by ICB', cr2[1]!],
  ['wild bootstrap, CR1 by ICB', wild],
  ...(conley === null ? [] : [['Conley', conley] as [PlaceboMethod, Rejections]]),
];

/** Needs by the rows that have a value of them: those of the same rows are tested together. */
function needsByRows({ rows, needs }: Exchanged): { needs: NeedId[]; rows: PanelRow[] }[] {
  const groups = new Map<string, { needs: NeedId[]; rows: PanelRow[] }>();
  for (const need of needs) {
    const own = rowsWith(rows, [need]).filter((row) => row.fte_per_10k !== null);
    const key = own.map(({ pcn_code }) => pcn_code).join(' ');
    const group = groups.get(key) ?? { needs: [], rows: own };
    group.needs.push(need);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function testsOf(task: Exchanged, needs: readonly NeedId[], unordered: readonly PanelRow[]): PlaceboRow[] {
  const { scheme, snapshot, placebos, inference, seed, placed } = task;
  const rows = alongTheMap(unordered);
  const tests = placeboTests({
    y: Float64Array.from(rows, provisionOf),
    columns: needs.map((need) => Float64Array.from(rows, (row) => valueIn(row, need)!)),
    clusterings: [rows.map(({ sub_icb_code }) => sub_icb_code), rows.map(({ icb_code }) => icb_code)],
    ...(placed && { conley: { ...positionsOf(rows), cutoff: conleyKm(inference) } }),
    exchange: exchangeOf(task, rows),
    placebos,
    level: inference.level,
    wild: { draws: wildDraws(inference.level), clustering: 1 },
    seed,
    specification: `placebo ${scheme}`,
  });
  return needs.flatMap((need, c) =>
    byMethod(tests[c]!).flatMap(([method, { rejections, placebos: of }]): PlaceboRow[] => {
      if (of === 0) return [];
      const share = rejections / of;
      return [
        {
          scheme,
          method,
          need,
          snapshot,
          rejections,
          placebos: of,
          share,
          mcse: Math.sqrt((share * (1 - share)) / of),
        },
      ];
    }),
  );
}

export function exchanged(task: Exchanged): ExchangedRows {
  const found: ExchangedRows = { rows: [], left: [] };
  for (const { needs, rows } of needsByRows(task)) {
    if (rows.length < fewestPcns) {
      found.left.push({ needs, why: 'Too few PCNs have a value of need and reported.' });
      continue;
    }
    try {
      found.rows.push(...testsOf(task, needs, rows));
    } catch (error) {
      found.left.push({ needs, why: refusalOf(error) });
    }
  }
  return found;
}
