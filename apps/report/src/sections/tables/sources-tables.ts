import { figure1 } from '@inverse-care/core/tables';
import { type ExtractUse, longDate } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { ofManifest, size } from '../../language/cells.js';
import { recorded } from '../../language/marks.js';
import { count, signed } from '../../language/numbers.js';
import { capital, syntheticNotice, withLabels } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** Warnings of one kind. */
export interface WarningGroup {
  items: string[];
  more: string | null;
}

const shown = 6;

/** The files that the panel was built from; null where none is known. */
export function inputsView({ data }: ReportInput): TableView | null {
  if (data.inputs.length === 0) return null;
  return {
    id: 'table-inputs',
    number: null,
    caption: 'Files that were read',
    head: [
      [
        head('File', { numeric: false }),
        head('What it is', { numeric: false }),
        head('Publication and licence', { numeric: false }),
        head('Date', { numeric: false }),
        head('Rows'),
        head('SHA-256', { numeric: false }),
      ],
    ],
    rows: data.inputs.map((input) => ({
      header: cell(input.path, { code: true }),
      cells: [
        cell(input.kind),
        cell(input.publication, { sub: input.licence, mark: 'silent' }),
        cell(input.date ?? 'undated'),
        figure(count(input.rows)),
        cell(input.sha256.slice(0, 12), { code: true, title: input.sha256 }),
      ],
    })),
    notes: ['The first twelve digits of each hash are shown; manifest.json holds all of them.'],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact files',
  };
}

const days = (distance: number) => `${signed(distance, 0)} ${Math.abs(distance) === 1 ? 'day' : 'days'}`;

function use({ date, distance_days }: ExtractUse): string {
  if (date === null) return 'undated';
  return distance_days === null ? date : `${date}, ${distance_days === 0 ? 'same day' : days(distance_days)}`;
}

/** "membership (membership/ePCN.xlsx)" for every purpose that only undated files serve. */
function undatedNote(uses: readonly ExtractUse[]): string | null {
  const byPath = new Map<string, Set<string>>();
  for (const { path, purpose } of uses) byPath.set(path, (byPath.get(path) ?? new Set()).add(purpose));
  if (byPath.size === 0) return null;
  const parts = [...byPath].map(([path, purposes]) => `${withLabels([...purposes].join(', '))} (${path})`);
  return `From files without a date, the same at every snapshot: ${parts.join('; ')}.`;
}

/** Which dated extract served which snapshot; null where none is dated. */
export function extractsView({ data }: ReportInput): TableView | null {
  const isDated = (purpose: string) =>
    data.extracts.some((one) => one.purpose === purpose && one.date !== null);
  const purposes = [...new Set(data.extracts.map(({ purpose }) => purpose))].filter(isDated);
  if (purposes.length === 0) return null;
  const undated = undatedNote(data.extracts.filter(({ purpose }) => !isDated(purpose)));
  const snapshots = [...new Set(data.extracts.map(({ snapshot }) => snapshot))].sort();
  return {
    id: 'table-extracts',
    number: null,
    caption: 'Which extract served which snapshot',
    head: [
      [
        head('Snapshot', { numeric: false }),
        ...purposes.map((one) => head(capital(one), { numeric: false })),
      ],
    ],
    rows: snapshots.map((snapshot) => ({
      header: cell(longDate(snapshot)),
      cells: purposes.map((purpose) => {
        const uses = data.extracts.filter((one) => one.snapshot === snapshot && one.purpose === purpose);
        return cell([...new Set(uses.map(use))].join('; ') || '–', {
          title: [...new Set(uses.map(({ path }) => path))].join(', ') || null,
        });
      }),
    })),
    notes: [
      'The date of the extract and how far it lies after (+) or before (−) the snapshot.',
      ...(undated === null ? [] : [undated]),
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** "The furthest extract: ...". null where no distance is known. */
export function furthestSentence({ data }: ReportInput): string | null {
  const known = data.extracts.filter(({ distance_days }) => distance_days !== null);
  const far = known.reduce<ExtractUse | null>(
    (furthest, one) =>
      Math.abs(one.distance_days ?? 0) > Math.abs(furthest?.distance_days ?? 0) ? one : furthest,
    null,
  );
  if (far === null || far.distance_days === null) return null;
  const side = far.distance_days > 0 ? 'after' : 'before';
  const distance = size(
    ofManifest(far.distance_days, 'extracts', data.extracts.indexOf(far), 'distance_days'),
  );
  return `The furthest from its snapshot is the extract for ${far.purpose} at ${longDate(far.snapshot)}: ${count(distance)} ${distance.value === 1 ? 'day' : 'days'} ${side} it.`;
}

/** Warnings that differ only in their numbers, together. */
export function warningGroups({ data }: ReportInput): WarningGroup[] {
  const groups = new Map<string, string[]>();
  for (const { about, message } of data.warnings) {
    const kind = message.replace(/\d[\d,.]*/g, '#');
    groups.set(kind, [
      ...(groups.get(kind) ?? []),
      about === '' ? recorded(message) : `${about}: ${recorded(message)}`,
    ]);
  }
  return [...groups.values()].map((items) => ({
    items: items.slice(0, shown),
    more:
      items.length > shown ? `And ${count(items.length - shown)} more of this kind, in manifest.json.` : null,
  }));
}

const attributionUnknown =
  'Office for National Statistics, licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.';

/** What the licences ask to be said, in the catalogue's words. */
export function attributions({ data, tables }: ReportInput): string[] {
  const lines = [
    ...[...new Set(data.inputs.flatMap((input) => input.attributions))].map(recorded),
    'Codes, names and positions of NHS areas: Office for National Statistics, licensed under the Open Government Licence v3.0.',
  ];
  if (data.inputs.some(({ licence }) => /open government|ogl/i.test(licence))) {
    lines.push('Contains public sector information licensed under the Open Government Licence v3.0.');
  }
  if (data.boundaries !== null && tables.rows(figure1).length > 0) {
    lines.push(`Boundaries: ${data.boundariesNote ?? attributionUnknown}`);
  }
  if (data.synthetic)
    lines.push('The figures in these files were generated by this software. They describe nobody.');
  return lines;
}
