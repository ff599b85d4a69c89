import { type ExtractUse, type Finding, longDate, type Severity, severities } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { findingTitles } from '../../language/finding-titles.js';
import { recorded } from '../../language/marks.js';
import { count, percent } from '../../language/numbers.js';
import { syntheticNotice, withLabels } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** Findings of one sort, as a block. */
export interface FindingGroup {
  severity: Severity;
  /** "Biases a result: PCNs without any row of staff" */
  verdict: string;
  items: string[];
  meaning: string;
  remedy: string;
}

/** The section on what the data were like. */
export interface DataCheckView {
  summary: string;
  coverage: TableView | null;
  reporting: TableView;
  groups: FindingGroup[];
}

const verdicts: Record<Severity, string> = {
  stops: 'Stops a run',
  biases: 'Biases a result',
  cosmetic: 'Cosmetic',
};

/** Columns of the coverage table, and the purposes of extracts that they stand for; all others are local tables. */
const columns: readonly (readonly [heading: string, purpose: string | null])[] = [
  ['Patients', 'registered patients'],
  ['Membership', 'membership'],
  ['Ages', 'age'],
  ['Neighbourhoods', 'neighbourhoods'],
  ['Survey', 'survey'],
  ['Local tables', null],
];

const beside = 1;

function coverageCell(uses: readonly ExtractUse[]) {
  const [use] = uses;
  if (use === undefined) return cell('none');
  const title = [...new Set(uses.map(({ path }) => path))].join(', ');
  if (use.distance_days === null) return cell('undated', { title });
  const days = Math.abs(use.distance_days);
  if (days <= beside) return cell('there', { title });
  return cell(`${count(days)} days ${use.distance_days > 0 ? 'after' : 'before'}`, { title });
}

/** Snapshots by source: there for that date, how far off, undated, or none. null where no snapshot is on record. */
export function coverageView({ data }: ReportInput): TableView | null {
  const snapshots = data.check?.snapshots.map(({ snapshot }) => snapshot) ?? [];
  if (snapshots.length === 0) return null;
  const named = new Set(columns.map(([, purpose]) => purpose));
  const usesOf = (snapshot: string, purpose: string | null) =>
    data.extracts.filter(
      (use) =>
        use.snapshot === snapshot && (purpose === null ? !named.has(use.purpose) : use.purpose === purpose),
    );
  return {
    id: 'table-data-coverage',
    number: null,
    caption: 'What there was for each snapshot',
    head: [
      [
        head('Snapshot', { numeric: false }),
        ...columns.map(([heading]) => head(heading, { numeric: false })),
      ],
    ],
    rows: snapshots.map((snapshot) => ({
      header: cell(longDate(snapshot)),
      cells: columns.map(([, purpose]) => coverageCell(usesOf(snapshot, purpose))),
    })),
    notes: [
      '“There” is an extract of the date or the day beside it; else the days from the snapshot to the extract that was used. An undated file serves every snapshot.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

function reportingView({ data }: ReportInput): TableView {
  const snapshots = data.check?.snapshots ?? [];
  return {
    id: 'table-data-reporting',
    number: null,
    caption: 'PCNs that reported, and patients who are in no PCN',
    head: [
      [
        head('Snapshot', { numeric: false }),
        head('PCNs'),
        head('With any row of staff'),
        head('Share'),
        head('Practices'),
        head('Patients'),
        head('In no PCN'),
      ],
    ],
    rows: snapshots.map((one) => ({
      header: cell(longDate(one.snapshot)),
      cells: [
        figure(count(one.pcns)),
        figure(count(one.pcns_reporting)),
        figure(percent(one.pcns === 0 ? null : one.pcns_reporting / one.pcns, 1)),
        figure(count(one.practices)),
        figure(count(one.patients)),
        figure(percent(one.patients === 0 ? null : one.patients_outside_pcns / one.patients, 1)),
      ],
    })),
    notes: ['A PCN is counted where it has a practice with patients on the date.'],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

function item({ snapshot, file, row, column, message, examples }: Finding): string {
  const place = [
    snapshot === null ? file : longDate(snapshot),
    row === null ? null : `row ${row}`,
    column === null ? null : `column ${column}`,
  ].filter((part) => part !== null);
  const where = place.length === 0 ? '' : `${place.join(', ')}: `;
  const like = examples.length === 0 || examples[0] === file ? '' : ` For example: ${examples.join(', ')}.`;
  return `${withLabels(where)}${recorded(withLabels(message))}${withLabels(like)}`;
}

/** Findings that say the same of different snapshots or files, together, the gravest first. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const severity of severities) {
    for (const one of findings) {
      if (one.severity !== severity) continue;
      const { id, meaning, remedy } = one;
      const key = [severity, id, meaning, remedy].join('\n');
      const title = findingTitles[id];
      const verdict = title === undefined ? verdicts[severity] : `${verdicts[severity]}: ${title}`;
      const group = groups.get(key) ?? { severity, verdict, items: [], meaning: recorded(meaning), remedy };
      groups.set(key, group);
      group.items.push(item(one));
    }
  }
  return [...groups.values()];
}

/** What the data were like, from what the run saw of them; null where the panel was not built from files. */
export function dataCheckView(input: ReportInput): DataCheckView | null {
  const { check } = input.data;
  if (check === undefined || check.snapshots.length === 0) return null;
  const groups = findingGroups(check.findings);
  const biases = groups.filter(({ severity }) => severity === 'biases').length;
  return {
    summary:
      biases === 0
        ? 'Nothing was found that would bias a result.'
        : `${count(biases)} ${biases === 1 ? 'thing was' : 'things were'} found that ${biases === 1 ? 'biases' : 'bias'} a result; each says how, and what would mend it.`,
    coverage: coverageView(input),
    reporting: reportingView(input),
    groups,
  };
}
