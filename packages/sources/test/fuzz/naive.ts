import type { PanelWithProvenance, VariableId } from '@inverse-care/domain';
import { june, march, memberships, role } from '../small-england.js';

// The definitions of docs/methods.md once more, in the plainest way, for the small country: what the panel must say.
// Nothing here comes from the package: tables are split at line breaks and commas.

export interface ExpectedRow {
  patients: number;
  /** null where the PCN did not report. */
  fte: number | null;
  reported: boolean;
  values: Partial<Record<VariableId, number | null>>;
}

type Row = Record<string, string>;

function rowsOf(table: string): Row[] {
  const [header, ...rows] = table.trimEnd().split('\n');
  const names = header!.toUpperCase().split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [names[i]!, cell])));
}

const add = (sums: Map<string, number>, key: string, value: number) =>
  sums.set(key, (sums.get(key) ?? 0) + value);

const billion = 1_000_000_000;

/** FTE by PCN in billionths, so that the sum is exact; PCNs with any row are there. */
function staffOf(table: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rowsOf(table)) {
    add(sums, row.PCN_CODE!, row.STAFF_ROLE === role ? Math.round(Number(row.FTE) * billion) : 0);
  }
  return sums;
}

function patientsOf(table: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rowsOf(table)) add(sums, row.CODE!, Number(row.NUMBER_OF_PATIENTS));
  return sums;
}

/** The share of each practice's patients, of those who can be told, for whom `inside` holds. */
function sharesOf(tables: readonly string[], inside: (row: Row) => number | null): Map<string, number> {
  const part = new Map<string, number>();
  const all = new Map<string, number>();
  for (const row of tables.flatMap(rowsOf)) {
    const weight = inside(row);
    if (weight === null) continue;
    const practice = (row.ORG_CODE ?? row.PRACTICE_CODE)!;
    add(part, practice, Number(row.NUMBER_OF_PATIENTS) * weight);
    add(all, practice, Number(row.NUMBER_OF_PATIENTS));
  }
  return new Map(
    [...all].filter(([, n]) => n > 0).map(([practice, n]) => [practice, part.get(practice)! / n]),
  );
}

const older = ({ AGE, AGE_GROUP_5 }: Row) => {
  const age = AGE ?? AGE_GROUP_5!;
  return age === 'ALL' ? null : Number.parseInt(age, 10) >= 65 ? 1 : 0;
};

/** What the panel must say for the tables of a part of the country that has ePCN, by snapshot and PCN. */
export function expectedOf(tables: ReadonlyMap<string, string>): Map<string, ExpectedRow> {
  const expected = new Map<string, ExpectedRow>();
  const ask = (path: string) => tables.get(path)!;
  for (const [snapshot, staffPath, patientPath] of [
    [march, 'workforce/a.csv', 'patients/april.csv'],
    [june, 'workforce/b.zip', 'patients/july.zip'],
  ] as const) {
    const staff = staffOf(ask(staffPath));
    const patients = patientsOf(ask(patientPath));
    const sources: [VariableId, Map<string, number>][] = [];
    if (tables.has('patients/males.csv')) {
      const extracts =
        snapshot === march ? ['patients/males.csv', 'patients/females.zip'] : ['patients/quin.csv'];
      const ofPractices = (row: Row) =>
        row.ORG_TYPE === undefined || row.ORG_TYPE === 'GP' ? older(row) : null;
      sources.push(['share_65_plus', sharesOf(extracts.map(ask), ofPractices)]);
    }
    if (snapshot === march && tables.has('patients/lsoa.csv')) {
      const areas = new Map(
        rowsOf(ask('areas/deprivation.csv')).map((row) => [row['LSOA CODE (2011)'], row] as const),
      );
      const by = (column: string, value: (cell: string) => number) =>
        sharesOf([ask('patients/lsoa.csv')], ({ LSOA_CODE }) => {
          const area = areas.get(LSOA_CODE!);
          return area === undefined ? null : value(area[column]!);
        });
      sources.push(
        ['income_deprivation', by('INCOME SCORE (RATE)', Number)],
        [
          'core20_share',
          by('INDEX OF MULTIPLE DEPRIVATION (IMD) DECILE', (decile) => (Number(decile) <= 2 ? 1 : 0)),
        ],
        ['income_decile_3', by('INCOME DECILE', (decile) => (Number(decile) === 3 ? 1 : 0))],
      );
    }
    const pcns = new Map<string, string[]>();
    for (const [practice, , pcn] of memberships) {
      if (pcn !== 'U' && (patients.get(practice) ?? 0) > 0)
        pcns.set(pcn, [...(pcns.get(pcn) ?? []), practice]);
    }
    for (const [pcn, practices] of pcns) {
      const mean = (values: Map<string, number>) => {
        const known = practices.filter((practice) => values.has(practice));
        const weight = known.reduce((sum, practice) => sum + patients.get(practice)!, 0);
        const weighted = known.reduce(
          (sum, practice) => sum + patients.get(practice)! * values.get(practice)!,
          0,
        );
        return weight === 0 ? null : weighted / weight;
      };
      expected.set(`${snapshot} ${pcn}`, {
        patients: practices.reduce((sum, practice) => sum + patients.get(practice)!, 0),
        fte: staff.has(pcn) ? staff.get(pcn)! / billion : null,
        reported: staff.has(pcn),
        values: Object.fromEntries(sources.map(([variable, values]) => [variable, mean(values)])),
      });
    }
  }
  return expected;
}

const near = (a: number | null | undefined, b: number | null) =>
  (a ?? null) === b ||
  (typeof a === 'number' && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)));

/** Where a panel says something else than it must; null where it does not. */
export function differenceFrom(
  expected: Map<string, ExpectedRow>,
  { panel }: PanelWithProvenance,
): string | null {
  const found = panel.rows.map(({ snapshot, pcn_code }) => `${snapshot} ${pcn_code}`).sort();
  const wanted = [...expected.keys()].sort();
  if (found.join() !== wanted.join()) return `its PCNs are ${found.join(', ')}, not ${wanted.join(', ')}`;
  for (const row of panel.rows) {
    const key = `${row.snapshot} ${row.pcn_code}`;
    const { patients, fte, reported, values } = expected.get(key)!;
    if (row.patients !== patients) return `${key}: ${row.patients} patients, not ${patients}`;
    if (!near(row.fte, fte)) return `${key}: ${row.fte} FTE, not ${fte}`;
    if (row.reported !== reported) return `${key}: reported is ${row.reported}`;
    for (const [variable, value] of Object.entries(values)) {
      const said = row.values[variable as VariableId];
      // A variable that no PCN has is no column.
      if (!near(said, value ?? null)) return `${key}: ${variable} is ${said}, not ${value}`;
    }
  }
  return null;
}
